"""`cspm callback` and `cspm callbacks` at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
PHONE = ("--method", "phone", "--opinion", "还行")
VISIT = ("--method", "visit", "--opinion", "满意", "--signed-by", "王芳")
END = "2026-10-05 10:00"


@pytest.fixture
def done(run: Run) -> Callable[..., str]:
    """A closed ticket of 5 October; `create` options may be added."""

    def makes(*options: str, end: str = END) -> str:
        made = run("create", "水龙头漏水", "--unit", "3-2-1501", *options, "-q", now="2026-10-05 8:00").stdout.strip()
        run("dispatch", made, "--to", "tech1", now="2026-10-05 8:05")
        run("finish", made, "--result", "换垫圈", now=end)
        run("close", made, now=end)
        return str(made)

    return makes


def callback(run: Run, ticket: str, *words: str, now: str = "2026-10-06 9:00", **more: Any) -> Any:
    """Record a callback; the ticket as JSON."""
    return run("callback", ticket, *words, "--json", now=now, actor=more.pop("actor", "dispatch_assistant"), **more)


def test_a_callback_is_written_down(run: Run, done: Callable[..., str]) -> None:
    """Method, answer, score and opinion, with caller and his role; the ticket stays closed."""
    ticket = callback(run, done(), *PHONE, "--satisfied", "--score", "5").json()
    assert ticket["state"] == "closed"
    assert ticket["callbacks"] == [
        {
            "at": "2026-10-06T09:00:00+08:00", "by": "dispatch_assistant", "role": "dispatch_assistant",
            "method": "phone", "reached": True, "attempt": 1, "satisfied": True, "score": 5, "opinion": "还行",
            "signed_by": None, "action": None, "due": None, "in_charge": True, "instead": None, "sample": None,
            "aspects": [], "handled": None, "handled_at": None, "handled_by": None, "file": None,
        },
    ]  # fmt: skip
    codes = {found["code"] for found in ticket["findings"]}
    assert not codes & {"callback_late", "opinion_missing", "caller_is_worker"}


@pytest.mark.rule("R069", "R105")
def test_a_dissatisfied_customer_opens_the_ticket_again(run: Run, done: Callable[..., str]) -> None:
    """000 P2-一 2.7.6: into rework with the time that was given; closed_at is cleared, all in one event."""
    said = ("--dissatisfied", "--action", "重换", "--due", "2026-10-07 12:00")
    ticket = callback(run, done(), *PHONE, *said).json()
    assert (ticket["state"], ticket["closed_at"], ticket["rework_count"]) == ("rework", None, 1)
    assert ticket["resolution_due_at"] == ticket["callbacks"][0]["due"] == "2026-10-07T12:00:00+08:00"
    assert ticket["history"][-1]["action"] == "callback"
    assert "resolution" in {clock["clock"] for clock in ticket["deadlines"]}
    assert "no_corrective_action" not in {found["code"] for found in ticket["findings"]}


@pytest.mark.rule("R069")
def test_without_a_time_rework_is_due_the_next_working_day(run: Run, done: Callable[..., str]) -> None:
    """A57: timely is one working day; that nobody gave a time shows as a finding (a Friday here, so Monday)."""
    ticket = callback(run, done(), *PHONE, "--dissatisfied", now="2026-10-16 9:00").json()
    assert ticket["resolution_due_at"] == "2026-10-19T09:00:00+08:00"
    assert ticket["callbacks"][0]["due"] is None
    assert "no_corrective_action" in {found["code"] for found in ticket["findings"]}


@pytest.mark.rule("R066", "R100")
@pytest.mark.parametrize(
    ("nature", "words", "rule"),
    [
        ("valid", ("--method", "visit", "--satisfied", "--opinion", "好"), "R066"),
        ("major", (*PHONE, "--satisfied"), "R100"),
        ("major", (*PHONE, "--unreachable"), "R100"),
        ("major", ("--method", "visit", "--satisfied", "--opinion", "好"), "R066"),
        ("major", (*VISIT, "--satisfied"), None),
        ("major", ("--method", "visit", "--unreachable"), None),
        ("valid", (*PHONE, "--satisfied"), None),
    ],
)
def test_the_hard_rules_of_callbacks(
    run: Run, done: Callable[..., str], nature: str, words: tuple[str, ...], rule: str | None
) -> None:
    """000 P2-一 2.7.4, P2-二 2.7.4: a door visit is signed (nobody at home need not), a major complaint is visited."""
    ticket = done("--kind", "complaint")
    run("complaint", "judge", ticket, nature)
    outcome = callback(run, ticket, *words, code=22 if rule else 0)
    if rule:
        assert json.loads(outcome.stderr)["rule"] == rule
        assert run("show", ticket, "--json").json()["callbacks"] == []
    else:
        assert len(outcome.json()["callbacks"]) == 1


@pytest.mark.parametrize("kind", ["service", "complaint", "enquiry"])
def test_open_work_is_not_called_back(run: Run, kind: str) -> None:
    """Before the work is done there is nothing to ask about (exit 21, with what is possible)."""
    ticket = run("create", "漏水", "--kind", kind, "-q").stdout.strip()
    refused = callback(run, ticket, *PHONE, "--satisfied", code=21, now="2026-11-22 11:00")
    assert json.loads(refused.stderr)["error"] == "not_possible_now"


def test_finished_work_can_be_called_back_before_closing(run: Run) -> None:
    """It may be asked about as soon as the work is finished; only a closed ticket goes into rework by it."""
    ticket = run("create", "漏水", "-q", now="2026-10-05 8:00").stdout.strip()
    run("dispatch", ticket, "--to", "tech1", now="2026-10-05 8:05")
    run("finish", ticket, "--result", "好", now=END)
    assert callback(run, ticket, *PHONE, "--satisfied").json()["state"] == "finished"
    unhappy = callback(run, ticket, *PHONE, "--dissatisfied", now="2026-10-16 9:00").json()
    assert (unhappy["state"], unhappy["rework_count"]) == ("finished", 0)
    assert unhappy["resolution_due_at"] == "2026-10-19T09:00:00+08:00"
    run("sign", ticket, "--signed-by", "王芳", now="2026-10-16 10:00")
    again = callback(run, ticket, *PHONE, "--dissatisfied", "--due", "2026-10-18 9:00", now="2026-10-16 11:00").json()
    assert (again["state"], again["signed_by"]) == ("signed", "王芳")
    assert again["resolution_due_at"] == "2026-10-18T09:00:00+08:00"


@pytest.mark.rule("R069")
def test_the_corrective_action_can_be_added_in_rework(run: Run, done: Callable[..., str]) -> None:
    """A second callback names action and time; the ticket stays in rework, counted once, and nothing is missing then."""
    ticket = done()
    first = callback(run, ticket, *PHONE, "--dissatisfied", now="2026-10-16 9:00")
    assert "2026-10-19 09:00" in first.stderr
    said = ("--dissatisfied", "--action", "重换", "--due", "2026-10-17 12:00")
    second = callback(run, ticket, *PHONE, *said, now="2026-10-16 10:00")
    assert second.stderr == ""
    found = second.json()
    assert (found["state"], found["rework_count"], len(found["callbacks"])) == ("rework", 1, 2)
    assert found["resolution_due_at"] == "2026-10-17T12:00:00+08:00"
    assert "no_corrective_action" not in {finding["code"] for finding in found["findings"]}
    third = callback(run, ticket, *PHONE, "--dissatisfied", now="2026-10-16 11:00").json()
    assert third["resolution_due_at"] == "2026-10-17T12:00:00+08:00"


@pytest.mark.rule("R069")
def test_an_action_that_comes_too_late_does_not_count(run: Run, done: Callable[..., str]) -> None:
    """A57: timely is one working day; the action of three days later leaves the finding."""
    ticket = done()
    callback(run, ticket, *PHONE, "--dissatisfied", now="2026-10-13 9:00")
    said = ("--dissatisfied", "--action", "重换", "--due", "2026-10-17 12:00")
    found = callback(run, ticket, *PHONE, *said, now="2026-10-16 10:00").json()
    assert "no_corrective_action" in {finding["code"] for finding in found["findings"]}


@pytest.mark.rule("R066")
def test_a_blank_signature_is_none(run: Run, done: Callable[..., str]) -> None:
    """000 P2-一 2.7.4: blanks do not sign a door visit (22); blank opinions and actions are not kept."""
    ticket = done()
    visit = ("--method", "visit", "--satisfied", "--opinion", "好", "--signed-by", "  ")
    assert json.loads(callback(run, ticket, *visit, code=22).stderr)["rule"] == "R066"
    found = callback(run, ticket, "--method", "phone", "--dissatisfied", "--opinion", " ", "--action", " ").json()
    assert (found["callbacks"][0]["opinion"], found["callbacks"][0]["action"]) == (None, None)


@pytest.mark.parametrize(
    "words",
    [(), ("--satisfied", "--unreachable"), ("--satisfied", "--dissatisfied"), ("--satisfied", "--score", "6"),
     ("--unreachable", "--score", "3")],
)  # fmt: skip
def test_one_answer_has_to_be_given(run: Run, done: Callable[..., str], words: tuple[str, ...]) -> None:
    """Exactly one of satisfied, dissatisfied, unreachable; a score of 1 to 5, and none from who was not reached."""
    callback(run, done(), *PHONE, *words, code=2)


@pytest.mark.rule("R063")
def test_the_worker_may_type_it_and_it_shows(run: Run, done: Callable[..., str]) -> None:
    """The caller is not the worker: recorded as it happened, and a finding."""
    ticket = callback(run, done(), *PHONE, "--satisfied", actor="tech1").json()
    assert "caller_is_worker" in {found["code"] for found in ticket["findings"]}


def test_attempts_are_counted_until_somebody_answers(run: Run, done: Callable[..., str]) -> None:
    """A83: first, second, third attempt; after an answer counting begins anew."""
    ticket = done()
    for day in (6, 7):
        callback(run, ticket, "--method", "phone", "--unreachable", now=f"2026-10-0{day} 9:00")
    for day in (8, 9):
        callback(run, ticket, *PHONE, "--satisfied", now=f"2026-10-0{day} 9:00")
    found = run("show", ticket, "--json").json()["callbacks"]
    assert [(one["attempt"], one["reached"]) for one in found] == [(1, False), (2, False), (3, True), (1, True)]


def test_a_callback_can_be_tried_out_and_taken_back(run: Run, done: Callable[..., str]) -> None:
    """--dry-run writes nothing; undo restores the closed ticket and keeps both events."""
    ticket = done()
    callback(run, ticket, *PHONE, "--dissatisfied", "--dry-run")
    assert run("show", ticket, "--json").json()["callbacks"] == []
    callback(run, ticket, *PHONE, "--dissatisfied")
    run("undo", ticket)
    after = run("show", ticket, "--json").json()
    assert (after["state"], after["callbacks"], after["rework_count"]) == ("closed", [], 0)
    assert [event["action"] for event in after["history"][-2:]] == ["callback", "undo"]


@pytest.mark.rule("R068")
def test_a_spot_check_is_of_the_last_callback(run: Run, done: Callable[..., str]) -> None:
    """000 P2-一 2.7.5: who reviewed which callback, in which role; without one there is nothing to review (21)."""
    ticket = done()
    run("callbacks", "spotcheck", ticket, code=21)
    callback(run, ticket, "--method", "phone", "--unreachable")
    callback(run, ticket, *PHONE, "--satisfied", now="2026-10-07 9:00")
    found = run("callbacks", "spotcheck", ticket, "--by", "general_manager", "--json", actor="front_desk").json()
    assert found["spotchecks"] == [
        {"at": "2026-11-22T10:00:00+08:00", "by": "general_manager", "role": "general_manager", "callback": 2}
    ]
    assert found["history"][-1]["recorded_by"] == "front_desk"
    for actor in ("technician", "front_desk", "quality"):
        assert "R068" in run("callbacks", "spotcheck", ticket, "--json", actor=actor, code=23).stderr
    for reviewer in ("technician", "front_desk"):
        run("callbacks", "spotcheck", ticket, "--by", reviewer, actor="csc_manager", code=23)
    run("callbacks", "spotcheck", ticket, "--by", "csc_manager", actor="technician", code=23)


@pytest.mark.rule("R390")
def test_the_sample_of_a_quarter(run: Run, done: Callable[..., str]) -> None:
    """Of six services of the quarter two are drawn; complaints and cancelled ones are not in it."""
    tickets = [done() for _ in range(6)]
    done("--kind", "complaint")
    run("cancel", run("create", "算了", "-q", now="2026-10-05").stdout.strip(), "--reason", "不要了", now="2026-10-06")
    words = ("callbacks", "sample", "--quarter", "2026-Q4", "--seed", "7")
    found = run(*words, "--json").json()
    assert len(found) == 2
    assert {line["ticket"] for line in found} <= set(tickets)
    assert found[0]["finished_at"] == "2026-10-05T10:00:00+08:00"
    assert run(*words, "-q").lines() == [line["ticket"] for line in found]
    assert run("callbacks", "sample", "--seed", "7", "--json").json() == []  # the last complete quarter is the third
    run("callbacks", "sample", "--quarter", "2026-Q4", code=20)  # none was drawn and kept


@pytest.fixture
def drawn(run: Run, done: Callable[..., str]) -> tuple[str, list[str], list[str]]:
    """The sample of 2026-Q4 over six services: its id, what was drawn, and all tickets."""
    tickets = [done() for _ in range(6)]
    run("callbacks", "draw", "--quarter", "2026-Q4", "--seed", "7", code=2)  # the quarter is not over
    words = ("callbacks", "draw", "--quarter", "2026-Q4", "--seed", "7", "--json")
    made = run(*words, actor="csc_director", now="2027-01-04 9:00").json()
    return made["id"], made["tickets"], tickets


@pytest.mark.rule("R390", "R391")
def test_a_sample_is_kept_and_called_by_the_director(run: Run, drawn: tuple[str, list[str], list[str]]) -> None:
    """004 A15 回访三: one draw a quarter, its list as the seed gives it; only the head of the centre's own calls count."""
    sample, picked, tickets = drawn
    january = {"now": "2027-01-05 10:00"}
    shown = run("callbacks", "sample", "--quarter", "2026-Q4", "--seed", "7", "--json", **january).json()
    assert [line["ticket"] for line in shown] == picked and len(picked) == 2
    run("callbacks", "draw", "--quarter", "2026-Q4", "--seed", "8", actor="csc_director", code=21, **january)
    run("callbacks", "draw", "--quarter", "2026-Q3", "--seed", "8", actor="technician", code=23, **january)
    callback(run, picked[0], *PHONE, "--satisfied", now="2027-01-05 9:00")  # dispatch calls: it does not count
    words = (*PHONE, "--satisfied", "--aspect", "repairs=5", "--aspect", "前台=4")
    mine = callback(run, picked[0], *words, now="2027-01-05 11:00", actor="csc_director").json()
    assert (mine["callbacks"][-1]["sample"], len(mine["callbacks"][-1]["aspects"])) == (sample, 2)
    assert "aspects_missing" in {found["code"] for found in mine["findings"]}
    progress = run("callbacks", "sample", "--quarter", "2026-Q4", "--json", now="2027-01-05 12:00").json()
    assert [line["called_at"] is not None for line in progress] == [True, False]
    callback(run, picked[1], *PHONE, "--satisfied", "--aspect", "repairs=6", actor="csc_director", code=2)
    other = next(one for one in tickets if one not in picked)
    more = run("sample", "include", sample, other, "--json", actor="csc_director", now="2027-01-05 12:00").json()
    assert more["added"] == [other]
    page = run("sample", "print", sample, "--output", "-", now="2027-01-05 12:00", lang="zh").stdout
    assert "主任抽查回访表" in page and other in page


@pytest.mark.rule("R390")
def test_the_sample_is_owed_until_it_is_called(run: Run, root: str, drawn: tuple[str, list[str], list[str]]) -> None:
    """A72: due 15 days after the quarter, of a site that asks for periodic duties; a quarter with nothing owes nothing."""
    sample, picked, _ = drawn
    site = Path(root, "site.toml")
    site.write_text('since = "2026-01-01"\n' + site.read_text("utf-8"), "utf-8")

    def owed(now: str) -> list[tuple[Any, ...]]:
        lines = run("due", "--json", now=now).json()
        return [(one["record"], one["done"], one["required"], one["state"]) for one in lines if one["rule"] == "R390"]

    assert owed("2027-01-05 10:00") == [(sample, 0, 2, "running")]
    assert owed("2027-02-01 10:00") == [(sample, 0, 2, "missed")]
    for ticket in picked:
        callback(run, ticket, *PHONE, "--satisfied", now="2027-01-06 9:00", actor="csc_director")
    assert owed("2027-01-07 10:00") == []


@pytest.mark.rule("R063", "R384")
def test_somebody_else_is_asked_to_call(run: Run, done: Callable[..., str]) -> None:
    """000 P2-一 2.7.3: with a reason; the queue names him, and his call is no finding; without one it is."""
    ticket = done()
    stranger = callback(run, done(), *PHONE, "--satisfied", actor="finance").json()
    assert "other_caller" in {found["code"] for found in stranger["findings"]}
    run("callbacks", "assign", ticket, "--to", "finance", "--reason", " ", code=2)
    run("callbacks", "assign", ticket, "--to", "nobody", "--reason", "忙", code=20)
    run("callbacks", "assign", ticket, "--to", "finance", "--reason", "忙", actor="technician", code=23)
    run("callbacks", "assign", ticket, "--to", "finance", "--reason", "调度忙", now="2026-10-05 12:00")
    queue = {line["ticket"]: line["caller"] for line in run("callbacks", "queue", "--json").json()}
    assert queue[ticket] == "finance"
    mine = callback(run, ticket, *PHONE, "--satisfied", actor="finance").json()
    assert "other_caller" not in {found["code"] for found in mine["findings"]}


@pytest.mark.rule("R392")
def test_what_a_callback_found_is_filed(run: Run, done: Callable[..., str]) -> None:
    """004 A15 回访四: how it was dealt with and where it is filed; nothing to file without a dissatisfied callback (21)."""
    ticket = done()
    run("callbacks", "settle", ticket, "已处理", code=21)
    callback(run, ticket, *PHONE, "--dissatisfied", "--action", "重换", "--due", "2026-10-07 12:00")
    run("callbacks", "settle", ticket, "  ", code=2)
    run("callbacks", "settle", ticket, "已处理", actor="finance", code=23)
    said = ("callbacks", "settle", ticket, "换新阀，已好", "--file", "回访卷 3", "--json")
    found = run(*said, now="2026-10-07 11:00").json()
    assert (found["callbacks"][0]["file"], found["callbacks"][0]["handled_by"]) == ("回访卷 3", "csc_manager")
    assert "problem_not_filed" not in {one["code"] for one in found["findings"]}


@pytest.mark.rule("R387")
def test_a_repair_is_due_the_next_day(run: Run, done: Callable[..., str]) -> None:
    """A19, A20: the first policy that falls due counts; the queue, `due` and the ticket's clock say so."""
    ticket = done("--category", "repair")
    line = run("callbacks", "queue", "--json", now="2026-10-05 12:00").json()[0]
    assert (line["ticket"], line["due"]) == (ticket, "2026-10-07T00:00:00+08:00")
    owed = [one for one in run("due", "--json", now="2026-10-05 12:00").json() if one["rule"] == "R387"]
    assert sorted((one["clock"], one["record"], one.get("required")) for one in owed) == [
        ("callback", ticket, None), ("quota", "2026-10", 1),
    ]  # fmt: skip
    clock = next(one for one in run("show", ticket, "--json").json()["deadlines"] if one["clock"] == "callback")
    assert (clock["rule"], clock["state"]) == ("R387", "missed")
    assert "2026-10-07" in run("explain", ticket).stdout


@pytest.mark.rule("R388")
def test_the_written_report_is_printed(run: Run, done: Callable[..., str]) -> None:
    """004 A15 回访一: the month's report as a form to sign, in both languages; every number is traced."""
    ticket = done()
    callback(run, ticket, *PHONE, "--dissatisfied")
    for tongue, title in (("zh", "回访工作书面报告"), ("en", "Written report on the callbacks")):
        page = run("report", "callbacks", "--month", "2026-10", "--form", "--output", "-", lang=tongue).stdout
        assert title in page and ticket in page
    assert run("report", "callbacks", "--month", "2026-10", "--explain", "policies.month", "-q").lines() == [ticket]
