"""An accident: what happened, who was told when, the written report, and what the investigation found (S55, F55)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Part, Record, field
from cspm.errors import N_

State = Literal["reported", "investigated", "closed", "void"]
AccidentType = Literal["casualty", "outage", "equipment", "fire", "complaint", "pollution", "traffic", "other"]
Recipient = Literal["work_leader", "responsible", "centre_leader", "company_leader", "authority", "safety_department"]


class Oral(Part):
    """Somebody was told by word of mouth or phone: `recipient` is what he is there for, `name` who he was."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    recipient: Recipient = field(N_("Told to"), json_schema_extra={"vocabulary": "accident_recipient"})
    name: str | None = field(N_("Name"), None)


class Accident(Record):
    """An accident during works, from the moment it happened to the end of its investigation (R370, R371, R406).

    `by` reports it for the crew that had it. `liable` says that the main responsibility lies with the crew; with `major` it
    decides which of the targets was missed (R373). The four things that are not let go: `cause` found out, `responsible` dealt
    with, `measures` taken, `educated` those concerned. `code_ref` is the code by which it was investigated.
    """

    record_kind: ClassVar[str] = "accidents"

    id: str = field(N_("Accident"))
    accident_type: AccidentType = field(N_("Kind of accident"))
    text: str = field(N_("What happened"), min_length=1)
    happened_at: datetime = field(N_("Happened at"))
    by: str = field(N_("Who reports it"))
    place: str | None = field(N_("Place"), None)
    contractor: str | None = field(N_("Contractor"), None)
    work: str | None = field(N_("During the works"), None)
    persons: str | None = field(N_("Persons concerned"), None)
    major: bool = field(N_("Major"), False)
    liable: bool = field(N_("Main responsibility"), False)
    told: tuple[Oral, ...] = field(N_("Told by word of mouth"), ())
    account: str | None = field(N_("Written report"), None)
    file: str | None = field(N_("Where the paper lies"), None)
    written_at: datetime | None = field(N_("Written report at"), None)
    written_by: str | None = field(N_("Written report by"), None)
    sent_to: tuple[Recipient, ...] = field(N_("Sent to"), (), json_schema_extra={"vocabulary": "accident_recipient"})
    cause: str | None = field(N_("Cause"), None)
    responsible: str | None = field(N_("Those responsible and what became of it"), None)
    measures: str | None = field(N_("Measures"), None)
    educated: str | None = field(N_("Who was taught by it and how"), None)
    code_ref: str | None = field(N_("Investigated by the code"), None)
    investigated_at: datetime | None = field(N_("Investigated at"), None)
    investigated_by: str | None = field(N_("Investigated by"), None)
    closed_at: datetime | None = field(N_("Closed at"), None)
    closed_by: str | None = field(N_("Closed by"), None)
    state: State = field(N_("State"), "reported")
