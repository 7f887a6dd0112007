"""The life of a fit-out, and who may take its steps."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

extend("state", applied="applied", approved="approved", rejected="rejected", active="active", finished="finished")
vocabulary(
    "violation_type",
    blocked_way="corridor, stairwell or fire lane blocked", building="unauthorised building", piling="unauthorised piling",
    facade="exterior changed", unapproved="works that were not approved",
    accident="serious accident", other="other violation",
)  # fmt: skip
vocabulary(
    "fitout_overdue",
    undecided="application not decided", unentered="working without an approved application", unseen="days without a look",
    unstopped="violation without a stop order", untold="violation no leader was told of", uncleared="violation not put right",
    behind="planned end is over", deposit="deposit not given back",
)  # fmt: skip
extend("clock", stop_order="stop order", leader_told="leader told of a violation")
extend(
    "action", inspect="check", violate="write down a violation", stop="order a stop", clear="clear", end="end",
    refuse="refuse", enter="begin the work", deposit="take the deposit", refund="give the deposit back", tell="tell",
    **{
        "fitouts add": "register a fit-out", "fitouts amend": "correct a fit-out", "fitouts end": "end a fit-out",
        "fitouts void": "void a fit-out", "fitouts inspect": "look at a fit-out site",
        "fitouts violate": "report a violation at a fit-out site", "fitouts stop": "order a stop at a fit-out site",
        "fitouts clear": "clear a violation at a fit-out site", "fitouts approve": "approve a fit-out",
        "fitouts refuse": "refuse a fit-out", "fitouts enter": "let a fit-out begin",
        "fitouts deposit": "take the deposit of a fit-out", "fitouts refund": "give the deposit of a fit-out back",
        "fitouts tell": "tell a leader of a violation",
    },
)  # fmt: skip

SITE = ("active", "finished")
FITOUTS = Machine(
    "fitouts",
    "applied",
    (
        Move("approve", ("applied", "rejected"), "approved"),
        Move("approve", SITE, ""),
        Move("refuse", ("applied", "approved"), "rejected"),
        Move("enter", ("applied", "approved", "rejected"), "active"),
        Move("deposit", ("applied", "approved", *SITE), ""),
        Move("refund", ("approved", "rejected", *SITE), ""),
        *(Move(verb, SITE, "") for verb in ("inspect", "violate", "stop", "tell", "clear")),
        Move("end", ("active",), "finished"),
        Move("void", ("applied", "approved", "rejected", *SITE), "void"),
    ),
    ("void",),
)
"""What begins without an approval is written down all the same and found (R020)."""
MACHINES = (FITOUTS,)
STEPS = (
    Step("approve", N_("The application is approved; name the works where not all of them are"), ("approved_items", "opinion"),
         at="decided_at", by="decided_by", approval=True),
    Step("refuse", N_("The application is not approved, with the reason"), ("opinion",), ("opinion",), at="decided_at",
         by="decided_by"),
    Step("deposit", N_("The deposit was taken"), ("deposit_amount", "deposit_at"), ("deposit_amount",), at="deposit_at",
         by="deposit_by"),
    Step("refund", N_("The deposit was given back, or what was left of it"), ("returned_amount", "returned_at"),
         ("returned_amount",), at="returned_at", by="returned_by"),
    Step("end", N_("The work is over"), ("ended_on",), ("ended_on",)),
)  # fmt: skip

ENTERED, DECLARED = ("R020", "000 P1-三 4.2-4.4"), ("R021", "000 P1-三 4.3-4.4")
TOLD = ("R022", "000 P1-三 4.4")
LOOKED, STOPPED = ("R023", "000 P1-三 4.5"), ("R024", "000 P1-三 4.5")
INSPECTORS = tuple(
    dict.fromkeys(
        (
            *DESK,
            "technician",
            "customer_assistant",
            "specialist",
            "engineering",
            "security",
            "public_facilities",
            "department_head",
        )
    )
)
HEADS = ("csc_manager", "csc_director", "general_manager", "engineering", "department_head")
PERMITS = (
    *(Permit(f"fitouts {verb}", INSPECTORS, *LOOKED) for verb in ("add", "amend", "end", "inspect")),
    *(Permit(f"fitouts {verb}", INSPECTORS, *STOPPED) for verb in ("violate", "stop", "clear")),
    *(Permit(f"fitouts {verb}", HEADS, *ENTERED) for verb in ("approve", "refuse")),
    *(Permit(f"fitouts {verb}", (*INSPECTORS, "finance"), *ENTERED) for verb in ("deposit", "refund")),
    Permit("fitouts enter", INSPECTORS, *ENTERED),
    Permit("fitouts tell", INSPECTORS, *TOLD),
    Permit("fitouts void", DESK, "R345", "004 A11 6"),
)
