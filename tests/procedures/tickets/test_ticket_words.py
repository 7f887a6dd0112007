"""Blank texts, closed words and times that cannot be: what is refused, and what is written down with a finding."""

from __future__ import annotations

import json
from typing import Any

import pytest

Run = Any
DISPATCH = ("dispatch", "--to", "tech1")
FINISH = ("finish", "--result", "换垫圈")


@pytest.fixture
def ticket(run: Run) -> str:
    """A service ticket, just registered."""
    return str(run("create", "漏水", "--unit", "3-2-1501", "--caller", "王芳", "-q").stdout.strip())


def codes(document: dict[str, Any]) -> list[str]:
    """The codes of a ticket's findings."""
    return [finding["code"] for finding in document["findings"]]


@pytest.mark.rule("R041", "R006", "R047")
@pytest.mark.parametrize("blank", ["", "  ", "\u3000"])
@pytest.mark.parametrize(
    ("before", "verb", "rule"),
    [
        ((), ("decline", "--reason"), "R041"),
        ((DISPATCH,), ("close", "--result"), "R006"),
        ((DISPATCH,), ("quote", "--line", "清洗:1:80", "--agreed-by"), "R047"),
        ((DISPATCH,), ("close", "--result", "好", "--agreed-by"), "R047"),
    ],
    ids=lambda value: value[0] if value and isinstance(value[0], str) else "",
)
def test_a_blank_text_passes_no_hard_rule(
    run: Run, ticket: str, before: tuple[tuple[str, ...], ...], verb: tuple[str, ...], rule: str, blank: str
) -> None:
    """A blank reason, result or name counts as missing: refused with the rule (22)."""
    run("amend", ticket, "nature=paid", "--reason", "x")
    for words in before:
        run(words[0], ticket, *words[1:])
    refusal = json.loads(run(verb[0], ticket, *verb[1:], blank, "--json", code=22).stderr)
    assert refusal["rule"] == rule


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        ((), ("cancel", "--reason")),
        ((DISPATCH,), ("hold", "--reason")),
        ((DISPATCH,), ("return", "--reason")),
        ((DISPATCH, FINISH), ("reject", "--reason")),
        ((DISPATCH, FINISH, ("close",)), ("reopen", "--due", "明天", "--reason")),
        ((), ("escalate", "--to", "csc_manager", "--reason")),
        ((DISPATCH,), ("finish", "--result")),
        ((DISPATCH, FINISH), ("sign", "--signed-by")),
        ((), ("appoint", "明天 9:00", "--confirmed-by")),
        ((), ("refer", "--to")),
        ((), ("reply",)),
    ],
    ids=lambda value: value[0] if value and isinstance(value[0], str) else "",
)
def test_a_blank_text_is_no_text(
    run: Run, ticket: str, before: tuple[tuple[str, ...], ...], verb: tuple[str, ...]
) -> None:
    """What has to be said cannot be blank: exit 2, naming the option, and nothing is written."""
    for words in before:
        run(words[0], ticket, *words[1:])
    was = run("show", ticket, "--json").json()["revision"]
    said = run(verb[0], ticket, *verb[1:], "  ", code=2).stderr
    assert (verb[-1] if verb[-1].startswith("--") else "TEXT") in said
    assert run("show", ticket, "--json").json()["revision"] == was


def test_a_matter_has_a_text(run: Run) -> None:
    """A ticket about nothing is refused (2); blanks around texts are not kept."""
    run("create", "", code=2)
    run("create", "  ", code=2)
    made = run("create", " 漏水 ", "--caller", " 王芳 ", "--phone", " ", "--json").json()
    assert (made["text"], made["customer"]["name"], made["customer"]["phone"]) == ("漏水", "王芳", None)


@pytest.mark.rule("R049")
def test_more_back_than_taken_is_a_finding_and_does_not_hold_the_ticket(run: Run, ticket: str) -> None:
    """What was typed stays as it is: the ticket can be closed, and a finding names the items."""
    run(*DISPATCH[:1], ticket, *DISPATCH[1:])
    run("materials", ticket, "--take", "阀芯:1", "--take", "胶带:1", "--take", "梯子:1")
    run("materials", ticket, "--back", "阀芯:2", "--used", "胶带:3")
    assert "梯子:1" in run("close", ticket, "--result", "好", code=22).stderr
    run("materials", ticket, "--back", "梯子:1")
    document = run("close", ticket, "--result", "好", "--json", lang="zh").json()
    found = next(finding for finding in document["findings"] if finding["code"] == "materials_over")
    assert (found["rule"], found["severity"]) == ("R049", "error")
    assert "胶带、阀芯" in found["message"]
    assert "tools_out" not in codes(document)


@pytest.mark.rule("R166")
def test_received_later_than_registered_is_out_of_order(run: Run) -> None:
    """What is said to come in the day after tomorrow was written down too early: a time_order finding."""
    assert "time_order" in codes(run("create", "漏水", "--received", "2026-11-24 9:00", "--json").json())
    assert "time_order" not in codes(run("create", "漏水", "--received", "2026-11-21 9:00", "--json").json())


@pytest.mark.rule("R222")
def test_a_promise_moves_only_with_a_reason(run: Run, ticket: str) -> None:
    """The first promise needs none; the same time again is no move and says so; another one says why (2)."""
    run("promise", ticket, "2026-11-23 9:00")
    again = run("promise", ticket, "2026-11-23 9:00", lang="en")
    assert "already promised" in again.stderr
    run("promise", ticket, "2026-11-23 11:00", code=2)
    run("promise", ticket, "2026-11-23 11:00", "--reason", "  ", code=2)
    document = run("show", ticket, "--json").json()
    assert (document["revision"], "promise_moved" in codes(document)) == (2, False)
    moved = run("promise", ticket, "2026-11-23 11:00", "--reason", "等配件", "--json").json()
    assert (len(moved["promises"]), "promise_moved" in codes(moved)) == (2, True)


@pytest.mark.rule("R222")
def test_the_same_promise_at_a_new_dispatch_is_no_second_one(run: Run, ticket: str) -> None:
    """Sent to somebody else with the time that stands already."""
    run("dispatch", ticket, "--to", "tech1", "--promise", "2026-11-23 9:00")
    found = run("dispatch", ticket, "--to", "tech2", "--promise", "2026-11-23 9:00", "--json").json()
    assert len(found["promises"]) == 1


@pytest.mark.parametrize("words", [("--channel", "bogus"), ("--category", "bogus"), ("--source", "bogus")])
def test_words_of_the_command_line_are_closed(run: Run, words: tuple[str, ...]) -> None:
    """`create` knows its channels, categories and sources (2); a correction may keep a word of an old table."""
    assert "bogus" in run("create", "漏水", *words, code=2).stderr


def test_a_correction_may_name_a_category_of_ones_own(run: Run, ticket: str) -> None:
    """What imports may bring, a correction may write."""
    assert run("amend", ticket, "category=旧分类", "--reason", "x", "--json").json()["category"] == "旧分类"


def test_filters_know_the_words_of_closed_columns(run: Run, ticket: str) -> None:
    """A state, kind or role that there is not is refused (2) naming those there are; unknown staff is 20."""
    assert "registered" in run("list", "state:bogus", code=2).stderr
    assert "complaint" in run("list", "kind:bogus", code=2).stderr
    assert "technician" in run("staff", "list", "role:bogus", code=2).stderr
    run("list", "state:approved", code=2)
    assert "active" in run("units", "list", "state:bogus", code=2).stderr
    run("list", "assignee:NOBODY", code=20)
    assert run("list", "state:已登记,closed", "kind:service", "-q").lines() == [ticket]
    assert run("staff", "list", "role:technician", "state:active", "-q").lines() == ["tech1", "tech2", "technician"]
    assert run("list", "assignee:tech1", "-q").lines() == []


def test_refusals_name_only_what_can_be_typed(run: Run, ticket: str) -> None:
    """There is no command `void` for tickets: taking the intake back is `undo`."""
    said = run("accept", ticket, code=21).stderr
    assert "cancel" in said and "void" not in said
    assert "作废" not in run("callback", ticket, "--method", "phone", "--satisfied", lang="zh", code=21).stderr


def test_a_voided_entry_of_the_staff_list_gets_no_work(run: Run, ticket: str) -> None:
    """Neither as the one it is sent to nor as a helper nor as first receiver (20)."""
    run("staff", "void", "tech2", "--reason", "误录")
    run("dispatch", ticket, "--to", "tech2", code=20)
    run("dispatch", ticket, "--to", "tech1", "--with", "tech2", code=20)
    run("create", "x", "--first-receiver", "tech2", code=20)


@pytest.mark.rule("R345")
def test_who_may_correct_a_ticket(run: Run, ticket: str) -> None:
    """Desk roles and the departments; a technician only what was sent to him or where he helps; others not (23)."""
    words = ("amend", ticket, "customer.phone=139", "--reason", "听错")
    run(*words, actor="tech1", code=23)
    run(*words, actor="security", code=23)
    run("dispatch", ticket, "--to", "tech1", "--with", "tech2")
    for actor in ("tech1", "tech2", "finance", "engineering", "front_desk"):
        run(*words, actor=actor)
    run(*words, actor="technician", code=23)


@pytest.mark.rule("R345")
def test_who_may_take_a_change_back(run: Run, ticket: str) -> None:
    """One's own change always, what others typed only desk roles (23 otherwise)."""
    run("dispatch", ticket, "--to", "tech1")
    run("undo", ticket, actor="tech1", code=23)
    run("accept", ticket, actor="tech1")
    run("undo", ticket, actor="tech2", code=23)
    run("undo", ticket, actor="tech1")
    run("accept", ticket, "--by", "tech1", actor="front_desk")
    run("undo", ticket, actor="tech1")
    assert run("undo", ticket, "--json", actor="dispatch_assistant").json()["state"] == "registered"
