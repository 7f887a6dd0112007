"""Acts that go past the manual with open eyes: recorded as they happened, with their reason; without one it is a finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.overview.judged import OF_PROCEDURES, OWN

Run = Callable[..., Any]


@pytest.fixture
def worked(run: Run) -> str:
    """A repair that tech1 did and that is closed."""
    run("create", "水龙头漏水", "--unit", "1-1-1", "--first-receiver", "front_desk", now="2026-11-20 09:00")
    run("dispatch", "1", "--to", "tech1", now="2026-11-20 09:05")
    run("close", "1", "--result", "换阀芯", now="2026-11-20 15:00")
    return "T-202611-0001"


def codes(document: dict[str, Any]) -> set[str]:
    """The codes of a ticket's findings."""
    return {found["code"] for found in document["findings"]}


def by_worker(run: Run, *words: str, **more: Any) -> Any:
    """Who did the work calls back himself (R063)."""
    return run(
        "callback", "1", "--method", "phone", "--satisfied", "--opinion", "好", *words, actor="tech1",
        now="2026-11-21 09:00", **more,
    )  # fmt: skip


@pytest.mark.rule("R006")
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((), None),
        (("--reason", "  "), None),
        (("--reason", "业主只认他"), "业主只认他"),
        (("--instead", "业主只认他"), "业主只认他"),
    ],
)
def test_a_forced_act_keeps_its_reason(run: Run, worked: str, words: tuple[str, ...], reason: str | None) -> None:
    """Nothing is refused; with a reason it stands in the event, without one that is a finding (000 P1-二 1.2-1.3)."""
    document = by_worker(run, *words, "--json").json()
    assert "caller_is_worker" in codes(document)
    assert ("forced_unexplained" in codes(document)) is (reason is None)
    assert document["history"][-1]["reason"] == reason


@pytest.mark.rule("R006")
def test_compliance_lists_it_with_its_reason_or_without(run: Run, worked: str) -> None:
    """The act under the rule it went past; R006 is broken by the ticket where nobody says why."""
    by_worker(run)
    month = ("compliance", "--month", "2026-11", "--json")
    found = {line["rule"]: line for line in run(*month, code=1).json()}
    assert found["R063"]["forced"][0]["reason"] is None
    assert found["R006"]["status"] == "broken" and found["R006"]["records"] == [worked]
    run("undo", worked, now="2026-11-21 09:10")
    by_worker(run, "--reason", "x")
    found = {line["rule"]: line for line in run(*month, code=1).json()}
    assert found["R063"]["forced"][0]["reason"] == "x"
    assert found["R006"]["status"] == "kept"


@pytest.mark.rule("R006")
def test_of_two_acts_at_one_instant_it_is_the_one_that_did_it(run: Run) -> None:
    """The promise was moved with its reason; that the ticket was handed on at the same second says nothing of it."""
    run("create", "x", now="2026-11-20 09:00")
    run("promise", "1", "2026-11-20 17:00", now="2026-11-20 09:05")
    run("promise", "1", "2026-11-20 18:00", "--reason", "no parts", now="2026-11-20 10:00")
    document = run("dispatch", "1", "--to", "tech1", "--json", now="2026-11-20 10:00").json()
    assert "promise_moved" in codes(document) and "forced_unexplained" not in codes(document)


FORCED = {
    "promise_moved", "promise_beyond_authority", "amount_beyond_authority", "caller_is_worker", "wrong_team",
    "not_business_centre", "price_not_listed", "rework_charged", "steps_skipped",
}  # fmt: skip


def test_the_acts_that_are_forced() -> None:
    """These rules are gone past by an act somebody decides on, not by a time that passes or a word that is missing."""
    assert {rule.code for rule in OF_PROCEDURES if rule.forced} == FORCED
    assert [rule.code for rule in OWN] == ["forced_unexplained", "not_escalated"]


def test_a_step_that_was_left_out_needs_no_reason_but_may_have_one(run: Run) -> None:
    """`close` straight from dispatch is a way the manual's table has: the skipped steps show, the reason is listed."""
    run("create", "x", now="2026-11-20 09:00")
    run("dispatch", "1", "--to", "tech1", now="2026-11-20 09:05")
    document = run("close", "1", "--result", "y", "--reason", "电话里解决", "--json", now="2026-11-20 15:00").json()
    assert codes(document) >= {"steps_skipped"} and "forced_unexplained" not in codes(document)
    assert document["history"][-1]["reason"] == "电话里解决"


@pytest.mark.parametrize(
    "words",
    [("reply", "1", "好"), ("accept", "1"), ("hold", "1", "--reason", "r"), ("dispatch", "1", "--to", "tech2")],
)
def test_every_change_takes_a_reason(run: Run, words: tuple[str, ...]) -> None:
    """Those that have an option of their own, and all others."""
    run("create", "x")
    run("dispatch", "1", "--to", "tech1")
    more = () if "--reason" in words else ("--reason", "r")
    assert run(*words, *more, "--json").json()["history"][-1]["reason"] == "r"
    assert "--reason" in run(words[0], "--help").stdout


# -- at a terminal ---------------------------------------------------------------------------------------------------


@pytest.fixture
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr("cspm.shell.lazy.at_terminal", lambda: True)


@pytest.mark.usefixtures("_terminal")
@pytest.mark.parametrize(("typed", "reason"), [("业主只认他\n", "业主只认他"), ("\n", None)])
def test_at_a_terminal_it_is_asked_for(run: Run, worked: str, typed: str, reason: str | None) -> None:
    """Once, in the reader's language, before anything is written; no answer is an answer too."""
    said = by_worker(run, "--json", lang="zh", stdin=typed)
    assert said.stderr.count("仍要这样做的原因") == 1
    assert "R063" in said.stderr and worked in said.stderr
    document = said.json()
    assert (len(document["callbacks"]), document["history"][-1]["reason"]) == (1, reason)


@pytest.mark.usefixtures("_terminal")
def test_who_ends_the_question_has_written_nothing(run: Run, worked: str) -> None:
    """The end of input or Ctrl-C: 130; `--yes` and `--dry-run` ask nothing; nor does what is in order."""
    by_worker(run, stdin="", code=130)
    assert run("show", "1", "--json").json()["callbacks"] == []
    assert "Why" not in by_worker(run, "--dry-run").stderr
    assert "Why" not in by_worker(run, "--yes").stderr
    run("create", "y", "--promise", "x", code=2)
    assert "Why" not in run("create", "y").stderr


@pytest.mark.usefixtures("_terminal")
def test_it_is_asked_where_the_command_has_a_reason_of_its_own(run: Run) -> None:
    """A plumber is sent to a lamp: the note is said once, the answer is the reason of the dispatch."""
    run("team", "add", "household", "--category", "household", "--teams", "plumbers")
    run("create", "换灯", "--category", "household")
    said = run("dispatch", "1", "--to", "tech2", "--json", stdin="only he is here\n")
    assert said.stderr.count("is not of those") == 1
    assert said.json()["history"][-1]["reason"] == "only he is here"
    assert codes(said.json()) >= {"wrong_team"} and "forced_unexplained" not in codes(said.json())
