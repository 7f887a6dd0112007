"""How soon the owner hears how his repair went, and whether the site has specialists. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

ASKS_SPECIALIST = Figure(
    "asks_repair_specialist", "R172", "001 一.2 前台③", "switch", ((MANUAL, True),),
    N_("Whether every repair is given to a specialist to follow up; a site without specialists says false."),
)  # fmt: skip
FEEDBACK_WITHIN = Figure(
    "repair_feedback_within", "R175", "001 一.2 专员⑤", "working_days", ((MANUAL, 1),),
    N_("The owner hears how a repair went within this many working days of its end (timely, A57)."),
)  # fmt: skip

LADDER = ladder("owner_told", "csc_director", "csc_manager", "general_manager")
"""Who is told when the owner has not heard of his repair."""
LADDERS = {"owner_told": LADDER}

FIGURES = (
    ASKS_SPECIALIST, FEEDBACK_WITHIN,
    *LADDER.levels,
)  # fmt: skip
