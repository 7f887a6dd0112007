"""A meter of a work: what the order says, what was found on site, and how it was checked (S53)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Record, field
from cspm.errors import N_

Defect = Literal["screws", "rs485_reversed", "rs485_loose", "wrong_meter", "polarity"]
Wiring = Literal["line_neutral", "in_out", "terminals", "rs485", "rs485_screws", "collector_power"]


class Meter(Record):
    """A line of an install order (装接单): `order_no`, `old_no`, `new_no`, `position`, `breaker` and `user` as on paper.

    `removed_no`, `installed_no`, `user_seen` are what was read on site (R354). A meter with an old number is rotated, one
    without is new. `looked` are the points of the defect check that were looked at and `defects` those found wrong
    (R357); `wiring` and `miswired` the same for the wiring (R403). `collected`: its readings came in (R360).
    """

    record_kind: ClassVar[str] = "meters"

    id: str = field(N_("Meter"))
    source_id: str | None = field(N_("Number in another system"), None)
    work: str = field(N_("Work"), min_length=1)
    order_no: str | None = field(N_("Install order"), None)
    old_no: str | None = field(N_("Old meter no."), None)
    new_no: str | None = field(N_("New meter no."), None)
    position: str | None = field(N_("Position"), None)
    breaker: str | None = field(N_("Breaker"), None)
    user: str | None = field(N_("User"), None)
    unit: str | None = field(N_("Unit"), None)
    load_class: Literal["second", "third"] | None = field(N_("Load class"), None)
    removed_no: str | None = field(N_("Number removed"), None)
    installed_no: str | None = field(N_("Number installed"), None)
    user_seen: str | None = field(N_("User on site"), None)
    installed_at: datetime | None = field(N_("Installed at"), None)
    installed_by: str | None = field(N_("Installed by"), None)
    looked: tuple[Defect, ...] = field(N_("Looked at"), (), json_schema_extra={"vocabulary": "meter_defect"})
    defects: tuple[Defect, ...] = field(N_("Defects"), (), json_schema_extra={"vocabulary": "meter_defect"})
    wiring: tuple[Wiring, ...] = field(N_("Wiring looked at"), (), json_schema_extra={"vocabulary": "meter_wiring"})
    miswired: tuple[Wiring, ...] = field(N_("Wiring faults"), (), json_schema_extra={"vocabulary": "meter_wiring"})
    checked_at: datetime | None = field(N_("Checked at"), None)
    checked_by: str | None = field(N_("Checked by"), None)
    rectified_at: datetime | None = field(N_("Put right at"), None)
    rectified_by: str | None = field(N_("Put right by"), None)
    collected: bool | None = field(N_("Readings collected"), None)
    collected_at: datetime | None = field(N_("Collection checked at"), None)
    collected_by: str | None = field(N_("Collection checked by"), None)
    note: str | None = field(N_("Note"), None)
    state: Literal["listed", "installed", "void"] = field(N_("State"), "listed")
