"""The lives of staff, units and areas, and who may change the registers."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend, vocabulary
from cspm.errors import N_

extend("state", active="active")
extend("action", add="add", amend="amend", void="void")

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
