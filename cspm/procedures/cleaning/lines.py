"""The lines of a month: what is charged, what is credited, and what a severe took the place of (R121, R122, A03). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from cspm.core.money import to_cents
from cspm.procedures.cleaning.account import Line, Replaced, days_of
from cspm.procedures.cleaning.judgement import Nonconformity
from cspm.procedures.cleaning.prices import Prices


def lines_of(
    judged: Iterable[Nonconformity], month: str, prices: Prices, *, replaces: Callable[[date], bool]
) -> tuple[Line, ...]:
    """The lines of a month, from the records dated up to its last day.

    A minor is not charged when a severe of its month or an earlier one has taken its place; a minor of an earlier month
    was charged there, and the month of the severe carries a negative line for it.
    """
    days = days_of(month)
    lines: list[Line] = []
    for found in judged:
        if not days[0] <= found.day <= days[-1]:
            continue
        replacing = found.severity == "complaint" or (found.used_on is not None and replaces(found.used_on))
        if found.used_on is None or found.used_on > days[-1] or not replacing:
            lines.append(line_of(found, prices))
        lines += [
            credit_of(minor, found, prices) for minor in found.used if minor.day < days[0] and replaces(found.day)
        ]
    return tuple(sorted(lines, key=order))


def replaced_in(
    judged: Iterable[Nonconformity], month: str, prices: Prices, *, replaces: Callable[[date], bool]
) -> tuple[Replaced, ...]:
    """What the severes of a month took the place of, by day, area and item; complaints always, minors where A03 holds."""
    days = days_of(month)
    found = []
    for severe in judged:
        if days[0] <= severe.day <= days[-1]:
            for one in severe.used:
                if one.severity == "complaint" or replaces(severe.day):
                    line = line_of(one, prices)
                    by = severe.record, severe.day, severe.rule, severe.reason
                    found.append(Replaced(*line[:8], *by))
    return tuple(sorted(found, key=lambda one: (one.date, one.area or "", one.item or "", one.record, one.rule)))


def order(line: Line) -> tuple[object, ...]:
    """The order of lines; the record comes last, so that ids decide only between equals."""
    what = line.severity, line.reason or "", line.rule, line.amount
    return line.date, line.area or "", line.item or "", *what, line.record, line.records


def line_of(found: Nonconformity, prices: Prices) -> Line:
    """The line that charges a nonconformity or complaint."""
    amount = to_cents(prices.amount(found.severity, found.item, found.day))
    what = found.severity, found.reason, found.rule, amount
    return Line(found.day, found.area, found.item, *what, found.record, found.records)


def credit_of(minor: Nonconformity, severe: Nonconformity, prices: Prices) -> Line:
    """The negative line for a minor of an earlier month that a severe has replaced."""
    amount = -to_cents(prices.amount("minor", minor.item, minor.day))
    records = (minor.record, *(record for record in severe.records if record != minor.record))
    return Line(severe.day, minor.area, minor.item, "minor", "replaced", severe.rule, amount, minor.record, records)
