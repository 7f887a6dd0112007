"""Count, mean, median, p90 and rates as the reports define them."""

from __future__ import annotations

import statistics
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.spread import rate, rounded, spread


@pytest.mark.parametrize(
    ("values", "mean", "median", "p90", "why"),
    [
        ([], None, None, None, "nothing to count"),
        ([4], 4, 4, 4, "one value is all three"),
        ([1, 2], 1.5, 1.5, 2, "the median of two is their mean"),
        ([3, 1, 2], 2, 2, 3, "the order does not matter"),
        ([10, 1, 2, 3], 4, 2.5, 10, "the mean of the two middle values"),
        (list(range(1, 11)), 5.5, 5.5, 9, "p90 of ten is the ninth"),
        (list(range(1, 12)), 6, 6, 10, "p90 of eleven is the tenth, rank 9.9 rounded up"),
        (list(range(1, 21)), 10.5, 10.5, 18, "p90 of twenty is the eighteenth"),
        ([1, 1, 2], 1.3333, 1, 2, "four decimals"),
        ([1, 2, 2], 1.6667, 2, 2, "rounded up"),
    ],
)
@pytest.mark.parametrize("kind", [Decimal, float])
def test_spread_of_hand_worked_sets(
    values: list[int], mean: float | None, median: float | None, p90: float | None, why: str, kind: type
) -> None:
    """Mean, median and nearest-rank p90 of small sets, as Decimal and as float."""
    expected = {"count": len(values), "mean": mean, "median": median, "p90": p90}
    assert spread([kind(value) for value in values]) == expected, why


def test_half_is_rounded_up_exactly() -> None:
    """Exactly half of the fourth decimal goes up, where float formatting would go to the even digit."""
    assert rounded(Decimal("0.00005")) == 0.0001
    assert rounded(Decimal("2.67885")) == 2.6789
    assert rounded(0.03125) == 0.0313
    assert rounded(Decimal("-0.00001")) == 0
    assert str(rounded(-0.00001)) == "0.0"
    assert spread([Decimal("1.0001"), Decimal("1.0002")])["median"] == 1.0002


def test_hours_agree_with_other_programs() -> None:
    """Hours as floats give the median that programs with float hours give: 10.0087, where exact hours give 10.0088."""
    lengths = [timedelta(seconds=36_000), timedelta(seconds=36_063)]
    assert spread([length / timedelta(hours=1) for length in lengths])["median"] == 10.0087
    assert spread([Decimal(10), Decimal("10.0175")])["median"] == 10.0088


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_figure_is_refused(value: Decimal | float) -> None:
    """NaN and infinities raise instead of spreading through a report."""
    with pytest.raises(ValueError, match="not a figure"):
        spread([value])


@pytest.mark.parametrize(
    ("part", "base", "share"),
    [
        (0, 0, None),
        (5, 0, None),
        (0, 4, 0),
        (4, 4, 1),
        (1, 3, 0.3333),
        (2, 3, 0.6667),
        (1, 32, 0.0313),
        (1, 16, 0.0625),
    ],
)
def test_rates_have_four_decimals_and_no_base_no_rate(part: int, base: int, share: float | None) -> None:
    """A rate is rounded half up to four decimals; without a base there is none."""
    assert rate(part, base) == share


values = st.lists(st.decimals(0, 10**6, places=6), min_size=1, max_size=60)


@given(values)
def test_spread_of_decimals_is_exact(numbers: list[Decimal]) -> None:
    """Decimals give what exact fractions give, rounded half up."""
    exact = [Fraction(number) for number in numbers]

    def half_up(value: Fraction) -> float:
        return float(Decimal((value * 10_000 + Fraction(1, 2)).__floor__()).scaleb(-4))

    ranked = sorted(exact)
    nearest = next(value for rank, value in enumerate(ranked, 1) if rank * 10 >= len(ranked) * 9)
    assert spread(numbers) == {
        "count": len(numbers),
        "mean": half_up(sum(exact, Fraction()) / len(exact)),
        "median": half_up(statistics.median(exact)),
        "p90": half_up(nearest),
    }


@given(values, st.randoms())
def test_the_order_of_the_values_does_not_matter(numbers: list[Decimal], chance: object) -> None:
    """The same set in any order gives the same figures, also as floats."""
    floats = [float(number) for number in numbers]
    shuffled = list(floats)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert spread(shuffled) == spread(floats)


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=40))
def test_figures_lie_within_their_set(seconds: list[int]) -> None:
    """Mean, median and p90 of hours lie between the smallest and the largest value."""
    hours = [count / 3600 for count in seconds]
    found = spread(hours)
    for figure in (found["mean"], found["median"], found["p90"]):
        assert figure is not None
        assert rounded(min(hours)) <= figure <= rounded(max(hours))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_rates_are_shares(part: int, more: int) -> None:
    """A part of a base has a rate between 0 and 1."""
    found = rate(part, part + more)
    assert found is not None
    assert 0 <= found <= 1
