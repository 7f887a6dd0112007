"""What inspections, bin counts and settlements kept and broke, as findings with the instant they are about."""

from __future__ import annotations

from typing import Any

import pytest
from histories import Book, at, terms

from cspm.core.clocks import Clock
from cspm.procedures.cleaning import derive, removal_rules
from cspm.procedures.cleaning.rules import OF_KIND, RULES


def found(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and instant of every finding."""
    return [(one.code, f"{one.at:%m-%d %H:%M}") for one in derive.inspection(document, terms()).findings]


def clean() -> dict[str, Any]:
    """A clean inspection that both signed."""
    document = Book().inspect("10-05 9:00", clean="C01")
    return {**document, "signed_a_at": at("10-05 10:00").isoformat(), "signed_b_at": at("10-05 23:59").isoformat()}


def with_finding(**more: Any) -> dict[str, Any]:
    """The clean inspection with one finding."""
    one = Book().inspect("10-05 9:00", "C03:minor:poor_result")["findings"][0]
    return {**clean(), "findings": [{**one, "due": at("10-06 12:00").isoformat(), **more}]}


def test_a_clean_signed_inspection_keeps_every_rule() -> None:
    """Nothing to say."""
    assert found(clean()) == []


@pytest.mark.rule("R116")
def test_a_missing_signature_shows_at_the_end_of_the_day() -> None:
    """Not before: until midnight it can still be signed; a signature of the next day came too late."""
    assert found({**clean(), "signed_b_at": None}) == [("inspection_not_signed", "10-06 00:00")]
    assert found({**clean(), "signed_a_at": at("10-06 0:00").isoformat()}) == [("inspection_not_signed", "10-06 00:00")]


@pytest.mark.rule("R115")
def test_an_inspection_is_joint() -> None:
    """Both sides are named."""
    assert found({**clean(), "with": None}) == [("not_joint", "10-05 09:00")]


@pytest.mark.rule("R118")
def test_each_finding_has_a_time_of_rectification() -> None:
    """Also a problem point; and a failed recheck needs a new one."""
    assert ("no_due_time", "10-05 09:00") in found(with_finding(due=None, severity="none"))
    failed = {"at": at("10-06 9:00").isoformat(), "result": "poor", "due": None, "by": "S"}
    assert ("no_due_time", "10-06 09:00") in found(with_finding(rechecks=[failed]))


@pytest.mark.rule("R118")
def test_a_finding_not_put_right_shows_at_its_due_time() -> None:
    """The time agreed last counts; done in time keeps the rule."""
    assert found(with_finding()) == [("not_rectified", "10-06 12:00")]
    failed = {"at": at("10-06 9:00").isoformat(), "result": "poor", "due": at("10-08 12:00").isoformat(), "by": "S"}
    assert found(with_finding(rechecks=[failed])) == [("not_rectified", "10-08 12:00")]
    done = {"at": at("10-08 12:00").isoformat(), "result": "done", "due": None, "by": "S"}
    assert found(with_finding(rechecks=[failed, done])) == []
    assert found(with_finding(rechecks=[failed, {**done, "at": at("10-08 12:01").isoformat()}])) == [
        ("not_rectified", "10-08 12:00")
    ]


@pytest.mark.rule("R119")
def test_a_minor_has_a_reason() -> None:
    """A problem point needs none."""
    done = [{"at": at("10-06 9:00").isoformat(), "result": "done", "due": None, "by": "S"}]
    assert found(with_finding(reason=None, rechecks=done)) == [("no_reason", "10-05 09:00")]
    assert found(with_finding(reason=None, severity="none", rechecks=done)) == []


@pytest.mark.rule("R119")
def test_a_minor_has_no_serious_consequence() -> None:
    """3.2.2.6: what had one is severe, whatever it was judged on the spot; a problem point is not asked."""
    done = [{"at": at("10-06 9:00").isoformat(), "result": "done", "due": None, "by": "S"}]
    assert found(with_finding(serious=True, rechecks=done)) == [("minor_serious", "10-05 09:00")]
    assert found(with_finding(serious=True, severity="none", reason=None, rechecks=done)) == []
    assert found(with_finding(serious=False, rechecks=done)) == []


@pytest.mark.rule("R123", "R124")
@pytest.mark.parametrize(
    ("reason", "code"),
    [("serious_harm", "harm_not_told"), ("judged", "harm_not_told"), ("bribery", "bribery_not_told")],
)
def test_a_severe_judged_on_the_spot_says_what_happened(reason: str, code: str) -> None:
    """3.2.3.4-5: harm and bribery are facts that somebody writes down; a note keeps the rule."""
    done = [{"at": at("10-06 9:00").isoformat(), "result": "done", "due": None, "by": "S"}]
    assert found(with_finding(severity="severe", reason=reason, note=None, rechecks=done)) == [(code, "10-05 09:00")]
    assert found(with_finding(severity="severe", reason=reason, note="a red envelope", rechecks=done)) == []


@pytest.mark.rule("R118")
def test_what_was_put_right_on_the_spot_needs_no_time() -> None:
    """No time of rectification, no recheck, no clock; it is judged all the same."""
    fixed = with_finding(due=None, fixed_at=at("10-05 9:00").isoformat())
    assert found(fixed) == []
    assert [clock for clock in derive.inspection(fixed, terms()).clocks if clock.rule == "R118"] == []


@pytest.mark.rule("R118")
def test_a_time_of_rectification_lies_behind_the_finding() -> None:
    """A day without a time is good to its end; a new time lies behind its recheck."""
    done = {"at": at("10-06 9:00").isoformat(), "result": "done", "due": None, "by": "S"}
    early = {**done, "at": at("10-05 10:00").isoformat()}
    assert ("due_before_finding", "10-05 09:00") in found(with_finding(due=at("10-04").isoformat(), rechecks=[early]))
    assert "due_before_finding" not in {
        code for code, _ in found(with_finding(due=at("10-05").isoformat(), rechecks=[early]))
    }
    failed = {**early, "result": "poor", "due": at("10-04").isoformat()}
    assert ("due_before_finding", "10-05 10:00") in found(with_finding(rechecks=[failed, done]))


@pytest.mark.rule("R116")
def test_the_day_for_both_signatures_runs_out_at_midnight() -> None:
    """One clock for each side, met by its signature; what was imported is signed on paper."""

    def states(**more: Any) -> list[tuple[str, str]]:
        derived = derive.inspection({**clean(), **more}, terms())
        return [(clock.clock, clock.state(at("10-06 9:00"))) for clock in derived.clocks]

    assert states() == [("signature_a", "met"), ("signature_b", "met")]
    assert states(signed_b_at=None) == [("signature_a", "met"), ("signature_b", "missed")]
    assert states(signed_b_at=at("10-06 8:00").isoformat()) == [("signature_a", "met"), ("signature_b", "missed")]
    assert states(signed_b_at=None, import_batch="B1") == []


def test_a_void_inspection_breaks_nothing() -> None:
    """What never was has neither findings nor clocks."""
    derived = derive.inspection({**with_finding(due=None, reason=None), "state": "void", "with": None}, terms())
    assert (derived.findings, derived.clocks) == ((), ())


@pytest.mark.rule("R118")
def test_the_clock_of_rectification_goes_on_after_a_failed_recheck() -> None:
    """One clock per agreed time: the first ends with the failed recheck, the second is met."""
    failed = {"at": at("10-06 9:00").isoformat(), "result": "not_done", "due": at("10-08 12:00").isoformat(), "by": "S"}
    done = {"at": at("10-07 9:00").isoformat(), "result": "done", "due": None, "by": "S"}

    def clocks(*rechecks: dict[str, Any]) -> tuple[Clock, ...]:
        found = derive.inspection(with_finding(rechecks=list(rechecks)), terms()).clocks
        return tuple(clock for clock in found if clock.rule == "R118")

    now = at("10-09 9:00")
    assert [clock.state(now) for clock in clocks()] == ["missed"]
    assert [clock.state(now) for clock in clocks(failed)] == ["cancelled", "missed"]
    assert [clock.state(now) for clock in clocks(done, failed)] == ["cancelled", "met"]
    assert {clock.clock for clock in clocks(failed, done)} == {"resolution"}
    early = {**done, "at": at("10-05 18:00").isoformat()}
    assert [clock.state(now) for clock in clocks(early)] == ["met"]
    assert [clock.state(now) for clock in clocks(early, failed)] == ["met", "missed"]
    assert found(with_finding(rechecks=[early, failed])) == [("not_rectified", "10-08 12:00")]
    assert found(with_finding(rechecks=[early, {**early, "at": at("10-20").isoformat()}])) == []


@pytest.mark.rule("R125", "R133")
def test_a_bin_count_is_supervised_washed_and_true() -> None:
    """000 P2-四 2.0, 3.2.3.6: who supervised, swept, washed and when; what nobody noted about the washing is a note."""
    count = {"id": "B-202610-0001", "contract": "C1", "date": "2026-10-05", "area": "A", "counted": 3, "reported": 3,
             "by": "S", "washed": True, "washed_at": None, "swept": None, "removed_at": None, "state": "recorded"}  # fmt: skip
    removed, before, after = ("2026-10-05T09:00:00+08:00", "2026-10-05T08:59:00+08:00", "2026-10-05T09:30:00+08:00")

    def codes(**more: Any) -> list[str]:
        return [one.code for one in removal_rules.bins({**count, **more}, terms()).findings]

    assert codes() == []
    assert codes(washed=False) == ["removal_incomplete"]
    assert codes(washed=None) == ["washing_not_noted"]
    assert codes(washed=None, washed_at=after, removed_at=removed) == []
    assert codes(washed_at=before, removed_at=removed) == ["washed_too_early"]
    assert codes(swept=False) == ["removal_incomplete"]
    assert codes(swept=True) == []
    assert codes(by=None) == ["removal_incomplete"]
    assert codes(reported=4) == ["bins_false"]
    assert codes(reported=4, by=None, state="void") == []


def test_every_rule_cites_rule_and_clause() -> None:
    """Codes are unique within a kind (each has its ladder), R-numbers and clauses are given."""
    for rules in OF_KIND.values():
        assert len({rule.code for rule in rules}) == len(rules)
    for rule in RULES:
        assert rule.rule.startswith("R")
        assert rule.clause.startswith("000 ")
