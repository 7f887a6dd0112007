"""`cspm referral` and `cspm communication` at the desk, and the clock of a referred ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def referred(run: Run, *words: str) -> str:
    """A problem referred to engineering."""
    return str(run("referral", "add", "--department", "工程部", "--text", "电梯异响", *words, "-q").stdout.strip())


@pytest.mark.rule("R236", "R237")
def test_a_problem_goes_to_a_department_and_comes_back(run: Run) -> None:
    """By a written report when it is serious; dealt with, fed back, nothing to find."""
    assert referred(run, "--gravity", "serious", "--manner", "report", "--report", "书面报告 3 页") == "R-202611-0001"
    (line,) = run("due", "--for", "department_head", "--json").json()
    assert (line["clock"], line["next"]) == ("referral", 'cspm referral handle R-202611-0001 --result "..."')
    run(
        "referral",
        "handle",
        "1",
        "--result",
        "更换导靴",
        "--handled-by",
        "陈工",
        actor="department_head",
        now="2026-11-24T10:00:00+08:00",
    )
    done = run("referral", "feed-back", "1", "--json", now="2026-11-24T11:00:00+08:00").json()
    assert (done["state"], done["fed_back_to"], done["findings"]) == ("fed_back", "csc_manager", [])


@pytest.mark.rule("R236")
def test_a_referred_ticket_shows_its_clock_everywhere(run: Run) -> None:
    """`show`, `explain`, `list`, `due` and `compliance` know the department's days of a ticket passed on with `refer`."""
    run("create", "电梯异响", "--unit", "1-1-101", "--caller", "王芳", "--phone", "138", "--channel", "phone")
    run("reply", "1", "已转工程部")
    run("refer", "1", "--to", "工程部")
    clocks = {line["clock"]: line for line in run("show", "1", "--json").json()["deadlines"]}
    assert clocks["referral"]["due"] == "2026-11-25T10:00:00+08:00"
    (ledger,) = [line for line in run("explain", "1", "--json").json() if line["clock"] == "referral"]
    assert (ledger["rule"], ledger["figure"]) == ("R236", "referral_within")
    assert "referral" in run("explain", "1").stdout
    assert run("list", "--json").json()[0]["clock"] == "referral"
    (late,) = run(
        "due", "--overdue", "--for", "department_head", "--json", now="2026-11-26T09:00:00+08:00", code=1
    ).json()
    assert (late["rule"], late["record"]) == ("R236", "T-202611-0001")
    lines = run("compliance", "--month", "2026-11", "--json", now="2026-11-26T09:00:00+08:00", code=1).json()
    assert [line["records"] for line in lines if line["rule"] == "R236"] == [["T-202611-0001"]]


@pytest.mark.rule("R238")
def test_the_communication_register(run: Run) -> None:
    """The company enters a complaint, tells the centre, urges, and the row is cleared."""
    run("communication", "add", "--customer", "王芳", "--unit", "3-2-1501", "--text", "噪声", actor="company_leader")
    run("create", "噪声", "--kind", "complaint", "--unit", "3-2-1501")
    run("communication", "tell", "1", "--told-to", "csc_manager", "--ticket", "1", actor="company_leader")
    urged = run(
        "communication",
        "urge",
        "1",
        "--text",
        "请尽快",
        "--json",
        actor="company_leader",
        now="2026-11-25T09:00:00+08:00",
    ).json()
    assert [(line["by"], line["text"]) for line in urged["urges"]] == [("company_leader", "请尽快")]
    assert run("communication", "list", "state:open", "-q", now="2026-11-25T09:00:00+08:00").stdout.split() == [
        "K-202611-0001"
    ]
    done = run("communication", "clear", "1", "--result", "已调解", "--json", now="2026-11-25T09:30:00+08:00").json()
    assert (done["state"], done["ticket"], done["findings"]) == ("cleared", "T-202611-0001", [])


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("referral", "handle", "1"), "csc_manager", 2),
        (("referral", "handle", "1", "--result", "x"), "warehouse", 23),
        (("referral", "add", "--department", "x"), "csc_manager", 2),
        (("referral", "add", "--department", "x", "--text", "y", "--ticket", "T-202601-0001"), "csc_manager", 20),
        (("referral", "add", "--department", "x", "--text", "y", "--gravity", "huge"), "csc_manager", 2),
        (("communication", "clear", "1", "--result", "x"), "csc_manager", 20),
        (("communication", "add", "--text", "x"), "tech1", 23),
    ],
)
def test_what_is_refused(run: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Wrong words, wrong role, unknown records: one sentence, nothing written."""
    referred(run)
    refused = run(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert len(run("referral", "history", "1", "--json").json()) == 1


def test_a_referral_ends_once(run: Run) -> None:
    """What was fed back cannot be handled again; the sentence says so in the reader's language."""
    referred(run)
    run("referral", "feed-back", "1", "--result", "已修")
    assert "已反馈" in run("referral", "handle", "1", "--result", "x", code=21, lang="zh").stderr


def test_words_of_both_languages(run: Run) -> None:
    """Labels are taken as codes are, and shown in the reader's language."""
    referred(run, "--gravity", "复杂", "--manner", "书面报告")
    shown = run("referral", "show", "1", lang="zh").stdout
    assert "复杂" in shown and "书面报告" in shown
    assert run("referral", "show", "1", "--json").json()["gravity"] == "complex"
