"""Which orders a month's bundle holds, and what they add up to. Pure.

An order is booked when it was first written off or closed. A bundle takes every order booked before its month's end that
no bundle holds yet: so each order is in exactly one, whatever was typed when; what comes from an earlier month is `late`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cspm.core.kinds import EPOCH
from cspm.core.periods import midnight, month_bounds
from cspm.core.terms import Terms
from cspm.procedures.fees import figures
from cspm.procedures.fees.states import CHARGED, DONE, FROZEN
from cspm.tuples import NamedTuple

Row = Mapping[str, Any]
Order = Mapping[str, Any]
ZERO = Decimal("0.00")
NONE = "-"
"""The key of what has no payment method, or no item."""


class Account(NamedTuple):
    """The fees of a month: its bundle's document (None: not drafted), its orders, the orders as their tickets are now,
    and those that were booked in the month and missing when the bundle was handed over."""

    month: str
    bundle: Mapping[str, Any] | None
    orders: list[dict[str, Any]]
    present: Mapping[str, Row]
    missing: list[str]

    @property
    def frozen(self) -> bool:
        """Whether the bundle was handed over, so that its figures stay."""
        return self.bundle is not None and self.bundle["state"] in FROZEN


COLUMNS = (
    "id", "unit", "customer_name", "amount", "charges", "payment_method", "paid_on", "written_off_at", "closed_at", "state", "nature",
)  # fmt: skip


def bundle_id(month: str) -> str:
    """`FB-2026-10`"""
    return f"FB-{month}"


def due(month: str, terms: Terms) -> datetime:
    """Until when the bundle of a month is handed over (R059, A12)."""
    end = month_bounds(month, terms.tz)[1]
    days = int(terms.figures.value(figures.HAND_OVER_DAY, (end - timedelta(days=1)).date()))
    return midnight(end.date() + timedelta(days=days), terms.tz)


def month_of(at: datetime, terms: Terms) -> str:
    """The month of an instant at the site."""
    return f"{at.astimezone(terms.tz):%Y-%m}"


def booked(row: Row, terms: Terms) -> datetime:
    """When an order of the index was first written off or closed."""
    first = min(at for at in (row["written_off_at"], row["closed_at"]) if at is not None)
    return (EPOCH + timedelta(microseconds=first)).astimezone(terms.tz)


def gathered(rows: Iterable[Row], taken: Collection[str], month: str, terms: Terms) -> list[dict[str, Any]]:
    """The orders of a month's bundle, by the time they were booked; `taken` are in other bundles already.

    What was booked before the site asks for periodic duties comes with the first bundle and is not late.
    """
    start, end = month_bounds(month, terms.tz)
    since = terms.site.since
    first = midnight(since, terms.tz) if since else None
    found = []
    for row in rows:
        at = booked(row, terms)
        if row["id"] not in taken and at < end:
            found.append(order(row, at, late=at < start and (first is None or at >= first)))
    return sorted(found, key=lambda one: (one["booked_at"], one["ticket"]))


def order(row: Row, at: datetime, *, late: bool) -> dict[str, Any]:
    """An order as a bundle keeps it. What its lines do not add up to stands under no item, `-`."""
    amount = Decimal(row["amount"] or ZERO)
    listed = row["charges"]
    lines = [
        {"item": item, "amount": Decimal(price)}
        for item, price in (json.loads(listed) if isinstance(listed, str) else listed or ())
    ]
    rest = amount - sum((line["amount"] for line in lines), ZERO)
    if rest:
        lines.append({"item": NONE, "amount": rest})
    paid_on = row["paid_on"]
    return {
        "ticket": row["id"], "unit": row["unit"], "customer": row["customer_name"], "lines": tuple(lines), "amount": amount,
        "payment_method": row["payment_method"], "paid_on": date.fromisoformat(paid_on) if isinstance(paid_on, str) else paid_on,
        "booked_at": at, "late": late,
    }  # fmt: skip


def kept(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The orders of a bundle's document with their values."""
    return [
        {
            **one, "amount": Decimal(one["amount"]), "booked_at": datetime.fromisoformat(one["booked_at"]),
            "paid_on": date.fromisoformat(one["paid_on"]) if one["paid_on"] else None,
            "lines": tuple({**line, "amount": Decimal(line["amount"])} for line in one["lines"]),
        }
        for one in document["orders"]
    ]  # fmt: skip


def total(orders: Iterable[Order]) -> Decimal:
    """The sum of the orders."""
    return sum((one["amount"] for one in orders), ZERO)


def by_method(orders: Iterable[Order]) -> dict[str, Decimal]:
    """The sum by payment method (R057)."""
    return summed((one["payment_method"] or NONE, one["amount"]) for one in orders)


def by_item(orders: Iterable[Order]) -> dict[str, Decimal]:
    """The sum by item."""
    return summed((line["item"], line["amount"]) for one in orders for line in one["lines"])


def by_unit(orders: Sequence[Order]) -> dict[str, list[Order]]:
    """The orders of each unit, for its fee notice (R060); what has no unit has no notice."""
    found: dict[str, list[Order]] = {}
    for one in orders:
        if one["unit"]:
            found.setdefault(one["unit"], []).append(one)
    return dict(sorted(found.items()))


def summed(pairs: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """Amounts added up by key, the keys sorted."""
    found: dict[str, Decimal] = {}
    for key, amount in pairs:
        found[key] = found.get(key, ZERO) + amount
    return dict(sorted(found.items()))


def differences(orders: Iterable[Order], present: Mapping[str, Row]) -> list[dict[str, Any]]:
    """What the tickets say now beside the figures of a frozen bundle: `{ticket field frozen now}`.

    That something was paid since is no difference: it is what the notices are for.
    """
    return [
        {"ticket": one["ticket"], "field": field, "frozen": was, "now": now}
        for one in orders
        for field, was, now in compared(one, present.get(one["ticket"]))
        if was != now
    ]


def compared(one: Order, row: Row | None) -> Iterator[tuple[str, object, object]]:
    """Field, value in the bundle, value on the ticket; an order that is none any more differs in nature or state."""
    if row is None:
        yield "state", one["amount"], None
        return
    yield "amount", one["amount"], Decimal(row["amount"] or ZERO)
    yield "unit", one["unit"], row["unit"]
    if one["payment_method"]:
        yield "payment_method", one["payment_method"], row["payment_method"]
    if row["nature"] not in CHARGED:
        yield "nature", None, row["nature"] or NONE
    if row["state"] not in DONE:
        yield "state", None, row["state"]


def unpaid(orders: Iterable[Order], present: Mapping[str, Row]) -> list[Order]:
    """The orders that are not paid by what their tickets say now."""
    return [
        one for one in orders
        if one["amount"] and not (present[one["ticket"]]["paid_on"] if one["ticket"] in present else one["paid_on"])
    ]  # fmt: skip
