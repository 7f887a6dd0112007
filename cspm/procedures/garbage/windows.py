"""The hours in which garbage is collected, which every office lays down for itself (R130):

    [cleaning.windows]
    default = ["06:30-08:30", "18:00-20:00"]
    A1 = ["05:30-07:00"]

`default` holds for every area without hours of its own. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from cspm.core.periods import midnight
from cspm.core.terms import Terms
from cspm.core.workdays import Shift, windows
from cspm.errors import BadSite
from cspm.procedures.garbage.figures import GRACE
from cspm.tuples import NamedTuple

DEFAULT = "default"


class Window(NamedTuple):
    """The hours `[start, end]` of an area on a day."""

    area: str
    start: datetime
    end: datetime


def table(terms: Terms) -> Mapping[str, tuple[Shift, ...]]:
    """The hours by area, those of all others under `default`; empty when the site laid down none. Raises BadSite."""
    own = terms.site.cleaning.get("windows", {})
    if not isinstance(own, Mapping):
        raise BadSite(path="site.toml", problem=f"[cleaning.windows]: {own!r}"[:80])
    try:
        return {str(area): windows(hours, f"cleaning.windows.{area}") for area, hours in own.items()}
    except ValueError as error:
        raise BadSite(path="site.toml", problem=str(error)) from error


def shifts_of(area: str, terms: Terms) -> tuple[Shift, ...]:
    """The hours of an area; empty when none are laid down for it. Raises BadSite."""
    known = table(terms)
    return known.get(area, known.get(DEFAULT, ()))


def on(area: str, day: date, terms: Terms) -> Iterator[Window]:
    """The hours of an area that begin on a day."""
    begin = midnight(day, terms.tz)
    for shift in shifts_of(area, terms):
        yield Window(area, begin + timedelta(minutes=shift.opens), begin + timedelta(minutes=shift.closes))


def around(area: str, at: datetime, terms: Terms) -> tuple[Window, ...]:
    """The hours of an area that begin on the day of an instant, or on the day before it."""
    day = at.astimezone(terms.tz).date()
    return (*on(area, day - timedelta(days=1), terms), *on(area, day, terms))


def holds(window: Window, at: datetime, terms: Terms) -> bool:
    """Whether an instant lies in the hours, with the minutes of grace around them."""
    grace = terms.figures.span(GRACE, window.start.date())
    return window.start - grace <= at <= window.end + grace


def areas_of(terms: Terms, registered: Iterable[str]) -> tuple[str, ...]:
    """The areas that have hours: those named, and with a default all that are registered."""
    known = table(terms)
    more = tuple(registered) if DEFAULT in known else ()
    return tuple(dict.fromkeys((*(area for area in known if area != DEFAULT), *more)))
