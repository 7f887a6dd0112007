"""Time limits: a figure counted from an event, by the clock or in working time, paused or not. Pure.

Nothing about a limit is stored: it is counted anew from its start whenever somebody looks, so a figure, a calendar or a
time that was corrected gives the right due time at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.clocks import Pause
from cspm.core.figures import Figure
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.terms import Terms
    from cspm.core.worktime import Calendar


class Limit(NamedTuple):
    """When a time limit ends: `mode` is `clock` or `working`, `override` the site's own value or None.

    `pauses` are those that it takes account of: none by the clock.
    """

    due: datetime
    mode: str
    override: Any
    pauses: tuple[Pause, ...] = ()


def limit(
    figure: Figure, terms: Terms, start: datetime, *, team: str | None = None, pauses: Iterable[Pause] = ()
) -> Limit:
    """The end of the limit that `figure` sets from `start` on, as it is in force on that day.

    By the clock nothing stops it (A13, A14). In working time it counts by the calendar of `team` (else the site's), whole
    days by working days (A63), and stands still in `pauses`; one that lasts moves nothing yet.
    """
    told = terms.figures.in_force(figure, start.astimezone(terms.tz).date())
    days = figure.unit in ("days", "working_days")
    length = timedelta(**{"days" if days else figure.unit: float(told.value)})
    if told.counts == "clock":
        return Limit(start + length, "clock", told.override)
    calendar, stops = terms.calendar.team(team), tuple(pauses)
    over = tuple(pause for pause in stops if pause[1] is not None)
    if days:
        due = after_days(calendar, start, days=int(told.value), pauses=over)
    else:
        due = calendar.due(start, length, pauses=over)
    return Limit(due, "working", told.override, stops)


def after_days(calendar: Calendar, start: datetime, *, days: int, pauses: tuple[Pause, ...]) -> datetime:
    """So many working days later, and later still by the working time that pauses took away."""
    due = calendar.add_working_days(start, days)
    held = calendar.elapsed(start, due) - calendar.elapsed(start, due, pauses=pauses)
    return calendar.due(due, held, pauses=pauses) if held else due
