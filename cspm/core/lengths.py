"""Lengths of time as people type them: `2h`, `1天2小时`, `PT4H`, and from now on or ago: `+2h`, `30分钟前`."""

from __future__ import annotations

import re
from datetime import timedelta

from cspm.core.periods import NotAWhen, tidy

_UNITS = (
    ("weeks", r"w|weeks?|周|个?星期"),
    ("days", r"d|days?|天|日"),
    ("hours", r"h|hours?|个?小时"),
    ("minutes", r"m|min|minutes?|分钟|分"),
    ("seconds", r"s|sec|seconds?|秒钟?"),
)


def duration(text: str) -> timedelta:
    """A length of time: `2h`, `1h30m`, `2小时`, `1天2小时`, ISO `PT4H`; a day is 24 hours. Raises NotAWhen."""
    counts = _counts(tidy(text))
    if not counts:
        raise NotAWhen(text)
    return timedelta(**counts)


def relative(words: str) -> tuple[timedelta, timedelta] | None:
    """The signed days and the signed rest in `+2h`, `-30m`, `2小时后`, `3天前`; None for other words.

    They are apart because a day later is the same time on the wall, but 24 hours later need not be.
    """
    match = re.fullmatch("(?P<sign>[+-])(.+)|(.+?)(?:之|以)?(?P<way>[前后])|(.+) (?P<ago>ago)", words)
    counts = _counts(match[2] or match[3] or match[5]) if match else {}
    if not match or not counts:
        return None
    days = timedelta(days=counts.pop("days", 0), weeks=counts.pop("weeks", 0))
    sign = -1 if match["sign"] == "-" or match["way"] == "前" or match["ago"] else 1
    return sign * days, sign * timedelta(**counts)


def _counts(words: str) -> dict[str, int]:
    """How many of each unit the words name; empty when they are no length."""
    units = "".join(rf"(?:(?P<{name}>[0-9]{{1,5}}) ?(?:{unit}))? ?" for name, unit in _UNITS)
    iso = "p(?:(?P<weeks>[0-9]{1,5})w)?(?:(?P<days>[0-9]{1,5})d)?"
    iso += "(?:t(?:(?P<hours>[0-9]{1,5})h)?(?:(?P<minutes>[0-9]{1,5})m)?(?:(?P<seconds>[0-9]{1,5})s)?)?(?<!t)"
    match = re.fullmatch(units, words) or re.fullmatch(iso, words)
    return {name: int(count) for name, count in match.groupdict().items() if count} if match else {}
