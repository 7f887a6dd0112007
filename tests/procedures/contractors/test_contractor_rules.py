"""Work plans, joint patrols, weekly meetings, event notices: tables of cases with their clauses, kept and broken."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cspm.core.rules import Broken
from cspm.procedures.contractors.in_force import InForce
from cspm.procedures.contractors.model import ContractorEvent, ContractorMeeting, JointPatrol, WorkPlan
from cspm.procedures.contractors.obligations import covered, walks
from cspm.procedures.contractors.rules import EVENT, MEETINGS, PATROLS, WORK_PLAN
from cspm.procedures.contractors.weeks import counted, monday_of, week_of, weeks_ending
from tests.procedures.registers import entry, said
from tests.procedures.tickets.lives import terms

TZ = ZoneInfo("Asia/Shanghai")


@pytest.mark.rule("R114")
@pytest.mark.parametrize(
    ("approved", "kept"), [("10-31 18:00", True), ("11-01 00:00", True), ("11-01 00:01", False), (None, False)]
)  # fmt: skip
def test_a_plan_is_approved_before_its_period(approved: str | None, kept: bool) -> None:
    """000 P2-四 1.0: the contractor submits a work plan, the office reviews it, then comes the work."""
    plan = entry(WorkPlan, contract="C1", start=date(2026, 11, 1), end=date(2026, 11, 30), submitted_at="10-25 9:00",
                 approved_at=approved)  # fmt: skip
    assert said(WORK_PLAN, "plan_not_approved", plan) == ("kept" if kept else "broken")


@pytest.mark.rule("R114")
@pytest.mark.parametrize(
    ("what", "kept"),
    [({"text": "日常保洁"}, True), ({"file": "柜 3"}, True), ({"tasks": [{"text": "扫地"}]}, True), ({}, False)],
)
def test_a_plan_says_what_is_done(what: dict[str, Any], kept: bool) -> None:
    """000 P2-四 1.0, F13: tasks, a text, or the paper itself."""
    plan = entry(
        WorkPlan, contract="C1", start=date(2026, 11, 1), end=date(2026, 11, 30), submitted_at="10-25 9:00", **what
    )
    assert said(WORK_PLAN, "plan_empty", plan) == ("kept" if kept else "broken")


@pytest.mark.rule("R114")
@pytest.mark.parametrize(
    ("plans", "kept"),
    [
        ((("2026-11-01", "2026-11-30"),), True),
        ((("2026-01-01", "2026-12-31"),), True),
        ((("2026-11-16", "2026-11-30"), ("2026-11-01", "2026-11-15")), True),
        ((("2026-11-01", "2026-11-14"), ("2026-11-16", "2026-11-30")), False),
        ((("2026-11-02", "2026-11-30"),), False),
        ((("2026-11-01", "2026-11-29"),), False),
        ((), False),
    ],
)
def test_every_day_of_the_month_has_its_plan(plans: tuple[tuple[str, str], ...], kept: bool) -> None:
    """000 P2-四 1.0: work is done by a plan: plans of a month, of half a month, of a year; no day is left out."""
    november = InForce("C1", "cleaning", date(2026, 1, 1), date(2026, 11, 1), date(2026, 11, 30))
    assert covered(november, [{"start": start, "end": end} for start, end in plans]) is kept


@pytest.mark.rule("R010")
@pytest.mark.parametrize(("who", "kept"), [("周经理", True), (None, False)])
def test_a_joint_patrol_is_walked_together(who: str | None, kept: bool) -> None:
    """000 P1-二 1.9, P1-三 5.7: with the cleaning and greening companies."""
    patrol = entry(JointPatrol, contracts=("C1",), walked_at="10-05 9:00", by="x", contractor_by=who)
    assert said(PATROLS, "patrol_not_joint", patrol) == ("kept" if kept else "broken")


@pytest.mark.rule("R010")
@pytest.mark.parametrize(
    ("days", "broken"),
    [
        ((8, 15, 22, 29), ()),
        ((5, 12, 19, 26), ()),
        ((9, 16, 23, 30), (8,)),
        ((8, 16, 23, 30), (15,)),
        ((8, 29), (15, 22)),
        ((), (8, 15, 22, 29)),
        ((8, 8, 15, 22, 29), ()),
    ],
)
def test_patrols_are_a_week_apart_at_most(days: tuple[int, ...], broken: tuple[int, ...]) -> None:
    """000 P1-二 1.9: regular patrols, 7 days by default: from the contract's first day on and from patrol to patrol."""
    october = InForce("C1", "cleaning", date(2026, 10, 1), date(2026, 10, 1), date(2026, 10, 31))
    found = walks(october, [(date(2026, 10, day), "JP") for day in days], terms())
    missed = [(one.at - timedelta(days=1)).day for _, one in found if isinstance(one, Broken)]
    assert tuple(missed) == broken


COUNT = {"contract": "C1", "inspections": 5, "problems": 1, "minor": 2, "severe": 0, "failed": 1, "unsettled": 0}


@pytest.mark.rule("R159")
@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"counts": [COUNT], "text": "本周良好"}, set()),
        ({"counts": [COUNT], "file": "柜 3"}, set()),
        ({"counts": [COUNT]}, {"week_not_summed_up"}),
        ({"text": "本周良好"}, {"minutes_without_counts"}),
        ({"contracts": ("C1", "C2"), "counts": [COUNT], "text": "本周良好"}, {"minutes_without_counts"}),
    ],
)
def test_the_minutes_sum_up_the_week(fields: dict[str, Any], codes: set[str]) -> None:
    """000 P2-四 3.4.1: the meeting sums up the week's cleaning, greening and pest control: with its counts."""
    own = {"contracts": ("C1",), "week": "2026-W41", "held_at": "10-09 15:00", "by": "x", **fields}
    meeting = entry(ContractorMeeting, **own)
    assert {rule.code for rule in MEETINGS if said(MEETINGS, rule.code, meeting) == "broken"} == codes


@pytest.mark.rule("R129")
@pytest.mark.parametrize(
    ("event", "known", "happens", "told", "kept"),
    [
        ("activity", "10-12 10:00", "10-20 9:00", "10-13 10:00", True),
        ("activity", "10-12 10:00", "10-20 9:00", "10-14 10:00", False),  # a working day after it was known
        ("inspection", "10-12 10:00", "10-12 15:00", "10-12 14:59", True),
        ("inspection", "10-12 10:00", "10-12 15:00", "10-12 15:01", False),  # it had begun
        ("emergency", "10-12 10:00", "10-12 9:50", "10-12 10:10", True),
        ("emergency", "10-12 10:00", "10-12 9:50", None, False),
    ],
)
def test_the_contractor_is_told_in_good_time(
    event: str, known: str, happens: str, told: str | None, kept: bool
) -> None:
    """000 P2-四 3.4.2: big events, emergencies, inspections; in good time is a working day (A57), before it begins."""
    one = entry(
        ContractorEvent,
        event=event,
        text="x",
        contracts=("C1",),
        known_at=known,
        happens_at=happens,
        by="x",
        notified_at=told,
    )
    assert said(EVENT, "contractor_not_told", one) == ("kept" if kept else "broken")


@pytest.mark.rule("R129")
@pytest.mark.parametrize(
    ("assistance", "closed", "verdict"),
    [("加派 4 人", "10-21 9:00", "kept"), (None, "10-21 9:00", "broken"), (None, None, "")],
)
def test_the_contractor_helps(assistance: str | None, closed: str | None, verdict: str) -> None:
    """000 P2-四 3.4.2: what he did is written down by the time the event is closed."""
    one = entry(ContractorEvent, event="activity", text="x", contracts=("C1",), known_at="10-12 9:00", happens_at="10-20 9:00",
                by="x", assistance=assistance, closed_at=closed)  # fmt: skip
    assert said(EVENT, "help_not_recorded", one) == verdict


def inspection(
    day: str, *findings: tuple[str, tuple[str, ...]], contract: str = "C1", state: str = "recorded"
) -> dict[str, Any]:
    """An inspection as the index has it; findings are a severity and the results of its rechecks, each on the next day."""
    at = datetime.fromisoformat(f"2026-{day}T09:00:00+08:00")
    made = [
        {"severity": severity, "at": at.isoformat(),
         "rechecks": [{"result": result, "at": (at + timedelta(days=place)).isoformat()} for place, result in enumerate(results, 1)]}
        for severity, results in findings
    ]  # fmt: skip
    return {"contract": contract, "date": f"2026-{day}", "at": at.isoformat(), "findings": made, "state": state}


@pytest.mark.rule("R159")
def test_the_counts_of_a_week() -> None:
    """000 P2-四 3.4.1, by hand: Monday a problem point put right and a minor that failed once, Tuesday a severe, Wednesday
    nothing; what another contract has, what is void and what came after the meeting does not count."""
    rows = [
        inspection("10-05", ("none", ("done",)), ("minor", ("poor", "done"))),
        inspection("10-06", ("severe", ())), inspection("10-07"),
        inspection("10-07", ("minor", ()), contract="C2"), inspection("10-08", ("minor", ()), state="void"),
    ]  # fmt: skip
    until = datetime(2026, 10, 9, 15, tzinfo=TZ)
    assert counted("C1", rows, until=until) == {
        "contract": "C1", "inspections": 3, "problems": 1, "minor": 1, "severe": 1, "failed": 1, "unsettled": 1,
    }  # fmt: skip
    earlier = counted("C1", rows, until=datetime(2026, 10, 6, 12, tzinfo=TZ))
    assert (earlier["failed"], earlier["unsettled"], earlier["severe"], earlier["inspections"]) == (1, 2, 1, 2)


def test_weeks_are_those_of_the_calendar() -> None:
    """ISO weeks: they belong to the month in which their Sunday lies, over the year's end too."""
    assert [week_of(monday) for monday in weeks_ending(date(2026, 11, 1), date(2026, 11, 30))] == [
        "2026-W44", "2026-W45", "2026-W46", "2026-W47", "2026-W48",
    ]  # fmt: skip
    assert monday_of("2026-W53") == date(2026, 12, 28)
    assert week_of(date(2027, 1, 1)) == "2026-W53"
