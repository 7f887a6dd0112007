"""When the month's fees are handed over, checked, reviewed and notified. Sites override the figures in site.toml."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

HAND_OVER_DAY = Figure(
    "fee_hand_over_day", "R059", "000 P2-一 2.6.6", "day_of_month", ((MANUAL, 1),),
    N_("The month's bundle is handed over by the end of this day of the next month (A12); 0: by the end of the month itself."),
)  # fmt: skip
CHECK_WITHIN = Figure(
    "fee_check_within", "R058", "000 P2-一 2.6.5", "working_days", ((MANUAL, 1),),
    N_("Finance has checked the month's fees within this many working days of the hand-over (timely, A57)."),
)  # fmt: skip
REVIEW_WITHIN = Figure(
    "fee_review_within", "R058", "000 P2-一 2.6.5", "working_days", ((MANUAL, 1),),
    N_("The fee report is reviewed within this many working days of the check (timely, A57)."),
)  # fmt: skip
NOTICE_WITHIN = Figure(
    "fee_notice_within", "R060", "000 P2-一 2.6.7", "days", ((MANUAL, 10),),
    N_("The month's fee notices are out this many days after the month (the manual gives no day)."),
)  # fmt: skip

LADDER = ladder("bundles", "csc_manager", "general_manager")
REVIEW_LADDER = ladder("fee_review", "company_leader")
"""Who is told when finance, when the manager is late."""

FIGURES = (
    HAND_OVER_DAY, CHECK_WITHIN, REVIEW_WITHIN, NOTICE_WITHIN,
    *LADDER.levels, *REVIEW_LADDER.levels,
)  # fmt: skip
