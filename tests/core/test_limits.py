"""Time limits over Spring Festival 2026 and make-up days, worked by hand: by the clock, in working time, per team.

2026: free from Sunday 15 to Monday 23 February; Saturdays 14 and 28 February are made up for (调休). Office 08:30-12:00
and 13:30-17:30, the night team 23:30-08:30 every day.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.figures import Counted, Figure, fits
from cspm.core.limits import limit
from cspm.core.site import Site
from cspm.core.terms import Terms
from cspm.errors import BadSite

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALENDAR = {
    "windows": ["08:30-12:00", "13:30-17:30"],
    "teams": {"night": {"windows": ["23:30-08:30"], "holidays": "none", "working_days": [1, 2, 3, 4, 5, 6, 7]}},
}


def figure(unit: str, value: float, counts: str = "clock") -> Figure:
    return Figure("x", "R043", "000 P2-一 2.4.3", unit, ((date(2008, 3, 1), value),), "", counts)


def terms(**figures: Any) -> Terms:
    table = {"name": "x", "id": "x", "timezone": "Asia/Shanghai", "calendar": CALENDAR, "figures": figures}
    return Terms.of(Site.from_table(table))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI)


ROWS = [
    # unit, value, counts, team, start, end, what happens
    ("minutes", 15, "clock", "", "02-14 17:25", "02-14 17:40", "R043: a quarter of an hour by the clock, office closed or not (A13)"),
    ("minutes", 15, "working", "", "02-14 17:25", "02-24 08:40", "five minutes on the made-up Saturday, ten after the festival"),
    ("minutes", 15, "working", "", "02-12 11:55", "02-12 13:40", "over lunch"),
    ("minutes", 15, "working", "", "02-28 08:00", "02-28 08:45", "before the office opens on a made-up Saturday"),
    ("hours", 24, "clock", "", "02-14 17:00", "02-15 17:00", "R098: 24 hours run through the first free day (A14)"),
    ("hours", 4, "clock", "", "02-16 23:00", "02-17 03:00", "002: four hours of New Year's Eve night"),
    ("hours", 4, "working", "", "02-16 23:00", "02-24 14:00", "the same in working time: 3.5 hours of the morning, half an hour after lunch"),
    ("hours", 2, "working", "", "02-13 16:30", "02-14 09:30", "from Friday into the made-up Saturday"),
    ("hours", 2, "working", "", "02-27 16:30", "02-28 09:30", "from Friday into the second made-up Saturday"),
    ("hours", 2, "working", "", "02-06 16:30", "02-09 09:30", "an ordinary weekend"),
    ("working_days", 1, "clock", "", "02-13 10:00", "02-14 10:00", "a site lets a day be 24 hours"),
    ("working_days", 1, "working", "", "02-13 10:00", "02-14 10:00", "R045: Saturday is worked"),
    ("working_days", 1, "working", "", "02-14 10:00", "02-24 10:00", "R045: nine free days between"),
    ("working_days", 2, "working", "", "02-13 10:00", "02-24 10:00", "A63: two working days are Saturday and the Tuesday after"),
    ("working_days", 2, "working", "", "02-18 20:00", "02-26 08:30", "taken in on a free day: counts from the first opening"),
    ("working_days", 1, "working", "", "02-28 16:00", "03-02 16:00", "after a made-up Saturday a plain Sunday is free"),
    ("days", 3, "clock", "", "02-14 09:00", "02-17 09:00", "R389: three days by the calendar"),
    ("days", 3, "working", "", "02-14 09:00", "02-26 09:00", "three days that are worked"),
    ("hours", 2, "working", "night", "02-17 22:00", "02-18 01:30", "the night team keeps no festival"),
    ("hours", 2, "working", "night", "02-17 07:30", "02-18 00:30", "an hour at the end of one night, one of the next"),
    ("working_days", 1, "working", "night", "02-16 23:40", "02-17 23:40", "a night later"),
]  # fmt: skip


@pytest.mark.rule("R043", "R045", "R098")
@pytest.mark.parametrize(("unit", "value", "counts", "team", "start", "end", "why"), ROWS)
def test_limits_over_the_spring_festival(
    unit: str, value: float, counts: str, team: str, start: str, end: str, why: str
) -> None:
    """The due time that a person works out with the calendar in hand."""
    own = {"x": {"value": value, "counts": counts}}
    found = limit(figure(unit, 99), terms(**own), at(start), team=team)
    assert (found.due, found.mode, found.override) == (at(end), counts, value), why


@pytest.mark.parametrize(
    ("own", "due", "mode"),
    [
        ({}, "02-14 17:40", "clock"),
        ({"x": 30}, "02-14 17:55", "clock"),
        ({"x": {"value": 30, "counts": "working"}}, "02-24 08:55", "working"),
        ({"x": [{"since": date(2026, 2, 14), "value": 30, "counts": "working"}]}, "02-24 08:55", "working"),
        ({"x": [{"since": date(2026, 2, 15), "value": 30, "counts": "working"}]}, "02-14 17:40", "clock"),
        ({"x": [{"since": date(2026, 2, 14), "value": 30}]}, "02-14 17:55", "clock"),
    ],
)
def test_a_site_chooses_what_a_figure_counts(own: dict[str, Any], due: str, mode: str) -> None:
    """For good or from a day on; without a word it counts as the manual does."""
    found = limit(figure("minutes", 15), terms(**own), at("02-14 17:25"))
    assert (found.due, found.mode) == (at(due), mode)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"value": 15, "counts": "holidays"}, "counts must be"),
        ({"counts": "working"}, "has value"),
        ({"value": 15, "count": "working"}, "has value"),
        ([{"value": 15, "counts": "working"}], "since = DATE"),
    ],
)
def test_a_figure_that_is_mistyped_is_named(own: Any, said: str) -> None:
    """site.toml is refused with a sentence naming the key."""
    with pytest.raises(ValueError, match=f"figures.x: .*{said}"):
        terms(x=own)


def test_only_time_limits_can_say_what_they_count() -> None:
    """A percentage in working hours is nothing."""
    assert not fits(Counted(5, "working"), figure("percent", 5))
    with pytest.raises(BadSite):
        limit(figure("minutes", 15), terms(x={"value": "soon", "counts": "working"}), at("02-14 17:25"))


@pytest.mark.parametrize(
    ("counts", "pauses", "end", "why"),
    [
        ("clock", [("02-24 09:00", "02-24 10:00")], "02-24 10:30", "by the clock nothing stops it"),
        ("working", [("02-24 09:00", "02-24 10:00")], "02-24 11:30", "an hour on hold is an hour later"),
        ("working", [("02-24 11:30", "02-24 14:00")], "02-24 10:30", "a pause after the due time moves nothing"),
        ("working", [("02-24 09:00", "02-24 10:00"), ("02-24 09:30", "02-24 10:30")], "02-24 12:00", "holds that overlap count once"),
        ("working", [("02-24 09:00", None)], "02-24 10:30", "one that lasts moves nothing yet"),
        ("working", [("02-20 09:00", "02-24 09:00")], "02-24 11:00", "of a pause over free days the worked half hour counts"),
    ],
)  # fmt: skip
def test_pauses_move_working_time_only(counts: str, pauses: list[Any], end: str, why: str) -> None:
    """000 P2-一 2.4.4 (A63): what is on hold waits; what the clock counts does not."""
    holds = [(at(since), until and at(until)) for since, until in pauses]
    own = {"x": {"value": 2, "counts": counts}}
    assert limit(figure("hours", 1), terms(**own), at("02-24 08:30"), pauses=holds).due == at(end), why


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 10, 31), timezones=st.just(SHANGHAI))


@given(MOMENTS, st.integers(0, 400), st.sampled_from(("clock", "working")), st.sampled_from(("", "night")))
def test_a_limit_is_spent_exactly_when_it_is_due(start: datetime, value: int, counts: str, team: str) -> None:
    """What has been counted from start to due is the figure, never less, and more is never due earlier."""
    site = terms(x={"value": value, "counts": counts})
    found = limit(figure("minutes", 1), site, start, team=team)
    real = found.due - start
    counted = site.calendar.team(team).elapsed(start, found.due) if counts == "working" else real
    assert counted == timedelta(minutes=value)
    assert real >= counted
    longer = limit(figure("minutes", 1), terms(x={"value": value + 1, "counts": counts}), start, team=team)
    assert longer.due > found.due
