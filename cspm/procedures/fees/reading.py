"""What fees ask of the store: paid orders of the index, the bundles there are. Works under the lock and beside it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import month_bounds
from cspm.core.terms import Terms
from cspm.procedures.fees.orders import COLUMNS, Account, Row, bundle_id, gathered, kept, month_of
from cspm.procedures.fees.states import CHARGED, DONE, FROZEN

if TYPE_CHECKING:
    from cspm.store.repository import Store


def marks(words: Collection[str]) -> str:
    """`?, ?, ?`"""
    return ", ".join("?" * len(words))


BOOKED = f"nature IN ({marks(CHARGED)}) AND state IN ({marks(DONE)}) AND import_batch IS NULL"
FIRST = "COALESCE(MIN(written_off_at, closed_at), written_off_at, closed_at)"


def orders_before(store: Store, month: str, terms: Terms) -> list[Row]:
    """Every paid order of this office that was booked before the end of the month."""
    end = micros(month_bounds(month, terms.tz)[1])
    found = store.rows("tickets", f"{BOOKED} AND {FIRST} < ?", (*CHARGED, *DONE, end), columns=COLUMNS)
    return [dict(row) for row in found]


def frozen(store: Store) -> dict[str, dict[str, Any]]:
    """The bundles that were handed over, by month."""
    rows = store.rows("bundles", f"state IN ({marks(FROZEN)})", FROZEN, columns=("id", "month"))
    return {
        row["month"]: store.document("bundles", row["id"])
        for row in sorted(map(dict, rows), key=lambda row: row["month"])
    }


def taken(bundles: Collection[dict[str, Any]]) -> set[str]:
    """The orders that the bundles hold."""
    return {one["ticket"] for bundle in bundles for one in bundle["orders"]}


def waiting(store: Store, month: str, terms: Terms, bundles: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The orders that the bundle of a month would take now."""
    return gathered(orders_before(store, month, terms), taken(bundles.values()), month, terms)


def present(store: Store, tickets: Collection[str]) -> dict[str, Row]:
    """Orders as their tickets are now, by id."""
    ids = sorted(tickets)
    found: dict[str, Row] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        rows = store.rows("tickets", f"id IN ({marks(some)})", some, columns=COLUMNS)
        found |= {row["id"]: dict(row) for row in rows}
    return found


def account(store: Store, month: str, terms: Terms) -> Account:
    """The fees of a month: its bundle's orders once that was handed over, else those it would take now."""
    bundles = frozen(store)
    bundle = bundles.get(month)
    found = kept(bundle) if bundle else waiting(store, month, terms, bundles)
    missing: list[str] = []
    if bundle:
        left = waiting(store, month, terms, bundles)
        missing = [one["ticket"] for one in left if month_of(one["booked_at"], terms) == month]
    record = bundle_id(month)
    drafted = bundle or (store.document("bundles", record) if store.exists("bundles", record) else None)
    return Account(month, drafted, found, present(store, [one["ticket"] for one in found]), missing)
