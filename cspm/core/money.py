"""Money: yuan as Decimal, one rounding, and how amounts are typed and written."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

_CENT = Decimal("0.01")
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)  # the caller's context must not round an amount a second time
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}
_AMOUNT = r"(-?)[¥￥]? ?(-?)([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(\.[0-9]{1,2})? ?元?"


def to_cents(amount: Decimal) -> Decimal:
    """`amount` rounded half up (away from zero) to 0.01: the one rounding of money, done once, at the last step.

    Raises ValueError for NaN, infinities and amounts beyond 40 digits.
    """
    if not amount.is_finite() or amount.adjusted() > 40:
        raise ValueError(f"{amount} is not an amount of money")
    cents = amount.quantize(_CENT, context=_EXACT)
    return cents or abs(cents)  # "-0.00" helps nobody


def parse_money(text: str) -> Decimal:
    """The amount that `text` names, with two decimals: `1,234.50`, `¥12`, `12元`, full-width digits, a leading minus.

    Raises ValueError for anything else: exponents, NaN, more than two decimals, more than 12 digits before the point.
    """
    words = text.translate(_NARROW).strip() if len(text) <= 40 else ""
    match = re.fullmatch(_AMOUNT, words)
    if not match or (match[1] and match[2]):
        shown = text if len(text) <= 40 else text[:40] + "..."
        raise ValueError(f"{shown!r} is not an amount of money; type one like 1234.50, with at most two decimals")
    digits = match[3].replace(",", "") + (match[4] or "")
    return to_cents(Decimal(match[1] + match[2] + digits))


def money_text(amount: Decimal) -> str:
    """The amount with two decimals and no separators, `1234.50`, as JSON and tables carry it; raises as `to_cents`."""
    return f"{to_cents(amount):f}"
