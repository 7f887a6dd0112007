"""What routes ask for, and what patrols and defects tell: tables of cases, each with its clause."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.view import View
from cspm.procedures.patrols.model import Defect, Patrol
from cspm.procedures.patrols.plan import status, turns, turns_on
from cspm.procedures.patrols.rules import DEFECT_RULES, PATROL_RULES
from tests.procedures.registers import entry, said
from tests.procedures.tickets.lives import at, terms

DAY = date(2026, 10, 5)  # a Monday


def route(**fields: Any) -> Any:
    """A route with two windows a day, since the first of October."""
    told = {
        "id": "R1", "points": ["配电房", "水泵房"], "plan": "daily", "weekdays": [], "interval": None, "planned_on": [],
        "windows": ["08:00-10:00", "16:00-18:00"], "active_from": "2026-10-01", "active_to": None, "state": "active",
    }  # fmt: skip
    return View({**told, **fields})


@pytest.mark.rule("R179")
@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, 62),  # daily, two windows
        ({"windows": []}, 31),  # all day
        ({"windows": ["nonsense"]}, 31),
        ({"plan": "weekdays", "weekdays": ["mon", "thu"]}, 18),  # 4 Mondays and 5 Thursdays of October 2026
        ({"plan": "interval", "interval": 10}, 8),  # the 1st, 11th, 21st, 31st
        ({"plan": "dates", "planned_on": ["2026-10-07", "2026-11-07"]}, 2),
        ({"active_from": "2026-10-31"}, 2),
        ({"active_to": "2026-10-01"}, 2),
        ({"state": "void"}, 0),
    ],
)
def test_which_patrols_a_month_asks_for(fields: dict[str, Any], count: int) -> None:
    """001 一.2 专员④: plans from a calendar, each patrol once."""
    found = list(turns([route(**fields)], date(2026, 10, 1), date(2026, 10, 31), terms()))
    assert len(found) == count == len({turn.id for turn in found})


@given(st.integers(0, 400), st.integers(1, 30))
def test_an_interval_keeps_its_step(start: int, step: int) -> None:
    """Two patrols of an interval are always so many days apart, wherever one begins to look."""
    one = route(plan="interval", interval=step, windows=[])
    first = date(2026, 10, 1) + timedelta(days=start)
    days = [turn.day for turn in turns([one], first, first + timedelta(days=90), terms())]
    assert {(after - before).days for before, after in itertools.pairwise(days)} <= {step}


@pytest.mark.rule("R179")
@pytest.mark.parametrize(
    ("ended", "state", "now", "expected"),
    [
        ("10-05 10:00", "made", "10-05 12:00", "on_time"),
        ("10-05 10:01", "made", "10-05 12:00", "late"),
        (None, "excused", "10-05 12:00", "excused"),
        ("", "", "10-05 09:59", "open"),
        ("", "", "10-05 10:00", "missed"),
    ],
)
def test_on_time_late_or_missed(ended: str | None, state: str, now: str, expected: str) -> None:
    """A patrol ends within its window; one that is not there when the window closes is missed."""
    turn = turns_on(route(), DAY, terms())[0]
    patrol = View({"state": state, "ended_at": at(ended).isoformat() if ended else None}) if state else None
    assert status(turn, patrol, timedelta(), at(now)) == expected


def patrol(**fields: Any) -> Any:
    """The morning patrol of 2026-10-05."""
    good = {"place": "配电房", "seen": True, "fine": True}
    told = {"route": "R1", "date": DAY, "by": "SP", "due": "10-05 10:00", "ended_at": "10-05 09:50", "points": [good]}
    return entry(Patrol, **{**told, **fields})


@pytest.mark.rule("R179")
@pytest.mark.parametrize(
    ("fields", "late", "left", "filed"),
    [
        ({}, "kept", "kept", ""),
        ({"ended_at": "10-05 10:01"}, "broken", "kept", ""),
        ({"due": None}, "", "kept", ""),  # beside the plan
        ({"points": [{"place": "配电房", "seen": False}]}, "kept", "broken", ""),
        ({"points": [{"place": "配电房", "fine": False}]}, "kept", "kept", "broken"),
        ({"points": [{"place": "配电房", "fine": False, "defect": "DF-202610-0001"}]}, "kept", "kept", "kept"),
        ({"state": "excused", "ended_at": None}, "", "", ""),
    ],
)
def test_a_patrol_by_the_book(fields: dict[str, Any], late: str, left: str, filed: str) -> None:
    """001 一.2 专员④: in its window, every point, what is wrong is on file."""
    one = patrol(**fields)
    assert said(PATROL_RULES, "patrol_late", one) == late
    assert said(PATROL_RULES, "patrol_points_left", one) == left
    assert said(PATROL_RULES, "patrol_defect_unfiled", one) == filed


@pytest.mark.rule("R179", "R188")
@pytest.mark.parametrize(
    ("fields", "repaired", "reported"),
    [
        ({"ticket_at": "10-08 12:00", "reported_at": "10-08 09:30"}, "kept", "kept"),
        ({}, "broken", "broken"),
        ({"ticket_at": "10-10 12:00", "reported_at": "10-10 12:00"}, "broken", "broken"),
        ({"found_how": "patrol", "ticket_at": "10-08 12:00"}, "kept", ""),  # reporting is asked of cleaners
        ({"dismissed_at": "10-08 10:00"}, "", ""),
    ],
)
def test_a_defect_is_reported_and_sent_to_repair(fields: dict[str, Any], repaired: str, reported: str) -> None:
    """001 一.2 专员④ and 二.3(1)⑤: registered, reported to the department, sent to repair, in good time (A57)."""
    told = {"text": "灯不亮", "place": "大堂", "found_how": "cleaning", "found_at": "10-08 09:00", "found_by": "C1"}
    one = entry(Defect, **{**told, **fields})
    assert said(DEFECT_RULES, "defect_not_repaired", one) == repaired
    assert said(DEFECT_RULES, "defect_not_reported", one) == reported


@pytest.mark.parametrize(("began", "expected"), [("10-05 09:00", "kept"), ("10-05 09:31", "broken"), (None, "")])
def test_a_patrol_begins_before_it_ends(began: str | None, expected: str) -> None:
    """An import may bring other times; they are a finding."""
    one = entry(Patrol, route="R1", date=DAY, by="a", began_at=began, ended_at="10-05 09:30", points=[])
    assert said(PATROL_RULES, "patrol_time_order", one) == expected
