"""The site calendar: statutory days, make-up weekends, windows, teams, bad tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cspm.core.worktime import Calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")


DESK = {"windows": ["08:30-12:00", "13:30-17:30"]}  # seven and a half hours a day


NIGHT = {"windows": ["22:00-06:00"], "working_days": [1, 2, 3, 4, 5, 6, 7], "holidays": "none"}


SITE = {
    **DESK,
    "days": {"2027-02-06": True, date(2027, 2, 10): False, "2027-02-11": ["09:00-12:00"]},
    "teams": {"night": NIGHT, "late": {"windows": ["13:00-21:00"]}},
}


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def calendar(table: Mapping[str, object] | None = None, zone: ZoneInfo = SHANGHAI) -> Calendar:
    return Calendar.from_table(DESK if table is None else table, zone)


@pytest.mark.parametrize(
    ("day", "worked", "why"),
    [
        ("2026-01-01", False, "New Year's Day"),
        ("2026-01-02", False, "a Friday, bridged"),
        ("2026-01-04", True, "a Sunday that makes up for the Friday"),
        ("2026-02-13", True, "the Friday before the Spring Festival"),
        ("2026-02-14", True, "a Saturday made a working day (调休)"),
        ("2026-02-15", False, "Spring Festival, a Sunday"),
        ("2026-02-16", False, "Spring Festival eve, a Monday"),
        ("2026-02-23", False, "the last free day of the Spring Festival"),
        ("2026-02-24", True, "back to work"),
        ("2026-02-28", True, "the second make-up Saturday"),
        ("2026-03-01", False, "an ordinary Sunday"),
        ("2026-09-20", True, "a Sunday that makes up for the National Day"),
        ("2026-10-01", False, "National Day"),
        ("2026-10-10", True, "a make-up Saturday"),
        ("2027-02-08", True, "a Monday of a year that is not announced yet"),
    ],
)
def test_statutory_days_and_make_up_days(day: str, worked: bool, why: str) -> None:
    """A site keeps the statutory days and works the make-up weekends."""
    assert calendar().is_working_day(date.fromisoformat(day)) is worked, why


def test_a_site_without_holidays_goes_by_weekdays() -> None:
    """`holidays = "none"` works through the National Day and rests on make-up Sundays."""
    plain = calendar({"holidays": "none"})
    assert plain.is_working_day(date(2026, 10, 1))
    assert not plain.is_working_day(date(2026, 9, 20))


def test_an_empty_table_is_an_office_week() -> None:
    """Without a word in site.toml the windows are 08:30 to 17:30 on statutory working days."""
    assert calendar({}).windows_on(date(2026, 11, 20)) == ((at("2026-11-20 08:30"), at("2026-11-20 17:30")),)
    assert calendar({}).windows_on(date(2026, 10, 1)) == ()


def test_windows_come_in_order_in_the_zone_of_the_site() -> None:
    """Several windows a day are sorted; each instant carries the site's offset."""
    (morning, afternoon) = calendar({"windows": ["13:30-17:30", "8:30-12:00"]}).windows_on(date(2026, 11, 20))
    assert [moment.isoformat() for moment in (*morning, *afternoon)] == [
        "2026-11-20T08:30:00+08:00",
        "2026-11-20T12:00:00+08:00",
        "2026-11-20T13:30:00+08:00",
        "2026-11-20T17:30:00+08:00",
    ]


def test_the_overlay_beats_everything() -> None:
    """A day named under `days` is worked, free or has its own windows, whatever else says."""
    site = calendar(SITE)
    assert site.is_working_day(date(2027, 2, 6)), "a Saturday"
    assert not site.is_working_day(date(2027, 2, 10)), "a Wednesday"
    assert site.windows_on(date(2027, 2, 11)) == ((at("2027-02-11 09:00"), at("2027-02-11 12:00")),)
    assert calendar({"days": {"2026-10-01": True}}).is_working_day(date(2026, 10, 1))


def test_a_team_has_its_own_windows_and_days() -> None:
    """A team's table goes before the site's; a team without one works the site's hours."""
    site = calendar(SITE)
    night, late = site.team("night"), site.team("late")
    assert site.team("front desk") is site
    assert site.team(None) is site
    assert night.windows_on(date(2026, 10, 1)) == ((at("2026-10-01 22:00"), at("2026-10-02 06:00")),)
    assert night.is_working_day(date(2027, 2, 10)), "it keeps no holidays, also not those under the site's days"
    assert not late.is_working_day(date(2027, 2, 10)), "the site is closed"
    assert late.windows_on(date(2027, 2, 11)) == ((at("2027-02-11 13:00"), at("2027-02-11 21:00")),)
    assert not late.is_working_day(date(2026, 10, 1))


def test_unknown_years_are_told() -> None:
    """Past the last announced year the calendar says that it only knows weekdays, except for days the site names."""
    site = calendar(SITE)
    last = site.known_until()
    assert last >= 2026
    assert site.is_covered(date(last, 12, 31))
    assert not site.is_covered(date(last + 1, 1, 1))
    assert calendar({"days": {f"{last + 1}-01-01": False}}).is_covered(date(last + 1, 1, 1))
    assert not site.is_covered(date(1999, 5, 3))
    assert site.team("night").is_covered(date(2199, 1, 1))
    assert site.team("night").known_until() == 9999


def test_an_instant_is_not_taken_for_a_day() -> None:
    """A datetime passes for a date in Python and would miss every named day, so it is refused."""
    with pytest.raises(TypeError):
        calendar().is_working_day(at("2026-10-01 09:00"))


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"holiday": "cn"}, "calendar.holiday is not known"),
        ({"holidays": "us"}, "calendar.holidays must be"),
        ({"holidays": ["cn"]}, "calendar.holidays must be"),
        ({"working_days": []}, "calendar.working_days must list"),
        ({"working_days": [0]}, "calendar.working_days: 0"),
        ({"working_days": [True]}, "calendar.working_days: True"),
        ({"working_days": ["mon"]}, "calendar.working_days: 'mon'"),
        ({"windows": "08:30-17:30"}, "calendar.windows must list"),
        ({"windows": []}, "calendar.windows must list"),
        ({"windows": ["8.30-12"]}, "calendar.windows: '8.30-12' is not a window"),
        ({"windows": ["25:00-26:00"]}, "calendar.windows: '25:00-26:00'"),
        ({"windows": ["24:00-06:00"]}, "calendar.windows: '24:00-06:00'"),
        ({"windows": ["09:00-09:00"]}, "calendar.windows: '09:00-09:00'"),
        ({"windows": [930]}, "calendar.windows: 930"),
        ({"windows": ["08:00-12:00", "11:00-13:00"]}, "calendar.windows: two windows overlap"),
        ({"windows": ["22:00-06:00", "05:00-07:00"]}, "calendar.windows: the last window runs into the first"),
        ({"days": [1]}, "calendar.days must be a table"),
        ({"days": {"2027-02-30": True}}, "calendar.days: '2027-02-30' is not a date"),
        ({"days": {"20270206": True}}, "calendar.days: '20270206' is not a date"),
        ({"days": {at("2027-02-06"): True}}, "calendar.days: datetime"),
        ({"days": {"2027-02-06": "yes"}}, "calendar.days.2027-02-06 must list windows"),
        ({"teams": ["night"]}, "calendar.teams must be a table"),
        ({"teams": {"night": True}}, "calendar.teams.night must be a table"),
        ({"teams": {"night": {"windows": ["x"]}}}, "calendar.teams.night.windows: 'x'"),
        ({"teams": {"night": {"teams": {}}}}, "calendar.teams.night.teams is not known"),
    ],
)
def test_a_bad_table_is_refused_by_its_key(table: dict[str, object], says: str) -> None:
    """A wrong [calendar] table is refused in one sentence that names the key."""
    with pytest.raises(ValueError, match="calendar") as refusal:
        calendar(table)
    assert str(refusal.value).startswith(says)
    assert "\n" not in str(refusal.value)
