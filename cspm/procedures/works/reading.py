"""Works with what belongs to them, read through the index: meters as rows, shifts and gear as views."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import Span
from cspm.core.view import View

if TYPE_CHECKING:
    from cspm.store.repository import Store

METER = (
    "id", "work", "order_no", "old_no", "new_no", "position", "breaker", "user", "load_class", "removed_no", "installed_no",
    "installed_at", "installed_by", "defects", "miswired", "checked_at", "rectified_at", "collected", "collected_at",
)  # fmt: skip
STANDING = "state != 'void'"


def works(store: Store, *, before: datetime) -> list[Any]:
    """The works that stand and began before a time, as views."""
    rows = store.rows("works", f"{STANDING} AND started_at < ?", (micros(before),), columns=("id",))
    return [View(document) for document in store.documents("works", [str(row["id"]) for row in rows])]


def meters(store: Store, work: str) -> list[dict[str, Any]]:
    """The meters of a work."""
    return [dict(row) for row in store.rows("meters", f"{STANDING} AND work = ?", (work,), order="id", columns=METER)]


def shifts(store: Store, span: Span | None = None, work: str | None = None) -> list[Any]:
    """The shifts of a time, or of a work, as views."""
    where, params = STANDING, list[object]()
    if span is not None:
        where += " AND date >= ? AND date < ?"
        params += [span.start.date().isoformat(), span.end.date().isoformat()]
    if work is not None:
        where += " AND work = ?"
        params.append(work)
    ids = [str(row["id"]) for row in store.rows("shifts", where, tuple(params), order="date, id", columns=("id",))]
    return [View(document) for document in store.documents("shifts", ids)]


def gear(store: Store) -> list[Any]:
    """All gear that stands, as views."""
    ids = [str(row["id"]) for row in store.rows("gear", STANDING, columns=("id",))]
    return [View(document) for document in store.documents("gear", ids)]
