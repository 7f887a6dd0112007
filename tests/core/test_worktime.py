"""The working-time clocks: time limits, pauses, nights, summer time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cspm.core.worktime import Calendar, ClockHours, ClockStopped, WorkClock

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


DUE = [
    ("2026-11-19 09:00", 2, "2026-11-19 11:00", "within the morning"),
    ("2026-11-19 11:30", 1, "2026-11-19 14:00", "lunch does not count"),
    ("2026-11-19 08:30", 3.5, "2026-11-19 12:00", "done at the close of the morning, not at the next opening"),
    ("2026-11-19 06:00", 1, "2026-11-19 09:30", "nobody is there before the opening"),
    ("2026-11-19 12:30", 1, "2026-11-19 14:30", "started at lunch"),
    ("2026-11-20 17:00", 1, "2026-11-23 09:00", "over a weekend"),
    ("2026-11-21 10:00", 7.5, "2026-11-23 17:30", "started on a Saturday"),
    ("2026-02-13 16:30", 2, "2026-02-14 09:30", "into the make-up Saturday"),
    ("2026-02-14 17:00", 1, "2026-02-24 09:00", "over the Spring Festival"),
    ("2026-09-18 17:00", 1, "2026-09-20 09:00", "from Friday over a free Saturday to a make-up Sunday"),
    ("2026-09-30 17:00", 1, "2026-10-08 09:00", "over the National Day week"),
    ("2026-11-21 10:00", 0, "2026-11-21 10:00", "nothing to wait for"),
]


@pytest.mark.parametrize(("start", "amount", "end", "why"), DUE)
def test_due_in_working_hours(start: str, amount: float, end: str, why: str) -> None:
    """A time limit in working hours ends when that much working time has passed."""
    assert calendar().due(at(start), hours(amount)) == at(end), why


@pytest.mark.parametrize(
    ("start", "end", "amount", "why"),
    [
        ("2026-11-19 08:30", "2026-11-19 17:30", 7.5, "a day"),
        ("2026-11-19 00:00", "2026-11-20 00:00", 7.5, "the same day from midnight to midnight"),
        ("2026-11-19 12:00", "2026-11-19 13:30", 0, "lunch"),
        ("2026-11-16 00:00", "2026-11-23 00:00", 37.5, "a week"),
        ("2026-02-13 08:30", "2026-02-24 17:30", 22.5, "Friday, make-up Saturday, and the Tuesday after the festival"),
        ("2026-02-15 00:00", "2026-02-24 00:00", 0, "the Spring Festival"),
        ("2026-01-01 00:00", "2027-01-01 00:00", 248 * 7.5, "2026: 261 weekdays, 19 of them free, 6 made up"),
        ("2026-11-19 17:00", "2026-11-19 09:00", 0, "closed before it was opened"),
    ],
)
def test_elapsed_working_time(start: str, end: str, amount: float, why: str) -> None:
    """Only the windows of working days count."""
    assert calendar().elapsed(at(start), at(end)) == hours(amount), why


@pytest.mark.parametrize(
    ("start", "end", "amount", "why"),
    [
        ("2026-11-20 23:00", "2026-11-21 05:00", 6, "Friday's night goes on into Saturday"),
        ("2026-11-21 03:00", "2026-11-21 12:00", 3, "from within the night to after it"),
        ("2026-11-21 22:00", "2026-11-22 06:00", 0, "no night opens on Saturday"),
        ("2026-11-19 22:00", "2026-11-21 06:00", 16, "two nights"),
    ],
)
def test_a_night_window_belongs_to_the_day_it_opens_on(start: str, end: str, amount: float, why: str) -> None:
    """22:00-06:00 crosses midnight and is counted for the day on which it opens."""
    night = calendar({"windows": ["22:00-06:00"], "working_days": [4, 5]})
    assert night.elapsed(at(start), at(end)) == hours(amount), why


def test_a_day_of_its_own_windows_under_a_night_counts_once() -> None:
    """Where a named day's windows meet last night's, each minute counts once."""
    site = calendar({**NIGHT, "days": {"2026-11-20": ["05:00-09:00"]}})
    assert site.elapsed(at("2026-11-19 22:00"), at("2026-11-20 12:00")) == hours(11)


def test_round_the_clock_windows_count_every_hour() -> None:
    """00:00-24:00 on all days without holidays is the same as clock hours."""
    always = calendar({**NIGHT, "windows": ["00:00-24:00"]})
    assert always.elapsed(at("2026-09-30 13:13"), at("2026-10-08 07:07")) == at("2026-10-08 07:07") - at(
        "2026-09-30 13:13"
    )


PAUSES = [
    ([("09:30", "10:00")], 30, "a hold in the morning"),
    ([("11:30", "14:00")], 60, "a hold over lunch takes away only what would have counted"),
    ([("12:00", "13:30")], 0, "a hold at lunch takes nothing"),
    ([("09:30", "10:30"), ("10:00", "11:00")], 90, "overlapping holds count once"),
    ([("09:30", "10:30"), ("09:45", "10:00")], 60, "a hold within a hold counts once"),
    ([("10:00", "11:00"), ("09:00", "09:30")], 90, "the order of the holds does not matter"),
    ([("10:00", "09:00")], 0, "a hold that ends before it begins takes nothing"),
    ([("07:00", "08:30"), ("17:30", "23:00")], 0, "holds outside the hours take nothing"),
    ([("16:30", None)], 60, "a hold that is still open takes all that follows"),
    ([("07:00", None)], 450, "held all day"),
]


@pytest.mark.parametrize(("holds", "minutes", "why"), PAUSES)
def test_pauses_take_away_working_time_once(holds: list[tuple[str, str | None]], minutes: int, why: str) -> None:
    """Waiting for the owner or for parts does not count, and is never taken away twice."""
    pauses = [(at(f"2026-11-19 {start}"), end and at(f"2026-11-19 {end}")) for start, end in holds]
    taken = calendar().elapsed(at("2026-11-19 00:00"), at("2026-11-20 00:00"), pauses=pauses)  # type: ignore[arg-type]
    assert taken == hours(7.5) - timedelta(minutes=minutes), why


def test_a_pause_moves_the_due_time_by_its_working_time() -> None:
    """Two hours from 16:00 with a hold from 16:30 over night to 9:30 end at 11:00, not 17 hours later."""
    hold = (at("2026-11-19 16:30"), at("2026-11-20 09:30"))
    assert calendar().due(at("2026-11-19 16:00"), hours(2), pauses=[hold]) == at("2026-11-20 11:00")
    assert calendar().due(at("2026-11-19 16:00"), hours(0.5), pauses=[hold]) == at("2026-11-19 16:30")


@pytest.mark.parametrize("clock", [calendar(), ClockHours()], ids=["calendar", "clock hours"])
def test_an_open_pause_stops_the_clock(clock: WorkClock) -> None:
    """What would fall due in a pause without end has no due time; what fell due before it has."""
    hold = (at("2026-11-19 10:00"), None)
    assert clock.due(at("2026-11-19 09:00"), hours(1), pauses=[hold]) == at("2026-11-19 10:00")
    with pytest.raises(ClockStopped):
        clock.due(at("2026-11-19 09:00"), hours(2), pauses=[hold])


@pytest.mark.parametrize("clock", [calendar(), ClockHours()], ids=["calendar", "clock hours"])
@pytest.mark.parametrize("amount", [timedelta(seconds=-1), timedelta(days=100_000)])
def test_an_impossible_amount_is_refused(clock: WorkClock, amount: timedelta) -> None:
    """Less than nothing or more than a hundred years is no time limit."""
    with pytest.raises(ValueError, match="between zero and a hundred years"):
        clock.due(at("2026-11-19 09:00"), amount)


@pytest.mark.parametrize("clock", [calendar(), ClockHours()], ids=["calendar", "clock hours"])
def test_a_time_without_a_zone_is_refused(clock: WorkClock) -> None:
    """A naive time would be read in the zone of the machine, so no clock takes it."""
    naive = datetime.fromisoformat("2026-11-19T09:00")
    with pytest.raises(ValueError, match="has no time zone"):
        clock.elapsed(naive, at("2026-11-19 10:00"))
    with pytest.raises(ValueError, match="has no time zone"):
        clock.due(naive, hours(1))
    with pytest.raises(ValueError, match="has no time zone"):
        clock.elapsed(at("2026-11-19 09:00"), at("2026-11-19 10:00"), pauses=[(naive, None)])


@pytest.mark.parametrize(
    ("start", "days", "end", "why"),
    [
        ("2026-11-19 15:00", 1, "2026-11-20 15:00", "Thursday to Friday"),
        ("2026-11-20 15:00", 2, "2026-11-24 15:00", "over a weekend"),
        ("2026-11-20 20:00", 1, "2026-11-23 20:00", "the same wall time, also after closing"),
        ("2026-11-21 15:00", 0, "2026-11-23 08:30", "Saturday counts from Monday's opening"),
        ("2026-11-21 15:00", 2, "2026-11-25 08:30", "two days from Monday's opening"),
        ("2026-11-20 15:00", 0, "2026-11-20 15:00", "no day at all"),
        ("2026-02-13 10:00", 2, "2026-02-24 10:00", "the make-up Saturday is one, then the festival"),
    ],
)
def test_add_working_days(start: str, days: int, end: str, why: str) -> None:
    """N working days later is the same time on the wall, N working days on."""
    assert calendar().add_working_days(at(start), days) == at(end), why


def test_working_days_are_not_taken_away() -> None:
    """A negative number of working days is refused."""
    with pytest.raises(ValueError, match="not taken away"):
        calendar().add_working_days(at("2026-11-19 15:00"), -1)


@pytest.mark.parametrize(
    ("day", "amount", "why"),
    [("2026-03-07", 7, "clocks go forward"), ("2026-10-31", 9, "clocks go back"), ("2026-07-01", 8, "any other night")],
)
def test_a_night_of_changing_clocks_has_its_real_length(day: str, amount: int, why: str) -> None:
    """Working time is real time: a night in New York has 7, 8 or 9 hours."""
    night = calendar(NIGHT, NEW_YORK)
    start, end = night.windows_on(date.fromisoformat(day))[0]
    assert (start.hour, end.hour) == (22, 6)
    assert night.elapsed(start, end) == hours(amount), why
    assert night.due(start, hours(amount)) == end


def test_a_window_in_the_hour_that_is_skipped_is_empty() -> None:
    """A window of 02:00-03:00 does not exist in the night in which clocks go forward."""
    early = calendar({**NIGHT, "windows": ["02:00-03:00"]}, NEW_YORK)
    assert early.windows_on(date(2026, 3, 8)) == ()
    assert early.elapsed(at("2026-03-07 00:00", NEW_YORK), at("2026-03-10 00:00", NEW_YORK)) == hours(2)


@pytest.mark.rule("R043")
def test_clock_hours_count_nights_weekends_and_summer_time() -> None:
    """Fifteen minutes are fifteen minutes on Sunday night, and four hours four also when clocks change."""
    clock = ClockHours()
    assert clock.due(at("2026-02-15 23:50"), timedelta(minutes=15)) == at("2026-02-16 00:05")
    assert clock.due(at("2026-03-08 01:00", NEW_YORK), hours(4)).isoformat() == "2026-03-08T06:00:00-04:00"
    assert clock.elapsed(at("2026-11-01 00:00", NEW_YORK), at("2026-11-02 00:00", NEW_YORK)) == hours(25)
    assert clock.elapsed(at("2026-11-19 10:00"), at("2026-11-19 09:00")) == hours(0)
    assert clock.elapsed(
        at("2026-11-19 09:00"), at("2026-11-19 12:00"), pauses=[(at("2026-11-19 10:00"), at("2026-11-19 10:30"))]
    ) == hours(2.5)


def test_years_are_counted_from_days_that_are_kept() -> None:
    """The second question about the same ten years asks the plan for no day again."""
    site = calendar()
    ten_years = (at("2016-01-01 00:00"), at("2026-01-01 00:00"))
    first = site.elapsed(*ten_years)
    site._plan = None  # type: ignore[assignment]  # whoever asks it now fails
    assert site.elapsed(*ten_years) == first > timedelta(days=700)


@pytest.mark.parametrize(
    ("quiet", "moment", "awake"),
    [
        ([], "2026-11-22 23:00", "2026-11-22 23:00"),
        (["21:00-08:00"], "2026-11-22 20:59", "2026-11-22 20:59"),
        (["21:00-08:00"], "2026-11-22 21:00", "2026-11-23 08:00"),
        (["21:00-08:00"], "2026-11-23 07:59", "2026-11-23 08:00"),
        (["21:00-08:00"], "2026-11-23 08:00", "2026-11-23 08:00"),
        (["12:00-13:30", "21:00-08:00"], "2026-11-23 12:10", "2026-11-23 13:30"),
        (["00:00-08:00", "22:00-24:00"], "2026-11-22 23:00", "2026-11-23 08:00"),
        (["00:00-12:00", "12:00-24:00"], "2026-11-22 23:00", "2026-11-23 12:00"),
    ],
)
def test_quiet_hours_end(quiet: list[str], moment: str, awake: str) -> None:
    """What can wait is told when the quiet hours end; a day that is quiet throughout does not hold it back for ever."""
    found = calendar({**DESK, **({"quiet": quiet} if quiet else {})}).awake(at(moment))
    assert found >= at(awake) if quiet[0:1] == ["00:00-12:00"] else found == at(awake)


def test_quiet_hours_are_the_sites() -> None:
    """A team has none of its own, and a window that is none is named."""
    with pytest.raises(ValueError, match=r"calendar\.quiet"):
        calendar({"quiet": ["late"]})
    with pytest.raises(ValueError, match=r"teams\.a\.quiet"):
        calendar({"teams": {"a": {"quiet": ["21:00-08:00"]}}})
