"""The monthly report's section on tickets: what came in, was closed, is open, how long it took. Pure.

The definitions are those of the report's notes (`monthly_tables.NOTES`). Times are microseconds; hours and minutes are
exact quotients of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from cspm.core.periods import Span, instant
from cspm.core.spread import Spread, spread
from cspm.core.terms import Terms
from cspm.overview.monthly_rows import Row, Rows
from cspm.overview.tally import Tally, split
from cspm.procedures.tickets.figures import REPLY_WITHIN

HOUR = 3_600_000_000
MINUTE = 60_000_000


def tickets(rows: Rows, span: Span, terms: Terms, *, tally: Tally) -> dict[str, Any]:
    """The section `tickets`."""
    overdue = [row for row in rows.open_at_end if row["overdue"]]
    in_order = [row for row in rows.closed if row["closed_at"] >= row["received_at"]]
    return {
        "received": tally.count("tickets.received", rows.received),
        "closed": tally.count("tickets.closed", rows.closed),
        "open_at_end": tally.count("tickets.open_at_end", rows.open_at_end),
        "overdue_at_end": tally.count("tickets.overdue_at_end", overdue),
        "cancelled": tally.count("tickets.cancelled", rows.cancelled),
        "declined": tally.count("tickets.declined", rows.declined),
        "by_kind": tally.by("tickets.by_kind", rows.received, "kind"),
        "by_category": by_category(rows, tally),
        "by_channel": tally.by("tickets.by_channel", rows.received, "channel"),
        "by_area": tally.by("tickets.by_area", rows.received, "area"),
        "hours_to_close": hours("tickets.hours_to_close", in_order, tally),
        "hours_to_close_net": net_hours("tickets.hours_to_close_net", in_order, tally),
        **replies(rows.registered, span, terms, tally=tally),
    }


def by_category(rows: Rows, tally: Tally) -> dict[str, dict[str, Any]]:
    """`{"NAME": {received, closed, hours_to_close}}`, sorted by name: every category with a ticket received or closed."""
    received, closed = split(rows.received, "category"), split(rows.closed, "category")
    found, key = {}, "tickets.by_category"
    for name in sorted({*received, *closed}):
        done = closed.get(name, [])
        found[name] = {
            "received": tally.named(key, name, received.get(name, ()), part="received"),
            "closed": tally.named(key, name, done, part="closed"),
            "hours_to_close": hours(
                f"{key}.{name}.hours_to_close",
                [row for row in done if row["closed_at"] >= row["received_at"]],
                tally,
                shape=f"{key}.NAME.hours_to_close",
            ),
        }
    return found


def hours(key: str, closed: Sequence[Row], tally: Tally, *, shape: str = "") -> Spread:
    """Hours from receipt to closing of tickets that were closed after they were received."""
    tally.measured(key, closed, shape=shape)
    return spread([(row["closed_at"] - row["received_at"]) / HOUR for row in closed])


def net_hours(key: str, closed: Sequence[Row], tally: Tally) -> Spread:
    """The same without the holds. The index keeps net minutes; whole microseconds are what they were made of."""
    known = [row for row in closed if row["net_minutes"] is not None]
    tally.measured(key, known)
    return spread([round(row["net_minutes"] * MINUTE) / HOUR for row in known])


def replies(registered: Sequence[Row], span: Span, terms: Terms, *, tally: Tally) -> dict[str, Any]:
    """`minutes_to_reply` and `replied_in_time`: the 15-minute rule (R043) over the tickets registered here."""
    answered = [row for row in registered if row["replied_at"] is not None]
    tally.measured("tickets.minutes_to_reply", answered)
    key = "tickets.replied_in_time"
    return {
        "minutes_to_reply": spread([(row["replied_at"] - row["registered_at"]) / MINUTE for row in answered]),
        "replied_in_time": {
            "due": tally.count(f"{key}.due", registered),
            "met": tally.count(f"{key}.met", in_time(answered, span, terms)),
            "rate": tally.rate(f"{key}.rate", f"{key}.met", f"{key}.due"),
        },
    }


def in_time(answered: Iterable[Row], span: Span, terms: Terms) -> list[Row]:
    """Those answered within the reply figure of the day on which they were registered."""
    starts, limits = [], []
    day = span.start.astimezone(terms.tz).date()
    while (one := Span.day(day, terms.tz)).start < span.end:
        starts.append(instant(one.start))
        limits.append(terms.figures.span(REPLY_WITHIN, day) // timedelta(microseconds=1))
        day += timedelta(days=1)
    return [
        row
        for row in answered
        if row["replied_at"] - row["registered_at"] <= limits[bisect_right(starts, row["registered_at"]) - 1]
    ]
