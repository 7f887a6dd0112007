"""Numbers of in-house cleaning with their clauses; sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

SECURITY_TOLD_WITHIN = Figure(
    "security_told_within", "R187", "001 二.3(1)④", "minutes", ((MANUAL, 5),),
    N_("Security is told of something suspicious within this many minutes (at once, A57)."),
)  # fmt: skip
POST_GRACE = Figure(
    "post_grace", "R189", "001 二.3(2)①", "minutes", ((MANUAL, 0),),
    N_("So many minutes after the hour of the post a cleaner may be there."),
)  # fmt: skip
ZONE_PROBLEM_WITHIN = Figure(
    "zone_problem_within", "R202", "001 二.3(2)③", "working_days", ((MANUAL, 1),),
    N_("What a leader finds in a zone is put right within this many working days (in good time, A57)."),
)  # fmt: skip
WALK_PROBLEM_WITHIN = Figure(
    "walk_problem_within", "R164", "000 P1-二 1.1", "working_days", ((MANUAL, 1),),
    N_("What a manager or assistant finds on a round is acted on within this many working days (in good time, A57)."),
)  # fmt: skip
WALKS_A_MONTH = Figure(
    "walks_a_month", "R164", "000 P1-二 1.1", "count", ((MANUAL, 1),),
    N_("So many rounds a month the manager and each customer assistant make, at least."),
)  # fmt: skip

FIGURES = (SECURITY_TOLD_WITHIN, POST_GRACE, ZONE_PROBLEM_WITHIN, WALK_PROBLEM_WITHIN, WALKS_A_MONTH)
