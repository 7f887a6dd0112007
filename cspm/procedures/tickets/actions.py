"""What can be done with tickets: load, decide, save. No Click here; scripts and the demo call the same functions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from cspm.core.texts import needed, plain
from cspm.errors import N_, Message
from cspm.procedures.tickets import transitions
from cspm.procedures.tickets.checked import finished, known_checklist
from cspm.procedures.tickets.declining import decline, unsettled
from cspm.procedures.tickets.intake import intake
from cspm.procedures.tickets.offers import Line, priced, taken_from_list
from cspm.procedures.tickets.rework import again
from cspm.procedures.tickets.sending import dispatch, hand_back, past, refer
from cspm.shell.office import unheard

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Ticket
    from cspm.shell.office import Office

__all__ = ("decline", "dispatch", "hand_back", "refer")  # what else can be done with tickets, for who looks here

Changed = dict[str, Any]
Note = Callable[[Message], None]


def create(
    office: Office, text: str, *, caller: str | None = None, phone: str | None = None, kind: str | None = None,
    note: Note = unheard, **given: Any,
) -> Revision:  # fmt: skip
    """Take in a matter (R029, R040): what is missing shows as a finding; only the text itself has to be there.

    `given` are fields of the ticket; `against` and `relayed_from` make the complaint part; customer class and the
    special mark come from the unit register, nature and category from the price list. Rework is linked with what it is
    rework of; `note` is told of that, and of what is not offered.
    """
    fields = taken_from_list(office, intake(office, text, caller=caller, phone=phone, kind=kind, **given), note)
    fields |= again(office, fields, note)
    month = office.now.astimezone(office.terms.tz).strftime("%Y-%m")
    with office.change():
        made = office.create(
            "tickets", "create", record_id=lambda change: change.new_id("tickets", month), fields=fields
        )
        if earlier := fields.get("rework_of"):
            office.step("tickets", earlier, "link", lambda ticket, _stamp: {"links": (*ticket.links, made.id)})
    return made


def step(
    office: Office, ticket_id: str, verb: str, plan: Callable[[Any, Stamp], Changed], *,
    by: str | None = None, reason: str | None = None, for_assignee: bool = False,
) -> Revision:  # fmt: skip
    """One step. `for_assignee`: done by the assignee unless `by` names somebody else. Raises BadValue for a blank reason."""
    reason = reason if reason is None else needed(reason, "--reason")
    who = (lambda ticket: by or ticket.assignee) if for_assignee else by
    return office.step("tickets", ticket_id, verb, plan, by=who, reason=reason)


def reply(office: Office, ticket_id: str, text: str, *, by: str | None = None) -> Revision:
    """The customer was told; the first reply stops the 15-minute clock (R043)."""
    text, role = needed(text, "TEXT"), office.role_of(by)
    return step(office, ticket_id, "reply", lambda t, s: transitions.replied(t, s, text=text, role=role), by=by)


def appoint(office: Office, ticket_id: str, when: datetime, *, confirmed_by: str) -> Revision:
    """Agree a time with the customer, who confirmed it (R042)."""
    confirmed_by = needed(confirmed_by, "--confirmed-by")
    return step(
        office,
        ticket_id,
        "appoint",
        lambda ticket, stamp: transitions.appointed(ticket, stamp, due=when, confirmed_by=confirmed_by),
    )


def promise(office: Office, ticket_id: str, when: datetime, *, reason: str | None, note: Note = unheard) -> Revision:
    """Promise a time; the old one stays, a moved promise is a finding (R222) and needs its reason.

    The same time again is no move: nothing is changed, and `note` is told so.
    """
    reason = plain(reason)
    past(office, ticket_id, when, note)
    plan = partial(transitions.repromised, due=when, reason=reason, role=office.actor.role)
    try:
        return step(office, ticket_id, "promise", plan, reason=reason)
    except transitions.SamePromise as same:
        note(Message.of(N_("{id}: that time is already promised, nothing was changed"), id=ticket_id))
        return same.ticket


def accept(office: Office, ticket_id: str, *, by: str | None = None) -> Revision:
    """The order was received (R045)."""
    return step(office, ticket_id, "accept", transitions.accepted, by=by, for_assignee=True)


def arrive(office: Office, ticket_id: str, *, by: str | None = None) -> Revision:
    """On site (R046)."""
    return step(office, ticket_id, "arrive", transitions.arrived, by=by, for_assignee=True)


def start(office: Office, ticket_id: str, *, by: str | None = None) -> Revision:
    """Work begins; a paid order needs its price agreed (R047)."""
    return step(office, ticket_id, "start", transitions.started, by=by, for_assignee=True)


def hold(office: Office, ticket_id: str, *, reason: str, by: str | None = None) -> Revision:
    """Pause, waiting for something."""
    reason = needed(reason, "--reason")
    return step(office, ticket_id, "hold", lambda t, s: transitions.held(t, s, reason=reason), by=by, reason=reason)


def resume(office: Office, ticket_id: str, *, by: str | None = None) -> Revision:
    """Go on after a pause."""
    return step(office, ticket_id, "resume", transitions.resumed, by=by)


def quote(
    office: Office, ticket_id: str, *, lines: tuple[Line, ...], agreed_by: str, note: Note = unheard
) -> Revision:  # fmt: skip
    """Prices agreed with the customer (R047); lines are (item, quantity, price or None for that of the price list)."""
    charges = priced(office, lines, note)

    def plan(ticket: Ticket, stamp: Stamp) -> Changed:
        if ticket.free and any(charge["price"] for charge in charges):
            note(Message.of(N_("{id} is rework of {other} and free of charge"), id=ticket_id, other=ticket.rework_of))
        return transitions.quoted(ticket, stamp, lines=charges, agreed_by=agreed_by, role=office.actor.role)

    return step(office, ticket_id, "quote", plan)


def materials(
    office: Office, ticket_id: str, *, lines: tuple[tuple[str, str, Decimal], ...], by: str | None = None
) -> Revision:
    """Materials and tools taken, brought back or used (R049); lines are (way, item, quantity)."""

    def plan(ticket: Ticket, stamp: Stamp) -> Changed:
        who = {"at": stamp.at, "by": stamp.by}
        new = tuple({"item": item, "quantity": many, "way": way, **who} for way, item, many in lines)
        return {"materials": (*ticket.materials, *new)}

    return step(office, ticket_id, "materials", plan, by=by)


def finish(
    office: Office, ticket_id: str, *, result: str, checks: tuple[tuple[str, str], ...] = (),
    checklist: str | None = None, by: str | None = None,
) -> Revision:  # fmt: skip
    """Work is done, with its result and the values of its technical checklist (R071-R083).

    Raises BadValue for a checklist, step or value that there is not.
    """
    result = needed(result, "--result")
    site = office.terms.site
    known_checklist(checklist, site)
    return step(
        office, ticket_id, "finish",
        lambda t, s: finished(t, s, result=result, checks=checks, checklist=checklist, site=site),
        by=by, for_assignee=True,
    )  # fmt: skip


def sign(office: Office, ticket_id: str, *, signed_by: str, opinion: str | None) -> Revision:
    """The customer tested the work and signs (R050)."""
    signed_by, opinion = needed(signed_by, "--signed-by"), plain(opinion)
    return step(
        office, ticket_id, "sign",
        lambda ticket, stamp: {
            "state": transitions.moved(ticket, "sign"), "signed_at": stamp.at, "signed_by": signed_by, "sign_opinion": opinion,
        },
    )  # fmt: skip


def reject(office: Office, ticket_id: str, *, reason: str) -> Revision:
    """The customer is not satisfied: rework (R051)."""
    return step(office, ticket_id, "reject", transitions.rejected, reason=reason)


def close(
    office: Office, ticket_id: str, *, by: str | None = None, note: Note = unheard, **given: Any
) -> Revision:  # fmt: skip
    """The end, with its result (R006); `note` is told of damages that are not settled yet (R053)."""
    open_ones = unsettled(office, ticket_id)
    if open_ones:
        note(Message.of(N_("{id}: not settled with the customer yet: {damages}"), id=ticket_id, damages=open_ones))
    return step(
        office, ticket_id, "close", lambda t, s: transitions.closed(t, s, **given) | {"unsettled": open_ones}, by=by
    )


def pay(office: Office, ticket_id: str, *, method: str, on: date | None, receipt_no: str | None) -> Revision:
    """Paid (R057)."""
    day = on or office.today
    return step(
        office,
        ticket_id,
        "pay",
        lambda t, s: {"payment_method": method, "paid_on": day, "receipt_no": plain(receipt_no) or t.receipt_no},
    )


def end(office: Office, ticket_id: str, verb: str, *, reason: str) -> Revision:
    """Cancelled by the customer (R048), or declined with the reason (R041)."""
    if verb == "decline":
        return decline(office, ticket_id, reason=reason)
    reason = needed(reason, "--reason")
    return step(
        office, ticket_id, verb,
        lambda t, s: {"state": transitions.moved(t, verb), "cancelled_at": s.at, "result": t.result or reason},
        reason=reason,
    )  # fmt: skip


def reopen(office: Office, ticket_id: str, *, reason: str, due: datetime, note: Note = unheard) -> Revision:
    """Open again for rework, with a due time."""
    past(office, ticket_id, due, note)
    return step(office, ticket_id, "reopen", lambda t, s: transitions.reopened(t, s, due=due), reason=reason)


def escalate(office: Office, ticket_id: str, *, to: str, reason: str) -> Revision:
    """Report to a higher role (R007, R052)."""
    reason = needed(reason, "--reason")
    return step(
        office, ticket_id, "escalate",
        lambda t, s: {"escalations": (*t.escalations, {"at": s.at, "role": to, "by": s.by, "reason": reason})}, reason=reason,
    )  # fmt: skip
