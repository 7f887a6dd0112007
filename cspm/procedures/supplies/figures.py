"""When the month's plan is submitted and its use examined, and how far use and price may exceed it."""

from __future__ import annotations

from datetime import date
from typing import Any

from cspm.core.figures import Figure
from cspm.errors import N_
from cspm.procedures.supplies.states import COSTS, PLANNING

MANUAL = date(2008, 3, 1)


def _figure(key: str, rule: str, clause: str, unit: str, value: Any, text: str) -> Figure:
    return Figure(key, rule, clause, unit, ((MANUAL, value),), text)


TOLERANCE = _figure(
    "supply_tolerance", "R027", COSTS, "percent", 10,
    N_("So much more of an item than planned may be used in a month; the same for its price."),
)  # fmt: skip
REVIEW_WITHIN = _figure(
    "supply_review_within", "R027", COSTS, "days", 10,
    N_("Use and cost of a month are examined so many days after it (in good time, A57)."),
)  # fmt: skip
SUBMIT_GRACE = _figure(
    "supply_plan_grace", "R194", PLANNING, "days", 0,
    N_("The plan of a month is submitted so many days after its beginning at the latest."),
)  # fmt: skip
FIGURES = (TOLERANCE, REVIEW_WITHIN, SUBMIT_GRACE)
