"""Days side by side as people write them: those that follow each other as one stretch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from cspm.errors import N_, Message

FROM_TO = N_("{start} to {end}")


def stretches(days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    """First and last day of each stretch of days that follow each other, in order."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] <= timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)


def side_by_side(days: Iterable[date], form: str = "%m-%d") -> tuple[str | Message, ...]:
    """`10-01 to 10-07`, `10-12`: a cell or a fact of a message for days without inspection and the like."""
    return tuple(
        f"{first:{form}}" if first == last else Message.of(FROM_TO, start=f"{first:{form}}", end=f"{last:{form}}")
        for first, last in stretches(days)
    )
