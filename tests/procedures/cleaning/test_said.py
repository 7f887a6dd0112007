"""What the commands of the cleaning work answer: what came of it, what to type next, what is not right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.procedures.cleaning.test_settlement_life import ID, drafted, inspect

Run = Callable[..., Any]
__all__ = ["drafted"]
SUPERVISOR = "cleaning_supervisor"


@pytest.fixture
def contract(run: Run) -> None:
    """A cleaning contract of the year over area A, with the standard."""
    run("standard", "load-default")
    run("areas", "add", "A", "--name", "lobby")
    run(
        "contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000",
        "--start", "2026-01-01", "--end", "2026-12-31", "--areas", "A",
    )  # fmt: skip


def added(run: Run, *words: str, day: str = "2026-10-05", **more: Any) -> Any:
    """An inspection of area A."""
    given = ("inspection", "add", "--contract", "C1", "--date", f"{day} 10:00", *words)
    return run(*given, **{"now": f"{day} 11:00", "actor": SUPERVISOR, **more})


def test_a_contract_says_what_comes_next(run: Run, contract: None, tmp_path: Any) -> None:
    """The note about the example comes after the change, never before a refusal."""
    words = ("--contractor", "x", "--domain", "cleaning", "--start", "2026-01-01", "--end", "2026-12-31")
    said = run("contract", "add", "--id", "C2", "--monthly-fee", "1", *words)
    assert "Next: cspm inspection plan --contract C2" in said.stdout
    assert "example" in said.stderr
    refused = run("contract", "add", "--id", "C3", "--monthly-fee", "-1", *words, code=2)
    assert "--monthly-fee" in refused.stderr
    assert "example" not in refused.stderr
    own = tmp_path / "s.toml"
    own.write_text('minor = "1.00"\n', encoding="utf-8")
    for verb in (
        ("fee", "--monthly-fee", "2", "--from", "2026-03-01"), ("areas", "--areas", "A,B", "--from", "2026-03-01"),
        ("schedule", "--file", str(own)),
    ):  # fmt: skip
        answer = run("contract", verb[0], "C1", *verb[1:], "--reason", "x").stdout
        assert answer.startswith("C1: from 2026-0")
        assert "cspm contract show C1" in answer


def test_a_day_to_come_is_refused(run: Run, contract: None) -> None:
    """Nobody inspected or counted tomorrow."""
    for words in (
        ("inspection", "add", "--area", "A"), ("bins", "add", "--area", "A", "--counted", "1", "--reported", "1")
    ):  # fmt: skip
        said = run(*words, "--contract", "C1", "--date", "2026-10-06", now="2026-10-05 23:00", actor=SUPERVISOR, code=2)
        assert "still to come" in said.stderr


def test_who_signs_next_is_said(run: Run, contract: None) -> None:
    """Once for all that were typed, with the side that is missing; nothing when both signed, none for scripts."""
    said = added(run, "--area", "A", "--checked", "C01")
    assert "Next: cspm inspection sign I-202610-0001 --side a --by NAME" in said.stderr
    assert "--side b" in added(run, "--area", "A", "--checked", "C02", "--signed-a", "x").stderr
    for more in (("--signed-a", "x", "--signed-b", "y"), ("-q",), ("--json",)):
        assert "Next" not in added(run, "--area", "A", "--checked", "C03", *more).stderr, more


def test_places_and_items_that_nobody_knows_are_said(run: Run, contract: None) -> None:
    """They are recorded all the same."""
    said = added(run, "--area", "Z", "--finding", "X9:minor:poor_result")
    for word in ("Not in the execution standard: X9", "does not cover area Z", "Area Z is not registered"):
        assert word in said.stderr


def test_what_was_typed_twice_is_said_and_taken_back(run: Run, contract: None, tmp_path: Any) -> None:
    """The same paper again counts every minor twice; `undo` takes the second one back, signed as it is."""
    paper = tmp_path / "p.txt"
    paper.write_text("area: A\nsigned_a: x\nsigned_b: y\nC01:minor:poor_result\nC02:clean\n", encoding="utf-8")
    first = added(run, "--from", str(paper))
    assert "Typed twice" not in first.stderr
    again = added(run, "--from", str(paper))
    assert "I-202610-0002 = I-202610-0001" in again.stderr
    assert "Typed twice" not in added(run, "--area", "A", "--checked", "C02").stderr
    run("undo", "I-202610-0002", "--yes", actor=SUPERVISOR)
    assert run("inspection", "show", "2", "--json").json()["state"] == "void"


def test_a_severe_that_comes_of_it_is_said_at_once(run: Run, contract: None) -> None:
    """The third in a row, the minor of a failed recheck, a severe that a correction undoes; not what the line says itself."""
    one = added(run, "--area", "A", "--finding", "C01:minor:poor_result")
    assert "severe" not in one.stdout
    assert "R119" not in one.stdout
    two = run("inspection", "recheck", "1.1", "--result", "poor", now="2026-10-06 9:00", actor=SUPERVISOR)
    assert "I-202610-0001.1 C01: minor, not rectified (R118)" in two.stdout
    three = added(run, "--area", "A", "--finding", "C01:minor:poor_result", day="2026-10-07")
    assert "severe, three in a row (R121), made of I-202610-0001.1, I-202610-0002.1" in three.stdout
    eased = run("inspection", "correct", "2.1", "C01:none", "--reason", "x", now="2026-10-08 9:00", actor=SUPERVISOR)
    assert "no more: I-202610-0002.1 C01: severe" in eased.stdout


@pytest.mark.rule("R125")
def test_a_false_bin_count_is_said(run: Run, contract: None) -> None:
    """000 P2-四 3.2.3.6: more reported than counted is a severe."""
    words = ("bins", "add", "--contract", "C1", "--date", "2026-10-05", "--area", "A", "--counted", "12", "--reported")
    assert "severe" in run(*words, "14", now="2026-10-05 12:00", actor=SUPERVISOR).stdout
    assert "severe" not in run(*words, "12", now="2026-10-05 12:00", actor=SUPERVISOR).stdout


@pytest.mark.rule("R126")
def test_a_complaint_says_whose_word_is_missing(run: Run, contract: None) -> None:
    """000 P2-四 3.2.4: it counts when both sides confirmed it."""
    run("create", "dirty", "--kind", "complaint", now="2026-10-05 9:00")
    said = run("complaint", "attribute", "1", "--contract", "C1", "--breach", "yes", "--impact", "slight")
    assert "Next: cspm complaint confirm T-202610-0001 --side a" in said.stdout
    assert "--side b" in run("complaint", "confirm", "1", "--side", "a", "--by", "x").stdout
    assert "counts on the account of C1" in run("complaint", "confirm", "1", "--side", "b", "--by", "y").stdout


def test_each_step_of_a_settlement_names_the_next(run: Run, drafted: list[str]) -> None:
    """From draft to payment; other figures take the signatures back, another amount is said."""

    def step(verb: str, *words: str, actor: str = SUPERVISOR, day: str = "2026-11-04") -> tuple[str, str]:
        made = run("settlement", verb, ID, *words, actor=actor, now=f"{day} 10:00")
        return made.stdout.partition("Next: cspm ")[2].strip(), made.stderr

    assert step("draft")[0] == f"settlement sign {ID} --side a --by NAME"
    assert step("sign", "--side", "a", "--by", "x")[0] == f"settlement sign {ID} --side b --by NAME"
    inspect(run, "2026-10-20", "C09")
    following, note = step("draft")
    assert (following, "taken back" in note) == (f"settlement sign {ID} --side a --by NAME", True)
    step("sign", "--side", "a", "--by", "x")
    assert step("sign", "--side", "b", "--by", "y")[0] == f"settlement approve {ID}"
    assert step("object", "--line", "1", "--text", "x", "--by", "y")[0].startswith(
        f"settlement answer {ID} --objection"
    )
    assert step("answer", "--objection", "1", "--result", "rejected", "--reason", "x")[0] == f"settlement approve {ID}"
    assert step("approve", actor="general_manager", day="2026-11-09")[0] == f"settlement note {ID}"
    assert step("note", day="2026-11-09")[0] == f"settlement pay {ID}"
    following, note = step("pay", "--amount", "1", actor="finance", day="2026-11-10")
    assert (following, "paid_otherwise" in note) == ("", True)


def test_a_draft_of_a_month_that_runs_says_so(run: Run, drafted: list[str]) -> None:
    """It may be looked at, and is drawn up again."""
    said = run("settlement", "draft", "C1-2026-11", actor=SUPERVISOR, now="2026-11-15 9:00")
    assert "2026-11 is not over" in said.stderr


def test_a_correction_in_an_approved_month_says_what_becomes_of_it(run: Run, drafted: list[str]) -> None:
    """The month stays, the next one carries the difference; a correction that changes no verdict says nothing."""
    run("settlement", "approve", ID, actor="general_manager", now="2026-11-09")
    words = ("inspection", "correct", drafted[0])
    said = run(*words, "C01:minor:poor_result:x", "--reason", "x", actor=SUPERVISOR, now="2026-11-10")
    assert "Approved already" not in said.stderr
    said = run(*words, "C01:none", "--reason", "x", actor=SUPERVISOR, now="2026-11-10")
    assert "Approved already: 2026-10" in said.stderr


def test_the_history_of_a_settlement_is_readable(run: Run, drafted: list[str]) -> None:
    """Lines and days by their number; `--json` has all of them."""
    table = run("settlement", "history", ID, now="2026-11-05").stdout
    assert "2 entries" not in table
    assert "26 entries" in table or "27 entries" in table
    assert len(run("settlement", "history", ID, "--json").json()[0]["changed"]["statement"]["lines"]) == 2


def test_kinds_of_areas_are_words_in_the_list(run: Run, contract: None) -> None:
    """Also in Chinese."""
    assert "楼道" in run("standard", "list", lang="zh").lines()[1]
