"""Instants, days and spans as people type them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core import when
from cspm.core.when import NotAWhen

SHANGHAI = ZoneInfo("Asia/Shanghai")


NEW_YORK = ZoneInfo("America/New_York")


NOW = datetime(2026, 11, 22, 9, 30, 15, tzinfo=SHANGHAI)  # a Sunday


def iso(text: str, zone: ZoneInfo = SHANGHAI) -> str:
    return when.instant(text, NOW, tz=zone).replace(tzinfo=None).isoformat(" ", "minutes")


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2026-11-22T09:30+08:00", "2026-11-22 09:30"),
        ("2026-11-22T01:30Z", "2026-11-22 09:30"),
        ("2026-11-21 20:30:00-0500", "2026-11-22 09:30"),
        ("2026-11-22T09:30:15.250+08:00", "2026-11-22 09:30"),
        ("2026-11-22T09:30", "2026-11-22 09:30"),
        ("2026-11-22 9:30", "2026-11-22 09:30"),
        ("2026-11-22", "2026-11-22 00:00"),
        ("2026-1-2 9:30", "2026-01-02 09:30"),
        ("2026-11-22 24:00", "2026-11-23 00:00"),
        ("2026-12-31 24:00:00", "2027-01-01 00:00"),
        ("2026/11/22 9:30", "2026-11-22 09:30"),
        ("2026.11.22 9:30", "2026-11-22 09:30"),
        ("2026年11月22日 9:30", "2026-11-22 09:30"),
        ("2026年11月22日9:30", "2026-11-22 09:30"),
        ("2026年11月22日 9点30分", "2026-11-22 09:30"),
        ("2026年11月22号9点半", "2026-11-22 09:30"),
        ("2026年11月22日 9时整", "2026-11-22 09:00"),
        ("2026年11月22日下午3点", "2026-11-22 15:00"),
        ("2026-11-22下午3:05", "2026-11-22 15:05"),
        ("下午15点", "2026-11-22 15:00"),
        ("中午12点", "2026-11-22 12:00"),
        ("中午1点", "2026-11-22 13:00"),
        ("下午12点半", "2026-11-22 12:30"),
        ("晚上8点", "2026-11-22 20:00"),
        ("凌晨0点5分", "2026-11-22 00:05"),
        ("早上8点", "2026-11-22 08:00"),
        ("上午10:15", "2026-11-22 10:15"),
        ("11-22 9:30", "2026-11-22 09:30"),
        ("11月22日 9:30", "2026-11-22 09:30"),
        ("9:30", "2026-11-22 09:30"),
        ("９：３０", "2026-11-22 09:30"),
        ("２０２６－１１－２２　９：３０", "2026-11-22 09:30"),
        ("  9:30 ", "2026-11-22 09:30"),
        ("24:00", "2026-11-23 00:00"),
        ("today 14:00", "2026-11-22 14:00"),
        ("Yesterday 14:00", "2026-11-21 14:00"),
        ("tomorrow", "2026-11-23 00:00"),
        ("今天 9:30", "2026-11-22 09:30"),
        ("昨天 9:30", "2026-11-21 09:30"),
        ("昨天24:00", "2026-11-22 00:00"),
        ("前天9点", "2026-11-20 09:00"),
        ("明天下午3点", "2026-11-23 15:00"),
        ("后天 9:30", "2026-11-24 09:30"),
        ("周日 9:00", "2026-11-22 09:00"),
        ("星期天 9:00", "2026-11-22 09:00"),
        ("周一 9:00", "2026-11-23 09:00"),
        ("礼拜六", "2026-11-28 00:00"),
        ("下周三 9:00", "2026-11-25 09:00"),
        ("上周五", "2026-11-13 00:00"),
        ("上个星期一 9:00", "2026-11-09 09:00"),
        ("本周五 17:00", "2026-11-20 17:00"),
        ("monday 9:00", "2026-11-23 09:00"),
        ("Sunday 9:00", "2026-11-22 09:00"),
        ("now", "2026-11-22 09:30"),
        ("现在", "2026-11-22 09:30"),
        ("+2h", "2026-11-22 11:30"),
        ("-30m", "2026-11-22 09:00"),
        ("+1d", "2026-11-23 09:30"),
        ("+1h30m", "2026-11-22 11:00"),
        ("2小时后", "2026-11-22 11:30"),
        ("30分钟前", "2026-11-22 09:00"),
        ("2个小时以后", "2026-11-22 11:30"),
        ("3天之前", "2026-11-19 09:30"),
        ("2 hours ago", "2026-11-22 07:30"),
    ],
)
def test_instants_that_are_known(text: str, means: str) -> None:
    """Each form of the grammar names one instant, in the zone of the site."""
    assert iso(text) == means
    assert when.instant(text, NOW, tz=SHANGHAI).utcoffset() == timedelta(hours=8)


REFUSED = [
    "", " ", "10/11/12", "11/22", "11/22/2026 9:30", "22.11.2026", "2026-11/22", "2026-02-29",
    "2026-13-01", "2026-04-31 9:30", "2月30日", "25:00", "24:01", "9:60", "9:5", "9", "9点75",
    "晚上12点", "晚上1点", "上午13点", "凌晨9点", "2026-11-229:30", "2026-11-22 9:30 sharp",
    "2026-11-22T09:30+25:00", "9:30+08:00", "昨天 9:30+08:00", "next wednesday", "个周一", "上上周五",
    "1969-12-31", "2200-01-01", "2199-12-31T23:59-05:00", "2199-12-31 24:00", "+99999w",
    "-99999d", "+2", "2h", "soon", "马上", "2026-11-22\0", "٩:٣٠", "9:30" + " " * 10_000, "9" * 10_000, "昨天" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_instants_that_are_refused(text: str) -> None:
    """What the grammar does not know, what is ambiguous and what does not exist is refused in one short sentence."""
    with pytest.raises(NotAWhen) as refusal:
        when.instant(text, NOW, tz=SHANGHAI)
    assert isinstance(refusal.value, ValueError)
    assert len(str(refusal.value)) < 300
    assert refusal.value.text in str(refusal.value) or "\0" in text


def test_today_is_the_day_of_the_site_not_of_the_server() -> None:
    """At 17:00 in UTC it is already tomorrow in Shanghai."""
    evening = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    assert when.instant("today 9:30", evening, tz=SHANGHAI).date() == date(2026, 11, 23)
    assert when.day("today", evening, tz=SHANGHAI) == date(2026, 11, 23)
    assert when.instant("now", evening, tz=SHANGHAI).isoformat() == "2026-11-23T01:00:00+08:00"
    assert when.yesterday(evening, SHANGHAI) == date(2026, 11, 22)


def test_a_time_that_summer_time_skips_is_refused() -> None:
    """02:30 of 8 March 2026 does not exist in New York; 01:30 of 1 November exists twice and is the first."""
    with pytest.raises(NotAWhen):
        iso("2026-03-08 2:30", NEW_YORK)
    assert iso("2026-03-08 3:00", NEW_YORK) == "2026-03-08 03:00"
    assert when.instant("2026-11-01 1:30", NOW, tz=NEW_YORK).utcoffset() == timedelta(hours=-4)


def test_hours_are_real_and_days_are_on_the_wall() -> None:
    """Over a change of clocks +24h is 24 real hours and +1d is the same time tomorrow."""
    evening = datetime(2026, 3, 7, 20, 0, tzinfo=NEW_YORK)
    assert when.instant("+24h", evening, tz=NEW_YORK).hour == 21
    assert when.instant("+1d", evening, tz=NEW_YORK).hour == 20
    with pytest.raises(NotAWhen):
        when.instant("+1d", datetime(2026, 3, 7, 2, 30, tzinfo=NEW_YORK), tz=NEW_YORK)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026年1月2日", date(2026, 1, 2)),
        ("11-22", date(2026, 11, 22)),
        ("昨天", date(2026, 11, 21)),
        ("周一", date(2026, 11, 23)),
        ("+3d", date(2026, 11, 25)),
        ("1周前", date(2026, 11, 15)),
    ],
)
def test_days(text: str, means: date) -> None:
    """A day is a date, a word or a number of days from today."""
    assert when.day(text, NOW, tz=SHANGHAI) == means


@pytest.mark.parametrize(
    "text", ["2026-11-22 9:30", "9:30", "+2h", "2026-11", "now", "+24h", "2026-02-30", "", "-99999w"]
)
def test_days_that_are_refused(text: str) -> None:
    """A time is not a day."""
    with pytest.raises(NotAWhen):
        when.day(text, NOW, tz=SHANGHAI)


def test_words_do_not_lead_out_of_the_known_years() -> None:
    """Tomorrow of the last day of 2199 is refused like any other day of 2200."""
    with pytest.raises(NotAWhen):
        when.day("tomorrow", datetime(2199, 12, 31, 12, tzinfo=SHANGHAI), tz=SHANGHAI)
    with pytest.raises(NotAWhen):
        when.month("下月", datetime(2199, 12, 31, 12, tzinfo=SHANGHAI), tz=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01 00:00", "2027-01-01 00:00"),
        ("2026年", "2026-01-01 00:00", "2027-01-01 00:00"),
        ("去年", "2025-01-01 00:00", "2026-01-01 00:00"),
        ("this year", "2026-01-01 00:00", "2027-01-01 00:00"),
        ("2026-10", "2026-10-01 00:00", "2026-11-01 00:00"),
        ("上月", "2026-10-01 00:00", "2026-11-01 00:00"),
        ("2026-Q1", "2026-01-01 00:00", "2026-04-01 00:00"),
        ("2026-10-12", "2026-10-12 00:00", "2026-10-13 00:00"),
        ("today", "2026-11-22 00:00", "2026-11-23 00:00"),
        ("昨天", "2026-11-21 00:00", "2026-11-22 00:00"),
        ("2026-10-01..2026-10-12", "2026-10-01 00:00", "2026-10-13 00:00"),
        ("2026-10..2026-11", "2026-10-01 00:00", "2026-12-01 00:00"),
        ("2026-10-12..2026-10-12", "2026-10-12 00:00", "2026-10-13 00:00"),
        ("2026-10-12 9:30..2026-10-12 10:30", "2026-10-12 09:30", "2026-10-12 10:30"),
        ("..2026-10-12", None, "2026-10-13 00:00"),
        ("2026-10-12..", "2026-10-12 00:00", None),
        ("past", None, "2026-11-22 09:30"),
        ("..now", None, "2026-11-22 09:30"),
        ("now..+2h", "2026-11-22 09:30", "2026-11-22 11:30"),
    ],
)
def test_spans_of_filters(text: str, start: str | None, end: str | None) -> None:
    """A filter's period is half open: from the start of what is named to the end of it."""
    bounds = [
        moment and moment.replace(tzinfo=None).isoformat(" ", "minutes") for moment in when.span(text, NOW, tz=SHANGHAI)
    ]
    assert bounds == [start, end]


@pytest.mark.parametrize(
    "text",
    ["", "..", "2026-11..2026-10", "2026-10...2026-11", "9:30", "now", "x..", "..x", "2026-10..x", "1969", "2200"],
)
def test_spans_that_are_refused(text: str) -> None:
    """A period that is none, or ends before it begins, is refused; so is a single instant, which holds nothing."""
    with pytest.raises(NotAWhen) as refusal:
        when.span(text, NOW, tz=SHANGHAI)
    assert refusal.value.text == text


zones = st.sampled_from([SHANGHAI, NEW_YORK, UTC, timezone(timedelta(hours=-3, minutes=-30))])


instants = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=zones)


@given(instants.filter(lambda moment: not (moment.utcoffset() or timedelta()) % timedelta(minutes=1)))
def test_what_json_carries_is_read_back(moment: datetime) -> None:
    """A time as the JSON shows it, with its offset, is the same instant when typed."""
    assert when.instant(moment.isoformat(), NOW, tz=SHANGHAI).astimezone(UTC) == moment.astimezone(UTC)


@given(st.datetimes(datetime(1992, 1, 1), datetime(2199, 12, 31)))
def test_chinese_and_iso_say_the_same(moment: datetime) -> None:
    """A time written in Chinese is the one written in ISO form."""
    chinese = f"{moment.year}年{moment.month}月{moment.day}日 {moment.hour}点{moment.minute}分"
    assert iso(chinese) == iso(f"{moment:%Y-%m-%d %H:%M}") == f"{moment:%Y-%m-%d %H:%M}"


@given(st.text(max_size=80) | st.text(alphabet="0123456789-/:.+年月日点半周上下午前后天小时分qthdm ", max_size=64))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is typed, the answer is a time or NotAWhen, never another error and never a long wait."""
    for reader in (when.instant, when.day, when.month, when.quarter, when.span):
        with suppress(NotAWhen):
            reader(text, NOW, tz=NEW_YORK)
