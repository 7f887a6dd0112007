"""An incident: what was found where, who was told and when, what was done on the spot, and how it ended (S16, S62)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Part, Record, Rung, field
from cspm.errors import N_

State = Literal["found", "handled", "closed", "void"]
IncidentType = Literal[
    "engineering", "security", "cleaning", "greening", "dispute", "violence", "emergency", "accident", "other"
]


class Told(Part):
    """Somebody was told: his `role`, his `name` if known, at what time, by whom."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    role: str = field(N_("Told to the role"), json_schema_extra={"vocabulary": "role"})
    name: str | None = field(N_("Told to"), None)


class Incident(Record):
    """A matter of a public area, a dispute, an emergency or an accident, from its finding to the report about it.

    `found_by` handles it on the spot (`measures`, from `acted_at` on) and stays until the department's people are there
    (`arrived_at`; he leaves at `left_at`). `major`: a serious accident, or one that raises a question of liability. A
    dispute has `superior_at`, when a superior was called, and `broke_out_at` if it did. The ticket's number may come
    later (`ticket`). `decision` is what the superior decided about telling it further up. `slip_at` is when the work
    contact slip was issued after an emergency.
    """

    record_kind: ClassVar[str] = "incidents"

    id: str = field(N_("Incident"))
    incident_type: IncidentType = field(N_("Kind of incident"))
    text: str = field(N_("What happened"), min_length=1)
    area: str | None = field(N_("Area"), None)
    place: str | None = field(N_("Place"), None)
    major: bool = field(N_("Major accident or liability"), False)
    found_at: datetime = field(N_("Found at"))
    found_by: str = field(N_("Found by"))
    told: tuple[Told, ...] = field(N_("Who was told"), ())
    measures: str | None = field(N_("Emergency handling"), None)
    acted_at: datetime | None = field(N_("Emergency handling at"), None)
    arrived_at: datetime | None = field(N_("Department there at"), None)
    department: str | None = field(N_("Department"), None)
    left_at: datetime | None = field(N_("Finder left at"), None)
    superior_at: datetime | None = field(N_("Superior called at"), None)
    apart_at: datetime | None = field(N_("Led to a separate room at"), None)
    broke_out_at: datetime | None = field(N_("Broke out at"), None)
    result: str | None = field(N_("Result"), None)
    handled_at: datetime | None = field(N_("Handled at"), None)
    handled_by: str | None = field(N_("Handled by"), None)
    reported_at: datetime | None = field(N_("Reported at"), None)
    reported_to: str | None = field(N_("Reported to"), None)
    account: str | None = field(N_("Account of it"), None)
    decision: str | None = field(N_("Superior's decision"), None)
    decided_at: datetime | None = field(N_("Decided at"), None)
    decided_by: str | None = field(N_("Decided by"), None)
    ticket: str | None = field(N_("Ticket"), None)
    numbered_at: datetime | None = field(N_("Ticket number at"), None)
    slip: str | None = field(N_("Work contact slip"), None)
    slip_at: datetime | None = field(N_("Work contact slip at"), None)
    closed_at: datetime | None = field(N_("Closed at"), None)
    closed_by: str | None = field(N_("Closed by"), None)
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    state: State = field(N_("State"), "found")
