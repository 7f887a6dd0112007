"""The periods of filings: which there are up to a time, where they end, and when their filing falls due. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from cspm.core.periods import NotAWhen, Span, period_bounds, period_of
from cspm.core.terms import Terms
from cspm.procedures.filings.forms import Form


def bounds(period: str, terms: Terms) -> tuple[datetime, datetime]:
    """[start, end) of `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`. Raises NotAWhen."""
    return period_bounds(period, terms.tz)


named = period_of


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
