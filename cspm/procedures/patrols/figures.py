"""Numbers of patrols and of the defects they find, with their clauses; sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

PATROL_GRACE = Figure(
    "patrol_grace", "R179", "001 一.2 专员④", "minutes", ((MANUAL, 0),),
    N_("So many minutes after its window a patrol may still end and be in time."),
)  # fmt: skip
DEFECT_REPAIR_WITHIN = Figure(
    "defect_repair_within", "R179", "001 一.2 专员④", "working_days", ((MANUAL, 1),),
    N_("A defect is sent to repair within this many working days (in good time, A57)."),
)  # fmt: skip
DEFECT_REPORT_WITHIN = Figure(
    "defect_report_within", "R188", "001 二.3(1)⑤", "working_days", ((MANUAL, 1),),
    N_("A defect that a cleaner sees is reported to the department within this many working days (in good time, A57)."),
)  # fmt: skip

FIGURES = (PATROL_GRACE, DEFECT_REPAIR_WITHIN, DEFECT_REPORT_WITHIN)
