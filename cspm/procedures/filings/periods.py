"""The periods of filings: which there are up to a time, where they end, and when their filing falls due. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from cspm.core.periods import NotAWhen, Span, day_bounds, midnight, month_bounds, quarter_bounds, year_bounds
from cspm.core.terms import Terms
from cspm.procedures.filings.forms import Form


def bounds(period: str, terms: Terms) -> tuple[datetime, datetime]:
    """[start, end) of `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`. Raises NotAWhen."""
    tz = terms.tz
    if re.fullmatch("[0-9]{4}-Q[1-4]", period):
        return quarter_bounds(period, tz)
    if week := re.fullmatch("([0-9]{4})-W([0-9]{2})", period):
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError as error:
            raise NotAWhen(period) from error
        return midnight(monday, tz), midnight(monday + timedelta(days=7), tz)
    if re.fullmatch("[0-9]{4}", period):
        return year_bounds(int(period), tz)
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", period):
        try:
            return day_bounds(date.fromisoformat(period), tz)
        except ValueError as error:
            raise NotAWhen(period) from error
    return month_bounds(period, tz)


def named(every: str, day: date) -> str:
    """The period of that length that a day lies in."""
    year, week, _ = day.isocalendar()
    return {
        "day": day.isoformat(),
        "week": f"{year}-W{week:02d}",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "year": str(day.year),
    }[every]


def fits(form: Form, period: str, terms: Terms) -> bool:
    """Whether it is a period of the length that the form is made for."""
    try:
        return named(form.every, bounds(period, terms)[0].date()) == period
    except NotAWhen:
        return False


def due(form: Form, period: str, terms: Terms) -> datetime:
    """Until when the filing of a period is in time: its start for what is made ahead, else some days after its end."""
    start, end = bounds(period, terms)
    if form.ahead:
        return start
    return end + terms.figures.span(form.within, end.date())


def of_span(form: Form, span: Span, terms: Terms) -> Iterator[str]:
    """The periods of a form that a month is asked for: those that end in it, or begin in it when made ahead.

    Days are working days of the site's calendar.
    """
    day, seen = span.start.date(), ""
    while day < span.end.date():
        period = named(form.every, day)
        if form.every == "day":
            if terms.calendar.is_working_day(day):
                yield period
        elif period != seen:
            start, end = bounds(period, terms)
            if span.start <= (start if form.ahead else end - timedelta(microseconds=1)) < span.end:
                yield period
        seen, day = period, day + timedelta(days=1)
