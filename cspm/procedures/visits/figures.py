"""How many visits a month, and how soon what stayed open is reported, answered and filed. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

GRACE = Figure(
    "visit_grace", "R135", "000 P2-五 4.1.2", "minutes", ((MANUAL, 0),),
    N_("So much later than the appointed time the visitor may be there."),
)  # fmt: skip
REPORT_WITHIN = Figure(
    "visit_report_within", "R136", "000 P2-五 4.1.3", "working_days", ((MANUAL, 1),),
    N_("A question that stayed open is put to the management company within this many working days (in good time, A57)."),
)  # fmt: skip
ANSWER_WITHIN = Figure(
    "visit_answer_within", "R136", "000 P2-五 4.1.3", "days", ((MANUAL, 3),),
    N_("The owner is called back within this many days, as with what is referred to a department (A58)."),
)  # fmt: skip
ARCHIVE_WITHIN = Figure(
    "visit_archive_within", "R137", "000 P2-五 4.1.4", "working_days", ((MANUAL, 1),),
    N_("The form is in the archive within this many working days of the visit, or of the answer (in good time, A57)."),
)  # fmt: skip
A_MONTH = Figure(
    "visits_per_month", "R176", "001 一.2 专员③", "count", ((MANUAL, 10),),
    N_("A specialist makes at least so many visits a month (regularly, A57)."),
)  # fmt: skip

LADDER = ladder("visits", "csc_director", "csc_manager", "general_manager")
"""Who is told of a missed clock."""

FIGURES = (
    GRACE, REPORT_WITHIN, ANSWER_WITHIN, ARCHIVE_WITHIN, A_MONTH,
    *LADDER.levels,
)  # fmt: skip
