"""`cspm incident` at the desk: from the finding to the report, in both languages, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def found(run: Run, *words: str, kind: str = "engineering") -> str:
    """An incident that a technician found in the lobby."""
    return str(
        run(
            "incident",
            "add",
            "--incident-type",
            kind,
            "--text",
            "大堂漏水",
            "--area",
            "A1",
            *words,
            "-q",
            actor="tech1",
        ).stdout.strip()
    )


@pytest.mark.rule("R031", "R033")
def test_from_the_finding_to_the_report(run: Run) -> None:
    """Anybody who works here tells of it; the desk goes on; the ticket's number comes last."""
    assert found(run, "--measures", "关阀，设警示牌") == "E-202611-0001"
    run(
        "incident",
        "notify",
        "1",
        "--role",
        "department_head",
        "--name",
        "陈工",
        actor="tech1",
        now="2026-11-22T10:03:00+08:00",
    )
    run("incident", "attend", "1", "--department", "工程部", now="2026-11-22T10:20:00+08:00")
    run("incident", "leave", "1", now="2026-11-22T10:25:00+08:00")
    run("incident", "handle", "1", "--result", "换管", now="2026-11-22T11:00:00+08:00")
    run(
        "incident",
        "report",
        "1",
        "--reported-to",
        "csc_manager",
        "--account",
        "管道老化",
        now="2026-11-22T12:00:00+08:00",
    )
    run("incident", "decide", "1", "--decision", "不再上报", now="2026-11-22T12:30:00+08:00")
    ticket = run("create", "大堂水管更换", "--area", "A1", "--category", "repair", "-q").stdout.strip()
    run("incident", "number", "1", "--ticket", "1", now="2026-11-22T13:00:00+08:00")
    done = run("incident", "close", "1", "--json", now="2026-11-22T14:00:00+08:00").json()
    assert (done["state"], done["ticket"], done["findings"], done["found_by"]) == ("closed", ticket, [], "tech1")
    assert [(line["clock"], line["state"]) for line in done["deadlines"]] == [("notice", "met"), ("report", "met")]


def test_what_is_due_of_an_incident(run: Run) -> None:
    """The head is to be told by his finder; overdue after five minutes."""
    found(run)
    (line, *_) = run("due", "--for", "tech1", "--json").json()
    assert (line["rule"], line["clock"], line["next"]) == (
        "R031", "notice", "cspm incident notify E-202611-0001 --role department_head",
    )  # fmt: skip
    late = run("due", "--overdue", "--for", "tech1", "--json", now="2026-11-22T10:06:00+08:00", code=1).json()
    assert [line["clock"] for line in late] == ["notice"]


def test_a_month_judges_its_incidents(run: Run) -> None:
    """A major accident that the general manager was not told of is named, rule by rule."""
    found(run, "--major", kind="accident")
    run("incident", "notify", "1", "--role", "department_head")
    lines = run("compliance", "--month", "2026-11", "--json", now="2026-11-23T09:00:00+08:00", code=1).json()
    status = {line["rule"]: (line["status"], line["records"]) for line in lines}
    assert status["R034"] == ("broken", ["E-202611-0001"])
    assert status["R031"] == ("kept", [])
    assert status["R149"] == ("broken", ["E-202611-0001"])


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("incident", "close", "1"), "csc_manager", 21),  # not handled yet
        (("incident", "decide", "1", "--decision", "x"), "tech1", 23),
        (("incident", "handle", "1"), "csc_manager", 2),
        (("incident", "add", "--text", "x"), "csc_manager", 2),
        (("incident", "add", "--text", " ", "--incident-type", "other"), "csc_manager", 2),
        (("incident", "number", "1", "--ticket", "7"), "csc_manager", 20),
        (("incident", "report", "1", "--reported-to", "nobody"), "csc_manager", 2),
    ],
)
def test_what_is_refused(run: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Wrong state, wrong words, wrong role, unknown ticket: one sentence, nothing written."""
    found(run)
    refused = run(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert len(run("incident", "history", "1", "--json").json()) == 1


def test_words_of_both_languages(run: Run) -> None:
    """Labels are taken as codes are, and shown in the reader's language."""
    run("incident", "add", "--incident-type", "纠纷", "--text", "车位争执", lang="zh")
    run("incident", "notify", "1", "--role", "部门负责人", lang="zh")
    shown = run("incident", "show", "1", lang="zh").stdout
    assert "纠纷" in shown and "部门负责人" in shown
    assert run("incident", "list", "incident_type:纠纷", "-q", lang="zh").stdout.split() == ["E-202611-0001"]
    assert run("can", "tech1", "incident decide", "E-202611-0001", code=1).stdout
