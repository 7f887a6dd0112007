"""`cspm enquiry` and the summary of a quarter at the desk, in both languages, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def asked(run: Run, text: str = "车位月租多少", now: str = "2026-11-23T10:00:00+08:00", **more: str) -> None:
    """An enquiry of 王芳's by telephone."""
    words = [word for key, value in more.items() for word in (f"--{key}", value)]
    run(
        "create",
        text,
        "--kind",
        "enquiry",
        "--caller",
        "王芳",
        "--phone",
        "138",
        "--unit",
        "1-1-101",
        "--channel",
        "phone",
        *words,
        now=now,
    )


@pytest.mark.rule("R382", "R405")
def test_an_answer_is_reply_and_result(run: Run) -> None:
    """One command records answer, who gave it, topic and source; closing needs nothing more."""
    asked(run)
    done = run(
        "enquiry",
        "answer",
        "1",
        "每月 150 元",
        "--topics",
        "停车,收费",
        "--source",
        "收费公示",
        "--json",
        actor="front_desk",
        now="2026-11-23T10:02:00+08:00",
    ).json()
    assert done["enquiry"]["status"] == "answered"
    assert (done["enquiry"]["answered_by"], done["enquiry"]["topics"], done["result"]) == (
        "front_desk",
        ["停车", "收费"],
        "每月 150 元",
    )
    assert (done["replied_at"], done["reply_text"]) == ("2026-11-23T10:02:00+08:00", "每月 150 元")
    assert {line["clock"]: line["state"] for line in done["deadlines"]} == {"reply": "met", "answer": "met"}
    closed = run("close", "1", "--json", now="2026-11-23T10:03:00+08:00").json()
    assert (closed["state"], closed["findings"]) == ("closed", [])


@pytest.mark.rule("R294", "R425")
def test_an_expert_is_asked_and_the_promise_kept(run: Run) -> None:
    """Pending counts as told, `due` shows the promise, `explain` why; the answer stops the clock."""
    asked(run)
    run(
        "enquiry",
        "pending",
        "1",
        "--expert",
        "财务 周",
        "--promise",
        "2026-11-24 15:00",
        "--explanation",
        "请财务核实",
        now="2026-11-23T10:02:00+08:00",
    )
    (line,) = [line for line in run("due", "--json").json() if line["clock"] == "answer"]
    assert (line["rule"], line["due"], line["next"]) == (
        "R294",
        "2026-11-24T15:00:00+08:00",
        'cspm enquiry answer T-202611-0001 "..."',
    )
    (row,) = run("enquiry", "list", "--json").json()
    assert (row["status"], row["expert"], row["due"]) == ("pending_expert", "财务 周", "2026-11-24T15:00:00+08:00")
    assert "待请教答复" in run("enquiry", "list", lang="zh").stdout
    (ledger,) = [clock for clock in run("explain", "1", "--json").json() if clock["clock"] == "answer"]
    assert ledger["mode"] == "point"
    assert "答复" in run("explain", "1", lang="zh").stdout
    late = run("due", "--overdue", "--json", now="2026-11-24T16:00:00+08:00", code=1).json()
    assert [one["rule"] for one in late if one["clock"] == "answer"] == ["R294"]
    shown = run("enquiry", "answer", "1", "150 元", "--json", now="2026-11-24T16:00:00+08:00").json()
    assert [one["code"] for one in shown["findings"]] == ["promised_answer_late"]


def test_a_promise_put_off_stays_on_record(run: Run) -> None:
    """Asked again, the first asking counts; the same promise again is none, another is a finding."""
    asked(run)
    ask = ("enquiry", "pending", "1", "--expert", "周", "--explanation", "x", "--promise")
    run(*ask, "2026-11-23 15:00", now="2026-11-23T10:02:00+08:00")
    run(*ask, "2026-11-23 15:00", now="2026-11-23T11:00:00+08:00")
    shown = run(*ask, "2026-11-24 15:00", "--json", now="2026-11-23T12:00:00+08:00").json()
    assert len(shown["enquiry"]["promises"]) == 2
    assert shown["enquiry"]["asked_at"] == "2026-11-23T10:02:00+08:00"
    assert [one["code"] for one in shown["findings"]] == ["promised_answer_moved"]


@pytest.mark.rule("R380")
def test_the_summary_of_a_quarter(run: Run) -> None:
    """Topics, counts, how long it took; each number traced to its tickets; the default is the last complete quarter."""
    asked(run, now="2026-08-10T09:00:00+08:00")
    asked(run, "装修几点可以", now="2026-08-11T09:00:00+08:00")
    asked(run, "停车证怎么办", now="2026-09-11T09:00:00+08:00")
    run("enquiry", "answer", "202608-1", "150", "--topics", "停车,收费", now="2026-08-10T09:30:00+08:00")
    run("enquiry", "answer", "202609-1", "带行驶证", "--topics", "停车", now="2026-09-11T10:30:00+08:00")
    run("enquiry", "pending", "202608-2", "--expert", "x", now="2026-08-11T09:01:00+08:00")
    ask = ("report", "enquiries")
    found = run(*ask, "--json").json()
    assert (found["quarter"], found["received"], found["answered"], found["pending"], found["open"]) == (
        "2026-Q3",
        3,
        2,
        1,
        1,
    )
    assert found["minutes_to_answer"] == {"count": 2, "mean": 60.0, "median": 60.0, "p90": 90.0}
    assert found["in_time"] == {"due": 3, "met": 2, "rate": 0.6667}
    assert [(one["topic"], one["received"], one["answered"]) for one in found["by_topic"]] == [
        ("停车", 2, 2),
        ("收费", 1, 1),
        ("", 1, 0),
    ]
    assert run(*ask, "--quarter", "2026-Q3", "--explain", "by_topic.停车", "-q").stdout.split() == [
        "T-202608-0001",
        "T-202609-0001",
    ]
    assert run(*ask, "--explain", "open", "--json").json() == ["T-202608-0002"]
    assert "停车" in run(*ask, lang="zh").stdout and "（未归类）" in run(*ask, lang="zh").stdout
    assert run(*ask, "--quarter", "2026-Q2", "--json").json()["received"] == 0
    run(*ask, "--explain", "nothing", code=2)
    run("enquiry", "topics", "202608-2", "--topics", "装修")
    assert run(*ask, "--json").json()["by_topic"][2]["topic"] == "装修"


@pytest.mark.rule("R381")
@pytest.mark.parametrize(("topics", "status"), [("停车,绿化", "kept"), ("绿化", "broken")])
def test_the_bulletin_takes_up_what_was_asked(run: Run, topics: str, status: str) -> None:
    """004 A15 咨询五: next quarter's bulletin is chosen from what people asked about; judged when it is filed."""
    asked(run, now="2026-08-10T09:00:00+08:00")
    run("enquiry", "answer", "202608-1", "150", "--topics", "停车", now="2026-08-10T09:30:00+08:00")
    run(
        "filing",
        "add",
        "--form",
        "bulletin",
        "--period",
        "2026-Q4",
        "--text",
        "x",
        "--topics",
        topics,
        now="2026-09-28T09:00:00+08:00",
    )
    code = 1  # other rules of the month are broken too
    lines = run("compliance", "--month", "2026-09", "--json", code=code).json()
    (line,) = [line for line in lines if line["rule"] == "R381"]
    assert line["status"] == status
    assert line["records"] == ([] if status == "kept" else ["F-202609-0001"])


def test_a_bulletin_after_a_silent_quarter(run: Run) -> None:
    """Nobody asked anything: there is nothing to take up."""
    run(
        "filing",
        "add",
        "--form",
        "bulletin",
        "--period",
        "2026-Q4",
        "--text",
        "x",
        "--topics",
        "绿化",
        now="2026-09-28T09:00:00+08:00",
    )
    lines = run("compliance", "--month", "2026-10", "--json", code=1).json()
    assert [line["records"] for line in lines if line["rule"] == "R381"] == [[]]


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("enquiry", "answer", "1", " "), "csc_manager", 2),
        (("enquiry", "pending", "1"), "csc_manager", 2),
        (("enquiry", "pending", "1", "--expert", "x", "--promise", "sometime"), "csc_manager", 2),
        (("enquiry", "answer", "2", "x"), "csc_manager", 21),  # a service, no enquiry
        (("enquiry", "answer", "7", "x"), "csc_manager", 20),
        (("enquiry", "answer", "1", "x", "--by", "front_desk"), "tech1", 23),
    ],
)
def test_what_is_refused(run: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Blank, no expert, no time, another kind, unknown, for somebody else: one sentence, nothing written."""
    asked(run)
    run("create", "灯坏了", now="2026-11-23T10:00:00+08:00")
    refused = run(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert len(run("history", "1", "--json").json()) == 1


def test_an_enquiry_that_was_cancelled_is_not_answered(run: Run) -> None:
    """The customer took it back: 21, with what is possible."""
    asked(run)
    run("cancel", "1", "--reason", "已自行解决")
    assert "已取消" in run("enquiry", "answer", "1", "x", code=21, lang="zh").stderr
