"""The report of a day: what came in, was closed, is open and overdue; calls, complaints, promises, missing inspections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import EPOCH
from cspm.core.periods import Span
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.overview.monthly import Asked
from cspm.overview.monthly_rows import VOID, Row, between, called, ended, open_at
from cspm.overview.tally import Tally, split
from cspm.procedures.callbacks.month import read
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.store.repository import Store

COLUMNS = ("1 AS n", "id", "kind", "category")


class Day(NamedTuple):
    """A day's rows. `promised` are open promises and appointments of the day of the report, `missing` the contracts
    without an inspection on the day."""

    received: Sequence[Row] = ()
    closed: Sequence[Row] = ()
    cancelled: Sequence[Row] = ()
    declined: Sequence[Row] = ()
    open_at_end: Sequence[Row] = ()
    called: Sequence[Row] = ()
    promised: Sequence[Row] = ()
    missing: Sequence[str] = ()


def read_day(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Day:
    """The rows of a day."""
    today = Span.day(as_of.astimezone(terms.tz).date(), terms.tz)
    sql = (
        "SELECT 1 AS n, clocks.id AS id, clocks.clock AS clock, clocks.due AS due, assignee"
        " FROM clocks JOIN tickets ON tickets.id = clocks.id"
        " WHERE clocks.kind = 'tickets' AND met IS NULL AND ended IS NULL AND clocks.due >= ? AND clocks.due < ?"
        " AND clocks.clock IN ('promise', 'appointment', 'resolution') ORDER BY clocks.due, clocks.id"
    )
    return Day(
        received=between(store, "received_at", span, COLUMNS),
        closed=between(store, "closed_at", span, COLUMNS),
        cancelled=ended(store, "cancelled", span, COLUMNS),
        declined=ended(store, "declined", span, COLUMNS),
        open_at_end=open_at(store, span.end, ids=True),
        called=called(store, span),
        promised=store.query(sql, today.bounds),
        missing=not_inspected(store, span.name),
    )


def not_inspected(store: Store, day: str) -> list[str]:
    """The contracts in force on a day without an inspection on it (R115)."""
    force = store.rows("contracts", f"start <= ? AND end >= ? AND {VOID}", (day, day), columns=("id",))
    seen = {row["contract"] for row in store.rows("inspections", f"date = ? AND {VOID}", (day,), columns=("contract",))}
    return [row["id"] for row in force if row["id"] not in seen]


def daily(rows: Day, span: Span, terms: Terms, *, asked: Asked) -> Report:
    """The report of a day: `{date site generated_at as_of received closed cancelled declined open_at_end overdue_at_end
    complaints_received callbacks_made by_category{NAME: {received closed}} promised_today[{record clock due who}]
    missing_inspections[]}`. Definitions are those of the monthly report, over the day.
    """
    tally = Tally()
    start, end = span.bounds
    made = [one.row for one in read(rows.called) for call in one.calls if call["reached"] and start <= call["at"] < end]
    document: dict[str, Any] = {
        "date": span.name,
        "site": terms.site.name,
        "generated_at": asked.generated_at,
        "as_of": asked.as_of,
        "received": tally.count("received", rows.received),
        "closed": tally.count("closed", rows.closed),
        "cancelled": tally.count("cancelled", rows.cancelled),
        "declined": tally.count("declined", rows.declined),
        "open_at_end": tally.count("open_at_end", rows.open_at_end),
        "overdue_at_end": tally.count("overdue_at_end", [row for row in rows.open_at_end if row["overdue"]]),
        "complaints_received": tally.count(
            "complaints_received", [row for row in rows.received if row["kind"] == "complaint"]
        ),
        "callbacks_made": tally.count("callbacks_made", made),
        "by_category": by_category(rows, tally),
        "promised_today": [promise(row, terms) for row in rows.promised],
        "missing_inspections": list(rows.missing),
    }
    tally.count("promised_today", rows.promised)
    meta = {"site": terms.site.name, "period": span.name, "as_of": asked.as_of, "generated_at": asked.generated_at}
    title = Message.of(N_("Daily report {day}"), day=span.name)
    return Report("daily", title, document, tables(document), sources=tally.ids, keys=tally.outline, meta=meta)


def by_category(rows: Day, tally: Tally) -> dict[str, dict[str, int]]:
    """`{"NAME": {received closed}}`, sorted by name."""
    received, closed = split(rows.received, "category"), split(rows.closed, "category")
    return {
        name: {
            part: tally.named("by_category", name, found.get(name, ()), part=part)
            for part, found in (("received", received), ("closed", closed))
        }
        for name in sorted({*received, *closed})
    }


def promise(row: Row, terms: Terms) -> dict[str, Any]:
    """What a customer was told for today: `{record clock due who}`."""
    due = (EPOCH + timedelta(microseconds=row["due"])).astimezone(terms.tz)
    return {"record": row["id"], "clock": row["clock"], "due": due, "who": row["assignee"]}


FIGURES = (
    ("received", N_("Tickets received")), ("closed", N_("Tickets closed")), ("cancelled", N_("Cancelled")),
    ("declined", N_("Declined")), ("open_at_end", N_("Open at the end of the day")),
    ("overdue_at_end", N_("Overdue at the end of the day")), ("complaints_received", N_("Complaints received")),
    ("callbacks_made", N_("Callbacks made")),
)  # fmt: skip
PROMISED = (
    Column("record", N_("Ticket"), "id"), Column("clock", N_("Clock"), "code", "clock"), Column("due", N_("Due"), "time"),
    Column("who", N_("Who")),
)  # fmt: skip


def tables(document: Mapping[str, Any]) -> tuple[Table, ...]:
    """The day for people: figures, categories, what is promised for today, contracts without inspection."""
    figures = (Column("figure", N_("Figure")), Column("count", N_("Count"), "int"))
    categories = (
        Column("category", N_("Category"), "code", "category"), Column("received", N_("Received"), "int"),
        Column("closed", N_("Closed"), "int"),
    )  # fmt: skip
    missing = tuple((contract,) for contract in document["missing_inspections"])
    found = (
        Table("day", Message(N_("The day at a glance")), figures, tuple((Message(label), document[key]) for key, label in FIGURES)),
        Table("by_category", Message(N_("By category")), categories,
              tuple((Code("category", name), count["received"], count["closed"]) for name, count in document["by_category"].items())),
        Table("promised", Message(N_("Promised for today")), PROMISED,
              tuple(tuple(line[column.key] for column in PROMISED) for line in document["promised_today"])),
        Table("missing", Message(N_("No inspection on the day (R115)")), (Column("contract", N_("Contract"), "id"),), missing),
    )  # fmt: skip
    return tuple(table for table in found if table.rows)
