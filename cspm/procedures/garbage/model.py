"""A collection: the garbage of one area fetched once, and what of the checklist was kept."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Record, field
from cspm.errors import N_
from cspm.procedures.garbage.states import POINTS

Point = Literal[
    "bagged", "tied", "cart", "goods_lift", "floor_clean", "freshener", "door_shut", "cleared", "to_station",
]  # fmt: skip
Destination = Literal["garbage_room", "transfer_station"]


class Collection(Record):
    """The garbage of an area collected at `collected_at` (S20).

    `destination`: from the buildings it goes down to the garbage room, from outdoors to the transfer station; that says
    which points are looked at (`states.CHECKLIST`). `points_kept` are those that were in order, `points_missed` those
    that were not; nobody said anything of the others. `by` is who collected, staff or a name.
    """

    record_kind: ClassVar[str] = "collections"

    id: str = field(N_("Collection"))
    area: str = field(N_("Area"), min_length=1)
    destination: Destination = field(N_("Taken to"), "garbage_room")
    contract: str | None = field(N_("Contract"), None)
    collected_at: datetime = field(N_("Collected at"))
    by: str | None = field(N_("Collected by"), None)
    points_kept: tuple[Point, ...] = field(N_("In order"), (), json_schema_extra={"vocabulary": POINTS.name})
    points_missed: tuple[Point, ...] = field(N_("Not in order"), (), json_schema_extra={"vocabulary": POINTS.name})
    note: str | None = field(N_("Note"), None)
    state: Literal["recorded", "void"] = field(N_("State"), "recorded")
