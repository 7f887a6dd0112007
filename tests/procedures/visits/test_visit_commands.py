"""`cspm visit` at the desk: from the plan to the archive, in both languages, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def one(run: Run, **more: str) -> str:
    """A planned visit of the specialist's on the 24th."""
    words = [word for key, value in more.items() for word in ("--" + key.replace("_", "-"), value)]
    return str(
        run(
            "visit", "add", "--unit", "3-2-1501", "--customer", "王芳", "--visitor", "specialist", *words, "-q"
        ).stdout.strip()
    )


def test_a_visit_from_plan_to_archive(run: Run) -> None:
    """Each step says where it stands; `show` has its deadlines and findings; the paper lies where it is said."""
    visit = one(run, planned_on="2026-11-24", purpose="例行拜访")
    assert visit == "V-202611-0001"
    run("visit", "appoint", "1", "--appointment-at", "2026-11-24 10:00", "--confirmed-by", "王芳")
    met = run("visit", "meet", "1", "--met", "王芳", "--form-carried", "--opinions", "灯暗", "--question", "何时修路",
              "--by", "specialist", "--json", now="2026-11-24T10:00:00+08:00").json()  # fmt: skip
    assert (met["state"], met["findings"]) == ("visited", [])
    assert {line["clock"]: line["state"] for line in met["deadlines"]} == {
        "appointment": "met", "report": "running", "answer": "running",
    }  # fmt: skip
    run("visit", "report", "1", "--reported-to", "管理公司", now="2026-11-24T16:00:00+08:00")
    run("visit", "answer", "1", "--solution", "下月开工", now="2026-11-25T09:00:00+08:00")
    done = run("visit", "archive", "1", "--file", "柜3-12", "--json", now="2026-11-25T17:00:00+08:00").json()
    assert (done["state"], done["file"], done["findings"]) == ("archived", "柜3-12", [])
    assert [event["action"] for event in done["history"]] == ["add", "appoint", "meet", "report", "answer", "archive"]


@pytest.mark.rule("R134", "R135", "R136")
def test_what_is_due_of_visits(run: Run) -> None:
    """The appointment today, then the open question: for whom, and what to type next."""
    one(run, planned_on="2026-11-24")
    run("visit", "appoint", "1", "--appointment-at", "2026-11-24 10:00")
    ask = ("due", "--for", "specialist", "--json")
    (line, quota) = run(*ask).json()
    assert (line["clock"], line["record"], line["who"], line["next"]) == (
        "appointment", "V-202611-0001", "specialist", "cspm visit meet V-202611-0001 --met NAME",
    )  # fmt: skip
    assert (quota["rule"], quota["required"], quota["done"]) == ("R134", 1, 0)
    run("visit", "meet", "1", "--met", "王芳", "--question", "何时修路", "--arrived-at", "2026-11-24 10:20",
        now="2026-11-24T11:00:00+08:00")  # fmt: skip
    late = run("due", "--overdue", "--for", "specialist", "--json", now="2026-11-28T11:00:00+08:00", code=1).json()
    assert [(line["rule"], line["clock"], line["state"]) for line in late] == [
        ("R136", "report", "missed"), ("R136", "answer", "missed"),
    ]  # fmt: skip


@pytest.mark.rule("R176")
def test_so_many_visits_a_month(run: Run, root: str) -> None:
    """Each specialist, from the day on that the site asks for periodic duties; the figure is the site's to set."""
    ask = ("due", "--for", "specialist", "--json")
    assert [line for line in run(*ask).json() if line["rule"] == "R176"] == []
    with open(f"{root}/site.toml", encoding="utf-8") as file:
        text = file.read()
    with open(f"{root}/site.toml", "w", encoding="utf-8") as file:
        file.write("since = 2026-11-01\n" + text + "\n[figures]\nvisits_per_month = 2\n")
    one(run)
    run("visit", "meet", "1", "--met", "王芳")
    (line,) = [line for line in run(*ask).json() if line["rule"] == "R176" and line["record"] == "2026-11"]
    assert (line["required"], line["done"], line["state"]) == (2, 1, "running")
    (broken,) = [line for line in run("compliance", "--month", "2026-11", "--json", now="2026-12-02T09:00:00+08:00", code=1).json()
                 if line["rule"] == "R176"]  # fmt: skip
    assert (broken["status"], broken["records"]) == ("broken", ["specialist"])


def test_a_month_judges_its_visits(run: Run) -> None:
    """`compliance` names the visit that broke a rule, `rules` where each rule lives."""
    one(run, appointment_at="2026-11-23 10:00")
    lines = run("compliance", "--month", "2026-11", "--json", now="2026-11-24T09:00:00+08:00", code=1).json()
    assert [line["records"] for line in lines if line["rule"] == "R135"] == [["V-202611-0001"]]
    (rule,) = run("rules", "R136", "--json").json()
    assert (
        rule["where"]
        == "visit_report_within, visit_answer_within, visit_not_reported, visit_not_answered, visit_left_open"
    )


def test_the_form_is_printed(run: Run) -> None:
    """Empty before the visit, filled in after it, in the language of the desk."""
    one(run, planned_on="2026-11-24", purpose="例行拜访")
    page = run("visit", "print", "1", lang="zh").stdout
    assert "拜访客户会谈内容记录表" in page and "例行拜访" in page and "V-202611-0001" in page
    assert "Record of a customer visit" in run("visit", "print", "1").stdout
    assert run("visit", "print", "1", "--json").json()["customer"] == "王芳"


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("visit", "answer", "1", "--solution", "x"), "csc_manager", 21),  # not visited yet
        (("visit", "meet", "1"), "csc_manager", 2),  # whom was met?
        (("visit", "meet", "1", "--met", "x"), "technician", 23),
        (("visit", "add", "--visitor", "nobody"), "csc_manager", 20),
        (("visit", "add", "--planned-on", "neverday"), "csc_manager", 2),
        (("visit", "add", "--occasion", "often"), "csc_manager", 2),
        (("visit", "meet", "9", "--met", "x"), "csc_manager", 20),
    ],
)
def test_what_is_refused(run: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Wrong state, wrong words, wrong role, unknown: one sentence, nothing written."""
    one(run)
    refused = run(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert len(run("visit", "history", "1", "--json").json()) == 1


def test_words_of_both_languages(run: Run) -> None:
    """Labels are taken as codes are, and shown in the reader's language."""
    run("visit", "add", "--unit", "1-1-101", "--occasion", "临时", lang="zh")
    shown = run("visit", "show", "1", lang="zh").stdout
    assert "临时" in shown and "已计划" in shown
    assert run("visit", "show", "1", "--json").json()["occasion"] == "ad_hoc"
    assert run("visit", "list", "occasion:临时", "-q", lang="zh").stdout.split() == ["V-202611-0001"]
