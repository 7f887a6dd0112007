"""Whether a price that is quoted is that of the price list. Pure."""

from __future__ import annotations

from decimal import Decimal

from cspm.errors import N_

UNLISTED = N_("{item} is not in the price list")
OTHERWISE = N_("{item} is quoted otherwise than in the price list")


def fits(price: Decimal, *, low: Decimal | None, high: Decimal | None, listed: Decimal | None) -> bool:
    """Whether a price lies within the bounds of the list; without bounds, whether it is the list's own."""
    if low is None and high is None:
        return listed is None or price == listed
    return (low is None or price >= low) and (high is None or price <= high)
