"""The numbers of complaint handling, with clause and starting date. Sites override them in site.toml [figures]."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

COMMON_CONCERN = Figure(
    "common_concern", "R102", "000 P2-二 2.7.5", "count", ((MANUAL, 3),),
    N_("From this many linked complaints on, the handling is published or a meeting is held."),
)  # fmt: skip
CLEAR_ANSWER = Figure(
    "clear_answer_within", "R389", "004 A15 回访二", "days", ((MANUAL, 3),),
    N_("A big complaint gets a clear answer within this many days."),
)  # fmt: skip

FIGURES = (COMMON_CONCERN, CLEAR_ANSWER)
