"""Which patrols a route asks for on a day: derived from its plan, never stored. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from cspm.core.figures import time_of
from cspm.core.periods import day_bounds
from cspm.core.terms import Terms
from cspm.tuples import NamedTuple

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ONE_DAY = timedelta(days=1)


class Turn(NamedTuple):
    """A patrol that is asked for: the `number`-th of that day's, from `opens` until `due`."""

    route: str
    day: date
    number: int
    opens: datetime
    due: datetime

    @property
    def id(self) -> str:
        """The id of the patrol that makes it."""
        return f"{self.route}.{self.day.isoformat()}.{self.number}"


def goes_on(route: Any, day: date) -> bool:
    """Whether the plan asks for a patrol on that day."""
    if route.state == "void" or day < route.active_from or (route.active_to is not None and day > route.active_to):
        return False
    if route.plan == "weekdays":
        return WEEKDAYS[day.weekday()] in route.weekdays
    if route.plan == "interval":
        return bool((day - route.active_from).days % max(route.interval or 1, 1) == 0)
    if route.plan == "dates":
        return day in route.planned_on
    return True


def window(text: str, day: date, terms: Terms) -> tuple[datetime, datetime] | None:
    """`08:00-10:00` on that day; one that ends before it begins ends on the next day. None for a text that is none."""
    first, _, last = text.replace("：", ":").replace("–", "-").partition("-")
    begin, end = time_of(first.strip()), time_of(last.strip())
    if begin is None or end is None:
        return None
    opens, closes = (datetime.combine(day, hour, terms.tz) for hour in (begin, end))
    return opens, closes if closes > opens else closes + ONE_DAY


def turns_on(route: Any, day: date, terms: Terms) -> tuple[Turn, ...]:
    """The patrols that a day asks for, one in each window; all day where the route names none."""
    if not goes_on(route, day):
        return ()
    spans = [found for text in route.windows if (found := window(text, day, terms))] or [day_bounds(day, terms.tz)]
    return tuple(Turn(route.id, day, number, *span) for number, span in enumerate(sorted(spans), 1))


def turns(routes: Iterable[Any], first: date, last: date, terms: Terms) -> Iterator[Turn]:
    """The patrols that routes ask for between two days, both included."""
    for route in routes:
        day = first
        while day <= last:
            yield from turns_on(route, day, terms)
            day += ONE_DAY


def status(turn: Turn, patrol: Any, grace: timedelta, as_of: datetime) -> str:
    """`on_time` or `late` when it was made, `excused`, `missed` once it is over, else `open`."""
    if patrol is not None:
        if patrol.state == "excused":
            return "excused"
        return "on_time" if patrol.ended_at is None or patrol.ended_at <= turn.due + grace else "late"
    return "missed" if as_of >= turn.due + grace else "open"
