"""Which days a site works and in which windows: the plan behind `[calendar]` of site.toml.

Statutory days and make-up days (调休) come from chinesecalendar (A63). It knows the years that the State Council has
announced and no more; outside them the plan goes by weekdays and says so (`is_covered`, `known_until`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from itertools import pairwise

from cspm.tuples import NamedTuple

_DAY_MINUTES = 24 * 60
_KEYS = ("holidays", "working_days", "windows", "days", "teams", "quiet")
_OF_TEAMS = _KEYS[:-2]


class Shift(NamedTuple):
    """One window in minutes after 00:00 of the day it opens on; `closes` passes 1440 when it crosses midnight."""

    opens: int
    closes: int


class Plan(NamedTuple):
    """The days and windows of a site or a team; build it with `read_plan`."""

    statutory: bool
    weekdays: frozenset[int]
    shifts: tuple[Shift, ...]
    days: Mapping[date, bool | tuple[Shift, ...]]

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        """The windows that open on `day`, in order; empty on a free day."""
        if isinstance(day, datetime):  # it would pass for a date and miss every day that is named
            raise TypeError("a day is wanted, not an instant")
        told = self.days.get(day)
        if isinstance(told, tuple):
            return told
        if told is None:
            told = self._worked_by_rule(day)
        return self.shifts if told else ()

    def is_covered(self, day: date) -> bool:
        """Whether the answer for `day` is known and not guessed from its weekday."""
        if not self.statutory or day in self.days:
            return True
        first, last = _known_years()
        return first <= day.year <= last

    def known_until(self) -> int:
        """The last year whose statutory days are known; `date.max.year` when the plan ignores statutory days."""
        return _known_years()[1] if self.statutory else date.max.year

    def _worked_by_rule(self, day: date) -> bool:
        if self.statutory:
            free, made_up = _statutory_days()
            if day in made_up:
                return True
            if day in free:
                return False
        return day.isoweekday() in self.weekdays


@cache
def _statutory_days() -> tuple[frozenset[date], frozenset[date]]:
    """Free days and make-up days of all known years; kept, because the library's own lookup walks its whole table."""
    import chinese_calendar

    return frozenset(chinese_calendar.holidays), frozenset(chinese_calendar.workdays)


@cache
def _known_years() -> tuple[int, int]:
    free, _ = _statutory_days()
    return min(free).year, max(free).year


_DEFAULT = Plan(
    statutory=True,
    weekdays=frozenset({1, 2, 3, 4, 5}),
    shifts=(Shift(opens=8 * 60 + 30, closes=17 * 60 + 30),),
    days={},
)


def read_plan(table: Mapping[str, object], base: Plan | None = None, *, key: str = "calendar") -> Plan:
    """The plan that a `[calendar]` table (or a team's table, with the site's plan as `base`) describes.

    Keys that are missing come from `base`, else: statutory days of China, Monday to Friday, 08:30-17:30. A team keeps
    the site's `days`, except that a team with windows of its own takes from them only whether the day is worked, and a
    team that says `holidays = "none"` goes by its weekdays and its own `days` alone.
    Raises ValueError with one sentence naming the key.
    """
    allowed = _KEYS if base is None else _OF_TEAMS
    for name in table:
        if name not in allowed:
            raise ValueError(f"{key}.{name} is not known; possible are {', '.join(allowed)}")
    own_shifts = windows(table["windows"], f"{key}.windows") if "windows" in table else None
    if own_shifts and own_shifts[-1].closes - _DAY_MINUTES > own_shifts[0].opens:
        raise ValueError(f"{key}.windows: the last window runs into the first one of the next day")
    days = _inherited_days(table, base, has_windows=own_shifts is not None)
    days.update(_days(table.get("days", {}), f"{key}.days"))
    plan = base or _DEFAULT
    return Plan(
        statutory=_holidays(table["holidays"], f"{key}.holidays") if "holidays" in table else plan.statutory,
        weekdays=_weekdays(table["working_days"], f"{key}.working_days") if "working_days" in table else plan.weekdays,
        shifts=own_shifts or plan.shifts,
        days=days,
    )


def read_quiet(table: Mapping[str, object]) -> tuple[Shift, ...]:
    """The hours of every day in which nobody is told what can wait: `quiet = ["21:00-08:00"]`; empty when none are named.

    Raises ValueError with one sentence naming the key.
    """
    return windows(table["quiet"], "calendar.quiet") if "quiet" in table else ()


def _inherited_days(
    table: Mapping[str, object], base: Plan | None, *, has_windows: bool
) -> dict[date, bool | tuple[Shift, ...]]:
    # A site enters the statutory days of coming years under `days`; a team that does not keep holidays must not get
    # them through that door.
    if base is None or table.get("holidays") == "none":
        return {}
    if has_windows:
        return {day: bool(told) for day, told in base.days.items()}
    return dict(base.days)


def _holidays(value: object, key: str) -> bool:
    if value not in ("cn", "none"):
        raise ValueError(f'{key} must be "cn" or "none", not {value!r}')
    return value == "cn"


def _weekdays(value: object, key: str) -> frozenset[int]:
    if not isinstance(value, list | tuple) or not value:
        raise ValueError(f"{key} must list ISO weekdays, 1 for Monday to 7 for Sunday, not {value!r}")
    for day in value:
        if type(day) is not int or not 1 <= day <= 7:
            raise ValueError(f"{key}: {day!r} is not an ISO weekday, 1 for Monday to 7 for Sunday")
    return frozenset(value)


def _days(value: object, key: str) -> dict[date, bool | tuple[Shift, ...]]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{key} must be a table of dates, not {value!r}")
    return {_date(day, key): _day(told, f"{key}.{day}") for day, told in value.items()}


def _date(value: object, key: str) -> date:
    if type(value) is date:
        return value
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        day = None
    # `fromisoformat` also reads 20270206 and week dates, which nobody means as a key here.
    if day is None or str(day) != value:
        raise ValueError(f"{key}: {value!r} is not a date like 2027-02-06")
    return day


def _day(value: object, key: str) -> bool | tuple[Shift, ...]:
    return value if isinstance(value, bool) else windows(value, key)


def windows(value: object, key: str) -> tuple[Shift, ...]:
    """Windows such as `["06:30-08:30", "18:00-20:00"]` in order. Raises ValueError with one sentence naming the key."""
    if not isinstance(value, list | tuple) or not value:
        raise ValueError(f'{key} must list windows like "08:30-12:00", not {value!r}')
    shifts = tuple(sorted(_shift(text, key) for text in value))
    for earlier, later in pairwise(shifts):
        if earlier.closes > later.opens:
            raise ValueError(f"{key}: two windows overlap")
    return shifts


def _shift(text: object, key: str) -> Shift:
    hour = "([0-9]{1,2}):([0-5][0-9])"
    match = re.fullmatch(rf"{hour} ?- ?{hour}", text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f'{key}: {text!r} is not a window like "08:30-12:00"')
    h1, m1, h2, m2 = map(int, match.groups())
    opens, closes = h1 * 60 + m1, h2 * 60 + m2
    if opens >= _DAY_MINUTES or closes > _DAY_MINUTES or opens == closes:
        raise ValueError(f'{key}: {text!r} is not a window like "08:30-12:00"')
    return Shift(opens, closes if closes > opens else closes + _DAY_MINUTES)
