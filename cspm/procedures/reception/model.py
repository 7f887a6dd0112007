"""What customers say of the service (R019), and a slot of the managers' welcome duty (R227)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Record, Rung, field
from cspm.errors import N_

RemarkState = Literal["registered", "reported", "void"]
WelcomeState = Literal["served", "void"]


class Remark(Record):
    """What a customer said of the service, and to which department head it was passed on."""

    record_kind: ClassVar[str] = "remarks"

    id: str = field(N_("Remark"))
    text: str = field(N_("What was said of the service"), min_length=1)
    customer: str | None = field(N_("Customer"), None)
    unit: str | None = field(N_("Unit"), None)
    department: str | None = field(N_("Department"), None)
    ticket: str | None = field(N_("Ticket"), None)
    received_at: datetime = field(N_("Received at"))
    received_by: str = field(N_("Received by"))
    reported_at: datetime | None = field(N_("Reported at"), None)
    reported_by: str | None = field(N_("Reported by"), None)
    reported_to: str | None = field(N_("Reported to"), None)
    response: str | None = field(N_("What follows from it"), None)
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    state: RemarkState = field(N_("State"), "registered")


class Welcome(Record):
    """A manager on welcome duty, from `began_at` to `ended_at`: before office work begins, or at the homecoming peak."""

    record_kind: ClassVar[str] = "welcomes"

    id: str = field(N_("Welcome duty"))
    slot: Literal["office", "homecoming"] = field(
        N_("Before work or homecoming"), json_schema_extra={"vocabulary": "slot"}
    )
    place: str | None = field(N_("Place"), None)
    manager: str = field(N_("Manager"))
    role: str | None = field(N_("Role"), None)
    began_at: datetime = field(N_("Began at"))
    ended_at: datetime = field(N_("Ended at"))
    state: WelcomeState = field(N_("State"), "served")
