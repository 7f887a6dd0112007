"""Money: typed, rounded, written."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.money import money_text, parse_money, to_cents

cents = st.integers(-(10**14) + 1, 10**14 - 1).map(lambda count: Decimal(count).scaleb(-2))


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.0049999999999999999999999999999999", "0.00"),
        ("2.675", "2.68"),
        ("2.665", "2.67"),
        ("-0.005", "-0.01"),
        ("-0.004", "0.00"),
        ("12", "12.00"),
        ("1E+3", "1000.00"),
        ("1666.666666", "1666.67"),
        ("123456789012345678901234567890.125", "123456789012345678901234567890.13"),
    ],
)
def test_rounding_is_half_up_to_the_cent(amount: str, rounded: str) -> None:
    """Half a cent goes up (for a negative amount down), never to the even cent."""
    assert str(to_cents(Decimal(amount))) == rounded
    assert money_text(Decimal(amount)) == rounded


def test_rounding_does_not_depend_on_the_context() -> None:
    """A narrow decimal context set elsewhere does not change an amount."""
    with localcontext() as context:
        context.prec = 3
        assert str(to_cents(Decimal("12345.675"))) == "12345.68"
        assert str(parse_money("12345.67")) == "12345.67"


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+50"])
def test_what_is_no_amount_is_not_rounded(amount: str) -> None:
    """NaN, infinities and absurd sizes are refused, not written."""
    with pytest.raises(ValueError, match="not an amount"):
        to_cents(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1,234,567", "1234567.00"),
        ("12", "12.00"),
        ("12.5", "12.50"),
        ("¥12", "12.00"),
        ("￥12.00", "12.00"),
        ("¥ 1,200", "1200.00"),
        ("12元", "12.00"),
        ("12.5 元", "12.50"),
        ("１，２３４．５０", "1234.50"),
        (" 12 ", "12.00"),
        ("-12.00", "-12.00"),
        ("¥-12", "-12.00"),
        ("-¥12", "-12.00"),
        ("-0", "0.00"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_amounts_that_are_known(text: str, amount: str) -> None:
    """An amount may carry separators, the yuan sign or word, and full-width digits."""
    assert str(parse_money(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NaN",
        "Infinity",
        "1e3",
        "1E+3",
        "12.345",
        "12.",
        ".5",
        "1234567890123",
        "1,234,567,890,123",
        "12,34",
        "1,2345",
        "1 234",
        "1_234",
        "+12",
        "--12",
        "-¥-12",
        "12块",
        "$12",
        "十二元",
        "١٢",
        "12\0",
        "9" * 10_000,
    ],
)
def test_amounts_that_are_refused(text: str) -> None:
    """Exponents, more than two decimals, more than twelve digits and unknown words are refused in one sentence."""
    with pytest.raises(ValueError, match="is not an amount of money") as refusal:
        parse_money(text)
    assert len(str(refusal.value)) < 250


@given(cents)
def test_amounts_are_read_back(amount: Decimal) -> None:
    """What is written is read back as the same amount, with separators and sign too."""
    assert parse_money(money_text(amount)) == amount
    if len(f"{amount:,.2f}") <= 20:
        assert parse_money(f"¥{amount:,.2f}") == amount


@given(st.decimals(-(10**20), 10**20, allow_nan=False))
def test_rounding_moves_by_half_a_cent_at_most(amount: Decimal) -> None:
    """A rounded amount is at most half a cent away and stays when rounded again."""
    rounded = to_cents(amount)
    with localcontext() as context:
        context.prec = 100
        assert abs(rounded - amount) <= Decimal("0.005")
    assert to_cents(rounded) == rounded
