"""The figures of outsourced works: notice, samples, limits that the manual calls "at once". Sites override them in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

NOTICE_DAYS = Figure(
    "works_notice_days", "R351", "004 A12 4.1.4", "days", ((MANUAL, 15),),
    N_("Notices of a meter change hang at least so many days before the work begins."),
)  # fmt: skip
GEAR_WARNING = Figure(
    "gear_warning_days", "R349", "004 A12 4.1.2", "days", ((MANUAL, 30),),
    N_("So many days before protective gear runs out it is shown as due for a test."),
)  # fmt: skip
LEDGER_CHECKS = Figure(
    "ledger_checks", "R348", "004 A12 4.1.1", "count", ((MANUAL, 1),),
    N_("The install team looks at the ledger of a work at least so often a month (irregularly, A57)."),
)  # fmt: skip
SWEEP_WITHIN = Figure(
    "sweep_within", "R359", "004 A12 4.3.1", "minutes", ((MANUAL, 60),),
    N_("The site is swept within this time of the end of the day's work (at once, A57)."),
)  # fmt: skip
ROTATION_SHARE = Figure(
    "rotation_sample", "R355", "004 A12 4.3.2", "percent", ((MANUAL, 15),),
    N_("Of the rotated meters of a work this share is checked, rounded up (A43)."),
)  # fmt: skip
SECOND_SHARE = Figure(
    "second_class_sample", "R356", "004 A12 4.3.3", "percent", ((MANUAL, 100),),
    N_("Of the new second-class loads of a work this share is checked."),
)  # fmt: skip
THIRD_LEAST = Figure(
    "third_class_least", "R356", "004 A12 4.3.3", "percent", ((MANUAL, 20),),
    N_("Of the new third-class loads of a work at least this share is checked, rounded up (A37)."),
)  # fmt: skip
THIRD_MOST = Figure(
    "third_class_most", "R356", "004 A12 4.3.3", "percent", ((MANUAL, 30),),
    N_("Of the new third-class loads at most this share is checked; who checks more says why (A37)."),
)  # fmt: skip
CHECK_WITHIN = Figure(
    "works_check_within", "R355", "004 A12 4.3.2", "days", ((MANUAL, 10),),
    N_("The quality check of a work is done within so many days of its end (afterwards, A57)."),
)  # fmt: skip
SIGN_WITHIN = Figure(
    "works_sign_within", "R358", "004 A12 4.3.3", "days", ((MANUAL, 10),),
    N_("The check record has its three signatures within so many days of the check (A57)."),
)  # fmt: skip
COLLECT_WITHIN = Figure(
    "collect_within", "R360", "004 A12 4.3.2", "days", ((MANUAL, 10),),
    N_("Whether the readings come in is looked at within so many days of the end of a work (afterwards, A57)."),
)  # fmt: skip
FIGURES = (
    NOTICE_DAYS, GEAR_WARNING, LEDGER_CHECKS, SWEEP_WITHIN, ROTATION_SHARE, SECOND_SHARE, THIRD_LEAST, THIRD_MOST,
    CHECK_WITHIN, SIGN_WITHIN, COLLECT_WITHIN,
)  # fmt: skip
