"""The ladder of escalation and the limits of authority as data: after how long who is told, what a role may promise.

The manuals name no numbers: "at once" is five minutes and "timely" a working day (A57). A role without a limit has 0.
Sites say otherwise in site.toml:

    [figures]
    escalate_reply_1 = 30
    promise_days_front_desk = 3
    amount_technician = "200"

    [tickets.ladder]
    reply = ["csc_manager", "general_manager"]
"""

from __future__ import annotations

from datetime import date

from cspm.core.figures import Figure
from cspm.errors import N_

MANUAL = date(2008, 3, 1)
REPORT, PROMISE = ("R007", "000 P1-二 1.7"), ("R030", "000 P2-一 2.2.3")
OTHER = "other"
"""The ladder of clocks that have none of their own."""
CLOCKS = ("reply", "receipt", "appointment", "promise", "resolution", "progress", OTHER)
ROLES = ("dispatch_director", "csc_manager", "general_manager")
"""Who is told, level by level, where the site says nothing else."""
AFTER = (("minutes", 5), ("working_days", 1), ("working_days", 2))
"""How long after the due time each level is told."""
TEXTS = (
    N_("So long after the due time of this clock the first level is told."),
    N_("So long after the due time of this clock the second level is told."),
    N_("So long after the due time of this clock the third level is told."),
)
LEVELS: dict[tuple[str, int], Figure] = {
    (clock, level): Figure(f"escalate_{clock}_{level}", *REPORT, unit, ((MANUAL, value),), TEXTS[level - 1])
    for clock in CLOCKS
    for level, (unit, value) in enumerate(AFTER, 1)
}
"""By clock and level."""
NOTED_WITHIN = Figure(
    "escalation_noted_within", *REPORT, "minutes", ((MANUAL, 60),),
    N_("A level that is due is noted on the record within this time."),
)  # fmt: skip
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

FIGURES = (*LEVELS.values(), NOTED_WITHIN, REPORTED_WITHIN, *PROMISE_DAYS.values(), *AMOUNTS.values())
