"""The numbers of the ticket procedures, with clause and starting date. Sites override them in site.toml [figures]."""

from __future__ import annotations

from cspm.core.figures import Figure
from cspm.core.ladders import NOTED_WITHIN, ladder
from cspm.errors import N_
from cspm.procedures.tickets.authority_figures import FIGURES as AUTHORITY
from cspm.procedures.tickets.authority_figures import MANUAL

REPLY_WITHIN = Figure(
    "reply_within", "R043", "000 P2-一 2.4.3", "minutes", ((MANUAL, 15),),
    N_("The customer is told within this time after the matter was registered (clock hours, A13)."),
)  # fmt: skip
REGISTER_WITHIN = Figure(
    "register_within", "R154", "000 P2-三 1.2.1-1.2.2", "minutes", ((MANUAL, 5),),
    N_("A matter is registered within this time after it was received (at once, A57)."),
)  # fmt: skip
RECEIPT_WITHIN = Figure(
    "receipt_within", "R045", "000 P2-一 2.4.4", "working_days", ((MANUAL, 1),),
    N_("The order's receipt is written down within this many working days of dispatch (timely, A57)."),
)  # fmt: skip
PROGRESS_GAP = Figure(
    "progress_gap", "R098", "000 P2-二 2.6.3", "hours", ((MANUAL, 24),),
    N_("While a complaint is open, no longer than this passes between two progress notices."),
)  # fmt: skip
REWORKS_BEFORE_ESCALATION = Figure(
    "reworks_before_escalation", "R052", "000 P2-一 2.5.5", "count", ((MANUAL, 1),),
    N_("After this many unsuccessful reworks the matter is reported to the CSC manager or the general property manager (A78)."),
)  # fmt: skip
MOST_JOBS = Figure(
    "most_open_jobs", "R044", "000 P2-一 2.4.3", "count", ((MANUAL, 0),),
    N_("Nobody has more open jobs in hand than this; 0: no limit (the manuals name none)."),
)  # fmt: skip
REWORK_DAYS = Figure(
    "rework_within", "R051", "000 P2-一 2.5.4", "days", ((MANUAL, 30),),
    N_("The same item in the same unit within this time after the work is rework of it; 0: it is not looked for."),
)  # fmt: skip
ROUTED_WITHIN = Figure(
    "routed_within", "R160", "000 P2-三 1.3.2-1.3.3", "minutes", ((MANUAL, 15),),
    N_("Within this time after registration it is judged whether it is a service, a complaint or an enquiry."),
)  # fmt: skip
FINANCE_WITHIN = Figure(
    "finance_told_within", "R110", "000 P2-三 1.2.3", "working_days", ((MANUAL, 1),),
    N_("Finance is told of what will be charged within this many working days (promptly, A57)."),
)  # fmt: skip
TOOLS_BACK_WITHIN = Figure(
    "tools_back_within", "R049", "000 P2-一 2.6.4", "working_days", ((MANUAL, 1),),
    N_("Tools and what is left over are brought back within this many working days after the work (timely, A57)."),
)  # fmt: skip
ARCHIVED_WITHIN = Figure(
    "archived_within", "R107", "000 P2-二 2.8.2", "days", ((MANUAL, 30),),
    N_("The papers of a closed complaint are filed within this time (the manual names none; monthly, A57)."),
)  # fmt: skip

OVERDUE_IS_CONDUCT = Figure(
    "overdue_is_conduct", "R386", "004 A15 首问五 3", "switch", ((MANUAL, True),),
    N_("A customer who was not answered in time, or not served by the promised time, is forbidden conduct no. 3."),
)  # fmt: skip

LADDERS = {
    clock: ladder(clock)
    for clock in ("reply", "receipt", "appointment", "promise", "resolution", "progress", "finance")
}
"""Who is told of a missed clock of a ticket; other procedures have those of their own clocks."""

FIGURES = (
    REPLY_WITHIN, REGISTER_WITHIN, RECEIPT_WITHIN, PROGRESS_GAP, REWORKS_BEFORE_ESCALATION, MOST_JOBS, REWORK_DAYS,
    ROUTED_WITHIN, FINANCE_WITHIN, TOOLS_BACK_WITHIN, ARCHIVED_WITHIN, OVERDUE_IS_CONDUCT, NOTED_WITHIN,
    *(figure for one in LADDERS.values() for figure in one.levels), *AUTHORITY,
)  # fmt: skip
