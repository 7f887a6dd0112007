"""How soon a violation at a fit-out site is stopped and told of. Sites override it in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

STOP_WITHIN = Figure(
    "fitout_stop_within", "R024", "000 P1-三 4.5", "minutes", ((MANUAL, 5),),
    N_("A stop is ordered within this many minutes of finding a violation (at once, A57)."),
)  # fmt: skip

TELL_WITHIN = Figure(
    "fitout_tell_within", "R022", "000 P1-三 4.4", "minutes", ((MANUAL, 30),),
    N_("A leader is told within this many minutes of finding a violation at a fit-out."),
)  # fmt: skip

FIGURES = (STOP_WITHIN, TELL_WITHIN)
