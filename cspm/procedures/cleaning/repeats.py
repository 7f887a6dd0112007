"""How often a point was charged in its month, for schedules that multiply what is repeated (R127). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from cspm.procedures.cleaning.judgement import Nonconformity

Replaces = Callable[[date], bool]
Times = Mapping[tuple[str, tuple[int, int]], int]
"""By record and line of a minor: the how manieth of its point (area and item) is charged in its month, from 1."""


def times_of(judged: Iterable[Nonconformity], *, replaces: Replaces) -> Times:
    """The count of every minor that its own month charges, in the order of their times.

    A minor whose place a severe of the same month has taken is not charged and does not count; one that a later month
    credits was charged in its own and counts there, so that the credit is what was charged.
    """
    points: dict[tuple[str, str | None, str | None], list[Nonconformity]] = {}
    for found in judged:
        if found.severity == "minor" and charged_in_its_month(found, replaces=replaces):
            points.setdefault((f"{found.day:%Y-%m}", found.area, found.item), []).append(found)
    times: dict[tuple[str, tuple[int, int]], int] = {}
    for minors in points.values():
        ordered = sorted(minors, key=in_time)
        times |= {(one.record, one.line): time for time, one in enumerate(ordered, 1)}
    return times


def charged_in_its_month(minor: Nonconformity, *, replaces: Replaces) -> bool:
    """Whether no severe of its own month has taken the minor's place."""
    used = minor.used_on
    return used is None or f"{used:%Y-%m}" != f"{minor.day:%Y-%m}" or not replaces(used)


def in_time(minor: Nonconformity) -> tuple[object, ...]:
    """The order of the minors of a point, as the judgement walks them."""
    return minor.day, minor.at.timestamp() if minor.at else 0.0, minor.line, minor.reason or "", minor.record
