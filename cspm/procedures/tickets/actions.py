"""What can be done with tickets: load, decide, save. No Click here; scripts and the demo call the same functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.procedures.tickets import transitions
from cspm.procedures.tickets.model import Complaint, Customer, Escalation, Material, Ticket

if TYPE_CHECKING:
    from cspm.core.record import Stamp
    from cspm.shell.office import Office

Changed = dict[str, Any]


def create(
    office: Office,
    text: str,
    *,
    caller: str | None = None,
    phone: str | None = None,
    kind: str = "service",
    **given: Any,
) -> Ticket:
    """Take in a matter (R029, R040): what is missing shows as a finding, never as a refusal.

    `given` are fields of the ticket; `against` and `relayed_from` make the complaint part; customer class and the
    special mark come from the unit register.
    """
    received = given.pop("received", None) or office.now
    known = unit_of(office, given.get("unit"))
    customer = Customer(
        name=caller,
        phone=phone or known.get("phone"),
        customer_class=known.get("customer_class"),
        special=bool(known.get("special")),
    )
    against, relayed = given.pop("against", None), given.pop("relayed_from", None)
    appointment = given.pop("appointment", None)
    fields: Changed = {"area": known.get("area"), **{key: value for key, value in given.items() if value is not None}}
    if kind == "complaint":
        fields["complaint"] = Complaint(against=against, relayed_from=relayed)
    if fields.get("first_receiver"):
        office.person(fields["first_receiver"])
    fields |= {"kind": kind, "text": text, "customer": customer, "received_at": received, "registered_at": office.now}
    if appointment:
        from cspm.procedures.tickets.model import Agreed

        fields |= {
            "appointment_at": appointment,
            "appointments": (Agreed(due=appointment, at=office.now, confirmed_by=caller),),
        }
    month = office.now.astimezone(office.terms.tz).strftime("%Y-%m")
    return office.create(Ticket, "create", record_id=lambda change: change.new_id("tickets", month), fields=fields)


def unit_of(office: Office, unit: str | None) -> Mapping[str, Any]:
    """What the unit register knows of a unit; empty when it is not registered."""
    if not unit or not office.store.exists("units", unit):
        return {}
    return office.store.document("units", unit)


def step(
    office: Office, ticket_id: str, verb: str, plan: Callable[[Ticket, Stamp], Changed], *,
    by: str | None = None, reason: str | None = None, for_assignee: bool = False,
) -> Ticket:  # fmt: skip
    """One step. `for_assignee`: done by the assignee unless `by` names somebody else."""
    who = (lambda ticket: by or ticket.assignee) if for_assignee else by
    return office.step(Ticket, ticket_id, verb, plan, by=who, reason=reason)


def dispatch(
    office: Office, ticket_id: str, *, to: str, with_: tuple[str, ...] = (), promise: datetime | None = None
) -> Ticket:
    """Send it to somebody (R044), with helpers; optionally with the time promised to the customer (R228)."""
    team = office.person(to).team
    for other in with_:
        office.person(other)
    return step(
        office, ticket_id, "dispatch",
        lambda ticket, stamp: transitions.dispatch(ticket, stamp, to=to, with_=with_, team=team, promise=promise),
    )  # fmt: skip


def refer(office: Office, ticket_id: str, *, to: str) -> Ticket:
    """Pass it to a department (R236)."""
    return step(
        office, ticket_id, "refer",
        lambda ticket, stamp: {"state": transitions.moved(ticket, "refer"), "referred_to": to, "referred_at": stamp.at},
    )  # fmt: skip


def reply(office: Office, ticket_id: str, text: str, *, by: str | None = None) -> Ticket:
    """The customer was told; the first reply stops the 15-minute clock (R043)."""
    return step(
        office, ticket_id, "reply",
        lambda ticket, stamp: {"replied_at": ticket.replied_at or stamp.at, "reply_text": text}, by=by,
    )  # fmt: skip


def appoint(office: Office, ticket_id: str, when: datetime, *, confirmed_by: str) -> Ticket:
    """Agree a time with the customer, who confirmed it (R042)."""
    return step(
        office,
        ticket_id,
        "appoint",
        lambda ticket, stamp: transitions.appointed(ticket, stamp, due=when, confirmed_by=confirmed_by),
    )


def promise(office: Office, ticket_id: str, when: datetime, *, reason: str | None) -> Ticket:
    """Promise a time; the old one stays, a moved promise is a finding (R222)."""
    return step(
        office, ticket_id, "promise", lambda t, s: transitions.promised(t, s, due=when, reason=reason), reason=reason
    )


def hand_back(office: Office, ticket_id: str, *, reason: str, by: str | None = None) -> Ticket:
    """Hand it back to dispatch."""
    return step(office, ticket_id, "return", transitions.returned, by=by, reason=reason, for_assignee=True)


def accept(office: Office, ticket_id: str, *, by: str | None = None) -> Ticket:
    """The order was received (R045)."""
    return step(office, ticket_id, "accept", transitions.accepted, by=by, for_assignee=True)


def arrive(office: Office, ticket_id: str, *, by: str | None = None) -> Ticket:
    """On site (R046)."""
    return step(office, ticket_id, "arrive", transitions.arrived, by=by, for_assignee=True)


def start(office: Office, ticket_id: str, *, by: str | None = None) -> Ticket:
    """Work begins; a paid order needs its price agreed (R047)."""
    return step(office, ticket_id, "start", transitions.started, by=by, for_assignee=True)


def hold(office: Office, ticket_id: str, *, reason: str, by: str | None = None) -> Ticket:
    """Pause, waiting for something."""
    return step(office, ticket_id, "hold", lambda t, s: transitions.held(t, s, reason=reason), by=by, reason=reason)


def resume(office: Office, ticket_id: str, *, by: str | None = None) -> Ticket:
    """Go on after a pause."""
    return step(office, ticket_id, "resume", transitions.resumed, by=by)


def quote(office: Office, ticket_id: str, *, lines: tuple[tuple[str, Decimal, Decimal], ...], agreed_by: str) -> Ticket:
    """Prices agreed with the customer (R047); lines are (item, quantity, price)."""
    return step(office, ticket_id, "quote", lambda t, s: transitions.quoted(t, s, lines=lines, agreed_by=agreed_by))


def materials(
    office: Office, ticket_id: str, *, lines: tuple[tuple[str, str, Decimal], ...], by: str | None = None
) -> Ticket:
    """Materials and tools taken, brought back or used (R049); lines are (way, item, quantity)."""

    def plan(ticket: Ticket, stamp: Stamp) -> Changed:
        new = tuple(Material(item=item, quantity=many, way=way, at=stamp.at, by=stamp.by) for way, item, many in lines)
        return {"materials": (*ticket.materials, *new)}

    return step(office, ticket_id, "materials", plan, by=by)


def finish(
    office: Office, ticket_id: str, *, result: str, checks: tuple[tuple[str, str], ...] = (), by: str | None = None
) -> Ticket:
    """Work is done, with its result."""
    return step(
        office,
        ticket_id,
        "finish",
        lambda t, s: transitions.finished(t, s, result=result, checks=checks),
        by=by,
        for_assignee=True,
    )


def sign(office: Office, ticket_id: str, *, signed_by: str, opinion: str | None) -> Ticket:
    """The customer tested the work and signs (R050)."""
    return step(
        office, ticket_id, "sign",
        lambda ticket, stamp: {
            "state": transitions.moved(ticket, "sign"), "signed_at": stamp.at, "signed_by": signed_by, "sign_opinion": opinion,
        },
    )  # fmt: skip


def reject(office: Office, ticket_id: str, *, reason: str) -> Ticket:
    """The customer is not satisfied: rework (R051)."""
    return step(office, ticket_id, "reject", transitions.rejected, reason=reason)


def close(office: Office, ticket_id: str, *, by: str | None = None, **given: Any) -> Ticket:
    """The end, with its result (R006)."""
    return step(office, ticket_id, "close", lambda t, s: transitions.closed(t, s, **given), by=by)


def pay(office: Office, ticket_id: str, *, method: str, on: date | None, receipt_no: str | None) -> Ticket:
    """Paid (R057)."""
    day = on or office.today
    return step(
        office,
        ticket_id,
        "pay",
        lambda t, s: {"payment_method": method, "paid_on": day, "receipt_no": receipt_no or t.receipt_no},
    )


def end(office: Office, ticket_id: str, verb: str, *, reason: str) -> Ticket:
    """Cancelled by the customer (R048) or declined with the reason (R041): the reason is the result."""
    field = {"cancel": "cancelled_at", "decline": "declined_at"}[verb]
    return step(
        office, ticket_id, verb,
        lambda t, s: {"state": transitions.moved(t, verb), field: s.at, "result": t.result or reason}, reason=reason,
    )  # fmt: skip


def reopen(office: Office, ticket_id: str, *, reason: str, due: datetime) -> Ticket:
    """Open again for rework, with a due time."""
    return step(office, ticket_id, "reopen", lambda t, s: transitions.reopened(t, s, due=due), reason=reason)


def escalate(office: Office, ticket_id: str, *, to: str, reason: str) -> Ticket:
    """Report to a higher role (R007, R052)."""
    return step(
        office, ticket_id, "escalate",
        lambda t, s: {"escalations": (*t.escalations, Escalation(at=s.at, role=to, by=s.by, reason=reason))}, reason=reason,
    )  # fmt: skip
