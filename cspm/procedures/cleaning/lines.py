"""The lines of a month: what is charged, what is credited, and what a severe took the place of (R121, R122, A03). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from cspm.core.money import to_cents
from cspm.procedures.cleaning.account import HUNDRED, NOTHING, Line, Replaced, days_in_force, days_of, fee_on
from cspm.procedures.cleaning.judgement import Nonconformity
from cspm.procedures.cleaning.prices import ONCE, Prices
from cspm.procedures.cleaning.repeats import Replaces, Times


def lines_of(
    judged: Iterable[Nonconformity], month: str, prices: Prices, *, replaces: Replaces, times: Times
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
            lines.append(line_of(found, prices, times))
        lines += [
            credit_of(minor, found, prices, times)
            for minor in found.used
            if minor.day < days[0] and replaces(found.day)
        ]
    return tuple(sorted(lines, key=order))


def replaced_in(
    judged: Iterable[Nonconformity], month: str, prices: Prices, *, replaces: Replaces, times: Times
) -> tuple[Replaced, ...]:
    """What the severes of a month took the place of, by day, area and item; complaints always, minors where A03 holds."""
    days = days_of(month)
    found = []
    for severe in judged:
        if days[0] <= severe.day <= days[-1]:
            for one in severe.used:
                if one.severity == "complaint" or replaces(severe.day):
                    line = line_of(one, prices, times)
                    by = severe.record, severe.day, severe.rule, severe.reason
                    found.append(tuple.__new__(Replaced, (*line[:8], *by)))
    return tuple(sorted(found, key=lambda one: (one.date, one.area or "", one.item or "", one.record, one.rule)))


def order(line: Line) -> tuple[object, ...]:
    """The order of lines; the record comes last, so that ids decide only between equals."""
    day, area, item, severity, reason, rule, amount, record, records, _ = line
    return day, area or "", item or "", severity, reason or "", rule, amount, record, records


def line_of(found: Nonconformity, prices: Prices, times: Times) -> Line:
    """The line that charges a nonconformity or complaint."""
    amount, factor = priced(found, prices, times)
    day, area, item, severity, reason, rule, record, records, *_ = found
    return tuple.__new__(Line, (day, area, item, severity, reason, rule, amount, record, records, factor))


def credit_of(minor: Nonconformity, severe: Nonconformity, prices: Prices, times: Times) -> Line:
    """The negative line for a minor of an earlier month that a severe has replaced: what was charged for it there."""
    amount, factor = priced(minor, prices, times)
    records = (minor.record, *(record for record in severe.records if record != minor.record))
    what = "minor", "replaced", severe.rule, -amount
    return Line(severe.day, minor.area, minor.item, *what, minor.record, records, factor)


def priced(found: Nonconformity, prices: Prices, times: Times) -> tuple[Decimal, Decimal]:
    """What a line costs by the schedule of its day, and by what a repeated minor is multiplied."""
    time = times.get((found.record, found.line)) if times and found.severity == "minor" else None
    if time is None:
        return prices.amount(found.severity, found.item, found.day), ONCE
    factor = prices.factor(found.item, found.day, time)
    return to_cents(prices.amount(found.severity, found.item, found.day) * factor), factor


def cap_for(contract: Mapping[str, Any], month: str, fee: Decimal, prices: Prices) -> Decimal:
    """The most that may be deducted in a month whose fee is `fee`: the schedule's percentage of it.

    Where the percentage changes within the month, each day's part of the fee bears that of its day.
    """
    days = days_in_force(contract, month) or days_of(month)[:1]
    percents = [prices.cap_percent(day) for day in days]
    if len(set(percents)) == 1:
        return to_cents(fee * percents[0] / HUNDRED)
    parts = sum((fee_on(contract, day) * percent for day, percent in zip(days, percents, strict=True)), NOTHING)
    return to_cents(parts / HUNDRED / len(days_of(month)))
