from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.language import Language
from cspm.sheets.times import BadTime, Times, parser_of

US = "%m/%d/%Y %I:%M:%S %p"


def wall(*parts: int) -> datetime:
    """A time as it stands in a file, without a zone."""
    return datetime(*parts)


def why(action) -> str:
    with pytest.raises(BadTime) as caught:
        action()
    return Language("en").message(caught.value.reason)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-22", "2026-11-22T00:00:00+08:00"),
        ("2026-11-22 09:30", "2026-11-22T09:30:00+08:00"),
        (" 2026-11-22T09:30:05 ", "2026-11-22T09:30:05+08:00"),
        ("2026-11-22T09:30:05.25", "2026-11-22T09:30:05.250000+08:00"),
        ("2026-11-22T09:30:05.123456789", "2026-11-22T09:30:05.123456+08:00"),
        ("2026-11-22T01:30:00Z", "2026-11-22T01:30:00+00:00"),
        ("2026-11-22 09:30+0530", "2026-11-22T09:30:00+05:30"),
        ("2026-11-22T09:30:00-05:00", "2026-11-22T09:30:00-05:00"),
        ("2026/1/2 9:30", "2026-01-02T09:30:00+08:00"),
        ("2026.1.2", "2026-01-02T00:00:00+08:00"),
        ("2026-11-22 24:00", "2026-11-23T00:00:00+08:00"),
        ("2026年11月22日下午3点", "2026-11-22T15:00:00+08:00"),
        ("2026年1月2日 9:30", "2026-01-02T09:30:00+08:00"),
        (wall(2026, 11, 22, 9, 30), "2026-11-22T09:30:00+08:00"),
        (date(2026, 11, 22), "2026-11-22T00:00:00+08:00"),
    ],
)
def test_times_without_a_format(text, iso):
    """ISO, what Chinese spreadsheets write, and a workbook's own times are read; an offset of its own stays."""
    assert Times("Asia/Shanghai").moment(text) == iso


@pytest.mark.parametrize(
    "value",
    ["", "11/22/2026", "22.11.2026", "10/11/12", "昨天 9:30", "9:30", "2026-13-01", "2026-02-30", "2026-11-22 25:00",
     "2026-11-22 09:60", "20261122", "2026-11-22 09:30+99:00", 1_764_000_000, None, ["2026-11-22"], "N/A"],
)  # fmt: skip
def test_what_is_no_time_is_told(value):
    """A guess would be worse than a question; numbers and words of the day of import are no times."""
    assert "is no time known here" in why(lambda: Times("Asia/Shanghai").moment(value))


def test_a_format_is_the_only_way_to_read():
    """With a format, another writing is a problem of its row, not a guess; a workbook's own time needs none."""
    times = Times("UTC", US)
    assert times.moment("01/02/2015 10:25:02 PM") == "2015-01-02T22:25:02+00:00"
    assert times.moment("1/2/2015 12:05:02 am") == "2015-01-02T00:05:02+00:00"
    assert times.moment(wall(2015, 1, 2, 3)) == "2015-01-02T03:00:00+00:00"
    assert why(lambda: times.moment("2015-01-02")) == f"“2015-01-02” does not have the format {US}."
    assert "format" in why(lambda: times.moment("02/30/2015 10:25:02 PM"))


@pytest.mark.parametrize(
    ("time_format", "text", "iso"),
    [
        ("%d %b %Y", "3 Feb 2026", "2026-02-03T00:00:00"),
        ("%b %d, %y %H:%M", "DEC 31, 68 23:59", "2068-12-31T23:59:00"),
        ("%y%m%d", "690101", "1969-01-01T00:00:00"),
        ("%Y-%m-%d %H:%M:%S.%f", "2026-11-22 9:30:05.25", "2026-11-22T09:30:05.250000"),
        ("%Y-%m-%d %I:%M:%S.%f %p", "2026-11-22 12:30:05.000001 pm", "2026-11-22T12:30:05.000001"),
        ("%m%d%Y", "1112026", "2026-11-01T00:00:00"),
        ("%Y-%m-%d %I", "2026-11-22 12", "2026-11-22T00:00:00"),
    ],
)
def test_the_usual_formats_are_read_fast(time_format, text, iso):
    """Named months, short years, fractions and halves of the day need no strptime, and mean what they mean there."""
    parse = parser_of(time_format)
    assert parse(text).isoformat() == datetime.strptime(text, time_format).isoformat() == iso  # noqa: DTZ007
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cspm.sheets.times.datetime", OnlyFast)
        assert parse(text).isoformat() == iso


class OnlyFast(datetime):
    """A datetime that has no slow way."""

    @classmethod
    def strptime(cls, *arguments):
        raise AssertionError(arguments)


def test_an_offset_in_the_format_counts():
    """%z is read by strptime itself."""
    assert Times("UTC", "%Y-%m-%d %H:%M %z").moment("2015-01-02 10:25 +0800") == "2015-01-02T10:25:00+08:00"


def test_chinese_halves_of_the_day_are_read():
    """Chinese spreadsheets write 上午 and 下午 where others write AM and PM."""
    times = Times("Asia/Shanghai", "%Y/%m/%d %p %I:%M")
    assert times.moment("2026/1/2 下午 3:05") == "2026-01-02T15:05:00+08:00"
    assert times.moment("2026/1/2 上午 12:05") == "2026-01-02T00:05:00+08:00"


@pytest.mark.parametrize(
    ("zone", "wall", "iso"),
    [
        ("America/New_York", "2026-11-01 01:30", "2026-11-01T01:30:00-04:00"),
        ("America/New_York", "2026-11-01 02:00", "2026-11-01T02:00:00-05:00"),
        ("America/New_York", "2026-03-08 01:59:59", "2026-03-08T01:59:59-05:00"),
        ("America/New_York", "2026-03-08 03:00", "2026-03-08T03:00:00-04:00"),
        ("Asia/Shanghai", "1986-05-05 00:00", "1986-05-05T00:00:00+09:00"),
        ("Europe/Dublin", "2026-10-25 01:30", "2026-10-25T01:30:00+01:00"),
    ],
)
def test_a_wall_time_that_comes_twice_is_the_first(zone, wall, iso):
    """Where clocks are put back the first of the two counts, and the hours around it are right."""
    assert Times(zone).moment(wall) == iso


@pytest.mark.parametrize(
    ("zone", "wall"),
    [
        ("America/New_York", "2026-03-08 02:30"),
        ("Europe/Dublin", "2026-03-29 01:30"),
        ("Asia/Shanghai", "1986-05-04 02:30"),
    ],
)
def test_a_wall_time_that_the_clocks_skip_is_told(zone, wall):
    """Such a time never was: the row is a problem."""
    assert f"does not exist in {zone}" in why(lambda: Times(zone).moment(wall))


@pytest.mark.parametrize("text", ["0001-01-01 00:00", "1969-12-31 23:59", "2200-01-01", "9999-12-31"])
def test_a_year_out_of_reach_is_told(text):
    """What other programs write for no time at all is no time; as a date it may stand."""
    assert "out of reach (1970 to 2199)" in why(lambda: Times("Asia/Shanghai").moment(text))
    assert Times("Asia/Shanghai").day(text) == text[:10]


def test_a_date_is_that_of_the_text():
    """The zone does not move a date."""
    times = Times("Asia/Shanghai")
    assert (
        times.day("2026-11-22T23:30:00-05:00")
        == times.day("2026/11/22")
        == times.day(date(2026, 11, 22))
        == "2026-11-22"
    )
    assert Times("UTC", US).day("01/02/2015 10:25:02 PM") == "2015-01-02"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Asia", "a\0b"])
def test_a_zone_that_is_none_is_told(zone):
    """A wrong zone is noticed before the first row."""
    assert "There is no time zone" in why(lambda: Times(zone))


@pytest.mark.parametrize("time_format", ["%Y-%q", "%Y %", "%H:%M", "%Y %Y %m", "plain"])
def test_a_format_that_is_none_is_told(time_format):
    """A wrong format is noticed before the first row."""
    assert "is no time format" in why(lambda: Times("UTC", time_format))


FORMATS = [
    US, "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%d.%m.%y %H:%M", "%d %b %Y %I:%M %p", "%b %d, %y", "%Y%m%d",
    "%y%m%d%H%M%S", "%m%d%Y", "%Y/%m/%d %I:%M:%S.%f %p", "%Y %m%%%d", "%I %p %d%m%Y", "(%Y) [%m] *%d* %H",
    "%m-%d-%Y  %I",
    "%A %d %B %Y %H:%M", "%Y-%j", "%d %H %Y %M %m", "%Y-%m-%d %M", "%c", "%Y-%m-%dT%H:%M:%S%z", "%H %I %Y-%m-%d",
]  # fmt: skip


def outcome(parse, text):
    try:
        return parse(text)
    except ValueError:
        return None


@given(st.sampled_from(FORMATS), st.datetimes(wall(1000, 1, 1)), st.data())
def test_the_fast_way_is_strptime(time_format, moment, data):
    """Any text, written in the format or damaged, is read as strptime reads it."""
    text = moment.strftime(time_format)
    place = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 2))
    text = text[:place] + data.draw(st.text("0123456789 /:-apmAPMjanJ.%\n１", max_size=2)) + text[place + length :]
    expected = outcome(lambda each: datetime.strptime(each, time_format), text)  # noqa: DTZ007
    assert outcome(parser_of(time_format), text) == expected


@given(st.sampled_from(FORMATS), st.text("0123456789 /:-apmAPMjanfebT.Z+%", max_size=24))
def test_nonsense_is_what_it_is_to_strptime(time_format, text):
    """Text of the right characters in any order is refused, or read, as strptime does."""
    expected = outcome(lambda each: datetime.strptime(each, time_format), text)  # noqa: DTZ007
    assert outcome(parser_of(time_format), text) == expected


@given(st.text())
def test_any_text_is_a_time_or_a_sentence(text):
    """No text ends in another error."""
    for action in (Times("Asia/Shanghai").moment, Times("Asia/Shanghai").day, Times("UTC", US).moment):
        try:
            assert datetime.fromisoformat(action(text))
        except BadTime as bad:
            assert Language("en").message(bad.reason)


@given(st.datetimes(wall(1970, 1, 2), wall(2199, 12, 30)), st.sampled_from(["America/New_York", "Asia/Shanghai"]))
def test_an_exported_time_comes_back(moment, zone):
    """What the times of a file become is read again as itself."""
    times = Times(zone)
    try:
        iso = times.moment(moment)
    except BadTime:
        return
    assert times.moment(iso) == iso
    assert datetime.fromisoformat(iso).replace(tzinfo=None) == moment
