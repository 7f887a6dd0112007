"""How many meters are checked and which, the correspondence of five, gear on the day: hand-worked cases (004 A12)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.kinds import micros
from cspm.procedures.works.audit import Line, geared, of_meters, valid_on
from cspm.procedures.works.correspondence import faults
from cspm.procedures.works.days import work_days
from cspm.procedures.works.model import Gear
from cspm.procedures.works.samples import drawn, least, most
from tests.procedures.registers import entry
from tests.procedures.tickets.lives import at, terms
from tests.procedures.works.test_works_rules import shift, work


def row(number: int, **fields: Any) -> dict[str, Any]:
    """A rotated meter as the index has it, installed on 20 October."""
    plain = {
        "id": f"EM-{number}", "work": "W1", "order_no": f"Z{number}", "old_no": f"A{number}", "new_no": f"B{number}",
        "position": f"{number}", "breaker": f"K{number}", "user": f"U{number}", "load_class": None, "removed_no": None,
        "installed_no": f"B{number}", "installed_at": micros(at("10-20 10:00")), "checked_at": None, "collected": None,
        "collected_at": None,
    }  # fmt: skip
    return {**plain, **fields}


def new(number: int, load_class: str | None, *, checked: bool = False) -> dict[str, Any]:
    """A new meter of a load class."""
    return row(number, old_no=None, load_class=load_class, checked_at=micros(at("10-22 10:00")) if checked else None)


def judged(rows: list[dict[str, Any]], rule: str, **fields: Any) -> str:
    """What a finished work with these meters says of a rule; broken wins."""
    lines = of_meters(work(started_at="10-20 08:00", finished_at="10-21 17:00", **fields), rows, terms())
    return min(("kept" if line.ok else "broken" for line in lines if line.rule == rule), default="")


@pytest.mark.rule("R355")
@pytest.mark.parametrize(
    ("count", "asked"), [(0, 0), (1, 1), (6, 1), (7, 2), (13, 2), (14, 3), (20, 3), (21, 4), (100, 15), (1000, 150)]
)
def test_fifteen_percent_of_a_work_rounded_up(count: int, asked: int) -> None:
    """004 A12 4.3.2, A43: 抽查量為全部輪換表計的15%. Of 7 meters 1.05 are 2; of 20 exactly 3."""
    assert least(count, 15) == asked


@pytest.mark.rule("R355")
@pytest.mark.parametrize(
    ("count", "checked", "time", "expected"),
    [
        (7, 2, "10-22 10:00", "kept"),
        (7, 1, "10-22 10:00", "broken"),
        (20, 3, "10-22 10:00", "kept"),
        (20, 3, "10-31 17:00", "kept"),  # ten days after the end
        (20, 3, "10-31 17:01", "broken"),
        (1, 1, "10-22 10:00", "kept"),
        (1, 0, "10-22 10:00", "broken"),
    ],
)
def test_the_sample_of_a_rotation(count: int, checked: int, time: str, expected: str) -> None:
    """004 A12 4.3.2: enough meters are checked, afterwards (within ten days, A57)."""
    rows = [row(n, checked_at=micros(at(time)) if n < checked else None) for n in range(count)]
    assert judged(rows, "R355") == expected


@pytest.mark.rule("R356")
@pytest.mark.parametrize(
    ("second", "third", "note", "expected"),
    [
        ((5, 5), (10, 2), None, "kept"),
        ((5, 4), (10, 2), None, "broken"),  # 全部二級負荷
        ((0, 0), (10, 1), None, "broken"),  # below 20 percent
        ((0, 0), (11, 3), None, "kept"),  # 2.2 are 3
        ((0, 0), (11, 2), None, "broken"),
        ((0, 0), (10, 3), None, "kept"),  # exactly 30 percent
        ((0, 0), (10, 4), None, "broken"),  # above 30 without a note
        ((0, 0), (10, 4), "复查发现问题较多", "kept"),  # A37: above 30 allowed with note
        ((0, 0), (1, 1), None, "kept"),  # one of one is what is asked at least
        ((3, 3), (0, 0), None, "kept"),
    ],
)
def test_the_sample_of_an_installation(second: Any, third: Any, note: str | None, expected: str) -> None:
    """004 A12 4.3.3, A37: 全部二級負荷和全部三級負荷的20%-30%."""
    rows = [new(n, "second", checked=n < second[1]) for n in range(second[0])]
    rows += [new(100 + n, "third", checked=n < third[1]) for n in range(third[0])]
    assert judged(rows, "R356", work_type="installation", sample_note=note) == expected


@pytest.mark.rule("R356")
def test_a_meter_of_no_class_cannot_be_judged() -> None:
    """Whose load class nobody wrote down: the sample cannot be told from it."""
    assert judged([new(1, None, checked=True)], "R356", work_type="installation") == "broken"


def test_the_most_is_never_less_than_the_least() -> None:
    """30 percent of 4 are 1.2, at most 1; 20 percent are 0.8, at least 1."""
    assert (least(4, 20), most(4, 30, least(4, 20)), most(1, 30, 1), most(10, 30, 2)) == (1, 1, 1, 3)


@given(st.sets(st.text("0123456789AB-", min_size=1), max_size=40), st.integers(0, 10**9), st.randoms())
def test_a_draw_can_be_repeated(ids: set[str], seed: int, random: Any) -> None:
    """The order of the meters does not matter; the smallest lots by SHA-256 of `SEED:ID`, which any program can work out."""
    size, mixed = least(len(ids), 15), sorted(ids)
    random.shuffle(mixed)
    found = drawn(mixed, size, seed=seed)
    assert found == drawn(sorted(ids), size, seed=seed) and len(found) == size
    lots = sorted(sha256(f"{seed}:{one}".encode()).hexdigest() for one in ids)[:size]
    assert sorted(sha256(f"{seed}:{one}".encode()).hexdigest() for one in found) == lots


@pytest.mark.rule("R353")
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"breaker": None}, [("breaker", "", ("EM-2",))]),
        ({"position": "1"}, [("position", "1", ("EM-1", "EM-2"))]),
        ({"user": " u1 "}, [("user", "U1", ("EM-1", "EM-2"))]),
        (
            {"order_no": "Z1", "new_no": "B1"},
            [("order_no", "Z1", ("EM-1", "EM-2")), ("new_no", "B1", ("EM-1", "EM-2"))],
        ),
    ],
)
def test_five_that_belong_together(change: dict[str, Any], expected: Any) -> None:
    """004 A12 4.2.4: each of the five is on one meter only; gaps and doubles are named with their meters."""
    rows = [row(1, old_no=None), row(2, old_no=None, **change)]
    assert [(one.field, one.value, one.ids) for one in faults(rows)] == expected
    assert judged(rows, "R353", work_type="installation") == ("broken" if expected else "kept")


@pytest.mark.rule("R354")
def test_a_number_stands_on_one_rotated_meter() -> None:
    """004 A12 4.2.3: the same old number on two lines of the order cannot be right."""
    assert judged([row(1), row(2)], "R354") == "kept"
    assert judged([row(1), row(2, old_no="A1")], "R354") == "broken"


@pytest.mark.rule("R360")
@pytest.mark.parametrize(
    ("collected", "expected"),
    [((1, 1), "kept"), ((1, 0), "kept"), ((1, None), "broken"), ((None, None), "broken")],
)
def test_somebody_looks_whether_readings_come_in(collected: tuple[int | None, ...], expected: str) -> None:
    """004 A12 4.3.2: 管控是否在流程結束后采集是否成功: looked at of every meter; a failure is a matter of the pass rate."""
    rows = [row(n, collected=value, collected_at=None if value is None else micros(at("10-23 10:00")))
            for n, value in enumerate(collected)]  # fmt: skip
    assert judged(rows, "R360") == expected


def helmet(number: str, holder: str, **fields: Any) -> Any:
    """A helmet that is valid until the end of October."""
    plain = {
        "gear_type": "helmet",
        "crew": "JD",
        "holder": holder,
        "issued_on": "2026-01-01",
        "expires_on": "2026-10-31",
    }
    return entry(Gear, **{**plain, **fields})


@pytest.mark.rule("R349")
@pytest.mark.parametrize(
    ("fields", "day", "expected"),
    [
        ({}, "2026-10-31", True),  # the last day counts
        ({}, "2026-11-01", False),
        ({}, "2025-12-31", False),  # not issued yet
        ({"tests": ({"tested_on": "2026-11-05", "expires_on": "2027-11-05", "by": "a"},)}, "2026-11-04", False),
        ({"tests": ({"tested_on": "2026-11-05", "expires_on": "2027-11-05", "by": "a"},)}, "2026-11-05", True),
        ({"discarded_on": "2026-10-10"}, "2026-10-09", True),
        ({"discarded_on": "2026-10-10"}, "2026-10-10", False),
    ],
)
def test_gear_is_valid_on_a_day(fields: dict[str, Any], day: str, expected: bool) -> None:
    """004 A12 4.1.2: 必須在合格期內; a later test makes nothing valid before it."""
    assert valid_on(helmet("H1", "张一", **fields), date.fromisoformat(day)) is expected


@pytest.mark.rule("R349")
@pytest.mark.parametrize(
    ("gear", "expected"),
    [
        ((helmet("H1", "张一"), helmet("H2", "李二")), True),
        ((helmet("H1", "张一"),), False),  # the other has none
        ((helmet("H1", "张一"), helmet("H2", "李二", expires_on="2026-10-19")), False),
        ((helmet("H1", "张一"), helmet("H2", "李二"), helmet("M1", "李二", gear_type="mat", expires_on="2026-10-01")), False),
        ((helmet("H1", "张一"), helmet("H2", "李二"), helmet("H3", "赵六", expires_on="2026-10-01")), True),  # not there
        ((helmet("H1", "张一"), helmet("H2", "李二"), helmet("H4", "李二", expires_on="2026-10-01", discarded_on="2026-10-02")), True),
    ],
)  # fmt: skip
def test_nobody_works_in_gear_that_ran_out(gear: Any, expected: bool) -> None:
    """004 A12 4.1.2: everything that those present hold is valid on the day, and each of them has a helmet."""
    line = geared(shift(), gear, terms())
    assert isinstance(line, Line) and line.ok is expected


@pytest.mark.rule("R348")
@pytest.mark.parametrize(
    ("fields", "installed", "days"),
    [
        ({}, [], ["20", "21", "22", "23"]),  # Tuesday to Friday
        ({"finished_at": "10-21 17:00"}, [], ["20", "21"]),
        ({"rests": ({"rest_on": "2026-10-21"},)}, [], ["20", "22", "23"]),
        (
            {"rests": ({"rest_on": "2026-10-21"},)},
            ["2026-10-21"],
            ["20", "21", "22", "23"],
        ),  # a meter was changed all the same
        ({}, ["2026-10-24"], ["20", "21", "22", "23", "24"]),  # a Saturday with a meter
        ({"started_at": None}, [], []),
    ],
)
def test_each_day_of_a_work_asks_for_an_entry(fields: dict[str, Any], installed: list[str], days: list[str]) -> None:
    """004 A12 4.1.1: a meeting before each day's work; days are those of the calendar, and those on which meters were changed."""
    one = work(**{"started_at": "10-20 08:00", **fields})
    found = work_days(
        one, [date.fromisoformat(day) for day in installed], terms(), first=date(2026, 10, 1), last=date(2026, 10, 25)
    )
    assert [f"{day:%d}" for day in found] == days
