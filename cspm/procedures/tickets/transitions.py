"""What each step changes in a ticket: pure functions (ticket, stamp) -> changed fields, refusing what may not be.

The hard rules stand here (exit 22): a result before closing (R006), the price before a paid start (R047), nothing still
out at closing (R049), a reason for declining (R035, R041), and an explanation before an invalid complaint ends (R091).
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.core.money import to_cents
from cspm.core.texts import plain
from cspm.core.view import replaced
from cspm.errors import N_, Message, RefusedByRule, Usage
from cspm.procedures.tickets.materials import outstanding
from cspm.procedures.tickets.states import CLOSABLE_AT_ONCE, LIFE

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Ticket

Changed = dict[str, Any]


class SamePromise(Exception):
    """The time is the one that was promised before: there is nothing to write."""

    def __init__(self, ticket: Any) -> None:
        super().__init__(ticket.id)
        self.ticket: Revision = ticket


def refused(code: str, rule: str, clause: str, sentence: str, **facts: object) -> RefusedByRule:
    """The refusal of a hard rule."""
    return RefusedByRule(Message(sentence, facts), rule=rule, clause=clause, code=code)


def moved(ticket: Ticket, verb: str) -> str:
    """The state that the verb leads to; NotPossibleNow otherwise."""
    if verb == "close" and closable_at_once(ticket):
        return LIFE._replace(moves=(*LIFE.moves, CLOSABLE_AT_ONCE)).target(ticket.id, verb, ticket.state)
    return LIFE.target(ticket.id, verb, ticket.state)


def closable_at_once(ticket: Ticket) -> bool:
    """Enquiries, and invalid complaints that were explained, may be closed straight from registration."""
    part = ticket.complaint
    explained = part is not None and part.nature == "invalid" and part.explained_at is not None
    return ticket.kind == "enquiry" or (ticket.kind == "complaint" and explained)


def promised(ticket: Ticket, stamp: Stamp, *, due: datetime, reason: str | None, role: str = "") -> Changed:
    """A time promised to the customer, by whom and in which role (R030); earlier promises stay on the record, the same
    time again is no new one."""
    if ticket.promised_at == due:
        return {}
    made = {"due": due, "at": stamp.at, "reason": reason, "by": stamp.by, "role": role or None}
    return {"promised_at": due, "promises": (*ticket.promises, made)}


def repromised(ticket: Ticket, stamp: Stamp, *, due: datetime, reason: str | None, role: str = "") -> Changed:
    """A promise that stands by itself: the first needs no reason, moving it does (R222). Raises Usage, SamePromise."""
    if ticket.promised_at == due:
        raise SamePromise(ticket)
    if ticket.promised_at is not None and not reason:
        raise Usage(
            problem=Message.of(N_("{id} has a promised time; say why it is moved: --reason TEXT"), id=ticket.id)
        )
    return promised(ticket, stamp, due=due, reason=reason, role=role)


def appointed(ticket: Ticket, stamp: Stamp, *, due: datetime, confirmed_by: str | None) -> Changed:
    """An appointment, confirmed by the customer (R042); earlier ones stay on the record."""
    agreed = {"due": due, "at": stamp.at, "confirmed_by": confirmed_by}
    return {"appointment_at": due, "appointments": (*ticket.appointments, agreed)}


def replied(ticket: Ticket, stamp: Stamp, *, text: str, role: str) -> Changed:
    """The customer was told; time and person are those of the first reply (R043)."""
    first = {"replied_at": stamp.at, "replied_by": stamp.by, "replied_role": role} if ticket.replied_at is None else {}
    return {"reply_text": text, **first}


def accepted(ticket: Ticket, stamp: Stamp) -> Changed:
    """The order was received (R045)."""
    return {"state": moved(ticket, "accept"), "accepted_at": stamp.at}


def arrived(ticket: Ticket, stamp: Stamp) -> Changed:
    """On site (R046)."""
    return {"state": moved(ticket, "arrive"), "arrived_at": stamp.at}


def started(ticket: Ticket, stamp: Stamp) -> Changed:
    """Work begins. R047: a paid order needs its price agreed before."""
    state = moved(ticket, "start")
    if ticket.nature == "paid" and ticket.price_agreed_at is None:
        raise price_first(ticket)
    return {"state": state, "started_at": ticket.started_at or stamp.at}


def price_first(ticket: Ticket) -> RefusedByRule:
    """R047's refusal, with what to type."""
    return refused(
        "price_not_agreed", "R047", "000 P2-一 2.4.4",
        N_("{id} is a paid service and its price is not agreed. First: cspm quote {id} --line ITEM:QTY:PRICE --agreed-by NAME"),
        id=ticket.id,
    )  # fmt: skip


def held(ticket: Ticket, stamp: Stamp, *, reason: str) -> Changed:
    """Paused: the state to come back to is kept in the hold."""
    pause = {"since": stamp.at, "reason": reason, "state": ticket.state}
    return {"state": moved(ticket, "hold"), "holds": (*ticket.holds, pause)}


def resumed(ticket: Ticket, stamp: Stamp) -> Changed:
    """Goes on where it was before the hold."""
    moved(ticket, "resume")
    last = ticket.holds[-1]
    return {"state": last.state, "holds": (*ticket.holds[:-1], replaced(last, until=stamp.at))}


def why_declined(ticket_id: str, reason: str) -> str:
    """The reason for declining, which the customer was told (R035, R041)."""
    said = plain(reason)
    if said is None:
        raise refused(
            "no_reason", "R041", "000 P2-一 2.3.2",
            N_("{id} is declined with the reason that the customer was told: --reason TEXT"), id=ticket_id,
        )  # fmt: skip
    return said


def quoted(ticket: Ticket, stamp: Stamp, *, lines: tuple[Changed, ...], agreed_by: str, role: str = "") -> Changed:
    """Prices agreed by both sides (R047), for the office by whom and in which role (R030): each line has item, quantity,
    price, and what the price list says of it."""
    agreed = plain(agreed_by)
    if agreed is None:
        raise price_first(ticket)
    charges = tuple({**line, "amount": to_cents(line["quantity"] * line["price"])} for line in lines)
    return {
        "charges": charges, "amount": sum((charge["amount"] for charge in charges), Decimal("0.00")),
        "price_agreed_at": stamp.at, "price_agreed_by": agreed, "quoted_by": stamp.by, "quoted_role": role or None,
    }  # fmt: skip


def rejected(ticket: Ticket, stamp: Stamp) -> Changed:
    """The customer is not satisfied: rework (R051)."""
    return {
        "state": moved(ticket, "reject"),
        "rework_count": ticket.rework_count + 1,
        "signed_at": None,
        "signed_by": None,
        "written_off_at": None,
        "written_off_by": None,
    }


def nothing_out(ticket: Ticket) -> None:
    """Raise R049's refusal while something that was taken is still out."""
    out = outstanding(ticket)
    if out:
        item, quantity = min(out.items(), key=lambda pair: pair[0])
        raise refused(
            "tools_out", "R049", "000 P2-一 2.4.5",
            N_("{items} still out. Bring back with: cspm materials {id} --back {item}:{quantity}, or --used"),
            items=tuple(sorted(out)), id=ticket.id, item=item, quantity=quantity,
        )  # fmt: skip


def closed(
    ticket: Ticket, stamp: Stamp, *, result: str | None, signed_by: str | None, agreed_by: str | None,
    payment: str | None, return_point: str | None,
) -> Changed:  # fmt: skip
    """The end, with a result (R006), nothing still out (R049) and, for paid work, an agreed price (R047)."""
    state = moved(ticket, "close")
    result, signed_by, agreed_by = plain(result), plain(signed_by), plain(agreed_by)
    if not (result or ticket.result):
        raise refused(
            "no_result",
            "R006",
            "000 P1-二 1.2-1.3",
            N_("{id} has no result yet. Say what was done with --result"),
            id=ticket.id,
        )
    nothing_out(ticket)
    changed: Changed = {
        "state": state,
        "closed_at": stamp.at,
        "result": result or ticket.result,
        "resolution_due_at": ticket.resolution_due_at,
    }
    if ticket.nature == "paid" and ticket.price_agreed_at is None:
        if not agreed_by:
            raise price_first(ticket)
        changed |= {"price_agreed_at": ticket.finished_at or stamp.at, "price_agreed_by": agreed_by}
    if signed_by:
        changed |= {"signed_at": stamp.at, "signed_by": signed_by}
    if ticket.kind == "enquiry" and ticket.replied_at is None:
        changed |= {"replied_at": stamp.at, "reply_text": result or ticket.result}
    for name, value in (("payment_method", payment), ("return_point", return_point)):
        if value:
            changed[name] = value
    if return_point and ticket.nature in ("paid", "business") and ticket.written_off_at is None:
        had = any(copy.holder == "csc" for copy in ticket.copies)
        copy = {"holder": "csc", "at": stamp.at, "by": stamp.by}
        changed |= {"written_off_at": stamp.at, "written_off_by": ticket.assignee or stamp.by}
        changed |= {} if had else {"copies": (*ticket.copies, copy)}
    return changed


def reopened(ticket: Ticket, stamp: Stamp, *, due: datetime) -> Changed:
    """Rework with a due time: the ticket counts again in the month of its last closing."""
    return {
        "state": moved(ticket, "reopen"), "closed_at": None, "resolution_due_at": due, "signed_at": None, "signed_by": None,
        "rework_count": ticket.rework_count + 1, "written_off_at": None, "written_off_by": None,
        "reopenings": (*ticket.reopenings, {"at": stamp.at, "closed_at": ticket.closed_at}),
    }  # fmt: skip
