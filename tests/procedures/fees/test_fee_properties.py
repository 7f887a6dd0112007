"""Whatever is typed when: sums are those of their lines, and every order is in exactly one bundle."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.kinds import micros
from cspm.procedures.fees.orders import Account, by_item, by_method, by_unit, gathered, month_of, order, total
from cspm.procedures.fees.reports import document
from tests.procedures.tickets.lives import terms

MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10")
TERMS = terms()
AMOUNTS = st.integers(0, 9_999_999).map(lambda cents: Decimal(cents) / 100)
TIMES = st.datetimes(datetime(2026, 7, 1), datetime(2026, 10, 30), timezones=st.just(UTC))


@st.composite
def rows(draw: st.DrawFn, number: int = 0) -> dict[str, Any]:
    """An order as the index has it: written off, closed, or both; its lines may not add up to its amount."""
    closed, off = draw(TIMES), draw(st.none() | TIMES)
    lines = draw(st.lists(st.tuples(st.sampled_from(("水龙头", "日光灯", "人工")), AMOUNTS), max_size=3))
    return {
        "id": f"T-202607-{draw(st.integers(1, 9999)):04d}", "unit": draw(st.sampled_from((None, "1-1", "1-2"))), "customer_name": None,
        "amount": str(draw(AMOUNTS)), "charges": [[item, str(amount)] for item, amount in lines], "paid_on": None,
        "payment_method": draw(st.sampled_from((None, "cash", "bill"))), "state": "closed", "nature": "paid",
        "closed_at": micros(closed), "written_off_at": micros(off) if off else None,
    }  # fmt: skip


ORDERS = st.lists(rows(), max_size=12, unique_by=lambda row: row["id"])


@pytest.mark.rule("R054")
@pytest.mark.rule("R059")
@given(ORDERS, st.data())
def test_each_order_is_in_exactly_one_bundle(found: list[dict[str, Any]], data: st.DataObject) -> None:
    """Each order is typed before some month's hand-over, or after all; those typed in time are in their own month's bundle."""
    typed = {row["id"]: data.draw(st.integers(0, len(MONTHS) - 1)) for row in found}
    bundles: dict[str, list[Any]] = {}
    for number, month in enumerate(MONTHS):
        known = [row for row in found if typed[row["id"]] <= number]
        taken = {one["ticket"] for orders in bundles.values() for one in orders}
        bundles[month] = gathered(known, taken, month, TERMS)
    held = Counter(one["ticket"] for orders in bundles.values() for one in orders)
    assert held == Counter(row["id"] for row in found)
    for month, orders in bundles.items():
        for one in orders:
            own = month_of(one["booked_at"], TERMS)
            assert one["late"] is (own < month)
            assert own == month or typed[one["ticket"]] > MONTHS.index(own)


@pytest.mark.rule("R057")
@pytest.mark.rule("R060")
@given(ORDERS)
def test_sums_are_those_of_their_lines(found: list[dict[str, Any]]) -> None:
    """By payment method, by item and by unit the same money, to the cent."""
    orders = gathered(found, (), MONTHS[-1], TERMS)
    whole = total(orders)
    assert whole == sum((Decimal(row["amount"]) for row in found), Decimal("0.00"))
    assert sum(by_method(orders).values(), Decimal(0)) == sum(by_item(orders).values(), Decimal(0)) == whole
    without = total(one for one in orders if not one["unit"])
    assert sum((total(mine) for mine in by_unit(orders).values()), without) == whole
    now = datetime(2026, 11, 3, tzinfo=UTC)
    made = document(Account(MONTHS[-1], None, orders, {row["id"]: row for row in found}, []), TERMS, now)
    assert made["amount"] == whole and made["unpaid"]["amount"] == whole
    assert [line["serial"] for line in made["orders"]] == list(range(1, len(orders) + 1))


def test_an_order_without_charges_stands_under_no_item() -> None:
    """Its amount is under `-`."""
    row = {
        "id": "T-1",
        "unit": None,
        "customer_name": None,
        "amount": "20.00",
        "charges": "[]",
        "payment_method": None,
        "paid_on": None,
    }
    made = order(row, datetime(2026, 10, 1, tzinfo=UTC), late=False)
    assert by_item([made]) == {"-": Decimal("20.00")} and by_method([made]) == {"-": Decimal("20.00")}
