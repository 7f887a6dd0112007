"""Lengths of time as people type them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cspm.core import when
from cspm.core.when import NotAWhen


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2h", 120),
        ("30m", 30),
        ("30 minutes", 30),
        ("1d", 1440),
        ("1w", 10080),
        ("1h30m", 90),
        ("1 h 30 min", 90),
        ("90s", 1.5),
        ("2小时", 120),
        ("2个小时", 120),
        ("1天2小时", 1560),
        ("４５分钟", 45),
        ("1小时30分", 90),
        ("PT4H", 240),
        ("PT1H30M", 90),
        ("P1DT2H", 1560),
        ("P2W", 20160),
        ("0m", 0),
    ],
)
def test_durations(text: str, minutes: float) -> None:
    """A length of time in words, in Chinese or in ISO form."""
    assert when.duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["", "2", "h", "-2h", "30m1h", "2h2h", "1.5h", "P", "PT", "P1D2H", "PT4", "P1DT", "2世纪", "999999d"]
)
def test_durations_that_are_refused(text: str) -> None:
    """A length without a unit, with its units out of order, or negative is refused."""
    with pytest.raises(NotAWhen):
        when.duration(text)
