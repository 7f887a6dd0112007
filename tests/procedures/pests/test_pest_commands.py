"""`cspm pest-plan` and `cspm pest` at the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
DONE = ("--pests", "蚊,rats", "--agent", "氯氰菊酯", "--by", "张师傅", "--supervised-by", "customer_assistant")


@pytest.fixture
def asked(root: str) -> None:
    """The site asks for periodic duties since September."""
    path = Path(root, "site.toml")
    path.write_text(f'since = "2026-09-01"\n{path.read_text("utf-8")}', "utf-8")


def plan(run: Run, *words: str, now: str = "2026-10-25 09:00", **ask: Any) -> Any:
    """A plan of the leader."""
    return run("pest-plan", "add", *words, "--json", now=now, **{"actor": "cleaning_leader", **ask}).json()


def treat(run: Run, when: str, area: str, *words: str) -> str:
    """A treatment by the book; its id."""
    return str(run("pest", "add", "--area", area, *DONE, *words, "-q", now=when).stdout.strip())


def verdict(run: Run, rule: str, month: str = "2026-11", now: str = "2026-12-05 10:00") -> tuple[str, list[str]]:
    """Status and records of a rule in a month."""
    lines = run("compliance", "--month", month, "--json", code=1, now=now).json()
    line = next(line for line in lines if line["rule"] == rule)
    return line["status"], line["records"]


def owed(run: Run, rule: str, now: str) -> list[tuple[Any, ...]]:
    """What `due` says of a rule: of what, until when, how much is done."""
    lines = run("due", "--json", now=now).json()
    return [(line["record"], line["due"][:10], line["done"]) for line in lines if line["rule"] == rule]


@pytest.mark.rule("R193")
def test_a_plan_from_lines_and_from_areas(run: Run) -> None:
    """Lines as typed, or areas at the season's intervals; for next month unless said; sorted by day."""
    made = plan(run, "--line", "2026-11-20:A1:鼠+蟑螂:饵剂", "--line", "11月5日：A2")
    assert (made["period"], made["role"], made["findings"]) == ("2026-11", "cleaning_leader", [])
    assert [(one["planned_on"], one["area"], one["pests"], one["agent"]) for one in made["lines"]] == [
        ("2026-11-05", "A2", [], None), ("2026-11-20", "A1", ["rats", "cockroaches"], "饵剂"),
    ]  # fmt: skip
    summer = plan(run, "--period", "2026-06", "--areas", "A1,A2", "--pests", "蚊", now="2026-05-25 09:00")
    assert [one["planned_on"][5:] for one in summer["lines"] if one["area"] == "A1"] == ["06-01", "06-16"]
    winter = plan(run, "--period", "2027-Q1", "--areas", "A1")
    assert [one["planned_on"][5:] for one in winter["lines"]] == ["01-01", "01-31", "03-02"]


def test_wrong_input_and_wrong_people(run: Run) -> None:
    """Days, periods and pests that are none; plans are the leader's; nothing is checked twice into the void."""
    for words in (("--line", "13月1日:A1"), ("--line", "2026-11-05"), ("--line", "2026-11-05:"), ("--period", "2026-W44"),
                  ("--line", "2026-11-05:A1:狮子")):  # fmt: skip
        run("pest-plan", "add", *words, actor="cleaning_leader", code=2)
    assert "pest-control plan" in run("pest-plan", "add", "--areas", "A1", actor="technician", code=23).stderr
    run("pest", "add", "--area", "A1", "--supervised-by", "nobody", code=20)
    name = treat(run, "2026-11-01 10:00", "A1")
    run("pest", "check", name, "--effect", "gone", actor="technician", code=23)
    run("pest", "check", name, code=2)
    assert run("pest", "check", name, "--effect", "有", "--json").json()["findings"][0]["code"] == "pests_left"
    run("pest", "void", name, "--reason", "x")
    run("pest", "check", name, "--effect", "gone", code=21)
    plan(run, "--areas", "A1")
    run("pest-plan", "line", "1", "--planned-on", "2026-11-09", actor="cleaning_leader", code=2)


@pytest.mark.rule("R025")
def test_the_assistant_who_types_it_watched_over_it(run: Run) -> None:
    """000 P1-三 5.8: who is not named is the actor, if it is his post; the role is kept with the record."""
    mine = run(
        "pest", "add", "--area", "A1", "--pests", "rats", "--agent", "x", "--json", actor="customer_assistant"
    ).json()
    assert (mine["supervised_by"], mine["supervised_role"], mine["findings"]) == ("customer_assistant",) * 2 + ([],)
    other = run("pest", "add", "--area", "A1", "--pests", "rats", "--agent", "x", "--json").json()
    assert [one["code"] for one in other["findings"]] == ["treatment_unsupervised"]
    wrong = run(
        "pest", "add", "--area", "A1", "--agent", "x", "--supervised-by", "cleaning_leader", "--json", lang="zh"
    ).json()
    assert [one["message"] for one in wrong["findings"]] == [
        "监督人 cleaning_leader 不是客户助理",
        "记录中缺少：消杀对象",
    ]


@pytest.mark.rule("R025", "R193")
def test_each_line_of_the_plan_is_carried_out(run: Run, asked: None) -> None:
    """Open lines are due on their day; a line taken out with its reason is not asked; the month is broken by what is missing."""
    name = plan(run, "--line", "2026-11-05:A1", "--line", "2026-11-10:A2", "--line", "2026-11-12:A3")["id"]
    treat(run, "2026-11-05 10:00", "A1")
    assert owed(run, "R025", "2026-11-06 09:00") == [("A2", "2026-11-11", 0), ("A3", "2026-11-13", 0)]
    run(
        "pest-plan",
        "drop",
        name,
        "--planned-on",
        "2026-11-12",
        "--area",
        "A3",
        "--why",
        "下雨",
        actor="cleaning_leader",
    )
    assert verdict(run, "R025") == ("broken", [name])
    treat(run, "2026-11-11 10:00", "A2", "--planned-on", "2026-11-10")
    assert verdict(run, "R025") == ("kept", [])
    assert verdict(run, "R193") == ("kept", [])


@pytest.mark.rule("R193")
def test_a_month_without_a_plan(run: Run, asked: None) -> None:
    """001 二.3(3)③: asked of sites with pest control, each month from `since` on; a quarter's plan holds for its months."""
    assert owed(run, "R193", "2026-11-06 09:00") == []
    treat(run, "2026-10-20 10:00", "A1")
    assert owed(run, "R193", "2026-11-06 09:00") == [("2026-10", "2026-10-01", 0), ("2026-11", "2026-11-01", 0)]
    assert verdict(run, "R193")[0] == "broken"
    plan(run, "--period", "2026-Q4", "--areas", "A1", now="2026-09-30 09:00")
    assert verdict(run, "R193") == ("kept", [])
    assert verdict(run, "R193", "2026-10") == ("kept", [])


@pytest.mark.rule("R186")
def test_every_area_has_its_turn(run: Run, asked: None) -> None:
    """001 二.3(1)⑥: 30 days from November on, 15 before; the area that waits too long breaks every month it waits in."""
    treat(run, "2026-09-10 10:00", "A1")
    treat(run, "2026-09-24 10:00", "A1")
    found = run("pest", "due", "--json", now="2026-10-12 09:00").json()
    assert [(one["area"], one["days"], one["interval"], one["due"], one["overdue"]) for one in found] == [
        ("A1", 18, 15, "2026-10-09", True)
    ]
    assert verdict(run, "R186", "2026-09") == ("kept", [])
    assert verdict(run, "R186", "2026-10") == verdict(run, "R186", "2026-11") == ("broken", ["A1"])
    treat(run, "2026-10-10 10:00", "A1")  # a day late, and in November its 15 days are over on the first day
    assert verdict(run, "R186", "2026-10") == ("broken", ["A1"])
    for when in ("2026-10-25 10:00", "2026-11-24 10:00"):
        treat(run, when, "A1")
    assert verdict(run, "R186", "2026-11") == ("kept", [])
    assert owed(run, "R186", "2026-12-05 09:00") == [("A1", "2026-12-25", 0)]
    run("areas", "add", "A1", "--name", "一期")
    run("areas", "void", "A1", "--reason", "拆除")
    assert owed(run, "R186", "2026-12-05 09:00") == []


@pytest.mark.rule("R186")
def test_corridors_that_nobody_treated(run: Run, asked: None) -> None:
    """001 二.3(1)⑥: a registered corridor has its turn from the day on which pest control began; other areas have not."""
    run("areas", "add", "A1", "--name", "一号楼楼道", "--area-types", "corridor,lobby")
    run("areas", "add", "A2", "--name", "花园", "--area-types", "garden")
    assert run("pest", "due", "--json").json() == []
    treat(run, "2026-10-20 10:00", "A9")
    found = {one["area"]: one for one in run("pest", "due", "--json", now="2026-11-22 10:00").json()}
    assert {area: (one["due"], one["treatment"]) for area, one in found.items()} == {
        "A1": ("2026-11-19", None), "A9": ("2026-11-19", "PT-202610-0001"),
    }  # fmt: skip
    treat(run, "2026-11-19 10:00", "A9")
    assert verdict(run, "R186") == ("broken", ["A1"])
    treat(run, "2026-11-18 10:00", "A1")
    assert verdict(run, "R186") == ("kept", [])


def test_a_site_that_asks_for_nothing_is_not_reminded(run: Run) -> None:
    """No `since`: no quota, no interval; only what was planned."""
    treat(run, "2026-01-10 10:00", "A1")
    assert owed(run, "R186", "2026-11-06 09:00") == owed(run, "R193", "2026-11-06 09:00") == []


def test_the_plan_is_printed(run: Run) -> None:
    """F69: the lines with what became of them, what was taken out and why."""
    name = plan(run, "--line", "2026-11-05:A1:鼠", "--line", "2026-11-12:A3")["id"]
    treat(run, "2026-11-05 10:00", "A1")
    run(
        "pest-plan",
        "drop",
        name,
        "--planned-on",
        "2026-11-12",
        "--area",
        "A3",
        "--why",
        "下雨",
        actor="cleaning_leader",
    )
    page = run("pest-plan", "print", name, lang="zh").stdout
    assert "消杀服务计划" in page and "氯氰菊酯" in page and "下雨" in page and "PT-202611-0001" in page
    values = run("pest-plan", "print", name, "--json").json()
    assert [(one["area"], one["treatment"]) for one in values["lines"]] == [("A1", "PT-202611-0001")]


def test_treatments_and_plans_go_out_and_come_in(run: Run, tmp_path: Any) -> None:
    """A sheet of the contractor is read in, in Chinese; exports import again; templates have the headings."""
    file = tmp_path / "in.csv"
    file.write_text(
        '区域,消杀时间,消杀对象,药剂,监督人\nA1,2026-11-03 07:00,"鼠,蚊",饵剂,customer_assistant\n', encoding="utf-8"
    )
    assert run("import", str(file), "--as", "treatments", "--json", lang="zh").json()["created"] == 1
    found = run("pest", "show", "1", "--json").json()
    assert (found["pests"], found["findings"]) == (["rats", "mosquitoes"], [])
    plan(run, "--areas", "A1")
    for kind in ("treatments", "pest_plans"):
        out = tmp_path / f"{kind}.jsonl"
        out.write_text(run("export", kind, "-o", "jsonl").stdout, "utf-8")
        assert run("import", str(out), "--as", kind, "--json").json()["skipped"] == 1
        assert "合同" in run("template", kind, "-o", "csv", lang="zh").stdout
