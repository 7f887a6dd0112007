"""What the service registers do beyond the standard verbs: opening and closing an item, telling who waited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Message
from cspm.procedures.services.states import DEMANDS, SERVICES, is_item
from cspm.shell.office import unheard

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office

Note = Callable[[Message], None]
WAITING = "state IN ('recorded', 'reported')"


def priced(values: Mapping[str, Any]) -> str:
    """The state of an entry that comes with its price, its day or neither."""
    if values.get("offered_from"):
        return "offered"
    return "priced" if values.get("price") is not None else "proposed"


def service_fields(values: dict[str, Any], _office: Office) -> dict[str, Any]:
    """The fields of an imported entry: a printed list holds what is offered, unless a row says otherwise."""
    return {"state": "withdrawn" if values.get("offered_to") else "offered", **values}


def new_service(_office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new entry, with its state."""
    return {**fields, "state": priced(fields)}


def new_demand(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new demand: when it was asked for, and what its ticket knows."""
    ticket = ticket_of(office, fields.get("ticket"))
    known = {
        "ticket": ticket.get("id"), "text": ticket.get("text"), "unit": ticket.get("unit"),
        "requester": (ticket.get("customer") or {}).get("name"), "phone": (ticket.get("customer") or {}).get("phone"),
    }  # fmt: skip
    given = {name: value for name, value in fields.items() if value is not None}
    return {"asked_at": office.now, **known, **given, "ticket": known["ticket"]}


def new_damage(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new damage: when, who says so, and what its ticket knows."""
    ticket = ticket_of(office, fields.get("ticket"))
    known = {
        "ticket": ticket.get("id"),
        "unit": ticket.get("unit"),
        "customer": (ticket.get("customer") or {}).get("name"),
    }
    given = {name: value for name, value in fields.items() if value is not None}
    by = given.get("by") or office.actor.id
    return {"happened_at": office.now, **known, **given, "ticket": known["ticket"], "by": office.person(by).id}


def new_lease(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new business contract, with who handled it."""
    return {**fields, "by": office.person(fields.get("by") or office.actor.id).id}


def ticket_of(office: Office, typed: str | None) -> Mapping[str, Any]:
    """The ticket that was named, by whole or short id; empty when none was. Raises NoSuchRecord, NotUnique."""
    if not typed:
        return {}
    return office.store.document("tickets", office.store.resolve("tickets", typed))


def offer(
    office: Office, service_id: str, *, start: date | None = None, end: date | None = None, note: Note = unheard
) -> Revision:
    """Offer an item from a day on (R035), today unless said; `note` is told who waits for it."""
    made = office.step(
        "services", service_id, "offer",
        lambda record, _stamp: {
            "state": SERVICES.target(record.id, "offer", record.state), "offered_from": start or office.today,
            "offered_to": end,
        },
        permit="services offer",
    )  # fmt: skip
    waiting = [row for row in office.store.rows("demands", WAITING, columns=("id", "item")) if means(made, row["item"])]
    if waiting:
        text = N_("{count} customers wait for {name}. See: cspm demand waiting. Tell them: cspm demand announce ID...")
        note(Message.of(text, count=len(waiting), name=made.name))
    return made


def means(service: Any, said: str) -> bool:
    """Whether a demand is for that entry."""
    return is_item({"id": service.id, "name": service.name}, said)


def withdraw(office: Office, service_id: str, *, end: date | None = None, reason: str | None = None) -> Revision:
    """Offer an item no more after a day, today unless said."""
    return office.step(
        "services", service_id, "withdraw",
        lambda record, _stamp: {
            "state": SERVICES.target(record.id, "withdraw", record.state), "offered_to": end or office.today,
        },
        permit="services withdraw", reason=reason,
    )  # fmt: skip


def announce(office: Office, demand_id: str, *, how: str, by: str | None = None) -> Revision:
    """Who waited was told that the service is offered (R035)."""
    return office.step(
        "demands", demand_id, "announce",
        lambda record, stamp: {
            "state": DEMANDS.target(record.id, "announce", record.state), "announced_at": stamp.at,
            "announced_by": stamp.by, "announced_how": how,
        },
        permit="demands announce", by=by,
    )  # fmt: skip
