"""Months, quarters and years as people type them, and where they begin and end.

A month is the text "2026-11", a quarter "2026-Q4": readable, sortable, and the same in JSON. Their bounds are
[first day 00:00, first day of the next 00:00) in the site's zone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from cspm.core.kinds import micros
from cspm.tuples import NamedTuple

FIRST_YEAR, LAST_YEAR = 1970, 2199
_LONGEST_TEXT = 64
# What a Chinese keyboard types instead of ASCII: the full-width block and its space. Other digits are not numbers here.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "一": 1, "二": 2, "三": 3, "四": 4}


class NotAWhen(ValueError):
    """A text that names no time or period this grammar knows, or one that does not exist."""

    def __init__(self, text: str) -> None:
        self.text = text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "..."
        super().__init__(f"{self.text!r} is not a time")  # for logs; whoever asked tells the reader in their language


def tidy(text: str) -> str:
    """The text in ASCII width, lower case and single spaces; NotAWhen when it is empty or far too long."""
    if len(text) > _LONGEST_TEXT or "\0" in text:
        raise NotAWhen(text)
    words = " ".join(text.translate(_NARROW).lower().split())
    if not words:
        raise NotAWhen(text)
    return words


def checked_day(year: int, month: int, day: int, *, text: str) -> date:
    """The date, or NotAWhen(text) when there is none between 1970 and 2199."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        try:
            return date(year, month, day)
        except ValueError:
            pass
    raise NotAWhen(text)


def midnight(day: date, tz: tzinfo) -> datetime:
    """When `day` begins in `tz`; where summer time skips 00:00, the first instant after it."""
    return datetime.combine(day, time(), tzinfo=tz).astimezone(UTC).astimezone(tz)


def month(text: str, now: datetime, *, tz: tzinfo) -> str:
    """The month "YYYY-MM" that a text names: `2026-11`, `202611`, `2026年11月`, `11月`, `上月`, `last month`, `last-month`."""
    words = tidy(text)
    today = now.astimezone(tz)
    if (back := _back(words, "月", "month")) is not None:
        return _month_of(today.year * 12 + today.month - 1 + back, text=text)
    match = re.fullmatch(r"([0-9]{4})(?:[-/]([0-9]{1,2})|([01][0-9])|年 ?([0-9]{1,2})月份?)", words)
    if match:
        first = checked_day(int(match[1]), int(match[2] or match[3] or match[4]), 1, text=text)
    elif match := re.fullmatch(r"([0-9]{1,2})月份?", words):
        first = checked_day(today.year, int(match[1]), 1, text=text)
    else:
        raise NotAWhen(text)
    return f"{first:%Y-%m}"


def quarter(text: str, now: datetime, *, tz: tzinfo) -> str:
    """The quarter "YYYY-Qn" that a text names: `2026-Q4`, `2026Q4`, `2026年第四季度`, `上季度`, `last quarter`."""
    words = tidy(text)
    today = now.astimezone(tz)
    if (back := _back(words, "季度", "quarter")) is not None:
        return _quarter_of(today.year * 4 + (today.month - 1) // 3 + back, text=text)
    match = re.fullmatch(r"(?:([0-9]{4})(?:-|年| )?)?(?:q([1-4])|第?([1-4一二三四])季度)", words)
    if not match:
        raise NotAWhen(text)
    return _quarter_of(int(match[1] or today.year) * 4 + _QUARTERS[match[2] or match[3]] - 1, text=text)


def year(text: str, now: datetime, *, tz: tzinfo) -> int:
    """The year that a text names: `2026`, `2026年`, `今年`, `去年`, `this year`, `last year`."""
    words = tidy(text)
    this = now.astimezone(tz).year
    known = {"今年": this, "本年": this, "this year": this, "去年": this - 1, "last year": this - 1}
    match = re.fullmatch("([0-9]{4})年?", words)
    if not match and words not in known:
        raise NotAWhen(text)
    return checked_day(int(match[1]) if match else known[words], 1, 1, text=text).year


def month_bounds(month: str, tz: tzinfo) -> tuple[datetime, datetime]:
    """[first day 00:00, first day of the next month 00:00) of a month "YYYY-MM"; NotAWhen for anything else."""
    match = re.fullmatch("([0-9]{4})-([0-9]{2})", month)
    if not match:
        raise NotAWhen(month)
    return _months(int(match[1]), int(match[2]), length=1, tz=tz, text=month)


def quarter_bounds(quarter: str, tz: tzinfo) -> tuple[datetime, datetime]:
    """[first day 00:00, first day after it 00:00) of a quarter "YYYY-Qn"; NotAWhen for anything else."""
    match = re.fullmatch("([0-9]{4})-Q([1-4])", quarter)
    if not match:
        raise NotAWhen(quarter)
    return _months(int(match[1]), int(match[2]) * 3 - 2, length=3, tz=tz, text=quarter)


def year_bounds(year: int, tz: tzinfo) -> tuple[datetime, datetime]:
    """[1 January 00:00, 1 January of the next year 00:00)."""
    return _months(year, 1, length=12, tz=tz, text=str(year))


def day_bounds(day: date, tz: tzinfo) -> tuple[datetime, datetime]:
    """[00:00, 00:00 of the next day): 23 to 25 hours where clocks change."""
    return midnight(day, tz), midnight(day + timedelta(days=1), tz)


def period_bounds(period: str, tz: tzinfo) -> tuple[datetime, datetime]:
    """[start, end) of `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`. Raises NotAWhen."""
    if re.fullmatch("[0-9]{4}-Q[1-4]", period):
        return quarter_bounds(period, tz)
    try:
        if week := re.fullmatch("([0-9]{4})-W([0-9]{2})", period):
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return midnight(monday, tz), midnight(monday + timedelta(days=7), tz)
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", period):
            return day_bounds(date.fromisoformat(period), tz)
    except ValueError as error:
        raise NotAWhen(period) from error
    return year_bounds(int(period), tz) if re.fullmatch("[0-9]{4}", period) else month_bounds(period, tz)


def period_of(every: str, day: date) -> str:
    """The period of that length (day, ISO week, month, quarter, year) that a day lies in."""
    year, week, _ = day.isocalendar()
    return {
        "day": day.isoformat(),
        "week": f"{year}-W{week:02d}",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "year": str(day.year),
    }[every]


def last_month(now: datetime, tz: tzinfo) -> str:
    """The last complete month before `now`."""
    return month("last month", now, tz=tz)


def last_quarter(now: datetime, tz: tzinfo) -> str:
    """The last complete quarter before `now`."""
    return quarter("last quarter", now, tz=tz)


def yesterday(now: datetime, tz: tzinfo) -> date:
    """The last complete day before `now`."""
    return now.astimezone(tz).date() - timedelta(days=1)


def _back(words: str, chinese: str, english: str) -> int | None:
    """-1, 0 or 1 for 上月, 本月, 下月 and their like; None for other words."""
    match = re.fullmatch(f"(上|本|这|下)个?{chinese}|(last|this|next)[ -]{english}", words)
    if not match:
        return None
    return {"上": -1, "last": -1, "下": 1, "next": 1}.get(match[1] or match[2], 0)


def _month_of(months: int, *, text: str) -> str:
    return f"{checked_day(months // 12, months % 12 + 1, 1, text=text):%Y-%m}"


def _quarter_of(quarters: int, *, text: str) -> str:
    return f"{checked_day(quarters // 4, 1, 1, text=text).year}-Q{quarters % 4 + 1}"


def _months(year: int, first: int, *, length: int, tz: tzinfo, text: str) -> tuple[datetime, datetime]:
    start = checked_day(year, first, 1, text=text)
    after = year * 12 + first - 1 + length
    return midnight(start, tz), midnight(date(after // 12, after % 12 + 1, 1), tz)


class Span(NamedTuple):
    """A named stretch of time `[start, end)`: a month or a day, with its bounds in microseconds too."""

    name: str
    start: datetime
    end: datetime

    @property
    def bounds(self) -> tuple[int, int]:
        """Start and end as the index counts."""
        return instant(self.start), instant(self.end)

    @classmethod
    def month(cls, named: str, tz: tzinfo) -> Span:
        """A month "YYYY-MM" of the site. Raises NotAWhen."""
        return cls(named, *month_bounds(named, tz))

    @classmethod
    def day(cls, day: date, tz: tzinfo) -> Span:
        """A day of the site."""
        return cls(day.isoformat(), *day_bounds(day, tz))


def instant(moment: datetime) -> int:
    """An instant as the index counts: microseconds since 1970 UTC."""
    found = micros(moment)
    assert found is not None
    return found
