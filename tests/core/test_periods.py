"""Months and quarters as people type them, and their bounds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core import when
from cspm.core.when import NotAWhen

SHANGHAI = ZoneInfo("Asia/Shanghai")


NEW_YORK = ZoneInfo("America/New_York")


NOW = datetime(2026, 11, 22, 9, 30, 15, tzinfo=SHANGHAI)  # a Sunday


months = st.builds("{:04d}-{:02d}".format, st.integers(1970, 2199), st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2026-11", "2026-11"),
        ("2026-1", "2026-01"),
        ("2026/11", "2026-11"),
        ("202611", "2026-11"),
        ("2026年11月", "2026-11"),
        ("２０２６年１月份", "2026-01"),
        ("11月", "2026-11"),
        ("上月", "2026-10"),
        ("上个月", "2026-10"),
        ("本月", "2026-11"),
        ("这个月", "2026-11"),
        ("下月", "2026-12"),
        ("Last month", "2026-10"),
        ("last-month", "2026-10"),
        ("this month", "2026-11"),
    ],
)
def test_months(text: str, means: str) -> None:
    """A month is written 2026-11 whatever was typed."""
    assert when.month(text, NOW, tz=SHANGHAI) == means


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "202613", "0月", "13月", "2026", "11", "1969-12", "十一月", "x"]
)
def test_months_that_are_refused(text: str) -> None:
    """A month has a number from 1 to 12 and a year from 1970 to 2199."""
    with pytest.raises(NotAWhen):
        when.month(text, NOW, tz=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2026-Q4", "2026-Q4"),
        ("2026q4", "2026-Q4"),
        ("2026年第四季度", "2026-Q4"),
        ("2026年第1季度", "2026-Q1"),
        ("2026年二季度", "2026-Q2"),
        ("Q3", "2026-Q3"),
        ("第三季度", "2026-Q3"),
        ("上季度", "2026-Q3"),
        ("上个季度", "2026-Q3"),
        ("本季度", "2026-Q4"),
        ("last quarter", "2026-Q3"),
        ("next quarter", "2027-Q1"),
    ],
)
def test_quarters(text: str, means: str) -> None:
    """A quarter is written 2026-Q4 whatever was typed."""
    assert when.quarter(text, NOW, tz=SHANGHAI) == means


@pytest.mark.parametrize("text", ["2026-Q5", "Q0", "2026", "第五季度", "四季", "2200-Q1", "2026-11"])
def test_quarters_that_are_refused(text: str) -> None:
    """A year has four quarters."""
    with pytest.raises(NotAWhen):
        when.quarter(text, NOW, tz=SHANGHAI)


def test_bounds_are_from_midnight_to_midnight() -> None:
    """A month and a quarter begin on their first day at 00:00 and end where the next begins."""
    assert [moment.isoformat() for moment in when.month_bounds("2026-12", SHANGHAI)] == [
        "2026-12-01T00:00:00+08:00",
        "2027-01-01T00:00:00+08:00",
    ]
    assert [moment.isoformat() for moment in when.quarter_bounds("2026-Q4", NEW_YORK)] == [
        "2026-10-01T00:00:00-04:00",
        "2027-01-01T00:00:00-05:00",
    ]
    start, end = when.day_bounds(date(2026, 3, 8), NEW_YORK)
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=23)
    for wrong in ("2026-13", "2026-1", "202611", "上月"):
        with pytest.raises(NotAWhen):
            when.month_bounds(wrong, SHANGHAI)
    for wrong in ("2026-Q5", "2026Q4", "2026-q4"):
        with pytest.raises(NotAWhen):
            when.quarter_bounds(wrong, SHANGHAI)


def test_a_month_begins_where_midnight_is_skipped() -> None:
    """Where clocks go forward at midnight, the day begins an hour later and no instant is missed."""
    cairo = ZoneInfo("Africa/Cairo")
    start, _ = when.day_bounds(date(2026, 4, 24), cairo)
    assert start.isoformat() == "2026-04-24T01:00:00+03:00"


def test_the_last_complete_periods() -> None:
    """Reports default to the last complete month, quarter and day, over the turn of the year too."""
    new_year = datetime(2027, 1, 1, 0, 0, tzinfo=SHANGHAI)
    assert when.last_month(new_year, SHANGHAI) == "2026-12"
    assert when.last_quarter(new_year, SHANGHAI) == "2026-Q4"
    assert when.yesterday(new_year, SHANGHAI) == date(2026, 12, 31)
    assert when.last_month(NOW, SHANGHAI) == "2026-10"
    assert when.last_quarter(NOW, SHANGHAI) == "2026-Q3"


@given(months, st.sampled_from([SHANGHAI, NEW_YORK]))
def test_months_are_read_back_and_follow_each_other(text: str, zone: ZoneInfo) -> None:
    """A month is read as it is written, and the instant where it ends belongs to the next one."""
    start, end = when.month_bounds(text, zone)
    assert when.month(text, NOW, tz=zone) == text
    assert when.month("this month", start, tz=zone) == text
    assert when.last_month(end, zone) == text


@given(months)
def test_a_month_lies_in_its_quarter(text: str) -> None:
    """The quarter of a month's first instant holds the whole month."""
    start, end = when.month_bounds(text, SHANGHAI)
    first, last = when.quarter_bounds(when.quarter("this quarter", start, tz=SHANGHAI), SHANGHAI)
    assert first <= start < end <= last
