"""The life of a fit-out site, and who may take its steps."""

from __future__ import annotations

from cspm.core.roles import DESK
from cspm.core.states import Machine, Move, Permit
from cspm.core.steps import Step
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

extend("state", active="active", ended="ended")
vocabulary(
    "violation_type",
    blocked_way="corridor, stairwell or fire lane blocked", building="unauthorised building", piling="unauthorised piling",
    facade="exterior changed", other="other violation",
)  # fmt: skip
extend("clock", stop_order="stop order")
extend(
    "action", inspect="check", violate="write down a violation", stop="order a stop", clear="clear", end="end",
    **{
        "fitouts add": "register a fit-out site", "fitouts amend": "correct a fit-out site", "fitouts end": "end a fit-out site",
        "fitouts void": "void a fit-out site", "fitouts inspect": "look at a fit-out site",
        "fitouts violate": "report a violation at a fit-out site", "fitouts stop": "order a stop at a fit-out site",
        "fitouts clear": "clear a violation at a fit-out site",
    },
)  # fmt: skip

FITOUTS = Machine(
    "fitouts",
    "active",
    (
        Move("inspect", ("active", "ended"), ""),
        Move("violate", ("active", "ended"), ""),
        Move("stop", ("active", "ended"), ""),
        Move("clear", ("active", "ended"), ""),
        Move("end", ("active",), "ended"),
        Move("void", ("active", "ended"), "void"),
    ),
    ("void",),
)
MACHINES = (FITOUTS,)
STEPS = (Step("end", N_("The work is over"), ("ended_on",), ("ended_on",)),)

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
PERMITS = (
    *(Permit(f"fitouts {verb}", INSPECTORS, *LOOKED) for verb in ("add", "amend", "end", "inspect")),
    *(Permit(f"fitouts {verb}", INSPECTORS, *STOPPED) for verb in ("violate", "stop", "clear")),
    Permit("fitouts void", DESK, "R345", "004 A11 6"),
)
