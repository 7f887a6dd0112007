"""The days on which a work asks for a ledger entry (R348): working days from its beginning to its end, and days of meters. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.terms import Terms

if TYPE_CHECKING:
    from cspm.procedures.works.model import Work


def work_days(work: Work, installed: Iterable[date], terms: Terms, *, first: date, last: date) -> list[date]:
    """The days of a work between two days: those of the calendar but days off, and those on which meters were installed."""
    if work.started_at is None:
        return []
    begun = work.started_at.astimezone(terms.tz).date()
    ended = work.finished_at.astimezone(terms.tz).date() if work.finished_at is not None else last
    off = {one.rest_on for one in work.rests}
    found = {day for day in installed if first <= day <= last}
    day = max(begun, first)
    while day <= min(ended, last):
        if day not in off and terms.calendar.is_working_day(day):
            found.add(day)
        day += timedelta(days=1)
    return sorted(found)


def day_of(at: datetime, terms: Terms) -> date:
    """The day at the site."""
    return at.astimezone(terms.tz).date()
