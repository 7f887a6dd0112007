"""The monthly report's section on tickets: what came in, was closed, is open, how long it took. Pure.

The definitions are those of the report's notes (`monthly_tables.NOTES`). Times are microseconds; hours and minutes are
exact quotients of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from cspm.core.kinds import EPOCH
from cspm.core.terms import Terms
from cspm.overview.monthly_rows import Row, Rows, Span
from cspm.overview.tally import HOUR, MINUTE, Tally, split
from cspm.procedures.tickets.figures import REPLY_WITHIN

Measured = list[tuple[str, float]]


def tickets(rows: Rows, span: Span, terms: Terms, *, tally: Tally) -> dict[str, Any]:
    """The section `tickets`."""
    end = span.bounds[1]
    return {
        "received": tally.count("tickets.received", ids(rows.received)),
        "closed": tally.count("tickets.closed", ids(rows.closed)),
        "open_at_end": tally.count("tickets.open_at_end", ids(rows.open_at_end)),
        "overdue_at_end": tally.count("tickets.overdue_at_end", ids(overdue(rows.open_at_end, end))),
        "cancelled": tally.count("tickets.cancelled", ids(rows.cancelled)),
        "declined": tally.count("tickets.declined", ids(rows.declined)),
        "by_kind": tally.by("tickets.by_kind", rows.received, "kind"),
        "by_category": by_category(rows, tally),
        "by_channel": tally.by("tickets.by_channel", rows.received, "channel"),
        "by_area": tally.by("tickets.by_area", rows.received, "area"),
        "hours_to_close": tally.spread("tickets.hours_to_close", hours(rows.closed)),
        "hours_to_close_net": tally.spread("tickets.hours_to_close_net", net_hours(rows.closed)),
        **replies(rows.registered, terms, tally),
    }


def ids(rows: Iterable[Row]) -> list[str]:
    """The ids of rows."""
    return [row["id"] for row in rows]


def overdue(rows: Iterable[Row], at: int) -> list[Row]:
    """Rows whose promise or resolution deadline is before `at`; no other clock counts."""
    return [row for row in rows if row["deadline"] is not None and row["deadline"] < at]


def by_category(rows: Rows, tally: Tally) -> dict[str, dict[str, Any]]:
    """`{"NAME": {received, closed, hours_to_close}}`, sorted by name: every category with a ticket received or closed."""
    received, closed = split(rows.received, "category"), split(rows.closed, "category")
    found = {}
    for name in sorted({*received, *closed}):
        key = f"tickets.by_category.{name}"
        found[name] = {
            "received": tally.count(f"{key}.received", ids(received.get(name, ()))),
            "closed": tally.count(f"{key}.closed", ids(closed.get(name, ()))),
            "hours_to_close": tally.spread(f"{key}.hours_to_close", hours(closed.get(name, ()))),
        }
    return found


def hours(closed: Iterable[Row]) -> Measured:
    """Hours from receipt to closing of the tickets that were closed after they were received."""
    lengths = ((row["id"], row["closed_at"] - row["received_at"]) for row in closed)
    return [(record, length / HOUR) for record, length in lengths if length >= 0]


def net_hours(closed: Iterable[Row]) -> Measured:
    """The same without the holds. The index keeps net minutes; whole microseconds are what they were made of."""
    known = ((row["id"], row["net_minutes"]) for row in closed if row["closed_at"] >= row["received_at"])
    return [(record, round(net * MINUTE) / HOUR) for record, net in known if net is not None]


def replies(registered: Iterable[Row], terms: Terms, tally: Tally) -> dict[str, Any]:
    """`minutes_to_reply` and `replied_in_time`: the 15-minute rule (R043) over the tickets registered here."""
    registered = list(registered)
    answered = [row for row in registered if row["replied_at"] is not None]
    minutes = [(row["id"], (row["replied_at"] - row["registered_at"]) / MINUTE) for row in answered]
    within = Within(terms)
    key = "tickets.replied_in_time"
    return {
        "minutes_to_reply": tally.spread("tickets.minutes_to_reply", minutes),
        "replied_in_time": {
            "due": tally.count(f"{key}.due", ids(registered)),
            "met": tally.count(f"{key}.met", ids(row for row in answered if within.met(row["registered_at"], row["replied_at"]))),
            "rate": tally.rate(f"{key}.rate", f"{key}.met", f"{key}.due"),
        },
    }


class Within:
    """The reply figure by day of registration, asked for once per day."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.days: dict[int, int] = {}

    def met(self, registered: int, replied: int) -> bool:
        """Whether the reply came within the figure of the ticket's own day."""
        moment = local(registered, self.terms)
        day = moment.toordinal()
        if day not in self.days:
            self.days[day] = self.terms.figures.span(REPLY_WITHIN, moment.date()) // timedelta(microseconds=1)
        return replied - registered <= self.days[day]


def local(moment: int, terms: Terms) -> datetime:
    """An instant of the index in the site's zone."""
    return (EPOCH + timedelta(microseconds=moment)).astimezone(terms.tz)


def by_day(rows: Iterable[Row], column: str, span: Span, terms: Terms) -> Mapping[int, int]:
    """How many rows have the time `column` on each day of a month (1 to 31)."""
    from bisect import bisect_right

    from cspm.core.periods import midnight

    first = span.start.astimezone(terms.tz).date()
    days = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
    starts = [(midnight(day, terms.tz) - EPOCH) // timedelta(microseconds=1) for day in days]
    counted = dict.fromkeys((day.day for day in days), 0)
    for row in rows:
        counted[bisect_right(starts, row[column])] += 1
    return counted
