"""The percentages of performance, exactly: fractions throughout, one rounding where an amount is written. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cspm.core.figures import Figure
from cspm.core.money import to_cents
from cspm.core.terms import Terms
from cspm.procedures.performance import figures

PLACES = 4
"""Rates and percentages are written with at most so many decimals."""


def value(terms: Terms, figure: Figure, day: date) -> Fraction:
    """A figure in force on a day, exactly: a float is what it says in decimals."""
    return Fraction(str(terms.figures.value(figure, day)))


def rate(part: int, base: int) -> Fraction | None:
    """`part` of `base` in percent; None when there is no base."""
    return Fraction(part * 100, base) if base else None


def wireless(found: Fraction, terms: Terms, day: date) -> Fraction:
    """R363, R364: +5 from 80 percent on (80 itself counts, A38); below it -5 for each 10 points, one begun counted whole."""
    lowest = value(terms, figures.WIRELESS_PASS, day)
    if found >= lowest:
        return value(terms, figures.WIRELESS_REWARD, day)
    whole: Callable[[Any], int] = math.ceil if terms.figures.value(figures.WIRELESS_BEGUN, day) else math.floor
    step = value(terms, figures.WIRELESS_STEP, day)
    steps = whole((lowest - found) / step) if step else 1
    return -steps * value(terms, figures.WIRELESS_CUT, day)


def carrier(found: Fraction, terms: Terms, day: date) -> Fraction:
    """R365, A39: +10 from 90 percent on, +5 from 80 on, nothing from 70 on, -5 below."""
    if found >= value(terms, figures.CARRIER_BEST, day):
        return value(terms, figures.CARRIER_BEST_REWARD, day)
    if found >= value(terms, figures.CARRIER_GOOD, day):
        return value(terms, figures.CARRIER_GOOD_REWARD, day)
    return Fraction(0) if found >= value(terms, figures.CARRIER_PASS, day) else -value(terms, figures.CARRIER_CUT, day)


BY_TYPE = {"wireless": wireless, "carrier": carrier}


def days_overdue(agreed: date, finished: date) -> int:
    """Whole days after the agreed last day; 0 when there is none."""
    return max(0, (finished - agreed).days)


def overdue(days: int, terms: Terms, day: date) -> Fraction:
    """R366, A40: -10 for each whole day, at most -100."""
    return -min(value(terms, figures.OVERDUE_CAP, day), days * value(terms, figures.OVERDUE_CUT, day))


def amount(base: Decimal, percent: Fraction, share: Fraction) -> Decimal:
    """That percentage of a share of the base, rounded half up to the cent once."""
    exact = Fraction(base) * percent / 100 * share
    cents = exact * 100
    whole = math.floor(abs(cents) + Fraction(1, 2)) * (1 if cents >= 0 else -1)
    return to_cents(Decimal(whole) / 100)


def text(found: Fraction) -> str:
    """A rate or percentage in decimals; what does not end is cut off, never rounded up over a limit."""
    scaled = math.floor(abs(found) * 10**PLACES)
    whole, rest = divmod(scaled, 10**PLACES)
    digits = f"{rest:0{PLACES}d}".rstrip("0")
    sign = "-" if found < 0 and scaled else ""
    return f"{sign}{whole}" + (f".{digits}" if digits else "")
