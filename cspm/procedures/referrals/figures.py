"""How long a department has, and a complaint that the company received. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

HANDLE_WITHIN = Figure(
    "referral_within", "R236", "003 部门间 2", "days", ((MANUAL, 3),),
    N_("A department deals with what was referred to it within this many days, counted on the calendar (A58)."),
)  # fmt: skip
FEED_BACK_WITHIN = Figure(
    "referral_feedback_within", "R236", "003 部门间 2", "working_days", ((MANUAL, 1),),
    N_("The department tells the centre within this many working days of handling it (in good time, A57)."),
)  # fmt: skip
FAST_WITHIN = Figure(
    "fast_lane_within", "R199", "001 一.3 ④", "days", ((MANUAL, 1),),
    N_("What goes through the fast lane is dealt with within this many days."),
)  # fmt: skip
TELL_WITHIN = Figure(
    "communication_told_within", "R238", "003 部门间 3", "working_days", ((MANUAL, 1),),
    N_("The centre hears of a complaint that the company received within this many working days (in good time, A57)."),
)  # fmt: skip
CLEAR_WITHIN = Figure(
    "communication_cleared_within", "R238", "003 部门间 3", "days", ((MANUAL, 3),),
    N_("A row of the communication register is cleared within this many days, or the centre is urged (A58)."),
)  # fmt: skip

LADDER = ladder("referrals", "csc_manager", "general_manager")
"""Who is told when a department is late."""
COMPANY_LADDER = ladder("communications", "general_manager", "company_leader")
"""Who is told when a row of the company's register is late."""
LADDERS = {"referral": LADDER}
"""Of tickets that were passed to a department."""

FIGURES = (
    HANDLE_WITHIN, FEED_BACK_WITHIN, FAST_WITHIN, TELL_WITHIN, CLEAR_WITHIN,
    *LADDER.levels, *COMPANY_LADDER.levels,
)  # fmt: skip
