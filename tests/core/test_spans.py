"""The laws that every clock keeps, and the ledger behind its figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cspm.core.worktime import Calendar, ClockHours, Pause, WorkClock

SHANGHAI = ZoneInfo("Asia/Shanghai")


NEW_YORK = ZoneInfo("America/New_York")


DESK = {"windows": ["08:30-12:00", "13:30-17:30"]}  # seven and a half hours a day


NIGHT = {"windows": ["22:00-06:00"], "working_days": [1, 2, 3, 4, 5, 6, 7], "holidays": "none"}


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def calendar(table: Mapping[str, object] | None = None, zone: ZoneInfo = SHANGHAI) -> Calendar:
    return Calendar.from_table(DESK if table is None else table, zone)


CLOCKS: list[WorkClock] = [
    calendar(),
    calendar({"teams": {"night": NIGHT}}).team("night"),
    calendar({**DESK, "days": {"2026-11-20": ["22:00-05:00"], "2026-11-21": ["04:00-10:00"]}}),
    calendar(NIGHT, NEW_YORK),
    calendar({"holidays": "none", "windows": ["00:30-02:30", "02:45-03:30", "23:00-00:15"]}, NEW_YORK),
    ClockHours(),
]


clocks = st.sampled_from(CLOCKS)


moments = st.datetimes(
    datetime(2026, 10, 1),
    datetime(2027, 4, 1),
    timezones=st.sampled_from([SHANGHAI, NEW_YORK, UTC]),
)


closed_pauses = st.lists(st.tuples(moments, moments), max_size=4)


any_pauses = st.lists(st.tuples(moments, st.none() | moments), max_size=4)


amounts = st.timedeltas(timedelta(), timedelta(hours=300))


@given(clocks, moments, amounts, closed_pauses)
def test_due_and_elapsed_agree(clock: WorkClock, start: datetime, amount: timedelta, pauses: list[Pause]) -> None:
    """At its due time exactly the amount has been counted, and a moment before it less."""
    due = clock.due(start, amount, pauses=pauses)
    assert clock.elapsed(start, due, pauses=pauses) == amount
    before = due.astimezone(UTC) - timedelta(microseconds=1)
    assert not amount or clock.elapsed(start, before, pauses=pauses) < amount


@given(clocks, moments, moments, any_pauses)
def test_elapsed_is_never_negative_nor_more_than_real(
    clock: WorkClock, start: datetime, end: datetime, pauses: list[Pause]
) -> None:
    """Whatever the pauses, counted time lies between nothing and the real time, and pauses only take away."""
    counted = clock.elapsed(start, end, pauses=pauses)
    real = max(timedelta(), end.astimezone(UTC) - start.astimezone(UTC))
    assert timedelta() <= counted <= clock.elapsed(start, end) <= real


@given(clocks, moments, moments, moments, any_pauses)
def test_elapsed_adds_up(clock: WorkClock, one: datetime, two: datetime, three: datetime, pauses: list[Pause]) -> None:
    """Time counted to a moment and on from it is the time counted in one go."""
    first, middle, last = sorted((one, two, three))
    parts = clock.elapsed(first, middle, pauses=pauses) + clock.elapsed(middle, last, pauses=pauses)
    assert parts == clock.elapsed(first, last, pauses=pauses)


@given(clocks, moments, amounts, amounts, closed_pauses)
def test_more_time_is_due_later(
    clock: WorkClock, start: datetime, less: timedelta, more: timedelta, pauses: list[Pause]
) -> None:
    """A longer limit is never due earlier, and a pause never brings it forward."""
    less, more = sorted((less, more))
    assert clock.due(start, less, pauses=pauses) <= clock.due(start, more, pauses=pauses)
    assert clock.due(start, less) <= clock.due(start, less, pauses=pauses)


@given(clocks, moments, moments, any_pauses)
def test_the_ledger_adds_up(clock: WorkClock, start: datetime, end: datetime, pauses: list[Pause]) -> None:
    """The lines of a ledger are the sum that the clock shows."""
    lines = clock.ledger(start, end, pauses=pauses)
    assert sum((line.amount for line in lines), timedelta()) == clock.elapsed(start, end, pauses=pauses)
    assert all(line.start < line.end and (line.amount > timedelta()) == (line.kind == "window") for line in lines)


@given(
    st.sampled_from([clock for clock in CLOCKS if isinstance(clock, Calendar)]),
    st.integers(0, 150 * 24 * 60),
    st.integers(0, 3 * 24 * 60),
    st.tuples(st.integers(-60, 3000), st.integers(0, 3000)),
)
def test_elapsed_is_what_counting_minutes_gives(site: Calendar, start: int, length: int, hold: tuple[int, int]) -> None:
    """Counting minute by minute, is somebody there and is it not on hold, gives the same."""
    begin = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=start)
    pause = (begin + timedelta(minutes=hold[0]), begin + timedelta(minutes=hold[0] + hold[1]))
    first = begin.astimezone(site.tz).date()
    windows = [
        (opens.astimezone(UTC), closes.astimezone(UTC))
        for ahead in range(-1, 5)
        for opens, closes in site.windows_on(first + timedelta(days=ahead))
    ]
    minutes = (begin + timedelta(minutes=minute) for minute in range(length))
    counted = sum(
        any(opens <= minute < closes for opens, closes in windows) and not pause[0] <= minute < pause[1]
        for minute in minutes
    )
    assert site.elapsed(begin, begin + timedelta(minutes=length), pauses=[pause]) == timedelta(minutes=counted)


@given(moments, st.integers(0, 30), st.integers(0, 30))
def test_working_days_add_up(start: datetime, one: int, two: int) -> None:
    """M working days after N working days are M + N working days, and always end on a working day."""
    site = calendar()
    end = site.add_working_days(site.add_working_days(start, one), two)
    assert end == site.add_working_days(start, one + two)
    assert site.is_working_day(end.astimezone(SHANGHAI).date())


def test_the_ledger_shows_each_window_and_pause() -> None:
    """The ledger of a clock lists what counted and what was taken away, with minutes that add up."""
    hold = (at("2026-11-19 16:30"), at("2026-11-20 09:30"))
    lines = calendar().ledger(at("2026-11-19 16:00"), at("2026-11-20 11:00"), pauses=[hold])
    assert [(line.kind, f"{line.start:%d %H:%M}", f"{line.end:%d %H:%M}", line.minutes) for line in lines] == [
        ("window", "19 16:00", "19 17:30", 90),
        ("pause", "19 16:30", "19 17:30", -60),
        ("window", "20 08:30", "20 11:00", 150),
        ("pause", "20 08:30", "20 09:30", -60),
    ]
    assert {line.start.utcoffset() for line in lines} == {hours(8)}
    whole = ClockHours().ledger(at("2026-11-19 16:00"), at("2026-11-20 11:00"), pauses=[hold])
    assert [(line.kind, line.minutes) for line in whole] == [("window", 19 * 60), ("pause", -17 * 60)]
