"""The numbers of the ticket procedures, with clause and starting date. Sites override them in site.toml [figures]."""

from __future__ import annotations

from cspm.core.figures import Figure
from cspm.errors import N_
from cspm.procedures.tickets.ladder_figures import FIGURES as LADDER
from cspm.procedures.tickets.ladder_figures import MANUAL

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

FIGURES = (REPLY_WITHIN, REGISTER_WITHIN, RECEIPT_WITHIN, PROGRESS_GAP, REWORKS_BEFORE_ESCALATION, *LADDER)
