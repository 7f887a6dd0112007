"""What the monthly report is made of: rows of the index that touch one month, and nothing else.

Every question finds its rows through an index on a time, so that a month costs the same in a store of ten thousand
tickets and of a million; `+column` keeps SQLite from choosing another one. No record file is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Protocol

from cspm.core.periods import Span, instant
from cspm.overview.month_findings import by_code
from cspm.overview.scope import EVERYTHING, Condition
from cspm.procedures.callbacks import month
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.store.repository import Store

VOID = "state != 'void'"
RECEIVED = ("kind", "category", "channel", "area", "nature_judged", "type", "cause")
CLOSED = (
    "kind",
    "category",
    "received_at",
    "closed_at",
    "net_minutes",
    "amount",
    "payment_method",
    "charges",
    "materials",
)
REGISTERED = ("registered_at", "replied_at")
CALLBACKS = (*month.COLUMNS, "item", "cause")


LOOKED_AT = 5_000
"""In months of up to so many tickets each file is looked at, so that edits in place show; larger ones rely on `check`."""


class Row(Protocol):
    """A row of the index (or a dict in a test): columns by name, times as microseconds since 1970 UTC."""

    def __getitem__(self, key: str, /) -> Any: ...


class Rows(NamedTuple):
    """A month's rows, void tickets left out.

    A row stands for `n` tickets that are alike in all that is counted; `id` is their number when n is 1 and ids were
    asked for. `received`, `closed`, `cancelled`, `declined` by those times, `solved` tells whether a received one is
    closed by now; `registered` without imported ones; `open_at_end` as the report defines it, with `overdue`;
    `callbacks` what the callback figures look at (see `called`). `findings` counts by code those that are about the month
    and true by the report's time; `days` counts received and closed tickets by day, when asked for.
    """

    received: Sequence[Row] = ()
    closed: Sequence[Row] = ()
    registered: Sequence[Row] = ()
    open_at_end: Sequence[Row] = ()
    cancelled: Sequence[Row] = ()
    declined: Sequence[Row] = ()
    callbacks: Sequence[Row] = ()
    findings: Mapping[str, int] = {}
    days: Sequence[tuple[int, int, int]] = ()


def read_rows(
    store: Store, span: Span, *, as_of: datetime, scope: Condition = EVERYTHING, ids: bool = False
) -> Rows:  # fmt: skip
    """The rows of a month; `scope` narrows them by an SQL condition over the tickets table.

    Without `ids` the index counts what is alike, which is all that the figures need.
    """
    one = ("1 AS n", "id") if ids else ("1 AS n", "NULL AS id")
    return Rows(
        received=received(store, span, as_of=as_of, scope=scope, ids=ids),
        closed=between(store, "closed_at", span, (*CLOSED, *one), scope=scope),
        registered=between(
            store, "registered_at", span, (*REGISTERED, *one), more=" AND +import_batch IS NULL", scope=scope
        ),
        open_at_end=open_at(store, span.end, scope=scope, ids=ids),
        cancelled=ended(store, "cancelled", span, ("1 AS n", "id"), scope=scope),
        declined=ended(store, "declined", span, ("1 AS n", "id"), scope=scope),
        callbacks=called(store, span, scope=scope),
        findings=by_code(store, span, as_of=as_of, scope=scope),
    )


def look_at_files(store: Store, span: Span) -> None:
    """Have files of the month that were edited in place read again."""
    shard = span.name.replace("-", "/")
    if store.query("SELECT count(*) AS n FROM tickets WHERE shard = ?", (shard,))[0]["n"] <= LOOKED_AT:
        store.restat("tickets", span.name)


def received(store: Store, span: Span, *, as_of: datetime, scope: Condition, ids: bool) -> Sequence[Row]:
    """Tickets received in the month, alike ones counted together unless their ids are wanted."""
    solved = f"ifnull(closed_at <= {instant(as_of)}, 0) AS solved"
    columns = (*RECEIVED, solved, "1 AS n" if ids else "count(*) AS n", "id" if ids else "NULL AS id")
    sql = select(columns, "received_at >= ? AND received_at < ?", scope)
    alike = "" if ids else f" GROUP BY {', '.join(RECEIVED)}, solved"
    return store.query(sql + alike, (*span.bounds, *scope[1]))


def days(store: Store, span: Span, tz: tzinfo, *, scope: Condition = EVERYTHING) -> list[tuple[int, int, int]]:
    """How many tickets were received and closed on each day of a month: (day of the month, received, closed)."""
    found = []
    day = span.start.astimezone(tz).date()
    while (one := Span.day(day, tz)).start < span.end:
        counts = [
            between(store, name, one, ("count(*) AS n",), scope=scope)[0]["n"] for name in ("received_at", "closed_at")
        ]
        found.append((day.day, counts[0], counts[1]))
        day += timedelta(days=1)
    return found


def select(columns: Sequence[str], where: str, scope: Condition) -> str:
    """A question to the tickets table: `where` finds the rows through an index, the scope only looks at what was found."""
    narrow = f" AND CASE WHEN {scope[0]} THEN 1 END" if scope[0] else ""
    return f"SELECT {', '.join(columns)} FROM tickets WHERE {where} AND +state != 'void'{narrow}"


def between(
    store: Store, column: str, span: Span, columns: Sequence[str], *, more: str = "", scope: Condition = EVERYTHING
) -> Sequence[Row]:  # fmt: skip
    """Tickets whose time `column` lies in the span; `more` is a further condition."""
    where = f"{column} >= ? AND {column} < ?{more}"
    return store.query(select(columns, where, scope), (*span.bounds, *scope[1]))


def ended(
    store: Store, state: str, span: Span, columns: Sequence[str], *, scope: Condition = EVERYTHING
) -> Sequence[Row]:  # fmt: skip
    """Tickets that were cancelled or declined in the span (few enough to look at all of that state)."""
    where = f"state = '{state}' AND {state}_at >= ? AND {state}_at < ?"
    return store.query(select(columns, where, scope), (*span.bounds, *scope[1]))


def open_at(store: Store, end: datetime, *, scope: Condition = EVERYTHING, ids: bool = False) -> Sequence[Row]:
    """Tickets received before `end` and not closed, cancelled or declined before it.

    `overdue` are those whose promise or resolution deadline is before `end`.
    """
    until = instant(end)
    columns = (
        f"ifnull(deadline < {until}, 0) AS overdue",
        "1 AS n" if ids else "count(*) AS n",
        "id" if ids else "NULL AS id",
    )
    alive = "+received_at < ? AND ifnull(cancelled_at >= ?, 1) AND ifnull(declined_at >= ?, 1)"
    alike = "" if ids else " GROUP BY overdue"
    still = select(columns, f"closed_at IS NULL AND {alive}", scope) + alike
    later = select(columns, f"closed_at >= ? AND {alive}", scope) + alike
    params = (until, until, until, *scope[1])
    return store.query(f"{still} UNION ALL {later}", (*params, until, *params))


def called(store: Store, span: Span, *, scope: Condition = EVERYTHING) -> list[Row]:
    """Services finished in the span that owe a callback (closed, when no finish was recorded), and tickets called in it.

    The index knows the time of the last call only: later ones are looked at too, of tickets received before the end.
    `callbacks` are lists, read once.
    """
    start, end = span.bounds
    owing = " AND +kind = 'service' AND attempts IS NOT NULL"
    finished = between(store, "finished_at", span, CALLBACKS, more=owing, scope=scope)
    unfinished = between(
        store, "closed_at", span, CALLBACKS, more=f"{owing} AND ifnull(finished_at, 0) = 0", scope=scope
    )
    spoken = store.query(select(CALLBACKS, "called_at >= ? AND +received_at < ?", scope), (start, end, *scope[1]))
    found = {row["id"]: row for rows in (finished, unfinished, spoken) for row in rows}
    return [opened(row) for row in found.values()]


def opened(row: Any) -> Row:
    """A row whose callbacks are a list."""
    calls: list[Any] = json.loads(row["callbacks"]) if row["callbacks"] not in (None, "[]") else []
    return {**dict(zip(CALLBACKS, row, strict=True)), "callbacks": calls, "n": 1}
