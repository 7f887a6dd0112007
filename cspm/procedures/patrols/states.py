"""The lives of routes, patrols and defects, the steps, and who may take them."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

vocabulary("plan", daily="every day", weekdays="on days of the week", interval="every so many days", dates="on dates")
vocabulary("found_how", patrol="on a patrol", cleaning="by a cleaner at work", other="otherwise")
extend("state", active="active", patrolled="patrolled", excused="excused", found="found", reported="reported", linked="in repair",
       dismissed="dismissed")  # fmt: skip
extend("clock", defect_repair="defect to repair", defect_report="defect to report")
vocabulary("patrol_status", on_time="on time", late="late", excused="excused", missed="missed", open="open")
extend(
    "action", report="report", repair="send to repair", dismiss="dismiss", done="write down what was done", excuse="excuse",
    **{
        "patrol_routes add": "add a patrol route", "patrol_routes amend": "change a patrol route",
        "patrol_routes void": "void a patrol route", "patrols done": "write down a patrol",
        "patrols excuse": "excuse a patrol", "patrols amend": "correct a patrol", "patrols void": "void a patrol",
        "defects repair": "send a defect to repair", "defects dismiss": "dismiss a defect", "defects void": "void a defect",
    },
)  # fmt: skip

ROUTES = Machine(
    "patrol_routes", "active",
    (Move("done", ("active",), ""), Move("excuse", ("active",), ""), Move("amend", ("active",), ""),
     Move("void", ("active",), "void")),
    ("void",),
)  # fmt: skip
PATROLS = Machine(
    "patrols", "patrolled",
    (Move("excuse", ("excused",), "excused"), Move("done", ("excused",), "patrolled"), Move("amend", ("patrolled", "excused"), ""),
     Move("excuse", ("void",), "excused"), Move("done", ("void",), "patrolled"), Move("void", ("patrolled", "excused"), "void")),
    ("void",),
)  # fmt: skip
DEFECTS = Machine(
    "defects",
    "found",
    (
        Move("report", ("found",), "reported"),
        Move("report", ("linked",), ""),
        Move("repair", ("found", "reported", "linked"), "linked"),
        Move("dismiss", ("found", "reported"), "dismissed"),
        Move("void", ("found", "reported", "dismissed", "linked"), "void"),
    ),
    ("dismissed", "void"),
)
MACHINES = (ROUTES, PATROLS, DEFECTS)

DEFECT_STEPS = (
    Step("report", N_("The department was told"), ("reported_to", "reported_at"), ("reported_to",), at="reported_at"),
    Step("dismiss", N_("It is no defect, with the reason"), ("decision",), ("decision",), at="dismissed_at"),
)

PATROLLED, REGISTERED = ("R179", "001 一.2 专员④"), ("R188", "001 二.3(1)⑤")
KEEPERS = ("csc_manager", "csc_director", "general_manager", "public_facilities", "engineering", "site_admin")
GOERS = tuple(
    dict.fromkeys(
        (
            *KEEPERS,
            *DESK,
            "specialist",
            "customer_assistant",
            "security",
            "technician",
            "cleaning_leader",
            "cleaning_supervisor",
        )
    )
)
PERMITS = (
    *(Permit(f"patrol_routes {verb}", (*KEEPERS, "specialist"), *PATROLLED) for verb in ("add", "amend", "void")),
    Permit("patrols done", GOERS, *PATROLLED),
    Permit("patrols excuse", (*KEEPERS, "specialist"), *PATROLLED),
    Permit("patrols amend", (*KEEPERS, "specialist"), *PATROLLED),
    Permit("patrols void", (*KEEPERS, "specialist"), *PATROLLED),
    Permit("defects repair", GOERS, *PATROLLED),
    Permit("defects dismiss", (*KEEPERS, "specialist"), *PATROLLED),
    Permit("defects void", DESK, "R345", "004 A11 6"),
)
