"""`cspm supply-plan`, `cspm supply-use` and `report supplies` at the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
MONTH = ("--month", "2026-11")
LEADER = {"actor": "cleaning_leader"}


@pytest.fixture
def asked(root: str) -> None:
    """The site asks for periodic duties since October."""
    path = Path(root, "site.toml")
    path.write_text(f'since = "2026-10-01"\n{path.read_text("utf-8")}', "utf-8")


def submitted(run: Run, *lines: str) -> str:
    """A plan for November, verified and submitted in time; its id."""
    words = [word for line in lines or ("拖把:20:12.50:把",) for word in ("--line", line)]
    name = run("supply-plan", "add", *words, "-q", now="2026-10-25 09:00", **LEADER).stdout.strip()
    run("supply-plan", "verify", name, now="2026-10-26 09:00", **LEADER)
    run("supply-plan", "submit", name, "--submitted-to", "采购部", now="2026-10-26 10:00", **LEADER)
    return str(name)


def take(run: Run, when: str, item: str, quantity: str, *words: str) -> str:
    """Something was taken for use; the id."""
    made = run("supply-use", "add", "--item", item, "--quantity", quantity, "--by", "王姐", *words, "-q", now=when)
    return str(made.stdout.strip())


def verdict(run: Run, rule: str, month: str = "2026-11", now: str = "2026-12-20 10:00") -> tuple[str, list[str]]:
    """Status and records of a rule in a month."""
    lines = run("compliance", "--month", month, "--json", code=1, now=now).json()
    line = next(line for line in lines if line["rule"] == rule)
    return line["status"], line["records"]


@pytest.mark.rule("R194")
def test_the_life_of_a_plan(run: Run) -> None:
    """Planned, verified, submitted by the leader, bought by the warehouse, examined by the assistant; what is not whose."""
    words = ("--line", "拖把:20:12.50:把", "--line", "洗手液：10")
    made = run("supply-plan", "add", *words, "--json", now="2026-10-25 09:00", **LEADER).json()
    assert (made["month"], made["state"], made["lines"][0]) == (
        "2026-11", "planned", {"item": "拖把", "quantity": "20.00", "price": "12.50", "unit": "把"},
    )  # fmt: skip
    name = made["id"]
    run("supply-plan", "verify", name, actor="technician", code=23)
    run("supply-plan", "buy", name, "--item", "拖把", "--quantity", "1", "--price", "1", code=21)
    run("supply-plan", "verify", name, now="2026-10-26 09:00", **LEADER)
    more = run(
        "supply-plan", "line", name, "--item", "垃圾袋", "--quantity", "500", "--price", "0.20", "--json", **LEADER
    ).json()
    assert more["state"] == "planned"
    run("supply-plan", "verify", name, now="2026-10-26 09:00", **LEADER)
    sent = run("supply-plan", "submit", name, "--json", now="2026-10-27 09:00", lang="zh", **LEADER).json()
    assert [one["message"] for one in sent["findings"]] == ["没有单价：洗手液"]
    run("supply-plan", "line", name, "--item", "x", "--quantity", "1", code=21, **LEADER)
    run("supply-plan", "buy", name, "--item", "拖把", "--quantity", "20", "--price", "12", actor="front_desk", code=23)
    buy = ("supply-plan", "buy", name, "--item", "拖把", "--quantity", "20", "--price", "12", "--json")
    assert run(*buy, actor="warehouse").json()["state"] == "purchased"
    run("supply-plan", "review", name, code=2)
    run("supply-plan", "review", name, "--review", "x", actor="cleaning_leader", code=23)
    done = run("supply-plan", "review", name, "--review", "用量正常", "--json", actor="customer_assistant").json()
    assert (done["state"], done["reviewed_role"]) == ("reviewed", "customer_assistant")
    run("supply-plan", "void", name, "--reason", "x", code=21)


@pytest.mark.parametrize("line", ["拖把", "拖把:x", "拖把:-1", "拖把:1:x", ":1"])
def test_a_line_that_is_none_is_refused(run: Run, line: str) -> None:
    """Negative and unreadable quantities and prices."""
    run("supply-plan", "add", "--line", line, code=2, **LEADER)
    run("supply-use", "add", "--item", "拖把", "--quantity", "-1", code=2)


@pytest.mark.rule("R027")
def test_plan_against_use_to_the_cent(run: Run) -> None:
    """000 P1-三 5.11: 20 mops at 12.50 planned, bought at 13.00, 22.5 used; by hand: 250.00, 260.00, 292.50."""
    name = submitted(run, "拖把:20:12.50:把", "洗手液:10:8")
    run("supply-plan", "buy", name, "--item", "拖把", "--quantity", "20", "--price", "13", actor="warehouse")
    take(run, "2026-10-20 10:00", "拖把", "4")
    take(run, "2026-11-05 10:00", "拖把", "12", "--area", "A1")
    last = take(run, "2026-11-06 10:00", "拖把", "10.5", "--area", "A2")
    broom = take(run, "2026-11-07 10:00", "扫帚", "2")
    made = run("report", "supplies", *MONTH, "--json").json()
    assert {key: made[key] for key in ("planned_cost", "bought_cost", "used_cost", "difference", "tolerance")} == {
        "planned_cost": "330.00", "bought_cost": "260.00", "used_cost": "292.50", "difference": "-37.50", "tolerance": "10.00",
    }  # fmt: skip
    mop = next(one for one in made["items"] if one["item"] == "拖把")
    assert (mop["planned_cost"], mop["bought_cost"], mop["used_cost"], mop["percent"], mop["over"]) == (
        "250.00", "260.00", "292.50", "112.50", True,
    )  # fmt: skip
    assert (made["over"], made["unplanned"]) == (["扫帚", "拖把"], ["扫帚"])
    assert made["areas"] == [
        {"area": "-", "used_cost": "0.00"},
        {"area": "A1", "used_cost": "156.00"},
        {"area": "A2", "used_cost": "136.50"},
    ]
    explained = run("report", "supplies", *MONTH, "--explain", "over", "-q").stdout.split()
    assert explained == ["SU-202611-0001", last, broom]
    run("report", "supplies", *MONTH, "--explain", "x", code=2)
    assert verdict(run, "R027") == ("broken", sorted([last, broom]))
    assert "拖把\t把\t20\t250.00\t20\t260.00\t22.5\t292.50" in run("report", "supplies", *MONTH, lang="zh").stdout


@pytest.mark.rule("R027", "R194")
def test_what_a_month_owes(run: Run, asked: None) -> None:
    """The plan by the beginning of its month, the review ten days after it; nothing where nobody keeps supplies."""

    def owed(rule: str, now: str) -> list[tuple[str, str, int]]:
        lines = run("due", "--json", now=now).json()
        return [(line["record"], line["due"][:10], line["done"]) for line in lines if line["rule"] == rule]

    assert owed("R194", "2026-11-05 09:00") == []
    take(run, "2026-10-20 10:00", "拖把", "4")
    assert owed("R194", "2026-11-05 09:00") == [("2026-10", "2026-10-01", 0), ("2026-11", "2026-11-01", 0)]
    assert verdict(run, "R194")[0] == "broken"
    name = submitted(run)
    assert verdict(run, "R194") == ("kept", [])
    assert owed("R027", "2026-12-05 09:00") == [(name, "2026-12-11", 0)]
    take(run, "2026-11-05 10:00", "拖把", "20")
    run("supply-plan", "review", name, "--review", "正常", now="2026-12-05 10:00", actor="customer_assistant")
    assert verdict(run, "R027") == ("kept", [])
    assert owed("R027", "2026-12-05 11:00") == []
    assert verdict(run, "R027", "2026-12") == ("kept", [])


def test_the_plan_is_printed(run: Run) -> None:
    """F68: items, quantity, unit cost, sums, signatures."""
    name = submitted(run, "拖把:20:12.50:把", "洗手液:10:8")
    page = run("supply-plan", "print", name, lang="zh").stdout
    assert "保洁工具及用品计划表" in page and "330.00" in page and "采购部" in page
    values = run("supply-plan", "print", name, "--json").json()
    assert (values["total"], [one["cost"] for one in values["lines"]]) == ("330.00", ["250.00", "80.00"])


def test_supplies_go_out_and_come_in(run: Run, tmp_path: Any) -> None:
    """The issue book of the store room is read in; exports import again; templates have the headings."""
    file = tmp_path / "in.csv"
    file.write_text("项目,数量,计量单位,领用时间,区域\n拖把,2.5,把,2026-11-03 07:00,A1\n", encoding="utf-8")
    assert run("import", str(file), "--as", "supply_uses", "--json", lang="zh").json()["created"] == 1
    found = run("supply-use", "list", "--json").json()
    assert [(one["item"], one["quantity"], one["area"]) for one in found] == [("拖把", "2.5", "A1")]
    submitted(run)
    for kind in ("supply_plans", "supply_uses"):
        out = tmp_path / f"{kind}.jsonl"
        out.write_text(run("export", kind, "-o", "jsonl").stdout, "utf-8")
        assert run("import", str(out), "--as", kind, "--json").json()["skipped"] == 1
        run("template", kind, "-o", "csv")
