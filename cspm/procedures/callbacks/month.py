"""The callbacks of a month, counted from rows of the index. Pure; times are microseconds since 1970 UTC.

A row needs the COLUMNS named here. Rows of void tickets count nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from cspm.core.periods import instant, month_bounds
from cspm.core.spread import rate
from cspm.core.terms import Terms
from cspm.procedures.callbacks import figures
from cspm.procedures.callbacks.rounds import tenth
from cspm.tuples import NamedTuple

COLUMNS = ("id", "kind", "state", "finished_at", "closed_at", "attempts", "callbacks", "category")
OUT = ("cancelled", "declined")
Listed = Mapping[str, Any]


class Row(Protocol):
    """A row of the index, or a dict: columns by name."""

    def __getitem__(self, key: str, /) -> Any: ...


class Called(NamedTuple):
    """A ticket's row and its callbacks, in the order they were recorded (as `derive.listed` keeps them)."""

    row: Row
    calls: list[Listed]


class Made(NamedTuple):
    """A callback in which the customer was reached, with the row of its ticket."""

    row: Row
    call: Listed


class Outcome(NamedTuple):
    """How the callback of one due ticket stands: when first reached, the last one reached, or tried in vain (A83)."""

    row: Row
    first: int | None
    last: Listed | None
    unreachable: bool


def read(rows: Iterable[Row]) -> list[Called]:
    """The rows with their callbacks read once; void tickets left out."""
    return [Called(row, calls_of(row["callbacks"])) for row in rows if row["state"] != "void"]


def calls_of(kept: Any) -> list[Listed]:
    """The callbacks of a row; the index keeps them as JSON text."""
    if not kept or kept == "[]":
        return []
    found: list[Listed] = json.loads(kept) if isinstance(kept, str) else list(kept)
    return found


def moment(at: int, terms: Terms) -> datetime:
    """A time of the index in the site's zone."""
    return datetime.fromtimestamp(at // 1_000_000, terms.tz).replace(microsecond=at % 1_000_000)


def first_day(month: str) -> date:
    """The first day of a month "YYYY-MM"; the figures of a month are those in force on it."""
    return date.fromisoformat(f"{month}-01")


def bounds(month: str, terms: Terms) -> tuple[int, int]:
    """Where a month begins and ends, as the index counts."""
    start, end = month_bounds(month, terms.tz)
    return instant(start), instant(end)


def last_call(month: str, terms: Terms) -> datetime:
    """Day 10 24:00 of the month after (R064, A10)."""
    first = first_day(month)
    return tenth(first.year, first.month, int(terms.figures.value(figures.CALLBACK_DAY, first)), terms.tz)


def due_in(called: Iterable[Called], month: str, terms: Terms) -> Iterator[Called]:
    """Services finished in the month (else closed in it), not cancelled, declined or imported as closed (A10, A81)."""
    start, end = bounds(month, terms)
    for one in called:
        row = one.row
        if row["kind"] == "service" and row["state"] not in OUT and row["attempts"] is not None:
            ended = row["finished_at"] or row["closed_at"]
            if ended is not None and start <= ended < end:
                yield one


def made_in(called: Iterable[Called], month: str, terms: Terms, *, kind: str) -> list[Made]:
    """The callbacks made in the month to tickets of a kind; an attempt that reached nobody is none (A08, A83)."""
    start, end = bounds(month, terms)
    return [
        Made(one.row, call)
        for one in called
        if one.row["kind"] == kind
        for call in one.calls
        if call["reached"] and start <= call["at"] < end
    ]


def outcomes(called: Iterable[Called], month: str, terms: Terms, *, as_of: datetime) -> list[Outcome]:
    """How each due ticket of the month stands at `as_of`."""
    until, needed = instant(as_of), int(terms.figures.value(figures.ATTEMPTS, first_day(month)))
    found = []
    for one in due_in(called, month, terms):
        calls = sorted((call for call in one.calls if call["at"] <= until), key=lambda call: int(call["at"]))
        reached = [call for call in calls if call["reached"]]
        days = set() if reached else {moment(call["at"], terms).date() for call in calls}
        first, last = (reached[0]["at"], reached[-1]) if reached else (None, None)
        found.append(Outcome(one.row, first, last, len(days) >= needed))
    return found


def groups(called: list[Called], month: str, terms: Terms, *, as_of: datetime) -> dict[str, list[Row]]:
    """The tickets behind each count of `coverage`; `visits` names a ticket once for every visit."""
    found = outcomes(called, month, terms, as_of=as_of)
    until = instant(last_call(month, terms))
    made = made_in(called, month, terms, kind="service")
    return {
        "due": [one.row for one in found],
        "done": [one.row for one in found if one.last is not None],
        "made": [one.row for one in made],
        "visits": [one.row for one in made if one.call["method"] == "visit"],
        "satisfied": [one.row for one in found if one.last is not None and one.last["satisfied"]],
        "dissatisfied": [one.row for one in found if one.last is not None and one.last["satisfied"] is False],
        "unreachable": [one.row for one in found if one.unreachable],
        "done_by_10th": [one.row for one in found if one.first is not None and one.first <= until],
    }


def coverage(rows: Iterable[Row], month: str, terms: Terms, as_of: datetime) -> dict[str, Any]:
    """The month's callbacks (R064, R065, A08, A10, A81, A83): `{due done rate visits visit_rate satisfied dissatisfied
    unreachable satisfaction_rate done_by_10th}`. Rates are None when their base is 0, `done_by_10th` before its end.

    `rows`: at least the services finished in the month and every ticket called in it.
    """
    return counted(groups(read(rows), month, terms, as_of=as_of), month, terms, as_of=as_of)


def counted(found: Mapping[str, list[Row]], month: str, terms: Terms, *, as_of: datetime) -> dict[str, Any]:
    """`coverage` of the tickets behind it."""
    count = {name: len(tickets) for name, tickets in found.items()}
    return {
        "due": count["due"], "done": count["done"], "rate": rate(count["done"], count["due"]),
        "visits": count["visits"], "visit_rate": rate(count["visits"], count["made"]),
        "satisfied": count["satisfied"], "dissatisfied": count["dissatisfied"], "unreachable": count["unreachable"],
        "satisfaction_rate": rate(count["satisfied"], count["satisfied"] + count["dissatisfied"]),
        "done_by_10th": count["done_by_10th"] if as_of >= last_call(month, terms) else None,
    }  # fmt: skip


def sources(rows: Iterable[Row], month: str, terms: Terms, as_of: datetime) -> dict[str, tuple[str, ...]]:
    """The ticket ids behind each number of `coverage`, sorted: due done visits satisfied dissatisfied unreachable
    done_by_10th, and made (the base of the visit rate)."""
    found = groups(read(rows), month, terms, as_of=as_of)
    return {name: tuple(sorted({str(row["id"]) for row in tickets})) for name, tickets in found.items()}
