"""Routes and patrols as the index and the files have them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cspm.core.view import View

if TYPE_CHECKING:
    from cspm.store.repository import Store

STANDING = "state != 'void'"


def routes_of(store: Store) -> list[Any]:
    """Every route that is not void."""
    ids = [str(row["id"]) for row in store.rows("patrol_routes", STANDING, order="sort, id", columns=("id",))]
    return [View(document) for document in store.documents("patrol_routes", ids)]


def patrols_of(store: Store, first: date, last: date) -> dict[str, Any]:
    """The patrols of these days by their ids."""
    where = f'{STANDING} AND "date" >= ? AND "date" <= ?'
    rows = store.rows("patrols", where, (first.isoformat(), last.isoformat()), order='"date", id', columns=("id",))
    ids = [str(row["id"]) for row in rows]
    return {str(document["id"]): View(document) for document in store.documents("patrols", ids)}
