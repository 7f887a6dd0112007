"""How often the office walks with its contractors and meets them, and how soon they are told. Sites override them."""

from __future__ import annotations

from datetime import date
from typing import Any

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)
PLAN, PATROL, MEETING, EVENTS = "000 P2-四 1.0", "000 P1-二 1.9, P1-三 5.7", "000 P2-四 3.4.1", "000 P2-四 3.4.2"


def _figure(key: str, rule: str, clause: str, unit: str, value: Any, text: str) -> Figure:
    return Figure(key, rule, clause, unit, ((MANUAL, value),), text)


PATROL_EVERY = _figure(
    "joint_patrol_every",
    "R010",
    PATROL,
    "days",
    7,
    N_("Office and contractor walk together at least every so many days."),
)
EVENT_WITHIN = _figure(
    "event_notice_within", "R129", EVENTS, "working_days", 1,
    N_("A contractor is told within this of what the office knows (in good time, A57), and before it begins."),
)  # fmt: skip
MEETINGS_A_WEEK = _figure(
    "contractor_meetings_a_week", "R128", MEETING, "count", 1, N_("Meetings of a contractor in a week.")
)
ASKS_PLANS = _figure(
    "asks_work_plans", "R114", PLAN, "switch", True, N_("Whether each contract has a work plan for each month.")
)
ASKS_PATROLS = _figure("asks_joint_patrols", "R010", PATROL, "switch", True, N_("Whether joint patrols are asked for."))
ASKS_MEETINGS = _figure(
    "asks_contractor_meetings",
    "R128",
    MEETING,
    "switch",
    True,
    N_("Whether the contractors' weekly meetings are asked for."),
)

FIGURES = (PATROL_EVERY, EVENT_WITHIN, MEETINGS_A_WEEK, ASKS_PLANS, ASKS_PATROLS, ASKS_MEETINGS)
