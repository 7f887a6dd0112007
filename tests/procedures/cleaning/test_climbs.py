"""The ladder of escalation of inspections and settlements (S66, R007): who is told of what was not rechecked, signed, paid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.core import ladders
from cspm.core.rules import Broken
from cspm.core.view import View
from cspm.procedures.cleaning.rules import INSPECTIONS, SETTLEMENTS
from tests.procedures.cleaning.test_settlement_life import ID, drafted, inspect
from tests.procedures.tickets.lives import terms, times

Run = Callable[..., Any]
__all__ = ["drafted"]
FRAME = {"import_batch": None, "ladder": []}
# Monday 2026-10-12 is a working day, so are the days after it.
FINDING = {"number": 1, "at": "10-12 09:00", "due": "10-12 17:00", "rechecks": []}
SIGNED = {"signed_a_at": "10-12 10:00", "signed_b_at": "10-12 10:00"}
OCTOBER = {"id": "C1-2026-10", "month": "2026-10", "state": "draft", "history": [{"at": "11-02 09:00"}], "objections": [],
           "signed_a_at": "11-03 09:00", "signed_b_at": "11-03 09:00", "approved_at": None, "paid_at": None}  # fmt: skip


def told(climb: ladders.Climb, document: dict[str, Any]) -> list[str]:
    """The rungs of a record as `clock level role MM-DD HH:MM`."""
    found = ladders.rungs(climb, View(times({**FRAME, **document})), terms())
    tz = terms().tz
    return [f"{one.clock.clock} {one.level} {one.role} {one.at.astimezone(tz):%m-%d %H:%M}" for one in found]


def seen(*findings: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An inspection of October 12 with these findings, signed by both."""
    return {
        "id": "I-1", "state": "signed", "date": times({"at": "10-12 00:00"})["at"].date(), "at": "10-12 09:00",
        "findings": [{**FINDING, **one} for one in findings], **SIGNED, **more,
    }  # fmt: skip


def check(at: str, result: str = "done", due: str | None = None) -> dict[str, Any]:
    """A recheck."""
    return {"at": at, "result": result, "due": due}


LATE = ["resolution 1 csc_manager 10-12 17:05", "resolution 2 general_manager 10-13 17:00"]
CASES = [
    (seen({}), LATE, "nobody looked again"),
    (seen({"rechecks": [check("10-12 16:00")]}), [], "put right in time"),
    (seen({"rechecks": [check("10-12 18:00")]}), LATE[:1], "an hour late"),
    (seen({"due": None}), [], "no time was agreed: a finding of its own"),
    (seen({}, {"number": 2}), LATE, "two by one time are told of once"),
    (seen({"rechecks": [check("10-12 16:00")]}, {"number": 2}), LATE, "the other one waits"),
    (seen({"rechecks": [check("10-12 18:00")]}, {"number": 2, "rechecks": [check("10-12 19:00")]}), LATE[:1], "until the last is done"),
    (seen({}, {"number": 2, "due": "10-13 12:00"}), [*LATE, "resolution 1 csc_manager 10-13 12:05", "resolution 2 general_manager 10-14 12:00"], "another time, another ladder"),
    (seen({"rechecks": [check("10-12 16:00", "poor", "10-13 12:00")]}), ["resolution 1 csc_manager 10-13 12:05", "resolution 2 general_manager 10-14 12:00"], "a failed recheck has a new time"),
    (seen({"rechecks": [check("10-12 16:00")]}, signed_b_at=None), ["signature_b 1 csc_manager 10-13 00:05", "signature_b 2 general_manager 10-14 00:00"], "the contractor has not signed by midnight"),
    (seen({}, signed_b_at=None, import_batch="b"), [], "history from elsewhere"),
    (seen({}, state="void"), [], "typed in error"),
]  # fmt: skip


@pytest.mark.rule("R007", "R116", "R118")
@pytest.mark.parametrize(("document", "expected", "why"), CASES)
def test_what_is_not_put_right_is_told_to_the_managers(document: dict[str, Any], expected: list[str], why: str) -> None:
    """000 P1-二 1.7: the supervisor answers for rechecks and signatures, so the two above him are told."""
    assert told(INSPECTIONS, document) == expected, why


def test_what_was_told_of_one_time_is_not_told_of_another() -> None:
    """The note names the agreed time: the second finding's first level still waits."""
    note = {"at": "10-12 17:06", "by": "a", "clock": "resolution", "level": 1, "role": "csc_manager",
            "since": "10-12 09:00", "due": "10-12 17:00"}  # fmt: skip
    view = View(times({**FRAME, **seen({}, {"number": 2, "due": "10-13 12:00"}), "ladder": [note]}))
    found = [one for one in ladders.rungs(INSPECTIONS, view, terms()) if one.level == 1]
    assert [one.noted_at is not None for one in found] == [True, False]


MONTH = [
    ({}, ["approval 1 company_leader 11-11 00:05"], "R127: not approved by the 10th"),
    ({"signed_b_at": None}, ["sign_b 1 csc_manager 11-11 00:05", "sign_b 2 general_manager 11-12 00:00", "approval 1 company_leader 11-11 00:05"], "R117: not signed either"),
    ({"state": "approved", "approved_at": "11-10 12:00"}, ["payment 1 general_manager 11-16 00:05"], "approved in time, not paid by the 15th"),
    ({"state": "paid", "approved_at": "11-10 12:00", "paid_at": "11-15 12:00"}, [], "as it should be"),
    ({"state": "approved", "approved_at": "11-11 09:00", "paid_at": "11-12 09:00"}, ["approval 1 company_leader 11-11 00:05"], "a day late, told of once"),
    ({"objections": [{"number": 1, "raised_at": "11-04 09:00", "answered_at": None}]}, ["objection 1 csc_manager 11-11 00:05", "objection 2 general_manager 11-12 00:00", "approval 1 company_leader 11-11 00:05"], "R127: an objection waits"),
]  # fmt: skip


@pytest.mark.rule("R007", "R117", "R127")
@pytest.mark.parametrize(("more", "expected", "why"), MONTH)
def test_a_settlement_climbs_above_who_owes_it(more: dict[str, Any], expected: list[str], why: str) -> None:
    """000 P1-二 1.7: the supervisor's signatures to the managers, the manager's approval to the company, the payment to him."""
    assert told(SETTLEMENTS, {**OCTOBER, **more}) == expected, why


@pytest.mark.rule("R007")
def test_a_level_without_a_note_is_a_finding() -> None:
    """Asked for from the day that the site names."""
    rule = ladders.climbed(INSPECTIONS)
    view = View(times({**FRAME, **seen({})}))
    found = list(rule.check(view, terms(since="2026-01-01")))
    assert [isinstance(one, Broken) for one in found] == [True, True]
    assert list(rule.check(view, terms())) == []


@pytest.mark.rule("R007")
def test_cron_tells_of_settlements_and_rechecks(run: Run, drafted: list[str]) -> None:
    """Listed, noted once, shown on the record; what was done is told to nobody."""
    inspect(run, "2026-11-05", "C09")
    run("inspection", "correct", "I-202611-0001.1", "--due", "2026-11-05 17:00", "--reason", "x", actor="cleaning_supervisor",
        now="2026-11-05 10:30")  # fmt: skip
    found = run("escalations", "--json", now="2026-11-11 00:30", code=1).json()
    mine = {(one["record"], one["clock"], one["level"]) for one in found if one["record"] in (ID, "I-202611-0001")}
    assert mine >= {
        (ID, "sign_a", 1), (ID, "sign_b", 1), (ID, "approval", 1),
        ("I-202611-0001", "resolution", 1), ("I-202611-0001", "resolution", 2),
    }  # fmt: skip
    run("escalations", "--apply", "-q", now="2026-11-11 00:30")
    assert run("escalations", "--apply", now="2026-11-11 00:40").stdout == ""
    shown = run("settlement", "show", ID, "--json").json()
    assert {(one["clock"], one["role"]) for one in shown["ladder"]} == {
        ("sign_a", "csc_manager"), ("sign_b", "csc_manager"), ("approval", "company_leader"),
    }  # fmt: skip
    run("settlement", "sign", ID, "--side", "a", "--by", "x", actor="cleaning_supervisor", now="2026-11-11 9:00")
    left = run("escalations", "--json", now="2026-11-13 9:00", code=1).json()
    assert {(one["clock"], one["level"]) for one in left if one["record"] == ID} == {("sign_b", 2)}
    run("check")
