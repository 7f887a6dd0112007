"""How soon a violation at a fit-out site is stopped. Sites override it in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

STOP_WITHIN = Figure(
    "fitout_stop_within", "R024", "000 P1-三 4.5", "minutes", ((MANUAL, 5),),
    N_("A stop is ordered within this many minutes of finding a violation (at once, A57)."),
)  # fmt: skip

FIGURES = (STOP_WITHIN,)
