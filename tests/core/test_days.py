"""Days side by side: stretches of days that follow each other."""

from __future__ import annotations

from datetime import date

import pytest

from cspm.core.days import side_by_side, stretches
from cspm.core.language import language


def october(*days: int) -> list[date]:
    """Days of October 2026."""
    return [date(2026, 10, day) for day in days]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), []), ((5,), [(5, 5)]), ((1, 2, 3), [(1, 3)]), ((1, 2, 4), [(1, 2), (4, 4)]), ((4, 2, 1), [(1, 2), (4, 4)]),
        ((3, 3, 4), [(3, 4)]),
    ],
)  # fmt: skip
def test_days_that_follow_each_other_are_one_stretch(days: tuple[int, ...], expected: list[tuple[int, int]]) -> None:
    """In order, whatever order they came in; a day that stands twice is one."""
    assert [(first.day, last.day) for first, last in stretches(october(*days))] == expected


def test_a_stretch_goes_over_the_end_of_a_month() -> None:
    """September 30 and October 1 follow each other."""
    assert stretches([date(2026, 9, 30), date(2026, 10, 1)]) == ((date(2026, 9, 30), date(2026, 10, 1)),)


@pytest.mark.parametrize(("code", "word"), [("en", "10-01 to 10-03"), ("zh", "10-01 至 10-03")])
def test_a_stretch_is_said_in_the_reader_s_language(code: str, word: str) -> None:
    """A single day stands alone."""
    first, alone = side_by_side(october(1, 2, 3, 5))
    assert (language(code).message(first), alone) == (word, "10-05")  # type: ignore[arg-type]
