"""The lives of staff, units and areas, and who may change the registers."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

extend("state", active="active")
extend(
    "action",
    **{
        "add": "add", "amend": "amend", "void": "void",
        "staff add": "register staff", "staff amend": "amend the staff register", "staff void": "void an entry of the staff register",
        "units add": "register units", "units amend": "amend the register of units", "units void": "void a unit",
        "areas add": "register areas", "areas amend": "amend the register of areas", "areas void": "void an area",
    },
)  # fmt: skip

AREA_TYPES = vocabulary(
    "area_types",
    corridor="corridor", lobby="lobby", lift="lift", outdoor="outdoor", car_park="car park", garbage="garbage room",
    garden="garden", water="water feature", clubhouse="clubhouse",
)  # fmt: skip
"""What is in an area; the execution standard says of each item where it is looked at."""

REGISTRARS = ("site_admin", "csc_manager", "general_manager", "administrator", "csc_director", "admin_hr")
"""Who keeps the registers; the manuals leave it to the office."""

VOID = (Move("void", ("active",), "void"),)
STAFF = Machine("staff", "active", VOID, ("void",))
UNITS = Machine("units", "active", VOID, ("void",))
AREAS = Machine("areas", "active", VOID, ("void",))
MACHINES = (STAFF, UNITS, AREAS)

PERMITS = tuple(
    Permit(f"{register} {verb}", REGISTRARS, why=N_("who keeps the registers"))
    for register in ("staff", "units", "areas")
    for verb in ("add", "amend", "void")
)
