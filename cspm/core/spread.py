"""How a set of figures spreads: count, mean, median, 90th percentile; and rates.

Definitions of the monthly report: the median of an even count is the mean of the two middle values, p90 is the
nearest-rank percentile, at most four decimals, null when there is nothing to count.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TypedDict

_PLACES = Decimal("0.0001")
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


class Spread(TypedDict):
    """The figures of one set of values, in the unit of the values; None when the set is empty."""

    count: int
    mean: float | None
    median: float | None
    p90: float | None


def spread(values: Sequence[Decimal | float]) -> Spread:
    """Count, mean, median and p90 of `values`, rounded half up to four decimals.

    Decimals are counted exactly. Hours and minutes come as floats (`length / timedelta(hours=1)`) and are counted as
    floats: only so do the figures agree with those that any spreadsheet or other program gives for the same times.
    Raises ValueError for NaN and infinities.
    """
    if not values:
        return {"count": 0, "mean": None, "median": None, "p90": None}
    count = len(values)
    low, high, rank = (count - 1) // 2, count // 2, (9 * count + 9) // 10 - 1
    if any(isinstance(value, float) for value in values):
        floats = sorted(map(float, values))
        return {
            "count": count,
            "mean": rounded(math.fsum(floats) / count),
            "median": rounded((floats[low] + floats[high]) / 2),
            "p90": rounded(floats[rank]),
        }
    exact = sorted(map(Decimal, values))
    total = Decimal(0)
    for value in exact:
        total = _EXACT.add(total, value)
    return {
        "count": count,
        "mean": rounded(_EXACT.divide(total, Decimal(count))),
        "median": rounded(_EXACT.divide(_EXACT.add(exact[low], exact[high]), Decimal(2))),
        "p90": rounded(exact[rank]),
    }


def rate(part: int, base: int) -> float | None:
    """`part / base` rounded half up to four decimals; None when the base is 0."""
    return rounded(_EXACT.divide(Decimal(part), Decimal(base))) if base else None


def rounded(value: Decimal | float) -> float:
    """`value` rounded half up to four decimals, from its exact value; ValueError for NaN and infinities."""
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"{value} is not a figure")
    return float(exact.quantize(_PLACES, context=_EXACT)) + 0.0  # + 0.0 turns -0.0 into 0.0
