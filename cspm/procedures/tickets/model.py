"""The ticket: one matter of a customer, with everything that was recorded about it.

Sources: DTZ manual part 2 chapters 1-3 (work order, complaint form, information register), R039, R040, R085.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Money, Part, Record, Rung, field
from cspm.errors import N_
from cspm.procedures.tickets.asking import Callback as Callback
from cspm.procedures.tickets.asking import Calling, Slip
from cspm.procedures.tickets.asking import Spotcheck as Spotcheck
from cspm.procedures.tickets.enquiring import Contact, Enquiry
from cspm.procedures.tickets.grievance import Check as Check
from cspm.procedures.tickets.grievance import Complaint as Complaint
from cspm.procedures.tickets.grievance import Handling as Handling
from cspm.procedures.tickets.parts import Copy as Copy
from cspm.procedures.tickets.parts import Customer as Customer
from cspm.procedures.tickets.parts import Hold as Hold
from cspm.procedures.tickets.parts import Material as Material
from cspm.procedures.tickets.parts import Notice as Notice
from cspm.procedures.tickets.parts import Step as Step
from cspm.procedures.tickets.service_parts import Archived, Charge, Handler, Offer, Outside

TicketKind = Literal["service", "complaint", "enquiry"]
State = Literal[
    "registered", "referred", "dispatched", "accepted", "arrived", "in_progress", "on_hold", "finished", "rework",
    "signed", "closed", "cancelled", "declined", "void",
]  # fmt: skip


class Agreed(Part):
    """A time that was agreed or promised: `due`, said at `at` by `by` in the role he had then; appointments name who
    confirmed (R042)."""

    due: datetime = field(N_("Due"))
    at: datetime = field(N_("When"))
    confirmed_by: str | None = field(N_("Confirmed by"), None)
    reason: str | None = field(N_("Reason"), None)
    by: str | None = field(N_("Who"), None)
    role: str | None = field(N_("Role"), None)


class Escalation(Part):
    """Reported to a higher role (R007, R052)."""

    at: datetime = field(N_("When"))
    role: str = field(N_("Role"))
    by: str = field(N_("Who"))
    reason: str = field(N_("Reason"))


class Reopening(Part):
    """A closed ticket was opened again at `at`; `closed_at` is the closing that it took back."""

    at: datetime = field(N_("When"))
    closed_at: datetime = field(N_("Closed at"))


class Ticket(Record):
    """One matter of a customer. Times are aware, in the site's zone; money is yuan."""

    record_kind: ClassVar[str] = "tickets"

    kind: TicketKind = field(N_("Kind"), "service")
    source_id: str | None = field(N_("Source id"), None)
    state: State = field(N_("State"), "registered")
    unit: str | None = field(N_("Unit"), None)
    area: str | None = field(N_("Area"), None)
    customer: Customer = field(N_("Customer"), Customer())
    channel: str | None = field(N_("Channel"), None)
    source: str | None = field(N_("Source"), None)
    nature: str | None = field(N_("Nature"), None)
    category: str | None = field(N_("Category"), None)
    item: str | None = field(N_("Item"), None)
    urgency: str = field(N_("Urgency"), "normal")
    text: str = field(N_("Matter"), "")
    first_receiver: str | None = field(N_("First receiver"), None)
    assignee: str | None = field(N_("Assignee"), None)
    with_: tuple[str, ...] = field(N_("With"), (), alias="with")
    team: str | None = field(N_("Team"), None)
    found_at: datetime | None = field(N_("Found at"), None)
    received_at: datetime = field(N_("Received at"))
    registered_at: datetime = field(N_("Registered at"))
    appointment_at: datetime | None = field(N_("Appointment"), None)
    appointments: tuple[Agreed, ...] = field(N_("Appointments"), ())
    promised_at: datetime | None = field(N_("Promised for"), None)
    promises: tuple[Agreed, ...] = field(N_("Promises"), ())
    referred_to: str | None = field(N_("Referred to"), None)
    referred_at: datetime | None = field(N_("Referred at"), None)
    dispatched_at: datetime | None = field(N_("Dispatched at"), None)
    replied_at: datetime | None = field(N_("Replied at"), None)
    reply_text: str | None = field(N_("Reply"), None)
    replied_by: str | None = field(N_("Replied by"), None)
    replied_role: str | None = field(N_("Replied in the role"), None, json_schema_extra={"vocabulary": "role"})
    accepted_at: datetime | None = field(N_("Order received at"), None)
    arrived_at: datetime | None = field(N_("Arrived at"), None)
    price_agreed_at: datetime | None = field(N_("Price agreed at"), None)
    price_agreed_by: str | None = field(N_("Price agreed by"), None)
    quoted_by: str | None = field(N_("Quoted by"), None)
    quoted_role: str | None = field(N_("Quoted in the role"), None)
    started_at: datetime | None = field(N_("Started at"), None)
    finished_at: datetime | None = field(N_("Finished at"), None)
    signed_at: datetime | None = field(N_("Signed at"), None)
    signed_by: str | None = field(N_("Signed by"), None)
    sign_opinion: str | None = field(N_("Opinion at signing"), None)
    closed_at: datetime | None = field(N_("Closed at"), None)
    cancelled_at: datetime | None = field(N_("Cancelled at"), None)
    declined_at: datetime | None = field(N_("Declined at"), None)
    resolution_due_at: datetime | None = field(N_("Rectify by"), None)
    holds: tuple[Hold, ...] = field(N_("Pauses"), ())
    result: str | None = field(N_("Result"), None)
    checklist: str | None = field(N_("Technical checklist"), None)
    checks: tuple[Step, ...] = field(N_("Checklist"), ())
    follow_up: str | None = field(N_("Followed up by"), None)
    follow_up_role: str | None = field(N_("Follows up in the role"), None)
    follow_up_at: datetime | None = field(N_("Given to follow up at"), None)
    feedback: tuple[Notice, ...] = field(N_("Told to the owner"), ())
    materials: tuple[Material, ...] = field(N_("Materials and tools"), ())
    charges: tuple[Charge, ...] = field(N_("Charges"), ())
    amount: Money | None = field(N_("Amount"), None)
    payment_method: str | None = field(N_("Payment"), None)
    paid_on: date | None = field(N_("Paid on"), None)
    receipt_no: str | None = field(N_("Receipt no."), None)
    return_point: str | None = field(N_("Slip returned to"), None)
    written_off_at: datetime | None = field(N_("Written off at"), None)
    written_off_by: str | None = field(N_("Written off by"), None)
    copies: tuple[Copy, ...] = field(N_("Copies handed out"), ())
    rework_count: int = field(N_("Reworks"), 0)
    reopenings: tuple[Reopening, ...] = field(N_("Reopenings"), ())
    escalations: tuple[Escalation, ...] = field(N_("Escalations"), ())
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    links: tuple[str, ...] = field(N_("Linked tickets"), ())
    slip: Slip | None = field(N_("Slip"), None)
    calling: Calling | None = field(N_("Asked to call back"), None)
    callbacks: tuple[Callback, ...] = field(N_("Callbacks"), ())
    spotchecks: tuple[Spotcheck, ...] = field(N_("Spot checks"), ())
    complaint: Complaint | None = field(N_("Complaint"), None)
    enquiry: Enquiry | None = field(N_("Enquiry"), None)
    contacts: tuple[Contact, ...] = field(N_("Manager's contacts"), ())
    routed_at: datetime | None = field(N_("Judged to a kind at"), None)
    public_area: bool = field(N_("Public area"), False)
    offer: Offer | None = field(N_("Price list"), None)
    demand: str | None = field(N_("Unmet demand"), None)
    defects: tuple[str, ...] = field(N_("Defects of public facilities"), ())
    rework_of: str | None = field(N_("Rework of"), None)
    free: bool = field(N_("Free of charge"), False)
    finance_told_at: datetime | None = field(N_("Finance told at"), None)
    needs_engineering: bool = field(N_("Needs engineering"), False)
    handlers: tuple[Handler, ...] = field(N_("In whose hands"), ())
    outside: Outside | None = field(N_("Outside unit"), None)
    unsettled: tuple[str, ...] = field(N_("Damages not settled"), ())
    archived: Archived | None = field(N_("Filed"), None)
