"""Working time: the site's calendar as a clock, clock hours as another, and the ledger behind a result.

Both clocks count real time: everything is done in UTC, so a night of a change to summer time is an hour shorter.
A clock is never adjusted; it is counted anew from its start with all pauses, so that a late change of a rule or of a
pause gives the right figure. The 15-minute clock and the complaint clocks run in clock hours (A13, A14), "N working
days" by the calendar (A63).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol

from cspm.core.spans import FOREVER, ClockStopped, Line, Pause, Span, apart, count, lines, merged, reach, utc
from cspm.core.workdays import Plan, Shift, read_plan, read_quiet

__all__ = ["Calendar", "ClockHours", "ClockStopped", "Line", "Pause", "WorkClock"]

_DAY = timedelta(days=1)
_LAST_DAY = date.max - 2 * _DAY  # room for a night window and a zone ahead of UTC


class WorkClock(Protocol):
    """What can count time between two instants; all instants are aware."""

    def elapsed(self, start: datetime, end: datetime, *, pauses: Iterable[Pause] = ()) -> timedelta:
        """Counted time from `start` to `end`."""

    def due(self, start: datetime, amount: timedelta, *, pauses: Iterable[Pause] = ()) -> datetime:
        """The instant when `amount` has been counted."""

    def ledger(self, start: datetime, end: datetime, *, pauses: Iterable[Pause] = ()) -> tuple[Line, ...]:
        """What `elapsed` is the sum of."""


class ClockHours:
    """The clock that never closes: real hours, day and night (A14)."""

    def elapsed(self, start: datetime, end: datetime, *, pauses: Iterable[Pause] = ()) -> timedelta:
        """Real time from `start` to `end` less the pauses; zero when `end` is not after `start`. ValueError: naive."""
        return count(self._spans(start, end), merged(pauses))

    def due(self, start: datetime, amount: timedelta, *, pauses: Iterable[Pause] = ()) -> datetime:
        """The first instant when `amount` has passed, in the zone of `start`.

        Raises ClockStopped when a pause without end comes first, ValueError for a negative or endless amount.
        """
        stops = merged(pauses)
        return reach([(utc(start), FOREVER)], amount, pauses=stops, start=start).astimezone(start.tzinfo)

    def ledger(self, start: datetime, end: datetime, *, pauses: Iterable[Pause] = ()) -> tuple[Line, ...]:
        """The lines whose amounts add up to `elapsed`, in the zone of `start`."""
        return lines(self._spans(start, end), merged(pauses), zone=start.tzinfo)

    def _spans(self, start: datetime, end: datetime) -> list[Span]:
        first, last = utc(start), utc(end)
        return [(first, last)] if first < last else []


class Calendar:
    """The working hours of a site or a team as a clock; answers are kept per day, so ask the same object again."""

    __slots__ = ("_kept", "_plan", "_quiet", "_teams", "tz")

    def __init__(
        self, plan: Plan, tz: tzinfo, *, teams: Mapping[str, Calendar] | None = None, quiet: tuple[Shift, ...] = ()
    ) -> None:
        self.tz = tz
        self._plan = plan
        self._teams = teams or {}
        self._quiet = quiet
        self._kept: dict[date, tuple[Span, ...]] = {}

    @classmethod
    def from_table(cls, table: Mapping[str, object], tz: tzinfo) -> Calendar:
        """The calendar of a parsed `[calendar]` table in the site's zone; ValueError names the key that is wrong."""
        plan = read_plan(table)
        teams = table.get("teams", {})
        if not isinstance(teams, Mapping):
            raise ValueError(f"calendar.teams must be a table of teams, not {teams!r}")
        made: dict[str, Calendar] = {}
        for name, own in teams.items():
            if not isinstance(own, Mapping):
                raise ValueError(f"calendar.teams.{name} must be a table, not {own!r}")
            made[str(name)] = cls(read_plan(own, plan, key=f"calendar.teams.{name}"), tz)
        return cls(plan, tz, teams=made, quiet=read_quiet(table))

    def team(self, name: str | None) -> Calendar:
        """The calendar of a team; a team without its own table works the site's hours."""
        return self._teams.get(name or "", self)

    def awake(self, moment: datetime) -> datetime:
        """The instant itself, or the end of the site's quiet hours that it falls into."""
        for _ in self._quiet:  # the end of one window may be the beginning of another
            for day in (moment.astimezone(self.tz).date() - _DAY, moment.astimezone(self.tz).date()):
                midnight = datetime.combine(day, time(), tzinfo=self.tz)
                for shift in self._quiet:
                    closes = midnight + timedelta(minutes=shift.closes)
                    if midnight + timedelta(minutes=shift.opens) <= moment < closes:
                        moment = closes
        return moment

    def is_working_day(self, day: date) -> bool:
        """Whether a window opens on `day`."""
        return bool(self._plan.shifts_on(day))

    def is_covered(self, day: date) -> bool:
        """Whether the statutory calendar or the site's own `days` know `day`; otherwise its weekday decides."""
        return self._plan.is_covered(day)

    def known_until(self) -> int:
        """The last year whose statutory days are known (9999 when the site keeps none)."""
        return self._plan.known_until()

    def windows_on(self, day: date) -> tuple[Span, ...]:
        """The windows that open on `day`, in the site's zone; a night window ends on the day after."""
        return tuple((start.astimezone(self.tz), end.astimezone(self.tz)) for start, end in self._windows(day))

    def elapsed(self, start: datetime, end: datetime, *, pauses: Iterable[Pause] = ()) -> timedelta:
        """Working time from `start` to `end` less the pauses; zero when `end` is not after `start`.

        Pauses may overlap (counted once), lie outside, or still be open (None). Naive times: ValueError.
        """
        return count(self._spans(utc(start), utc(end)), merged(pauses))

    def due(self, start: datetime, amount: timedelta, *, pauses: Iterable[Pause] = ()) -> datetime:
        """The first instant when `amount` of working time has passed, in the site's zone; `start` itself for zero.

        Raises ClockStopped when a pause without end comes first, ValueError for a negative or endless amount.
        """
        stops = merged(pauses)
        return reach(self._spans(utc(start), None), amount, pauses=stops, start=start).astimezone(self.tz)

    def ledger(self, start: datetime, end: datetime, *, pauses: Iterable[Pause] = ()) -> tuple[Line, ...]:
        """The windows counted and the pauses taken from them; their amounts add up to `elapsed`."""
        return lines(self._spans(utc(start), utc(end)), merged(pauses), zone=self.tz)

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """The same wall time `days` working days later; a start on a free day counts from the next opening.

        Raises ValueError when `days` is negative.
        """
        if days < 0:
            raise ValueError("working days are added, not taken away")
        local = utc(start).astimezone(self.tz)
        day = local.date()
        clock = local.timetz()
        if not self.is_working_day(day):
            day = self._next_working_day(day)
            clock = self.windows_on(day)[0][0].timetz()
        for _ in range(days):
            day = self._next_working_day(day)
        return datetime.combine(day, clock).astimezone(UTC).astimezone(self.tz)

    def _next_working_day(self, day: date) -> date:
        day += _DAY
        while not self.is_working_day(day):
            day += _DAY
        return day

    def _windows(self, day: date) -> tuple[Span, ...]:
        """The windows of a day in UTC, in order and apart."""
        kept = self._kept.get(day)
        if kept is None:
            midnight = datetime.combine(day, time(), tzinfo=self.tz)
            bounds = (
                [(midnight + timedelta(minutes=minute)).astimezone(UTC) for minute in shift]
                for shift in self._plan.shifts_on(day)
            )
            # An hour that summer time skips moves what falls into it, so order and overlaps are settled in UTC.
            kept = tuple(apart(sorted((opens, closes) for opens, closes in bounds)))
            self._kept[day] = kept
        return kept

    def _spans(self, start: datetime, end: datetime | None) -> Iterator[Span]:
        """The windows between two instants (UTC), cut to them; without `end` they go on for ever."""
        day = start.astimezone(self.tz).date() - _DAY  # last night's window may still be open
        last = _LAST_DAY if end is None else end.astimezone(self.tz).date()
        reached = start
        while day <= last:
            for opens, closes in self._windows(day):
                opens, closes = max(opens, reached), min(closes, end or closes)
                if opens < closes:
                    yield opens, closes
                    reached = closes
            day += _DAY
