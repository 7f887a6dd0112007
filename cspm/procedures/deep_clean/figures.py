"""How soon after a deep clean it is decided who stays on."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_
from cspm.procedures.deep_clean.states import STAFFING

SELECT_WITHIN = Figure(
    "deep_clean_selection_within", "R171", STAFFING, "days", ((date(2008, 3, 1), 10),),
    N_("After a deep clean it is decided within so many days who stays on (in good time, A57)."),
)  # fmt: skip
FIGURES = (SELECT_WITHIN,)
