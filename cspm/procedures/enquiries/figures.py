"""How soon an enquiry is answered, and an expert asked. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

ANSWER_WITHIN = Figure(
    "answer_within", "R382", "004 A15 咨询二", "working_days", ((MANUAL, 1),),
    N_("An enquiry is answered within this many working days, unless another time was promised (in good time, A57)."),
)  # fmt: skip
EXPERT_WITHIN = Figure(
    "expert_within", "R382", "004 A15 咨询二", "minutes", ((MANUAL, 5),),
    N_("Somebody who knows is asked within this time (at once, A57)."),
)  # fmt: skip

LADDER = ladder("answer")
"""Who is told of an enquiry that was not answered."""
LADDERS = {"answer": LADDER}

FIGURES = (
    ANSWER_WITHIN, EXPERT_WITHIN,
    *LADDER.levels,
)  # fmt: skip
