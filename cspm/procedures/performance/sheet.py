"""The month's performance of every worker, line by line: what it is for, by which rule, at which rate, what it costs. Pure.

A day's percentage is of that day's share of the month: one working day of the calendar, shared by the lines of the day; who
has more days than the calendar has shares by his own days. A rotation's percentage is of the whole month. Amounts are rounded line
by line, so the sum is that of the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cspm.core.figures import Figure
from cspm.core.periods import Span
from cspm.core.terms import Terms
from cspm.procedures.performance import figures
from cspm.procedures.performance.percent import BY_TYPE, amount, days_overdue, overdue, rate, text, value
from cspm.procedures.performance.reading import Month, Quality
from cspm.procedures.performance.rules import rate_of
from cspm.procedures.performance.states import (
    CARRIER_RATE,
    COMPLAINTS,
    INSTALLATION,
    OVERDUE,
    ROTATION,
    WIRELESS_CUTS,
    WIRELESS_RATE,
)
from cspm.tuples import NamedTuple

NOBODY = ""
"""The worker of what is the whole crew's."""
WHOLE = Fraction(1)


class Line(NamedTuple):
    """One line of a worker's sheet: `percent` of a `share` of the `base`; an assessment has its amount only."""

    crew: str
    worker: str
    day: date
    cause: str
    rule: tuple[str, str]
    record: str
    units: int | None
    rate: Fraction | None
    percent: Fraction | None
    share: Fraction
    base: Decimal | None
    amount: Decimal | None


class Open(NamedTuple):
    """A pass rate below what is asked, whose deduction somebody has to decide (A41); `decided` names the assessments."""

    work: str
    crew: str
    about: str
    rule: tuple[str, str]
    rate: Fraction
    asked: Fraction
    meters: tuple[str, ...]
    decided: tuple[str, ...]


def base_on(crew: Any, day: date) -> Decimal | None:
    """The monthly base of each worker of a crew on a day (A42)."""
    if crew is None:
        return None
    later = [one for one in crew.bases if one.start <= day]
    return max(later, key=lambda one: one.start).base_amount if later else crew.base_amount  # type: ignore[no-any-return]


def working_days(span: Span, terms: Terms) -> int:
    """The working days of a month by the site's calendar."""
    first, length = span.start.date(), (span.end.date() - span.start.date()).days
    return sum(terms.calendar.is_working_day(first + timedelta(days=n)) for n in range(length))


def lines(month: Month, terms: Terms) -> list[Line]:
    """Every line of the month, by crew, worker and day."""
    found = [*of_days(month, terms), *of_works(month, terms), *of_assessments(month, terms)]
    return sorted(found, key=lambda one: (one.crew, one.worker, one.day, one.cause, one.record))


def of_days(month: Month, terms: Terms) -> Iterator[Line]:
    """R361 to R365: a line for each record of a day."""
    of_day = Counter((one.crew, one.worker, one.date) for one in month.days)
    own_days = Counter((crew, worker) for crew, worker, _ in of_day)
    in_month = working_days(month.span, terms)
    for one in month.days:
        found = rate_of(one)
        percent = BY_TYPE[one.device_type](found, terms, one.date) if found is not None else Fraction(0)
        days = max(in_month, own_days[one.crew, one.worker])
        share = Fraction(1, days * of_day[one.crew, one.worker, one.date])
        base = base_on(month.crews.get(one.crew), one.date)
        yield Line(
            one.crew, one.worker, one.date, one.device_type, rule_of(one.device_type, percent), one.id, one.count, found, percent,
            share, base, None if base is None else amount(base, percent, share),
        )  # fmt: skip


def rule_of(device_type: str, percent: Fraction) -> tuple[str, str]:
    """The rule behind a day's percentage."""
    if device_type == "carrier":
        return CARRIER_RATE
    return WIRELESS_CUTS if percent < 0 else WIRELESS_RATE


def of_works(month: Month, terms: Terms) -> Iterator[Line]:
    """R366: a rotation that was done later than agreed costs everybody who did it, in the month in which it was done."""
    for work in month.works:
        finished = work.finished_at.astimezone(terms.tz).date()
        days = days_overdue(work.end, finished)
        if work.work_type != "rotation" or not days:
            continue
        percent = overdue(days, terms, finished)
        base = base_on(month.crews.get(work.crew), finished)
        for worker in month.workers[work.id]:
            yield Line(
                work.crew, worker, finished, "overdue", OVERDUE, work.id, days, None, percent, WHOLE, base,
                None if base is None else amount(base, percent, WHOLE),
            )  # fmt: skip


def of_assessments(month: Month, terms: Terms) -> Iterator[Line]:
    """R367 to R369: what somebody decided, with its reason; nothing by itself."""
    rules = {"complaint": COMPLAINTS, "site_quality": ROTATION, "collection": ROTATION, "other": ROTATION}
    for one in month.assessments:
        if one.state == "decided" and one.deduct_amount is not None:
            day = one.decided_at.astimezone(terms.tz).date()
            yield Line(
                one.crew, one.worker or NOBODY, day, one.about, rules[one.about], one.id, None, None, None, WHOLE, None,
                -one.deduct_amount,
            )  # fmt: skip


LIMITS: Mapping[str, tuple[tuple[str, str], Figure, Figure]] = {
    "rotation": (ROTATION, figures.ROTATION_PASS, figures.ROTATION_COLLECT),
    "installation": (INSTALLATION, figures.INSTALLATION_PASS, figures.INSTALLATION_COLLECT),
}
"""By kind of work: the rule, the pass rate on site and that of the collection."""


def rates(work: Any, found: Quality, terms: Terms) -> Iterator[tuple[str, tuple[str, str], Fraction, Fraction]]:
    """The two pass rates of a work as far as they are known: what about, rule, rate and what is asked, in percent."""
    rule, on_site, readings = LIMITS[work.work_type]
    day = work.finished_at.astimezone(terms.tz).date()
    sound, collected = rate(found.sound, found.checked), rate(found.collected, found.asked)
    if sound is not None:
        yield "site_quality", rule, sound, value(terms, on_site, day)
    if collected is not None and found.looked:
        yield "collection", rule, collected, value(terms, readings, day)


def below(month: Month, terms: Terms, decided: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[Open]:
    """R367, R368: the pass rates of the month's works that are below, with what was decided about them."""
    for work in month.works:
        found = month.quality[work.id]
        for about, rule, reached, asked in rates(work, found, terms):
            if reached < asked:
                ids = found.wrong if about == "site_quality" else found.silent
                yield Open(work.id, work.crew, about, rule, reached, asked, ids, decided.get((work.id, about), ()))


def told(line: Line) -> dict[str, Any]:
    """A line as the report has it; percentages and rates are exact decimals as texts."""
    return {
        "date": line.day, "cause": line.cause, "rule": line.rule[0], "clause": line.rule[1], "record": line.record,
        "count": line.units, "rate": None if line.rate is None else text(line.rate),
        "percent": None if line.percent is None else text(line.percent), "share": None if line.percent is None else str(line.share),
        "base": line.base, "amount": line.amount,
    }  # fmt: skip
