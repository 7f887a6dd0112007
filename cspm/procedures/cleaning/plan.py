"""Which areas and items are inspected on which day: made of the standard's frequencies and the areas (R115, R158). Pure.

The manual asks for one joint spot check a day (3.1.1), so areas take turns, as many a day as that figure says. What is
cleaned each day is looked at on every visit; what is cleaned each week, month or quarter once in it, spread over the visits
that the area has in it. Nothing is stored: the same contract, standard and areas always give the same plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from cspm.tuples import NamedTuple

PERIODS = ("weekly", "monthly", "quarterly")
AS_NEEDED = "as_needed"
WEEK = 7
QUARTER = 3


class Place(NamedTuple):
    """An area of a contract with what is there (`kinds`, empty: everything) and the items inspected in it."""

    area: str
    name: str = ""
    kinds: tuple[str, ...] = ()
    items: tuple[Mapping[str, Any], ...] = ()


class Planned(NamedTuple):
    """One planned inspection: the items that are to be looked at on that day in that area."""

    day: date
    contract: str
    area: str
    items: tuple[str, ...]


def fitting(items: Iterable[Mapping[str, Any]], domain: str, kinds: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """The items of a contract's domain that belong to such an area; who says no kind means every kind."""
    return tuple(
        item
        for item in items
        if item["domain"] == domain
        if not kinds or not item["area_types"] or set(kinds) & set(item["area_types"])
    )


def planned(contract: Mapping[str, Any], places: Sequence[Place], day: date, *, each: int) -> tuple[Planned, ...]:
    """The inspections of a contract on a day, `each` areas a day; none on a day that it does not hold."""
    if not holds(contract, day):
        return ()

    def visits(turn: int, one: date) -> bool:
        return holds(contract, one) and (turn - one.toordinal() * each) % len(places) < each

    return tuple(
        Planned(day, contract["id"], place.area, items_on(day, place, lambda one, turn=turn: visits(turn, one)))  # type: ignore[misc]
        for turn, place in enumerate(places)
        if visits(turn, day)
    )


def holds(contract: Mapping[str, Any], day: date) -> bool:
    """Whether a contract is in force on a day."""
    start, end = (date.fromisoformat(str(contract[name])) for name in ("start", "end"))
    return contract["state"] != "void" and start <= day <= end


def items_on(day: date, place: Place, visited: Callable[[date], bool]) -> tuple[str, ...]:
    """The items of an area that are looked at on the day of a visit; `visited` tells its other days."""
    found = []
    counted = dict.fromkeys(PERIODS, 0)
    for item in place.items:
        frequency = item["frequency"]
        if frequency in counted:
            number, counted[frequency] = counted[frequency], counted[frequency] + 1
            visits = [one for one in period_of(frequency, day) if visited(one)]
            if visits[number % len(visits)] != day:
                continue
        if frequency != AS_NEEDED:
            found.append(item["id"])
    return tuple(found)


def period_of(frequency: str, day: date) -> tuple[date, ...]:
    """The days of the week, month or quarter that a day lies in."""
    if frequency == "weekly":
        first = day - timedelta(days=day.weekday())
        after = first + timedelta(days=WEEK)
    else:
        months = QUARTER if frequency == "quarterly" else 1
        first = day.replace(day=1, month=day.month - (day.month - 1) % months)
        after = (first + timedelta(days=31 * months)).replace(day=1)
    return tuple(first + timedelta(days=place) for place in range((after - first).days))


def state(line: Planned, seen: Mapping[str, Iterable[str]], today: date) -> str:
    """`done partly elsewhere missing planned`: `seen` are the items looked at on that day, by area."""
    if line.area in seen:
        return "done" if set(line.items) <= set(seen[line.area]) else "partly"
    if seen:
        return "elsewhere"
    return "missing" if line.day < today else "planned"
