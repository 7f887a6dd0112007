"""How soon reception passes matters on, and how long welcome duty lasts. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

RELAY_WITHIN = Figure(
    "relay_within", "R285", "004 A3", "minutes", ((MANUAL, 5),),
    N_("What comes in at the service desk is passed on within this time (at once, A57)."),
)  # fmt: skip
UPWARD_WITHIN = Figure(
    "desk_escalation_within", "R293", "004 A3; 004 A6", "minutes", ((MANUAL, 5),),
    N_("What the desk cannot solve is reported to its leader within this time (at once, A57)."),
)  # fmt: skip
CONTACT_WITHIN = Figure(
    "special_contact_within", "R229", "003 三", "working_days", ((MANUAL, 1),),
    N_("The manager speaks with a special customer within this many working days of the handling (A57)."),
)  # fmt: skip
REMARK_WITHIN = Figure(
    "remark_within", "R019", "000 P1-三 3.13; 5.4", "working_days", ((MANUAL, 1),),
    N_("Feedback is passed on to the department head within this many working days (in good time, A57)."),
)  # fmt: skip
WELCOME_MINUTES = Figure(
    "welcome_minutes", "R227", "003 二", "minutes", ((MANUAL, 30),),
    N_("So long managers welcome people, before office work or at the homecoming peak."),
)  # fmt: skip
OFFICE_START = Figure(
    "welcome_office_until", "R227", "003 二", "time_of_day", ((MANUAL, "08:30"),),
    N_("Office work begins then; the welcome duty before it ends."),
)  # fmt: skip
HOMECOMING = Figure(
    "welcome_homecoming_from", "R227", "003 二", "time_of_day", ((MANUAL, "17:30"),),
    N_("The homecoming peak begins then (A59)."),
)  # fmt: skip
WELCOME = Figure(
    "asks_welcome", "R227", "003 二", "switch", ((MANUAL, False),),
    N_("Whether somebody is on welcome duty every working day; the manual asks it of projects with this service."),
)  # fmt: skip

REMARK_LADDER = ladder("remarks", "csc_manager", "general_manager")
"""Who is told when feedback was not passed on."""
CONTACT_LADDER = ladder("contact", "general_manager")
"""Who is told when the manager did not speak with a special customer."""
LADDERS = {"contact": CONTACT_LADDER}
"""Of tickets."""

FIGURES = (
    RELAY_WITHIN, UPWARD_WITHIN, CONTACT_WITHIN, REMARK_WITHIN, WELCOME_MINUTES, OFFICE_START, HOMECOMING, WELCOME,
    *REMARK_LADDER.levels, *CONTACT_LADDER.levels,
)  # fmt: skip
