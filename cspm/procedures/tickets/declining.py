"""What cannot be accepted: declined with the reason, and the demand recorded when it is a service not offered (R035, R041)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cspm.core.texts import plain
from cspm.errors import N_, Message
from cspm.procedures.tickets import transitions
from cspm.procedures.tickets.offers import offer_of
from cspm.shell.office import unheard

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office

Note = Callable[[Message], None]


def decline(
    office: Office, ticket_id: str, *, reason: str, wanted: str | None = None, helped: str | None = None,
    note: Note = unheard,
) -> Revision:  # fmt: skip
    """Declined with the reason that the customer was told; `wanted` is the service he asked for, else the ticket's item.

    A service that the list does not offer becomes an unmet demand in the same change; without a list one that is named
    as `wanted` does. `helped` says what was tried all the same.
    """
    why = transitions.why_declined(ticket_id, reason)
    with office.change() as change:
        ticket: Any = change.load("tickets", ticket_id, revision=office.expected)
        item = plain(wanted) or (ticket.item if ticket.kind == "service" else None)
        offer = offer_of(office, item)
        missing = offer["status"] != "offered" if offer else bool(plain(wanted))
        demand = new_demand(office, ticket, item, helped=plain(helped)) if item and missing else None
        made = office.step("tickets", ticket_id, "decline", declined(why, offer, demand), reason=why)
    if demand:
        note(Message.of(N_("{id}: recorded as unmet demand {demand}"), id=ticket_id, demand=demand))
    elif offer:
        note(Message.of(N_("{id}: {item} is offered, and was declined"), id=ticket_id, item=item))
    return made


def declined(reason: str, offer: dict[str, Any] | None, demand: str | None) -> Callable[[Any, Stamp], dict[str, Any]]:
    """What declining changes in a ticket: the reason is its result."""

    def plan(ticket: Any, stamp: Stamp) -> dict[str, Any]:
        state = transitions.moved(ticket, "decline")
        known = {name: value for name, value in (("offer", offer), ("demand", demand)) if value}
        return {"state": state, "declined_at": stamp.at, "result": ticket.result or reason, **known}

    return plan


def new_demand(office: Office, ticket: Any, item: str, *, helped: str | None) -> str:
    """The number of the unmet demand that is recorded for a ticket."""
    month = office.now.astimezone(office.terms.tz).strftime("%Y-%m")
    made = office.create(
        "demands", "add", record_id=lambda change: change.new_id("demands", month), permit="decline",
        fields={
            "item": item, "text": ticket.text, "requester": ticket.customer.name, "phone": ticket.customer.phone,
            "unit": ticket.unit, "ticket": ticket.id, "helped": helped, "asked_at": ticket.received_at,
        },
    )  # fmt: skip
    return str(made.id)


def unsettled(office: Office, ticket_id: str) -> tuple[str, ...]:
    """The damages of a ticket that are not settled with the customer (R053)."""
    where = "ticket = ? AND state NOT IN ('settled', 'closed', 'void')"
    return tuple(str(row["id"]) for row in office.store.rows("damages", where, (ticket_id,), columns=("id",)))
