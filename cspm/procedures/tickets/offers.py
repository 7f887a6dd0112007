"""What the price list says of what a customer wants: whether it is offered, and at which price. No Click.

The answer is written down on the ticket, as the list stood on that day; the rules judge by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Message
from cspm.procedures.services.states import is_item, offered_on
from cspm.procedures.tickets.prices import OTHERWISE, UNLISTED, fits

if TYPE_CHECKING:
    from cspm.shell.office import Office

Note = Callable[[Message], None]
Line = tuple[str, Decimal, Decimal | None]
FIELDS = (
    "id", "name", "nature", "category", "team", "price", "low_amount", "high_amount", "needs_engineering", "offered_from",
    "offered_to", "state",
)  # fmt: skip


def price_list(office: Office) -> list[dict[str, Any]]:
    """Every entry of the price list that was not voided; empty where the site keeps none."""
    return [dict(row) for row in office.store.rows("services", "state != 'void'", columns=FIELDS)]


def entry_of(entries: Sequence[Mapping[str, Any]], said: str) -> Mapping[str, Any] | None:
    """The entry that was named by its code or name."""
    return next((one for one in entries if is_item(one, said)), None)


def offer_of(office: Office, item: str | None) -> dict[str, Any] | None:
    """What the list says of an item today, as a part of a ticket; None without an item or a list."""
    entries = price_list(office) if item else []
    if not item or not entries:
        return None
    found = entry_of(entries, item)
    if found is None:
        return {"status": "unlisted"}
    status = "offered" if offered_on(found, office.today) else "not_offered"
    return {
        "status": status,
        "code": found["id"],
        "name": found["name"],
        "nature": found["nature"],
        "team": found["team"],
    }


def taken_from_list(office: Office, fields: dict[str, Any], note: Note) -> dict[str, Any]:
    """The fields of a new service ticket with what the list knows of its item: nature, category, whether it is offered."""
    if fields.get("kind") != "service":
        return fields
    offer = offer_of(office, fields.get("item"))
    if offer is None:
        return fields
    if offer["status"] != "offered":
        text = N_(
            "{item} is not offered here. Help if you can; else: cspm decline ID --reason TEXT, which records the demand"
        )
        note(Message.of(text, item=fields["item"]))
    found = entry_of(price_list(office), fields["item"]) or {}
    known = {name: found.get(name) for name in ("nature", "category") if found.get(name) and not fields.get(name)}
    if found.get("needs_engineering"):
        known["needs_engineering"] = True
    return {**fields, **known, "offer": offer}


def priced(office: Office, lines: Sequence[Line], note: Note) -> tuple[dict[str, Any], ...]:
    """Lines of a quote as charges without their amount, each with what the list says; an item's own price when none was
    named. `note` is told of what does not agree with the list."""
    entries = price_list(office)
    made = []
    for item, quantity, price in lines:
        found = entry_of(entries, item) if entries else None
        charge: dict[str, Any] = {"item": item, "quantity": quantity, "price": price}
        if entries:
            charge["listed"] = found is not None and offered_on(found, office.today)
        if found is not None:
            low, high = money(found["low_amount"]), money(found["high_amount"])
            charge |= {"list_amount": money(found["price"]), "low_amount": low, "high_amount": high}
        if price is None:
            charge["price"] = charge.get("list_amount") or Decimal("0.00")
        made.append(charge)
        if why := misfit(charge):
            note(Message.of(why, item=item))
    return tuple(made)


def money(value: Any) -> Decimal | None:
    """An amount of the index."""
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))


def misfit(charge: Mapping[str, Any]) -> str:
    """The sentence for a line that does not agree with the list; empty when it does, or there is no list."""
    if charge.get("listed") is None:
        return ""
    if not charge["listed"]:
        return UNLISTED
    bounds = {"low": charge.get("low_amount"), "high": charge.get("high_amount"), "listed": charge.get("list_amount")}
    return "" if fits(charge["price"], **bounds) else OTHERWISE
