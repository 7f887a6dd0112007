"""How soon an accident is told and written down, and by which code it is investigated. Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

TELL_WITHIN = Figure(
    "accident_tell_within", "R370", "004 A12 6.1", "minutes", ((MANUAL, 15),),
    N_("An accident is told by word of mouth or phone within this time (at once; what that is, the site may say)."),
)  # fmt: skip
WRITE_WITHIN = Figure(
    "accident_write_within", "R370", "004 A12 6.1", "hours", ((MANUAL, 24),),
    N_("The written accident report is there within this time of the accident."),
)  # fmt: skip
ZERO_TARGET = Figure(
    "accidents_allowed", "R373", "004 A12 3", "count", ((MANUAL, 0),),
    N_("So many accidents of each kind that has a target may happen in a year: none."),
)  # fmt: skip

FIGURES = (TELL_WITHIN, WRITE_WITHIN, ZERO_TARGET)
