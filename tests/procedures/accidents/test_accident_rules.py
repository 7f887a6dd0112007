"""What an accident kept and broke: tables of cases, each with its clause (004 A12 3, 6.1-6.3)."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.periods import Span
from cspm.procedures.accidents.model import Accident
from cspm.procedures.accidents.reports import period_report
from cspm.procedures.accidents.rules import RULES
from cspm.procedures.accidents.states import FOUR
from tests.procedures.registers import entry, said, when
from tests.procedures.tickets.lives import at, terms

WHOLE = dict.fromkeys(FOUR, "x")


def accident(**fields: Any) -> Any:
    """A fire on 2026-10-05 09:00, unless the case says otherwise."""
    return entry(
        Accident, **{"accident_type": "fire", "text": "表箱冒烟", "happened_at": "10-05 09:00", "by": "a", **fields}
    )


def told(*times: str) -> list[dict[str, str]]:
    """Who was told at these times."""
    return [{"at": time, "by": "a", "recipient": "work_leader"} for time in times]


@pytest.mark.rule("R370")
@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"told": told("10-05 09:15")}, "kept"),  # 6.1 at once: fifteen minutes
        ({"told": told("10-05 09:16")}, "broken"),
        ({"told": told("10-05 11:00", "10-05 09:10")}, "kept"),  # the first of them, in whatever order they were typed
        ({}, "broken"),
        ({"import_batch": "b"}, ""),
    ],
)
def test_told_at_once(fields: dict[str, Any], verdict: str) -> None:
    """6.1: the crew tells of it by word of mouth or phone at once."""
    assert said(RULES, "accident_told_late", accident(**fields)) == verdict


@pytest.mark.rule("R370")
@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"written_at": "10-06 09:00"}, "kept"),  # 6.1: twenty-four hours, by the clock, nights and Sundays too
        ({"written_at": "10-06 09:01"}, "broken"),
        ({}, "broken"),
    ],
)
def test_written_within_a_day(fields: dict[str, Any], verdict: str) -> None:
    """6.1: the written report within 24 hours of the accident."""
    assert said(RULES, "accident_written_late", accident(**fields)) == verdict


@pytest.mark.parametrize(
    ("times", "verdict"), [(("10-05 09:10",), "kept"), (("10-05 09:10", "10-05 08:50"), "broken"), ((), "")]
)
def test_nobody_is_told_before_it_happens(times: tuple[str, ...], verdict: str) -> None:
    """A time that was typed wrong is a finding."""
    assert said(RULES, "accident_told_early", accident(told=told(*times))) == verdict


def test_the_clocks_run_from_the_accident() -> None:
    """Late is late from the due time on, whenever it is typed."""
    assert when(RULES, "accident_told_late", accident()) == [at("10-05 09:15")]
    assert when(RULES, "accident_written_late", accident()) == [at("10-06 09:00")]


@pytest.mark.rule("R371")
@pytest.mark.parametrize("missing", ["", *FOUR])
def test_nothing_is_let_go(missing: str) -> None:
    """6.1: cause, those responsible, measures and teaching, all four, before it is closed."""
    fields = {**WHOLE, "closed_at": "10-20 09:00", "state": "closed"} | ({missing: None} if missing else {})
    assert said(RULES, "accident_let_go", accident(**fields)) == ("broken" if missing else "kept")
    assert said(RULES, "accident_let_go", accident(**{**fields, "closed_at": None})) == ""


@pytest.mark.rule("R370")
def test_closed_without_a_written_report() -> None:
    """6.1: what is over has its report, however late."""
    closed = {"closed_at": "10-20 09:00", "state": "closed"}
    assert said(RULES, "accident_unwritten", accident(**closed)) == "broken"
    assert said(RULES, "accident_unwritten", accident(**closed, written_at="10-09 09:00")) == "kept"


@pytest.mark.rule("R406")
@pytest.mark.parametrize(("code", "verdict"), [("安全事故调查规程", "kept"), (None, "broken"), ("", "broken")])
def test_investigated_by_the_code(code: str | None, verdict: str) -> None:
    """6.2: the investigation names the code that it follows."""
    assert said(RULES, "accident_without_code", accident(investigated_at="10-10 09:00", code_ref=code)) == verdict
    assert said(RULES, "accident_without_code", accident(code_ref=code)) == ""


@pytest.mark.rule("R373")
@pytest.mark.parametrize(
    ("kind", "fields", "verdict"),
    [
        ("fire", {}, "broken"), ("outage", {}, "broken"), ("equipment", {}, "broken"), ("complaint", {}, "broken"),
        ("pollution", {}, "broken"), ("casualty", {"major": True}, "broken"), ("casualty", {}, ""),  # 较大人身伤亡
        ("traffic", {"major": True, "liable": True}, "broken"), ("traffic", {"major": True}, ""),  # 负主要责任的重大
        ("traffic", {"liable": True}, ""), ("other", {"major": True}, ""),
    ],
)  # fmt: skip
def test_what_must_not_happen(kind: str, fields: dict[str, Any], verdict: str) -> None:
    """3: no major casualty, no outage, damage, fire, complaint, pollution, no major traffic accident by our fault."""
    assert said(RULES, "zero_target_missed", accident(accident_type=kind, **fields)) == verdict


@pytest.mark.rule("R372")
def test_the_period_counts_by_kind_and_tells_what_is_owed() -> None:
    """6.3: each accident with what it still owes by then, and how often each kind happened."""
    own = terms()
    those = [
        accident(), accident(accident_type="casualty"),
        accident(accident_type="traffic", major=True, liable=True, happened_at="10-11 20:00", told=told("10-11 20:05")),
    ]  # fmt: skip
    october = Span.month("2026-10", own.tz)
    made: Any = period_report(those, october, own, now=at("10-20 09:00")).document
    assert made["count"] == 3 and {kind: count for kind, count in made["by_type"].items() if count} == {
        "fire": 1, "casualty": 1, "traffic": 1,
    }  # fmt: skip
    late = "accident_told_late"
    assert [late in line["findings"] for line in made["accidents"]] == [True, True, False]
    early: Any = period_report(those[:1], october, own, now=at("10-05 09:10")).document
    assert late not in early["accidents"][0]["findings"]  # not late yet
    none: Any = period_report([], october, own, now=at("10-20 09:00")).document
    assert none["count"] == 0 and set(none["by_type"].values()) == {0}
