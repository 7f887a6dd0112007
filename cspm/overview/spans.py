"""A month or a day with its bounds, and the conditions that narrow what is asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from cspm.core.kinds import micros
from cspm.core.periods import day_bounds, month_bounds
from cspm.tuples import NamedTuple

Condition = tuple[str, Sequence[object]]
EVERYTHING: Condition = ("", ())
"""An SQL condition over the tickets table with its parameters."""


class Span(NamedTuple):
    """A named stretch of time `[start, end)`: a month or a day, with its bounds in microseconds too."""

    name: str
    start: datetime
    end: datetime

    @property
    def bounds(self) -> tuple[int, int]:
        """Start and end as the index counts."""
        return instant(self.start), instant(self.end)

    @classmethod
    def month(cls, named: str, tz: tzinfo) -> Span:
        """A month "YYYY-MM" of the site. Raises NotAWhen."""
        return cls(named, *month_bounds(named, tz))

    @classmethod
    def day(cls, day: date, tz: tzinfo) -> Span:
        """A day of the site."""
        return cls(day.isoformat(), *day_bounds(day, tz))


def instant(moment: datetime) -> int:
    """An instant as the index counts: microseconds since 1970 UTC."""
    found = micros(moment)
    assert found is not None
    return found
