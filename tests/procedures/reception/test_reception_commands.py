"""`cspm contact`, `cspm remark`, `cspm welcome` at the desk, in both languages, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def special(run: Run) -> None:
    """A special customer's matter, handled and closed."""
    run("units", "add", "3-2-1501", "--owner", "王芳", "--special")
    run("create", "门铃不响", "--unit", "3-2-1501", "--caller", "王芳", "--category", "repair")
    run("dispatch", "1", "--to", "tech1")
    run("finish", "1", "--result", "换电池")
    run("close", "1", "--signed-by", "王芳")


@pytest.mark.rule("R229")
def test_the_manager_speaks_with_a_special_customer(run: Run) -> None:
    """`due` asks the manager for it; what he types ends it; `compliance` says who was not spoken with."""
    special(run)
    (line,) = [line for line in run("due", "--json").json() if line["clock"] == "contact"]
    assert (line["role"], line["next"]) == ("csc_manager", 'cspm contact T-202611-0001 "..."')
    broken = run("compliance", "--month", "2026-11", "--json", now="2026-11-23T09:00:00+08:00", code=1).json()
    assert [one["records"] for one in broken if one["rule"] == "R229"] == [["T-202611-0001"]]
    done = run(
        "contact",
        "1",
        "已回访，满意",
        "--by",
        "csc_manager",
        "--json",
        actor="front_desk",
        now="2026-11-23T10:00:00+08:00",
    ).json()
    assert [(one["by"], one["role"], one["text"]) for one in done["contacts"]] == [
        ("csc_manager", "csc_manager", "已回访，满意")
    ]
    assert "special_not_contacted" not in {one["code"] for one in done["findings"]}


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("contact", "1", " "), "csc_manager", 2),
        (("contact", "1", "x"), "warehouse", 23),
        (("contact", "9", "x"), "csc_manager", 20),
        (("contact", "2", "x"), "csc_manager", 21),  # nothing was done for him yet
    ],
)
def test_a_contact_that_is_refused(run: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Blank, not his to do, unknown, too early: one sentence."""
    special(run)
    run("create", "灯坏了", "--unit", "3-2-1501")
    refused = run(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr


@pytest.mark.rule("R019")
def test_feedback_is_passed_on(run: Run) -> None:
    """Anybody enters it and passes it on; it is due to who received it."""
    run("remark", "add", "--text", "保安很热心", "--unit", "1-1-101", actor="tech1")
    (line,) = [line for line in run("due", "--for", "tech1", "--json").json() if line["clock"] == "report"]
    assert (line["rule"], line["next"]) == ("R019", "cspm remark report O-202611-0001 --reported-to ROLE")
    done = run("remark", "report", "1", "--reported-to", "部门负责人", "--json", actor="tech1", lang="zh").json()
    assert (done["state"], done["reported_to"], done["reported_by"], done["findings"]) == (
        "reported",
        "department_head",
        "tech1",
        [],
    )
    assert "部门负责人" in run("remark", "show", "1", lang="zh").stdout
    run("remark", "report", "1", "--reported-to", "department_head", code=21)
    run("remark", "add", code=2)
    run("remark", "void", "1", "--reason", "x", actor="tech1", code=23)


@pytest.mark.rule("R227")
def test_welcome_duty_of_a_month(run: Run, root: str) -> None:
    """Half an hour unless it is said otherwise; every working day, where the site asks for it."""
    run("welcome", "add", "--slot", "homecoming", "--place", "大堂", now="2026-11-23T17:30:00+08:00")
    shown = run("welcome", "show", "1", "--json", lang="zh").json()
    assert (shown["ended_at"], shown["role"], shown["findings"]) == ("2026-11-23T18:00:00+08:00", "csc_manager", [])
    assert "回家高峰" in run("welcome", "show", "1", lang="zh").stdout
    assert [line for line in run("due", "--json").json() if line["rule"] == "R227"] == []
    with open(f"{root}/site.toml", encoding="utf-8") as file:
        text = file.read()
    with open(f"{root}/site.toml", "w", encoding="utf-8") as file:
        file.write("since = 2026-11-23\n" + text + "\n[figures]\nasks_welcome = true\n")
    (line,) = [line for line in run("due", "--json").json() if line["rule"] == "R227"]
    assert (line["required"], line["done"], line["role"]) == (
        6,
        1,
        "csc_manager",
    )  # 23 to 30 November: six working days
    run("welcome", "add", "--slot", "homecoming", actor="tech1", code=23)
    run("welcome", "add", code=2)


@pytest.mark.rule("R285", "R293")
def test_a_matter_of_the_desk(run: Run) -> None:
    """A complaint at the desk that nobody sent on or reported is named from the sixth minute on."""
    run("create", "噪声", "--kind", "complaint", "--source", "service_desk", "--unit", "1-1-101")
    at_six = run("show", "1", "--json", now="2026-11-22T10:06:00+08:00").json()
    assert {"not_relayed", "desk_not_escalated"} <= {one["code"] for one in at_six["findings"]}
    assert not {"not_relayed", "desk_not_escalated"} & {
        one["code"] for one in run("show", "1", "--json").json()["findings"]
    }
    run("escalate", "1", "--to", "csc_director", "--reason", "不能解决", now="2026-11-22T10:04:00+08:00")
    later = run("show", "1", "--json", now="2026-11-22T10:06:00+08:00").json()
    assert not {"not_relayed", "desk_not_escalated"} & {one["code"] for one in later["findings"]}
