"""A visit to a customer: what was planned, who was met, what was said, and what became of it (form F19)."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Record, Rung, field
from cspm.errors import N_

State = Literal["planned", "visited", "reported", "answered", "archived", "cancelled", "void"]
Occasion = Literal["planned", "ad_hoc"]


class Visit(Record):
    """A visit from its plan or its occasion to the archive (R134-R137).

    `planned_on` is the day of the work plan, `appointment_at` the time that was agreed with the customer. `opinions` are
    what he thinks and wants, `answers` what he was told on the spot, `question` what could not be answered there: it is
    reported to the management company and the owner is called back with the `solution`.
    """

    record_kind: ClassVar[str] = "visits"

    id: str = field(N_("Visit"))
    occasion: Occasion = field(N_("Occasion"), "planned")
    unit: str | None = field(N_("Unit"), None)
    customer: str | None = field(N_("Customer"), None)
    phone: str | None = field(N_("Phone"), None)
    purpose: str | None = field(N_("What it is for"), None)
    visitor: str = field(N_("Visitor"))
    noted_at: datetime = field(N_("Noted at"))
    planned_on: date | None = field(N_("Planned for"), None)
    appointment_at: datetime | None = field(N_("Appointment"), None)
    confirmed_by: str | None = field(N_("Confirmed by"), None)
    arrived_at: datetime | None = field(N_("Arrived at"), None)
    met: str | None = field(N_("Person met"), None)
    form_carried: bool | None = field(N_("With the visit record form"), None)
    opinions: str | None = field(N_("Opinions and suggestions"), None)
    answers: str | None = field(N_("Answered on the spot"), None)
    question: str | None = field(N_("Open question"), None)
    reported_at: datetime | None = field(N_("Reported at"), None)
    reported_by: str | None = field(N_("Reported by"), None)
    reported_to: str | None = field(N_("Reported to"), None)
    solution: str | None = field(N_("Solution"), None)
    answered_at: datetime | None = field(N_("Owner called back at"), None)
    answered_by: str | None = field(N_("Owner called back by"), None)
    ticket: str | None = field(N_("Ticket"), None)
    archived_at: datetime | None = field(N_("Archived at"), None)
    archived_by: str | None = field(N_("Archived by"), None)
    file: str | None = field(N_("Where the paper lies"), None)
    cancelled_at: datetime | None = field(N_("Cancelled at"), None)
    why_cancelled: str | None = field(N_("Why it was cancelled"), None)
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    state: State = field(N_("State"), "planned")
