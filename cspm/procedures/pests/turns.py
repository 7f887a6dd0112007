"""When an area has its next turn (R186), and which treatment carries out which line of a plan (R025). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from cspm.core.periods import NotAWhen, month_bounds, quarter_bounds, year_bounds
from cspm.core.terms import Terms
from cspm.procedures.pests import figures

DAY = timedelta(days=1)


def in_season(day: date, terms: Terms) -> bool:
    """Whether a day is in the warm season; one that passes the year's end is meant so."""
    first, last = (int(terms.figures.value(figure, day)) for figure in (figures.SEASON_FIRST, figures.SEASON_LAST))
    return first <= day.month <= last if first <= last else not last < day.month < first


def interval(day: date, terms: Terms) -> int:
    """So many days may have passed on that day since the last treatment."""
    figure = figures.SEASON_INTERVAL if in_season(day, terms) else figures.INTERVAL
    return int(terms.figures.value(figure, day))


def due_day(last: date, terms: Terms) -> date:
    """The last day on which the next treatment is in time: the interval asked is that of each day, not of the last one."""
    day = last
    while (day + DAY - last).days <= interval(day + DAY, terms):
        day += DAY
    return day


def bounds(period: str, terms: Terms) -> tuple[datetime, datetime]:
    """[start, end) of a plan's period: a month, a quarter or a year. Raises NotAWhen."""
    if re.fullmatch("[0-9]{4}-Q[1-4]", period):
        return quarter_bounds(period, terms.tz)
    if re.fullmatch("[0-9]{4}", period):
        return year_bounds(int(period), terms.tz)
    return month_bounds(period, terms.tz)


def is_period(period: str, terms: Terms) -> bool:
    """Whether it is a month, a quarter or a year."""
    try:
        bounds(period, terms)
    except NotAWhen:
        return False
    return True


def standing(plan: Any) -> tuple[Any, ...]:
    """The lines of a plan that were not taken out."""
    out = {(one.planned_on, one.area) for one in plan.dropped}
    return tuple(line for line in plan.lines if (line.planned_on, line.area) not in out)


def day_of(treatment: Any, terms: Terms) -> date:
    """The day of a treatment at the site."""
    found: date = treatment.treated_at.astimezone(terms.tz).date()
    return found


def carried_out(line: Any, treatments: Iterable[Any], terms: Terms) -> Any:
    """The first treatment that carries out a line of a plan, None when there is none.

    It is of the area, names the day of the plan or lies on it (or within its days of grace), and is against every pest
    that the line names.
    """
    grace = timedelta(days=float(terms.figures.value(figures.TREATMENT_GRACE, line.planned_on)))
    for one in treatments:
        meant = one.planned_on == line.planned_on or (
            one.planned_on is None and line.planned_on <= day_of(one, terms) <= line.planned_on + grace
        )
        if one.area == line.area and meant and set(line.pests) <= set(one.pests):
            return one
    return None
