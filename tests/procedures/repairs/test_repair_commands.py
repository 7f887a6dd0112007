"""Checklists and repairs through the command line: what is typed, kept, shown, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def repair(run: Run) -> str:
    """A repair of a lamp at 3-2-1501 that was sent to tech1."""
    run(
        "create",
        "灯不亮",
        "--unit",
        "3-2-1501",
        "--caller",
        "王芳",
        "--phone",
        "138",
        "--category",
        "repair",
        "--item",
        "日光灯",
    )
    run("dispatch", "1", "--to", "tech1")
    return "T-202611-0001"


def codes(run: Run, record: str) -> set[str]:
    """The findings of a ticket."""
    return {finding["code"] for finding in run("show", record, "--json").json()["findings"]}


@pytest.mark.rule("R071")
def test_the_item_names_the_checklist(run: Run, repair: str) -> None:
    """Steps by their label in either language, values kept with their unit, a bad one is a finding with its rule."""
    shown = run(
        "finish", repair, "--result", "换灯管", "--check", "闪烁次数=5", "--check", "ballast=正常", "--json"
    ).json()
    assert (shown["checklist"], shown["state"]) == ("lamp", "finished")
    assert shown["checks"] == [
        {"step": "flickers", "value": "5", "unit": None}, {"step": "ballast", "value": "yes", "unit": None},
    ]  # fmt: skip
    (one,) = (line for line in shown["findings"] if line["code"] == "lamp_flickers")
    assert (one["rule"], one["severity"], one["message"]) == ("R071", "breach", "flickers: 5, asked: at most 3")
    assert "闪烁次数：5，要求：不超过 3" in run("show", repair, lang="zh").stdout
    run("reject", repair, "--reason", "还闪")
    run("finish", repair, "--result", "换启辉器", "--check", "flickers=1")
    assert "lamp_flickers" not in codes(run, repair)


@pytest.mark.rule("R077")
def test_a_named_checklist_goes_before_the_item(run: Run, repair: str) -> None:
    """--checklist, by code or label; numbers with their unit typed or not."""
    checks = ("--check", "low=0.3", "--check", "高压=1.2MPa")
    assert "low pressure" in run("finish", repair, "--result", "x", "--checklist", "空调", *checks, code=2).stderr
    checks = ("--check", "low pressure=0.3", "--check", "高压=1.2MPa")
    shown = run("finish", repair, "--result", "x", "--checklist", "空调", *checks, "--json").json()
    assert [line["unit"] for line in shown["checks"]] == ["MPa", "MPa"]
    assert {"refrigerant_leak", "check_missing"} <= codes(run, repair)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--check", "长度=3"], "the steps of fluorescent lamp are:"),
        (["--check", "flickers=2.5"], "write a whole number"),
        (["--check", "flickers=-1"], "write a whole number"),
        (["--check", "flickers=two"], "write a whole number"),
        (["--check", "ballast=3"], "write yes or no"),
        (["--check", "flickers"], "write it as STEP=VALUE"),
        (["--checklist", "门锁"], "write one of: fluorescent lamp"),
    ],
)
def test_wrong_steps_and_values(run: Run, repair: str, words: list[str], said: str) -> None:
    """Refused with what can be written, and nothing is changed."""
    assert said in run("finish", repair, "--result", "x", *words, code=2).stderr
    assert run("show", repair, "--json").json()["state"] == "dispatched"


def test_work_without_a_checklist_keeps_what_was_typed(run: Run) -> None:
    """An item that names none: any step, any value, nothing missing."""
    run("create", "锁坏了", "--item", "门锁")
    run("dispatch", "1", "--to", "tech1")
    shown = run("finish", "1", "--result", "x", "--check", "试开=3次", "--json").json()
    assert (shown["checklist"], shown["checks"]) == (None, [{"step": "试开", "value": "3次", "unit": None}])
    assert "check_missing" not in codes(run, "1")


def test_the_checklists_are_listed_and_shown(run: Run) -> None:
    """Eight of the manual; the steps with what is accepted under the figures in force, in both languages."""
    assert len(run("checklist", "list", "--json").json()) == 8
    shown = run("checklist", "show", "给水管", "--json").json()
    (clamps,) = (step for step in shown["steps"] if step["step"] == "clamps")
    assert (clamps["asked"], clamps["rules"]) == (["one in 2 m, and one at each bend"], ["R082"])
    assert "每 2 米一个，每个拐弯处一个" in run("checklist", "show", "pipe", lang="zh").stdout
    assert run("checklist", "show", "lamp", "-q").lines()[-1] == "flickers"
    assert "cspm checklist list" in run("checklist", "show", "门锁", code=20).stderr


def test_a_checklist_on_paper(run: Run, repair: str) -> None:
    """Empty to fill in on site, or with the values of a ticket."""
    empty = run("checklist", "print", "pipe", lang="zh").stdout
    assert "技术检查单" in empty and "每隔" not in empty and "不超过 2" in empty
    run("finish", repair, "--result", "好", "--check", "flickers=2")
    filled = run("checklist", "print", "lamp", "--ticket", repair).stdout
    assert "3-2-1501" in filled and "tech1 王师傅" in filled
    assert run("checklist", "print", "lamp", "--ticket", "77", code=20).stderr


OWN = """
[tickets.checklists.door_lock]
label = "门锁"
steps = [
    { name = "turns", label = "钥匙转动灵活", required = true },
    { name = "gap", label = "门缝", kind = "number", unit = "mm", least = 1, most = 3 },
]
"""


def test_a_site_has_checklists_of_its_own(run: Run, root: str) -> None:
    """In site.toml: steps, bounds, required; judged as what has to be in order."""
    with open(Path(root, "site.toml"), "a", encoding="utf-8") as site:
        site.write(OWN)
    assert run("checklist", "list", "-q").lines()[-1] == "door_lock"
    run("create", "锁坏了", "--item", "门锁")
    run("dispatch", "1", "--to", "tech1")
    shown = run("finish", "1", "--result", "x", "--check", "门缝=4mm", "--json").json()
    assert shown["checks"] == [{"step": "gap", "value": "4", "unit": "mm"}]
    assert {"check_failed", "check_missing"} <= codes(run, "1")
    messages = [line["message"] for line in run("show", "1", "--json").json()["findings"]]
    assert "门缝: 4 mm, asked: 1 to 3" in messages


def test_a_checklist_of_the_sites_own_that_is_none(run: Run, root: str) -> None:
    """One sentence names it."""
    with open(Path(root, "site.toml"), "a", encoding="utf-8") as site:
        site.write('[tickets.checklists.x]\nlabel = "门锁"\nsteps = [{ name = "a" }]\n')
    assert "[tickets.checklists.x] needs" in run("checklist", "list", code=26).stderr


@pytest.mark.rule("R172")
def test_the_specialist_of_the_zone_follows(run: Run, repair: str) -> None:
    """By the zone of the unit; when that names nobody or several, he has to be named; a stranger to the zone is noted."""
    assert "names no single specialist" in run("follow", repair, code=2).stderr
    run("staff", "add", "S1", "--name", "钱专员", "--role", "specialist", "--areas", "A1")
    run("units", "add", "3-2-1501", "--area", "A1")
    shown = run("follow", repair, "--json").json()
    assert (shown["follow_up"], shown["follow_up_role"]) == ("S1", "specialist")
    assert "no_specialist" not in codes(run, repair)
    run("staff", "add", "S2", "--name", "孙专员", "--role", "specialist", "--areas", "A2")
    assert "S2 has other zones than A1" in run("follow", repair, "--to", "S2").stderr
    assert run("follow", repair, "--to", "nobody", code=20).stderr
    assert "follow" in run("history", repair, "-o", "json").stdout


@pytest.mark.rule("R172")
@pytest.mark.rule("R175")
def test_who_may_and_when(run: Run, repair: str) -> None:
    """Front desk, assistants and specialists name who follows (23); before the work is done there is nothing to tell (21)."""
    assert "R172" in run("can", "tech1", "follow", "--json", code=1).stdout
    run("follow", repair, "--to", "specialist", actor="tech1", code=23)
    run("feedback", repair, "好了", code=21)
    run("cancel", repair, "--reason", "不修了")
    run("follow", repair, "--to", "specialist", code=21)


@pytest.mark.rule("R175")
def test_the_owner_is_told(run: Run, repair: str) -> None:
    """Due the next working day, listed for the specialist; told, the clock stops and the rule is kept."""
    run("follow", repair, "--to", "specialist")
    run("finish", repair, "--result", "好", "--check", "flickers=1")
    (line,) = (line for line in run("due", "--json").json() if line["clock"] == "owner_told")
    assert (line["rule"], line["role"], line["next"]) == ("R175", "specialist", f'cspm feedback {repair} "..."')
    assert "反馈业主" in run("due", lang="zh").stdout
    run("feedback", repair, " ", code=2)
    shown = run("feedback", repair, "已换好灯管", "--by", "specialist", "--json").json()
    assert [(one["by"], one["text"]) for one in shown["feedback"]] == [("specialist", "已换好灯管")]
    assert ("owner_told", "met") in {(one["clock"], one["state"]) for one in shown["deadlines"]}
    assert not [line for line in run("due", "--json").json() if line["clock"] == "owner_told"]


def test_imports_of_older_stores_have_no_checklist(run: Run) -> None:
    """The rules say nothing of a ticket that was never finished by a checklist."""
    run("create", "灯不亮", "--item", "日光灯")
    assert codes(run, "1") & {"check_missing", "lamp_flickers"} == set()
