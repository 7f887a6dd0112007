"""The numbers of the callback procedures, with clause and starting date. Sites override them in site.toml [figures]."""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import ladder
from cspm.errors import N_

MANUAL = date(2008, 3, 1)

CALLBACK_DAY = Figure(
    "callback_day", "R064", "000 P2-一 2.7.3", "day_of_month", ((MANUAL, 10),),
    N_("The callbacks of a month's services are done by 24:00 on this day of the next month (A10)."),
)  # fmt: skip
ATTEMPTS = Figure(
    "callback_attempts", "R064", "000 P2-一 2.7.3", "count", ((MANUAL, 3),),
    N_("After attempts on this many different days a customer counts as unreachable (A83)."),
)  # fmt: skip
VISIT_SHARE = Figure(
    "visit_share", "R065", "000 P2-一 2.7.4", "percent", ((MANUAL, 5),),
    N_("At least this share of a month's callbacks are door visits (A08)."),
)  # fmt: skip
SPOT_CHECKS = Figure(
    "spot_checks", "R068", "000 P2-一 2.7.5", "count", ((MANUAL, 3),),
    N_("The CSC manager and the general property manager each spot-check this many callbacks a month (A09, A84)."),
)  # fmt: skip
CORRECTIVE_WITHIN = Figure(
    "corrective_within", "R069", "000 P2-一 2.7.6", "working_days", ((MANUAL, 1),),
    N_("Rework after a dissatisfied callback is due in this many working days unless a time was given (timely, A57)."),
)  # fmt: skip
MANAGER_CALLBACKS = Figure(
    "manager_complaint_callbacks", "R103", "000 P2-二 2.7.7", "count", ((MANUAL, 3),),
    N_("The CSC manager makes this many complaint callbacks a month (A74)."),
)  # fmt: skip
GENERAL_MANAGER_CALLBACKS = Figure(
    "general_manager_complaint_callbacks", "R104", "000 P2-二 2.7.7", "count", ((MANUAL, 1),),
    N_("The general property manager makes this many complaint callbacks a month (A74)."),
)  # fmt: skip
REPAIR_CALLBACKS = Figure(
    "repair_callback_daily", "R387", "004 A15 回访一", "switch", ((MANUAL, True),),
    N_("Repairs are called back day by day, beside the month's callbacks (A19)."),
)  # fmt: skip
REPAIR_CALLBACK_DAYS = Figure(
    "repair_callback_days", "R387", "004 A15 回访一", "days", ((MANUAL, 1),),
    N_("A repair is called back by 24:00 of this many days after it was finished (A20)."),
)  # fmt: skip
SAMPLE_SHARE = Figure(
    "sample_share", "R390", "004 A15 回访三", "percent", ((MANUAL, 20),),
    N_("The director samples and calls back this share of a quarter's repair records (A72)."),
)  # fmt: skip

MONTH_CALLBACKS = Figure(
    "month_callbacks", "R064", "000 P2-一 2.7.3", "switch", ((MANUAL, True),),
    N_("Every service of a month is called back, beside the other callbacks (A19)."),
)  # fmt: skip
VISIT_CALLBACKS = Figure(
    "visit_callbacks", "R065", "000 P2-一 2.7.4", "switch", ((MANUAL, True),),
    N_("A share of the month's callbacks are door visits, beside the other callbacks (A19)."),
)  # fmt: skip
QUARTER_SAMPLE = Figure(
    "quarter_sample", "R390", "004 A15 回访三", "switch", ((MANUAL, True),),
    N_("The director calls a sample of each quarter, beside the other callbacks (A19)."),
)  # fmt: skip
SAMPLE_WITHIN = Figure(
    "sample_within", "R390", "004 A15 回访三", "days", ((MANUAL, 15),),
    N_("The director has called a quarter's sample this many days after its end (in good time, A57)."),
)  # fmt: skip
HAND_OVER = Figure(
    "slip_hand_over", "R061", "000 P2-一 2.7.3", "time_of_day", ((MANUAL, "17:30"),),
    N_("Slips that came back to the front desk before this time are at dispatch by then, later ones the next day (A11)."),
)  # fmt: skip
SETTLED_WITHIN = Figure(
    "problem_settled_within", "R392", "004 A15 回访四", "working_days", ((MANUAL, 1),),
    N_("A problem that a callback found is filed with its result so soon after it was to be put right (timely, A57)."),
)  # fmt: skip
ASKED_AGAIN_WITHIN = Figure(
    "asked_again_within", "R228", "003 三", "working_days", ((MANUAL, 1),),
    N_("A dissatisfied customer is asked again so soon after it was to be put right (until satisfied; timely, A57)."),
)  # fmt: skip
RECEIVER_CALLS = Figure(
    "first_receiver_calls", "R384", "004 A15 首问三", "switch", ((MANUAL, True),),
    N_("The first receiver calls back himself or has somebody do it."),
)  # fmt: skip
STANDING = Figure(
    "first_receiver_standing", "R384", "004 A15 首问三", "switch", ((MANUAL, True),),
    N_("Who calls back by default does so for the first receiver; without it each one has to be asked."),
)  # fmt: skip

LADDERS = {"callback": ladder("callback"), "slip": ladder("slip")}
"""Who is told of a callback that was not made, a slip that was not handed over."""

FIGURES = (
    CALLBACK_DAY, ATTEMPTS, VISIT_SHARE, SPOT_CHECKS, CORRECTIVE_WITHIN, MANAGER_CALLBACKS, GENERAL_MANAGER_CALLBACKS,
    REPAIR_CALLBACKS, REPAIR_CALLBACK_DAYS, SAMPLE_SHARE, MONTH_CALLBACKS, VISIT_CALLBACKS, QUARTER_SAMPLE, SAMPLE_WITHIN,
    HAND_OVER, SETTLED_WITHIN, ASKED_AGAIN_WITHIN, RECEIVER_CALLS, STANDING,
    *LADDERS["callback"].levels, *LADDERS["slip"].levels,
)  # fmt: skip
