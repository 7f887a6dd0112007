"""The fee report of a month (F05): by payment method and item, unpaid, missing, and what differs from the bundle. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from cspm.core.money import money_text
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.fees.orders import (
    NONE,
    Account,
    bundle_id,
    by_item,
    by_method,
    by_unit,
    differences,
    due,
    total,
    unpaid,
)

ORDERS = (
    Column("serial", N_("No."), "int"), Column("ticket", N_("Ticket"), "id"), Column("unit", N_("Unit")),
    Column("customer", N_("Customer")), Column("booked_at", N_("Written off or closed at"), "time"),
    Column("payment_method", N_("Payment"), "code", "payment"), Column("paid_on", N_("Paid on"), "date"),
    Column("late", N_("Of an earlier month"), "yes"), Column("amount", N_("Amount"), "money"),
)  # fmt: skip
SUMS = (Column("key", N_("By")), Column("amount", N_("Amount"), "money"))
DIFFERENCES = (
    Column("ticket", N_("Ticket"), "id"), Column("field", N_("Field")), Column("frozen", N_("In the bundle")),
    Column("now", N_("Now")),
)  # fmt: skip
UNITS = (
    Column("unit", N_("Unit")), Column("orders", N_("Orders"), "int"), Column("amount", N_("Amount"), "money"),
    Column("issued_at", N_("Sent at"), "time"),
)  # fmt: skip
FIELDS = {
    "amount": N_("Amount"), "unit": N_("Unit"), "payment_method": N_("Payment"), "nature": N_("Nature"), "state": N_("State"),
}  # fmt: skip
VALUES = {"payment_method": "payment", "nature": "nature", "state": "state"}
STEPS = ("handed_over_at", "handed_over_by", "received_by", "checked_at", "checked_by", "reviewed_at", "reviewed_by")


def document(account: Account, terms: Terms, now: datetime) -> dict[str, Any]:
    """`{month site as_of batch{} count amount by_payment_method{} by_item{} orders[] unpaid{} missing[] differences[] units[]}`.

    `orders`, the sums and `units` are those of the bundle once it was handed over; `unpaid` says what is not paid now.
    """
    orders, left = account.orders, unpaid(account.orders, account.present)
    return {
        "month": account.month, "site": terms.site.name, "as_of": now, "batch": batch(account, terms), "count": len(orders),
        "amount": total(orders), "by_payment_method": by_method(orders), "by_item": by_item(orders),
        "orders": [numbered(one, number) for number, one in enumerate(orders, 1)],
        "unpaid": {"count": len(left), "amount": total(left), "orders": [one["ticket"] for one in left]},
        "missing": account.missing,
        "differences": differences(orders, account.present) if account.frozen else [],
        "units": units(account),
    }  # fmt: skip


def batch(account: Account, terms: Terms) -> dict[str, Any]:
    """Where the bundle of the month stands: `{id state due handed_over_at ... reviewed_by}`; state `open` before a draft."""
    kept = account.bundle or {}
    steps = {name: kept.get(name) for name in STEPS}
    return {
        "id": bundle_id(account.month),
        "state": kept.get("state", "open"),
        "due": due(account.month, terms),
        **steps,
    }


def numbered(one: Mapping[str, Any], number: int) -> dict[str, Any]:
    """An order as a line of the report, with its running number."""
    return {
        "serial": number, "ticket": one["ticket"], "unit": one["unit"], "customer": one["customer"],
        "lines": [dict(line) for line in one["lines"]], "amount": one["amount"], "payment_method": one["payment_method"],
        "paid_on": one["paid_on"], "booked_at": one["booked_at"], "late": one["late"],
    }  # fmt: skip


def units(account: Account) -> list[dict[str, Any]]:
    """The units with their orders: what their fee notice lists, and when it was sent."""
    sent = {notice["unit"]: notice["issued_at"] for notice in (account.bundle or {}).get("notices", ())}
    return [
        {"unit": unit, "orders": [one["ticket"] for one in mine], "amount": total(mine), "issued_at": sent.get(unit)}
        for unit, mine in by_unit(account.orders).items()
    ]  # fmt: skip


def fees(account: Account, terms: Terms, now: datetime) -> Report:
    """The report of a month, with the records behind its numbers."""
    found = document(account, terms, now)
    title = Message.of(N_("Service fees {month}"), month=account.month)
    tables = (
        Table("orders", Message(N_("Orders")), ORDERS, tuple(tuple(line[c.key] for c in ORDERS) for line in found["orders"]), notes(found)),
        sums("by_payment_method", N_("By payment method"), found["by_payment_method"], "payment"),
        sums("by_item", N_("By item"), found["by_item"], ""),
        Table("units", Message(N_("For the fee notices")), UNITS, tuple(
            (line["unit"], len(line["orders"]), line["amount"], moment(line["issued_at"])) for line in found["units"]
        )),
        Table("differences", Message(N_("Differences since the hand-over")), DIFFERENCES, tuple(
            differing(line) for line in found["differences"]
        )),
    )  # fmt: skip
    shown = tuple(table for table in tables if table.rows or table.key == "orders")
    known = sources(account, found)
    return Report(
        "fees", title, found, shown, sources=lambda key: known[key], keys=tuple(known),
        meta={"site": terms.site.name, "period": account.month, "as_of": now},
    )  # fmt: skip


def differing(line: Mapping[str, Any]) -> tuple[object, ...]:
    """A difference as a row."""
    field = line["field"]
    return line["ticket"], Message(FIELDS[field]), said(field, line["frozen"]), said(field, line["now"])


def said(field: str, value: object) -> object:
    """A value of a difference as people read it."""
    if isinstance(value, Decimal):
        return money_text(value)
    return Code(VALUES[field], str(value)) if field in VALUES and value is not None else value


def moment(at: object) -> object:
    """A time of a document."""
    return datetime.fromisoformat(at) if isinstance(at, str) else at


def notes(found: Mapping[str, Any]) -> tuple[Message, ...]:
    """The sums and where the bundle stands, as sentences below the orders."""
    held = found["batch"]
    said = [
        Message.of(N_("{count} orders, {amount} yuan; {unpaid} not paid, {left} yuan."), count=found["count"],
                   amount=found["amount"], unpaid=found["unpaid"]["count"], left=found["unpaid"]["amount"]),
        Message.of(N_("Bundle {id}: {state}, due {due}."), id=held["id"], state=Code("state", held["state"]),
                   due=f"{held['due']:%Y-%m-%d %H:%M}"),
    ]  # fmt: skip
    if found["missing"]:
        said.append(
            Message.of(N_("Missing in the bundle, they come with the next: {orders}"), orders=tuple(found["missing"]))
        )
    return tuple(said)


def sums(key: str, title: str, amounts: Mapping[str, Decimal], vocabulary: str) -> Table:
    """Amounts by payment method or item, with their total."""
    rows = tuple(
        (Code(vocabulary, name) if vocabulary and name != NONE else name, amount) for name, amount in amounts.items()
    )
    whole = sum(amounts.values(), Decimal("0.00"))
    return Table(key, Message(title), SUMS, (*rows, (Message(N_("Total")), whole)) if rows else ())


def sources(account: Account, found: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The orders behind each number, by its key in the document."""
    orders = account.orders
    ids = {
        "amount": tuple(one["ticket"] for one in orders),
        "unpaid": tuple(found["unpaid"]["orders"]),
        "missing": tuple(found["missing"]),
    }
    ids["differences"] = tuple(dict.fromkeys(line["ticket"] for line in found["differences"]))
    for name in found["by_payment_method"]:
        ids[f"by_payment_method.{name}"] = tuple(
            one["ticket"] for one in orders if (one["payment_method"] or NONE) == name
        )
    for name in found["by_item"]:
        ids[f"by_item.{name}"] = tuple(
            one["ticket"] for one in orders if any(line["item"] == name for line in one["lines"])
        )
    return {key: tuple(sorted(those)) for key, those in ids.items()}
