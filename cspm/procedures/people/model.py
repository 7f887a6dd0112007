"""Staff, units and areas as records."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from cspm.core.record import Record, field
from cspm.errors import N_

Kept = Literal["active", "void"]
AreaType = Literal["corridor", "lobby", "lift", "outdoor", "car_park", "garbage", "garden", "water", "clubhouse"]


class Staff(Record):
    """A member of staff with one role. Without `active_from` and `active_to` active at all times.

    `role` is a role code or a post that site.toml maps to one; `login` is the operating-system user.
    """

    record_kind: ClassVar[str] = "staff"

    id: str = field(N_("Staff id"))
    name: str = field(N_("Name"), min_length=1)
    role: str = field(N_("Role"), min_length=1)
    team: str | None = field(N_("Team"), None)
    areas: tuple[str, ...] = field(N_("Areas"), ())
    phone: str | None = field(N_("Phone"), None)
    login: str | None = field(N_("Login"), None)
    active_from: date | None = field(N_("Active from"), None)
    active_to: date | None = field(N_("Active to"), None)
    state: Kept = field(N_("State"), "active")


class Unit(Record):
    """A home, shop or office. An id such as `3-2-1501` tells block, building and room unless they are given.

    `customer_class` is kept as typed when it is none of the vocabulary; `special` customers get a second call (R229).
    """

    record_kind: ClassVar[str] = "units"

    id: str = field(N_("Unit"))
    block: str | None = field(N_("Block"), None)
    building: str | None = field(N_("Building"), None)
    room: str | None = field(N_("Room"), None)
    area: str | None = field(N_("Area"), None)
    owner: str | None = field(N_("Owner"), None)
    phone: str | None = field(N_("Phone"), None)
    customer_class: str | None = field(N_("Customer class"), None)
    special: bool = field(N_("Special customer"), False)
    vacant: bool = field(N_("Vacant"), False)
    state: Kept = field(N_("State"), "active")

    @model_validator(mode="before")
    @classmethod
    def _place_from_id(cls, values: Any) -> Any:
        # Only a new unit: what was cleared on purpose stays empty.
        if not isinstance(values, dict) or values.get("revision") not in (None, 0, 1):
            return values
        return {
            **values,
            **{name: part for name, part in place_of(str(values.get("id", ""))).items() if not values.get(name)},
        }


class Area(Record):
    """A part of the site: a floor, a garden, a zone that contracts, inspections and staff are named for.

    `area_types` say what is there, and so which items of the execution standard are inspected (R158); empty: all.
    """

    record_kind: ClassVar[str] = "areas"

    id: str = field(N_("Area"))
    name: str = field(N_("Area name"), min_length=1)
    area_types: tuple[AreaType, ...] = field(N_("Kinds of area"), ())
    state: Kept = field(N_("State"), "active")


def place_of(unit_id: str) -> dict[str, str]:
    """Block, building and room as an id tells them: `3-2-1501` all three, `A座-1501` block and room, `12` the room."""
    *place, room = unit_id.split("-")
    return {**dict(zip(("block", "building"), place, strict=False)), "room": room}
