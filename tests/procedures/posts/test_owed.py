"""What posts owe, derived from posts and calendar: tables of cases, each with its clause (001 二.3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.view import View
from cspm.procedures.posts.owed import Slot, ledger, owed, owner_on, slots_of, works_on
from tests.procedures.tickets.lives import at, terms

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


def post(**fields: Any) -> Any:
    """A corridor cleaner's post of two buildings since January, owned by C1."""
    told = {
        "id": "L1", "post_type": "corridor", "places": ["1", "2"], "weekdays": [], "without": [], "state": "active",
        "active_from": "2026-01-01", "active_to": None, "holders": [{"staff": "C1", "start": "2026-01-01"}],
    }  # fmt: skip
    return View({**told, **fields})


def asked(one: Any, rule: str, days: tuple[date, date] = OCTOBER) -> list[Slot]:
    """What a rule asks of a post in some days."""
    return [slot for slot in owed([one], *days, terms()) if slot.rule == rule]


@pytest.mark.rule("R183", "R184", "R185", "R189")
@pytest.mark.parametrize(
    ("fields", "rule", "count", "duties"),
    [
        ({}, "R183", 62, 3),  # ① each building on each of 31 days: corridors, unit doors, handrails
        ({}, "R184", 8, 6),  # ② each building in each of the four weeks that end in October: six items
        ({}, "R185", 2, 2),  # ③ each building once: lamps; doors and windows
        ({}, "R189", 0, 0),
        ({"post_type": "outdoor"}, "R189", 62, 3),  # (2)①: roads, green belts, other places of the zone
        ({"post_type": "outdoor"}, "R183", 0, 0),
        ({"post_type": "leader"}, "R183", 0, 0),
        ({"without": ["letter_boxes"]}, "R184", 8, 5),  # a house without letter boxes
        ({"without": ["lamps", "doors_and_windows"]}, "R185", 0, 0),
        ({"weekdays": ["mon", "wed", "fri"]}, "R183", 26, 3),  # 13 days of October 2026
        ({"weekdays": ["mon"]}, "R184", 8, 6),
        ({"active_from": "2026-10-31"}, "R183", 2, 3),
        ({"active_from": "2026-10-13"}, "R184", 2, 6),  # of the weeks only the one that it was there for wholly
        ({"active_from": "2026-10-02"}, "R185", 0, 0),  # not there the whole month
        ({"active_to": "2026-10-30"}, "R185", 0, 0),
        ({"active_to": "2026-10-01"}, "R183", 2, 3),
        ({"state": "void"}, "R183", 0, 0),
    ],
)
def test_what_a_month_asks(fields: dict[str, Any], rule: str, count: int, duties: int) -> None:
    """001 二.3(1)①-③, (2)①: one record for each building or zone in each day, ISO week, month."""
    found = asked(post(**fields), rule)
    assert len(found) == count
    assert all(len(slot.duties) == duties for slot in found)
    assert len(set(found)) == len(found)


@given(st.integers(0, 40), st.integers(0, 120))
def test_nothing_is_owed_twice_however_the_days_are_cut(first: int, length: int) -> None:
    """Generated without doubles: two halves of a stretch ask together what the whole asks."""
    start = date.fromordinal(date(2026, 9, 20).toordinal() + first)
    end = date.fromordinal(start.toordinal() + length)
    middle = date.fromordinal((start.toordinal() + end.toordinal()) // 2)
    whole = list(owed([post()], start, end, terms()))
    after = date.fromordinal(middle.toordinal() + 1)
    halves = [*owed([post()], start, middle, terms()), *owed([post()], after, end, terms())]
    assert len(set(whole)) == len(whole)
    assert sorted(whole) == sorted(halves)


@pytest.mark.rule("R183", "R184")
@pytest.mark.parametrize(
    ("done", "excused", "now", "expected"),
    [
        (["sweep_corridors", "wipe_unit_doors", "wipe_handrails"], [], "10-05 12:00", "done"),
        (["sweep_corridors", "wipe_unit_doors"], [], "10-05 12:00", "open"),
        (["sweep_corridors", "wipe_unit_doors"], [], "10-06 00:00", "missed"),
        (["sweep_corridors", "wipe_unit_doors"], ["wipe_handrails"], "10-06 00:00", "excused"),
        ([], [], "10-05 23:59", "open"),
        ([], [], "10-06 00:00", "missed"),
    ],
)
def test_done_excused_or_missed(done: list[str], excused: list[str], now: str, expected: str) -> None:
    """A day is missed when it is over and something of it is neither done nor excused."""
    (slot,) = slots_of(post(places=["1"]), "day", "2026-10-05", terms())
    known = ledger([{"post": "L1", "period": "2026-10-05", "done": [(name, "1") for name in done],
                     "excused": [(name, "1") for name in excused]}])  # fmt: skip
    assert known.status(slot, at(now)) == expected


@pytest.mark.rule("R202")
@pytest.mark.parametrize(
    ("day", "owner"),
    [("2025-12-31", ""), ("2026-01-01", "C1"), ("2026-10-04", "C1"), ("2026-10-05", "C2"), ("2027-01-01", "C2")],
)
def test_a_zone_has_one_owner_at_a_time(day: str, owner: str) -> None:
    """001 二.3(2)③: who answers for the zone is the last who took it over; what he owes is his."""
    one = post(holders=[{"staff": "C2", "start": "2026-10-05"}, {"staff": "C1", "start": "2026-01-01"}])
    assert owner_on(one, date.fromisoformat(day)) == owner
    named = {slot.owner for slot in asked(one, "R183") if slot.end >= date(2026, 10, 5)}
    assert named == {"C2"}


def test_the_days_on_which_a_post_works() -> None:
    """Every day unless the post names its days of the week."""
    assert works_on(post(), date(2026, 10, 4))
    assert not works_on(post(weekdays=["mon"]), date(2026, 10, 4))
    assert works_on(post(weekdays=["sun"]), date(2026, 10, 4))
