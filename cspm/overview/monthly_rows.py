"""What the monthly report is made of: rows of the index that touch one month, and nothing else.

Each question names the index that answers it, so that a month costs the same in a store of ten thousand tickets and of a
million. No record file is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cspm.core.kinds import micros
from cspm.core.periods import day_bounds, month_bounds
from cspm.procedures.callbacks import month

if TYPE_CHECKING:
    from datetime import date

    from cspm.store.repository import Store

Condition = tuple[str, Sequence[object]]
EVERYTHING: Condition = ("", ())
VOID = "state != 'void'"
RECEIVED = ("id", "kind", "category", "channel", "area", "received_at", "closed_at", "nature_judged", "type", "cause")
CLOSED = ("id", "kind", "category", "received_at", "closed_at", "net_minutes", "amount", "payment_method", "charges", "materials")
REGISTERED = ("id", "registered_at", "replied_at")
CALLBACKS = (*month.COLUMNS, "item", "cause")
FEW = 100_000
"""Up to so many tickets closed later, those open at a month's end are found among them; else among those received before."""


class Row(Protocol):
    """A row of the index (or a dict in a test): columns by name, times as microseconds since 1970 UTC."""

    def __getitem__(self, key: str, /) -> Any: ...


class Span(NamedTuple):
    """A named stretch of time `[start, end)`: a month or a day, with its bounds in microseconds too."""

    name: str
    start: datetime
    end: datetime

    @property
    def bounds(self) -> tuple[int, int]:
        """Start and end as the index counts."""
        return instant(self.start), instant(self.end)

    @classmethod
    def month(cls, named: str, tz: tzinfo) -> Span:
        """A month "YYYY-MM" of the site. Raises NotAWhen."""
        return cls(named, *month_bounds(named, tz))

    @classmethod
    def day(cls, day: date, tz: tzinfo) -> Span:
        """A day of the site."""
        return cls(day.isoformat(), *day_bounds(day, tz))


class Rows(NamedTuple):
    """A month's rows, void tickets left out.

    `received`, `closed`, `cancelled`, `declined` by those times; `registered` without imported ones; `open_at_end` as the
    report defines it; `callbacks` what the callback figures look at: service tickets finished in the month, and tickets
    called in it. `findings` counts by code those that are about the month and true by the report's time.
    """

    received: Sequence[Row] = ()
    closed: Sequence[Row] = ()
    registered: Sequence[Row] = ()
    open_at_end: Sequence[Row] = ()
    cancelled: Sequence[Row] = ()
    declined: Sequence[Row] = ()
    callbacks: Sequence[Row] = ()
    findings: Mapping[str, int] = {}


def instant(moment: datetime) -> int:
    """An instant as the index counts: microseconds since 1970 UTC."""
    found = micros(moment)
    assert found is not None
    return found


def read_rows(store: Store, span: Span, *, as_of: datetime, scope: Condition = EVERYTHING) -> Rows:
    """The rows of a month; `scope` narrows them by an SQL condition over the tickets table."""
    return Rows(
        received=between(store, "received_at", span, RECEIVED, scope=scope),
        closed=between(store, "closed_at", span, CLOSED, scope=scope),
        registered=between(store, "registered_at", span, REGISTERED, scope=narrowed(scope, "import_batch IS NULL")),
        open_at_end=open_at(store, span.end, ("id", "deadline"), scope=scope),
        cancelled=ended(store, "cancelled", span, ("id",), scope=scope),
        declined=ended(store, "declined", span, ("id",), scope=scope),
        callbacks=called(store, span, scope=scope),
        findings=findings_by_code(store, span, as_of=as_of, scope=scope),
    )


def narrowed(scope: Condition, more: str) -> Condition:
    """A condition with another clause in front."""
    return (f"{more} AND ({scope[0]})" if scope[0] else more), scope[1]


def select(index: str, columns: Sequence[str], where: str, scope: Condition) -> str:
    """A question to the tickets table that is answered through the named index."""
    named = ", ".join(columns)
    return f"SELECT {named} FROM tickets INDEXED BY tickets_{index} WHERE {where} AND {narrowed(scope, VOID)[0]}"


def between(store: Store, column: str, span: Span, columns: Sequence[str], *, scope: Condition = EVERYTHING) -> Sequence[Row]:
    """Tickets whose time `column` lies in the span."""
    return store.query(select(column, columns, f"{column} >= ? AND {column} < ?", scope), (*span.bounds, *scope[1]))


def ended(store: Store, state: str, span: Span, columns: Sequence[str], *, scope: Condition = EVERYTHING) -> Sequence[Row]:
    """Tickets that were cancelled or declined in the span (few enough to look at all of that state)."""
    where = f"state = '{state}' AND {state}_at >= ? AND {state}_at < ?"
    return store.query(select("state", columns, where, scope), (*span.bounds, *scope[1]))


def open_at(store: Store, end: datetime, columns: Sequence[str], *, scope: Condition = EVERYTHING) -> Sequence[Row]:
    """Tickets received before `end` and not closed, cancelled or declined before it."""
    until = instant(end)
    alive = "(cancelled_at IS NULL OR cancelled_at >= ?) AND (declined_at IS NULL OR declined_at >= ?)"
    later = store.query(f"SELECT count(*) AS n FROM (SELECT 1 FROM tickets WHERE closed_at >= ? LIMIT {FEW})", (until,))[0]["n"]
    if later == FEW:
        where = f"received_at < ? AND (closed_at IS NULL OR closed_at >= ?) AND {alive}"
        return store.query(select("received_at", columns, where, scope), (until, until, until, until, *scope[1]))
    still = select("closed_at", columns, f"closed_at IS NULL AND received_at < ? AND {alive}", scope)
    after = select("closed_at", columns, f"closed_at >= ? AND received_at < ? AND {alive}", scope)
    return store.query(f"{still} UNION ALL {after}", (until, until, until, *scope[1], until, until, until, until, *scope[1]))


def called(store: Store, span: Span, *, scope: Condition = EVERYTHING) -> Sequence[Row]:
    """Service tickets finished in the span (closed, when no finish was recorded), and tickets with a callback in it."""
    start, end = span.bounds
    finished = select("finished_at", CALLBACKS, "finished_at >= ? AND finished_at < ?", scope)
    unfinished = select("closed_at", CALLBACKS, "closed_at >= ? AND closed_at < ? AND finished_at IS NULL", scope)
    spoken = f"SELECT {', '.join(CALLBACKS)} FROM tickets WHERE called_at >= ? AND {narrowed(scope, VOID)[0]}"
    params = (start, end, *scope[1], start, end, *scope[1], start, *scope[1])
    return store.query(f"{finished} UNION {unfinished} UNION {spoken}", params)


def findings_by_code(store: Store, span: Span, *, as_of: datetime, scope: Condition = EVERYTHING) -> Mapping[str, int]:
    """How many findings of each code are about the span and true by `as_of`; of tickets alone when narrowed."""
    counted: dict[str, int] = {}
    for kind in ("tickets",) if scope[0] else tuple(store.kinds):
        for row in store.query(_counts(scope), (kind, kind, kind, *_during(span, as_of), *scope[1])):
            counted[row["code"]] = counted.get(row["code"], 0) + row["n"]
    return {code: counted[code] for code in sorted(counted) if counted[code]}


def finding_ids(store: Store, code: str, span: Span, *, as_of: datetime, scope: Condition = EVERYTHING) -> tuple[str, ...]:
    """The records with a finding of that code that is about the span and true by `as_of`."""
    kinds = ("tickets",) if scope[0] else tuple(store.kinds)
    marks = ", ".join("?" for _ in kinds)
    sql = f"SELECT DISTINCT id FROM findings WHERE kind IN ({marks}) AND code = ? AND at >= ? AND at < ?{_within(scope)}"
    return tuple(row["id"] for row in store.query(sql, (*kinds, code, *_during(span, as_of), *scope[1])))


def _during(span: Span, as_of: datetime) -> tuple[int, int]:
    start, end = span.bounds
    return start, min(end, instant(as_of) + 1)


def _within(scope: Condition) -> str:
    return f" AND id IN (SELECT id FROM tickets WHERE {scope[0]})" if scope[0] else ""


def _counts(scope: Condition) -> str:
    """Counts by code, jumping from code to code in the index instead of reading every finding."""
    return f"""
        WITH RECURSIVE codes (code) AS (
            SELECT min(code) FROM findings WHERE kind = ?
            UNION ALL SELECT (SELECT min(code) FROM findings WHERE kind = ? AND code > codes.code) FROM codes WHERE code NOT NULL)
        SELECT code, (SELECT count(*) FROM findings WHERE kind = ? AND findings.code = codes.code AND at >= ? AND at < ?
            {_within(scope)}) AS n FROM codes WHERE code NOT NULL"""
