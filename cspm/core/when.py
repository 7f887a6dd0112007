"""Times as people type them, Chinese and English: a closed grammar that refuses what it does not know.

A free parser guesses (`10/11/12`), and a wrong time in a record is worse than a question asked. So each form is listed
here; everything else, and every time that does not exist, is NotAWhen. Months and quarters are in `periods`, lengths of
time in `lengths`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from cspm.core.lengths import duration, relative
from cspm.core.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    NotAWhen,
    checked_day,
    day_bounds,
    last_month,
    last_quarter,
    month,
    month_bounds,
    quarter,
    quarter_bounds,
    tidy,
    year,
    year_bounds,
    yesterday,
)

__all__ = [
    "NotAWhen",
    "day",
    "day_bounds",
    "duration",
    "instant",
    "last_month",
    "last_quarter",
    "month",
    "month_bounds",
    "quarter",
    "quarter_bounds",
    "span",
    "year_bounds",
    "yesterday",
]

_DAYS = {
    "today": 0, "今天": 0, "今日": 0, "yesterday": -1, "昨天": -1, "昨日": -1, "前天": -2,
    "tomorrow": 1, "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE = (
    r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})"
    r"|(?:(?P<cy>[0-9]{4})年 ?)?(?P<cm>[0-9]{1,2})月 ?(?P<cd>[0-9]{1,2})[日号]"
    r"|(?P<sm>[0-9]{1,2})-(?P<sd>[0-9]{1,2})"
    rf"|(?P<word>{'|'.join(_DAYS)})"
    rf"|(?:(?P<week>[上下本这])个?)?(?:周|星期|礼拜)(?P<nth>[一二三四五六日天])|(?P<weekday>{'|'.join(_WEEKDAYS)})"
)
_TIME = (
    r"(?P<part>凌晨|早上|上午|中午|下午|晚上)? ?"
    r"(?:(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<micro>[0-9]{1,6}))?)?"
    r"|(?P<oclock>[0-9]{1,2})[点时](?:(?P<past>[0-9]{1,2})分?|(?P<half>半)|整)?)"
)
_GAP = "(?: |(?<=[0-9])t|(?<![0-9])|(?=[^0-9]))"  # without it 2026-11-229:30 could be two things
_OFFSET = r"(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})"
# Which hours a part of the day may carry, and what they mean: 下午3点 and 下午15:00 are the same, 晚上12点 is a guess.
_HOURS = {
    "凌晨": {hour: hour for hour in range(7)},
    "早上": {hour: hour for hour in range(4, 12)},
    "上午": {hour: hour for hour in range(12)},
    "中午": {11: 11, 12: 12, 1: 13, 2: 14, 13: 13, 14: 14},
    "下午": {hour: hour % 12 + 12 for hour in (*range(1, 8), *range(12, 20))},
    "晚上": {hour: hour % 12 + 12 for hour in (*range(5, 12), *range(17, 24))},
}


def instant(text: str, now: datetime, *, tz: tzinfo) -> datetime:
    """The instant that `text` names, in the zone `tz`; times without a day are today's, days without a time 00:00.

    Knows ISO (also with an offset), `2026/11/22 9:30`, `2026.11.22`, `2026年11月22日下午3点`, `11-22 9:30`, `9点半`, `昨天 14:00`,
    `周一 9:00` (the next one, today included), `下周三`, `now`, `+2h`, `30分钟前`; 24:00 is the next day's 00:00.
    Raises NotAWhen for anything else, for times that do not exist, and outside 1970 to 2199.
    """
    words = tidy(text)
    local = now.astimezone(tz)
    if words in ("now", "现在"):
        return local
    if (shift := relative(words)) is not None:
        return _moved(local, *shift, text=text)
    match = re.fullmatch(rf"(?:{_DATE})(?:{_GAP}{_TIME}{_OFFSET}?)?", words) or re.fullmatch(_TIME, words)
    if not match:
        raise NotAWhen(text)
    found = match.groupdict()
    base = _named_day(found, local.date(), text=text) if "y" in found else local.date()
    if found.get("offset") and not found["y"]:
        raise NotAWhen(text)
    wall = _on(base, found, text=text)
    zone = _zone(found["offset"], text=text) if found.get("offset") else tz
    moment = _real(wall.replace(tzinfo=zone), text=text).astimezone(tz)
    _known_year(moment, text=text)
    return moment


def day(text: str, now: datetime, *, tz: tzinfo) -> date:
    """The day that `text` names: a date, a word such as `昨天` or `周一`, or `+3d`; NotAWhen for anything else."""
    words = tidy(text)
    today = now.astimezone(tz).date()
    shift = relative(words)
    if shift is not None and not shift[1]:
        return _moved(now.astimezone(tz).replace(hour=12), *shift, text=text).date()
    match = re.fullmatch(_DATE, words)
    if not match:
        raise NotAWhen(text)
    named = _named_day(match.groupdict(), today, text=text)
    _known_year(named, text=text)
    return named


def span(text: str, now: datetime, *, tz: tzinfo) -> tuple[datetime | None, datetime | None]:
    """The period [start, end) of a filter; None is an open side.

    A year, quarter, month or day; `A..B` from the start of A to the end of B, `A..` and `..B`, where A and B may also
    be instants; `past` is up to now. Raises NotAWhen when the text is none of these or holds no time.
    """
    words = tidy(text)
    if words == "past":
        return None, now.astimezone(tz)
    first, dots, last = words.partition("..")
    start = _bounds(first, now, tz=tz, text=text)[0] if first else None
    end = _bounds(last if dots else first, now, tz=tz, text=text)[1] if last or not dots else None
    if start is None and end is None:
        raise NotAWhen(text)
    # A single instant is no period either: as a filter it would quietly find nothing.
    if start and end and end.astimezone(UTC) <= start.astimezone(UTC):
        raise NotAWhen(text)
    return start, end


def _bounds(words: str, now: datetime, *, tz: tzinfo, text: str) -> tuple[datetime, datetime]:
    """The bounds of the one period that `words` name; an instant is both its bounds."""
    readers: tuple[Callable[[], tuple[datetime, datetime]], ...] = (
        lambda: day_bounds(day(words, now, tz=tz), tz),
        lambda: month_bounds(month(words, now, tz=tz), tz),
        lambda: quarter_bounds(quarter(words, now, tz=tz), tz),
        lambda: year_bounds(year(words, now, tz=tz), tz),
        lambda: (instant(words, now, tz=tz),) * 2,
    )
    for reader in readers:
        with suppress(NotAWhen):
            return reader()
    raise NotAWhen(text)


def _moved(local: datetime, days: timedelta, rest: timedelta, *, text: str) -> datetime:
    # Days keep the time on the wall (tomorrow at the same hour), hours and minutes are real time.
    try:
        there = _real(local + days, text=text) if days else local
        return _real((there.astimezone(UTC) + rest).astimezone(local.tzinfo), text=text)
    except OverflowError:
        raise NotAWhen(text) from None


def _named_day(found: dict[str, str | None], today: date, *, text: str) -> date:
    month_day = found["m"] or found["cm"] or found["sm"], found["d"] or found["cd"] or found["sd"]
    if month_day[0] and month_day[1]:
        return checked_day(
            int(found["y"] or found["cy"] or today.year), int(month_day[0]), int(month_day[1]), text=text
        )
    if found["word"]:
        return today + timedelta(days=_DAYS[found["word"]])
    weekday = _WEEKDAYS.index(found["weekday"]) if found["weekday"] else "一二三四五六日".find(found["nth"] or "") % 7
    ahead = weekday - today.weekday()
    if not found["week"]:
        return today + timedelta(days=ahead % 7)
    return today + timedelta(days=ahead + {"上": -7, "下": 7}.get(found["week"], 0))


def _on(base: date, found: dict[str, str | None], *, text: str) -> datetime:
    """The wall time (still without a zone) on the day `base`."""
    hour = int(found["hour"] or found["oclock"] or 0)
    minute = 30 if found["half"] else int(found["minute"] or found["past"] or 0)
    second, micro = int(found["second"] or 0), int((found["micro"] or "0").ljust(6, "0"))
    if found["part"]:
        hour = _HOURS[found["part"]].get(hour, 99)
    if hour == 24 and not (minute or second or micro):
        return datetime.combine(base + timedelta(days=1), time())
    try:
        return datetime.combine(base, time(hour, minute, second, micro))
    except ValueError:
        raise NotAWhen(text) from None


def _zone(offset: str, *, text: str) -> tzinfo:
    if offset == "z":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 14 or minutes > 59:
        raise NotAWhen(text)
    return timezone((-1 if offset[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _real(moment: datetime, *, text: str) -> datetime:
    """The moment, unless summer time skips it or its year is out of reach."""
    _known_year(moment, text=text)
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NotAWhen(text)
    return moment


def _known_year(day: date, *, text: str) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotAWhen(text)
