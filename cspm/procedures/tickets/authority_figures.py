"""The limits of authority as data: what a role may promise or grant by itself.

The manuals name no numbers: a role without a limit has 0. Sites say otherwise in site.toml:

    [figures]
    promise_days_front_desk = 3
    amount_technician = "200"
"""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.core.ladders import REPORT
from cspm.errors import N_

MANUAL = date(2008, 3, 1)
PROMISE = ("R030", "000 P2-一 2.2.3")
REPORTED_WITHIN = Figure(
    "beyond_authority_reported_within", *REPORT, "minutes", ((MANUAL, 5),),
    N_("What exceeds one's own powers is reported upward within this time (at once, A57)."),
)  # fmt: skip
LIMITED = (
    "front_desk", "dispatch_assistant", "dispatch_director", "customer_assistant", "specialist", "technician",
    "engineering", "administrator", "csc_director", "csc_manager", "general_manager",
)  # fmt: skip
PROMISE_DAYS: dict[str, Figure] = {
    role: Figure(
        f"promise_days_{role}", *PROMISE, "days", ((MANUAL, 0),),
        N_("So many days ahead this role may promise by itself; 0 sets no limit."),
    )
    for role in LIMITED
}  # fmt: skip
AMOUNTS: dict[str, Figure] = {
    role: Figure(
        f"amount_{role}", *REPORT, "yuan", ((MANUAL, 0),),
        N_("Up to this amount this role may agree a price by itself; 0 sets no limit."),
    )
    for role in LIMITED
}  # fmt: skip

FIGURES = (REPORTED_WITHIN, *PROMISE_DAYS.values(), *AMOUNTS.values())
