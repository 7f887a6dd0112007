"""The lives of feedback and of welcome duty, who may take their steps, and who speaks with special customers."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_
from cspm.procedures.tickets.states import LIFE

WELCOME = vocabulary("slot", office="before office work", homecoming="homecoming peak")
extend("state", reported="reported", served="served")
extend(
    "action", contact="speak with a special customer", report="report",
    **{
        "remarks add": "enter remarks", "remarks report": "pass on remarks", "remarks void": "void remarks",
        "welcomes add": "enter welcome duty", "welcomes void": "void welcome duty",
    },
)  # fmt: skip
extend("clock", report="report")

CONTACTED = Machine(
    LIFE.name, LIFE.first,
    (*LIFE.moves, Move("contact", tuple(state for state in LIFE.states if state not in ("void", "registered")), "")),
    LIFE.finals,
)  # fmt: skip
REMARK = Machine(
    "remarks", "registered", (Move("report", ("registered",), "reported"), Move("void", ("registered", "reported"), "void")),
    ("reported", "void"),
)  # fmt: skip
WELCOMES = Machine("welcomes", "served", (Move("void", ("served",), "void"),), ("served", "void"))
MACHINES = (REMARK, WELCOMES)

STEPS = (
    Step("report", N_("The head of the department was told"), ("reported_to", "response", "reported_at"), ("reported_to",),
         at="reported_at", by="reported_by"),
)  # fmt: skip

MANAGERS = ("csc_manager", "general_manager")
GREETERS = ("csc_manager", "csc_director", "general_manager", "dispatch_director", "department_head")
SPECIAL, HEARD, WELCOMED = ("R229", "003 三"), ("R019", "000 P1-三 3.13; 5.4"), ("R227", "003 二")
RELAYED, UPWARD = ("R285", "004 A3"), ("R293", "004 A3; 004 A6")

PERMITS = (
    Permit("contact", (*DESK, "customer_assistant", "specialist"), *SPECIAL),
    Permit("remarks add", (), *HEARD),
    Permit("remarks report", (), *HEARD),
    Permit("remarks void", DESK, "R345", "004 A11 6"),
    Permit("welcomes add", (*DESK, *(role for role in GREETERS if role not in DESK)), *WELCOMED),
    Permit("welcomes void", DESK, "R345", "004 A11 6"),
)
"""`contact` may be typed by the desk for the manager (`--by`); who it was is judged by his role (R229)."""
