"""Figures of the manuals as data: a value by starting date, with rule, clause and unit, and the site's own value.

No number of a manual stands in a rule: a rule asks for the figure of the record's own day. A site overrides a figure in
site.toml, either for good or from a date on:

    [figures]
    reply_within = 20
    progress_gap = [{ since = 2026-01-01, value = 48 }]

A time limit counts hours of the clock or of the working calendar; each figure says which, and a site may say otherwise:

    reply_within = { value = 15, counts = "working" }
    progress_gap = [{ since = 2026-01-01, value = 8, counts = "working" }]
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from cspm.errors import N_, BadSite, Message
from cspm.tuples import NamedTuple

UNITS = (
    "minutes",
    "hours",
    "days",
    "working_days",
    "percent",
    "count",
    "day_of_month",
    "month_of_year",
    "time_of_day",
    "yuan",
    "switch",
    "volts",
    "megapascals",
    "celsius",
    "metres",
    "mm_per_metre",
)


TIMED = ("minutes", "hours", "days", "working_days")
COUNTS = ("clock", "working")


class Counted(NamedTuple):
    """A site's own value that also says what it counts: hours of the `clock`, or `working` time."""

    value: Any
    counts: str


class Figure(NamedTuple):
    """A figure of a manual. `since` pairs a starting date with the value in force from then on, oldest first.

    `counts` says whether a time limit runs by the `clock` (A13, A14) or in `working` time; working days always do.
    """

    key: str
    rule: str
    clause: str
    unit: str
    since: tuple[tuple[date, Any], ...]
    text: str
    counts: str = "clock"


WRONG = N_("[figures] {key} = {value} is no value in {unit}")


def fits(value: Any, figure: Figure) -> bool:
    """Whether a site's own value is of the kind that the figure needs: a number that is not negative, a switch, a text.

    Only time limits can say what they count.
    """
    if isinstance(value, Counted):
        return figure.unit in TIMED and value.counts in COUNTS and fits(value.value, figure)
    if figure.unit == "switch":
        return isinstance(value, bool)
    if figure.unit == "time_of_day":
        return isinstance(value, time) or (isinstance(value, str) and time_of(value) is not None)
    if figure.unit == "yuan":
        return isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1_000_000


def time_of(value: str | time) -> time | None:
    """A figure in `time_of_day` as a time of the wall clock: `17:30`; None for a text that is none."""
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(value.zfill(5))
    except ValueError:
        return None


class InForce(NamedTuple):
    """The value of a figure on a day: where it comes from (`override` is None when it is the manual's), what it counts."""

    value: Any
    since: date
    override: Any
    counts: str = "clock"


def spelt(value: Any) -> str:
    """A site's own value as it would stand in site.toml."""
    return f"{{ value = {value.value}, counts = {value.counts} }}" if isinstance(value, Counted) else str(value)


EVER = date(1970, 1, 1)


class Figures:
    """All figures under one site's overrides (`site.toml` [figures], checked by `Site.from_table`)."""

    def __init__(self, overrides: Mapping[str, tuple[tuple[date, Any], ...]]) -> None:
        self._overrides = overrides

    def in_force(self, figure: Figure, day: date) -> InForce:
        """The figure on that day: the site's latest override that has begun, else the manual's value. Raises BadSite."""
        manual = "working" if figure.unit == "working_days" else figure.counts
        own = [(since, value) for since, value in self._overrides.get(figure.key, ()) if since <= day]
        if own:
            since, value = own[-1]
            if not fits(value, figure):
                raise BadSite(
                    path="site.toml",
                    problem=Message.of(WRONG, key=figure.key, value=spelt(value)[:40], unit=figure.unit),
                )
            if isinstance(value, Counted):
                return InForce(value.value, since, value.value, value.counts)
            return InForce(value, since, value, manual)
        begun = [(since, value) for since, value in figure.since if since <= day] or [figure.since[0]]
        since, value = begun[-1]
        return InForce(value, since, None, manual)

    def value(self, figure: Figure, day: date) -> Any:
        """The value alone."""
        return self.in_force(figure, day).value

    def hour(self, figure: Figure, day: date) -> time:
        """A figure in `time_of_day` as a time of the wall clock. Raises BadSite."""
        found = time_of(self.value(figure, day))
        assert found is not None, figure.key  # the site's own was looked at by `fits`
        return found

    def span(self, figure: Figure, day: date) -> timedelta:
        """A figure in minutes, hours or days as a length of time."""
        return timedelta(**{figure.unit: float(self.value(figure, day))})
