"""The command line of what is arranged with contractors: plans, patrols, meetings, events, and what is asked of a month."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SUPERVISOR = "cleaning_supervisor"


@pytest.fixture
def contract(run: Run, root: str) -> str:
    """A contract C1 from 12 October on, at a site that asks for periodic duties from then on."""
    path = Path(root, "site.toml")
    path.write_text(f'since = "2026-10-01"\n{path.read_text("utf-8")}', "utf-8")
    run("contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "3100", "--start",
        "2026-10-12", "--end", "2026-12-31", "--areas", "A,B")  # fmt: skip
    return "C1"


def planned(run: Run, **more: Any) -> str:
    """A plan for November, submitted on 25 October; its id."""
    said = run("work-plan", "add", "--contract", "C1", "--start", "2026-11-01", "--end", "2026-11-30", "--submitted-by", "周经理",
               "-q", now="2026-10-25 9:00", **more)  # fmt: skip
    return str(said.lines()[0])


def states(run: Run, *words: str) -> dict[str, Any]:
    """A record as JSON."""
    found: dict[str, Any] = run(*words, "--json").json()
    return found


@pytest.mark.rule("R114")
def test_the_life_of_a_work_plan(run: Run, contract: str) -> None:
    """Submitted, returned, submitted again, approved, carried out; who may, and what is not possible."""
    plan = planned(run)
    run(
        "work-plan",
        "task",
        plan,
        "--text",
        "大堂每日两次拖洗",
        "--area",
        "A",
        "--frequency",
        "daily",
        now="2026-10-25 9:10",
    )
    run("work-plan", "return", plan, "--opinion", "缺少周末安排", actor=SUPERVISOR, now="2026-10-26 9:00")
    run("work-plan", "approve", plan, code=21)
    run("work-plan", "submit", plan, "--text", "周末照常", now="2026-10-27 9:00")
    run("work-plan", "approve", plan, actor=SUPERVISOR, code=23)
    run("work-plan", "review", plan, actor="tech1", code=23)
    run("work-plan", "approve", plan, now="2026-10-28 9:00")
    run("work-plan", "task", plan, "--text", "x", code=21)
    run("work-plan", "execute", plan, code=2)
    run("work-plan", "execute", plan, "--result", "按计划完成", actor=SUPERVISOR, now="2026-11-30 18:00")
    document = states(run, "work-plan", "show", plan)
    assert (document["state"], document["approved_by"], document["findings"]) == ("executed", "csc_manager", [])
    assert [clock["state"] for clock in document["deadlines"]] == ["met"]


@pytest.mark.parametrize(
    "days", [("2026-10-11", "2026-10-31"), ("2026-12-01", "2027-01-01"), ("2026-11-30", "2026-11-01")]
)
def test_a_plan_outside_its_contract_is_refused(run: Run, contract: str, days: tuple[str, str]) -> None:
    """Days before, after, and in the wrong order; an unknown contract is 20."""
    run("work-plan", "add", "--contract", contract, "--start", days[0], "--end", days[1], code=2)
    run("work-plan", "add", "--contract", "C9", "--start", days[0], "--end", days[1], code=20)
    assert run("work-plan", "list", "-q").lines() == []


@pytest.mark.rule("R114")
def test_tasks_come_from_the_standard(run: Run, contract: str) -> None:
    """One task for each cleaning item and area; a second time adds nothing. The plan prints (F13)."""
    run(
        "standard",
        "add",
        "C03",
        "--domain",
        "cleaning",
        "--zh",
        "大堂无烟头",
        "--en",
        "No cigarette ends",
        "--frequency",
        "daily",
    )
    run("standard", "add", "G01", "--domain", "greening", "--zh", "草坪平整")
    plan = planned(run)
    for _ in range(2):
        run("work-plan", "fill", plan, "--areas", "A，B")
    tasks = states(run, "work-plan", "show", plan)["tasks"]
    assert [(task["item"], task["area"], task["frequency"]) for task in tasks] == [
        ("C03", "A", "daily"),
        ("C03", "B", "daily"),
    ]
    shown = run("work-plan", "show", plan, lang="en").stdout
    assert "Frequency" in shown and "大堂无烟头" in shown  # a table of its own
    page = run("work-plan", "print", plan, lang="zh").stdout
    assert "外判单位工作计划" in page and "大堂无烟头" in page
    assert "No cigarette ends" in run("work-plan", "print", plan, lang="en").stdout  # on paper in the reader's language


@pytest.mark.rule("R128", "R159")
def test_the_minutes_have_the_counts_of_the_week(run: Run, contract: str) -> None:
    """Drawn from the inspections when the minutes are written; again with recount; printed; a wrong week is refused."""
    run("inspection", "add", "--contract", "C1", "--date", "2026-10-13 9:00", "--area", "A", "--by", SUPERVISOR, "--with", "周经理",
        "--finding", "C03:minor:poor_result", "--finding", "C04", now="2026-10-13 9:00")  # fmt: skip
    words = (
        "contractor-meeting",
        "add",
        "--contracts",
        "C1",
        "--attended",
        SUPERVISOR,
        "--contractor-attended",
        "周经理,孙主管",
    )
    meeting = run(*words, "--text", "大堂加强", "-q", now="2026-10-16 15:00", actor=SUPERVISOR).lines()[0]
    document = states(run, "contractor-meeting", "show", meeting)
    assert (document["week"], document["by"], document["contractor_attended"]) == (
        "2026-W42",
        SUPERVISOR,
        ["周经理", "孙主管"],
    )
    (count,) = document["counts"]
    assert (count["inspections"], count["problems"], count["minor"], count["unsettled"]) == (1, 1, 1, 2)
    run("inspection", "recheck", "1.1", "1.2", "--result", "done", now="2026-10-17 9:00")
    run("contractor-meeting", "recount", meeting, now="2026-10-19 9:00")
    assert states(run, "contractor-meeting", "show", meeting)["counts"][0]["unsettled"] == 0
    assert "Problem points" in run("contractor-meeting", "show", meeting, lang="en").stdout
    assert '["' not in run("contractor-meeting", "list", lang="en").stdout
    assert "2026-W42" in run("contractor-meeting", "print", meeting, lang="en").stdout
    run(*words, "--week", "2026-W54", code=2)
    run("contractor-meeting", "recount", meeting, actor="tech1", code=23)


@pytest.mark.rule("R129")
def test_a_contractor_is_told_of_an_event(run: Run, contract: str) -> None:
    """Recorded, told, helped, closed; the clock shows in due; both languages."""
    words = (
        "contractor-event",
        "add",
        "--event",
        "活动",
        "--text",
        "业主运动会",
        "--contracts",
        "C1",
        "--happens-at",
        "2026-10-24 9:00",
    )
    event = run(*words, "-q", now="2026-10-19 9:00").lines()[0]
    lines = states(run, "due")
    (line,) = [one for one in lines if one["rule"] == "R129"]  # type: ignore[index]
    assert (line["record"], line["next"]) == (event, f"cspm contractor-event notify {event} --notified-to NAME")  # type: ignore[index]
    run("contractor-event", "notify", event, "--notified-to", "周经理", now="2026-10-19 10:00", actor=SUPERVISOR)
    run("contractor-event", "notify", event, "--notified-to", "周经理", code=21)
    run("contractor-event", "close", event, actor="tech1", code=23)
    run("contractor-event", "assist", event, "--assistance", "加派 4 人", now="2026-10-24 9:00")
    run("contractor-event", "close", event, "--result", "顺利", now="2026-10-24 18:00")
    document = states(run, "contractor-event", "show", event)
    assert (document["state"], document["findings"]) == ("closed", [])
    assert "重大活动" in run("contractor-event", "show", event, lang="zh").stdout


@pytest.mark.rule("R010", "R114", "R128")
def test_what_a_month_asks(run: Run, contract: str) -> None:
    """The contract starts on Monday the 12th: October asks for a plan, two meetings (weeks 42 and 43), patrols by the 19th..."""
    now = "2026-11-05 9:00"
    october = {line["rule"]: line for line in run("compliance", "--month", "2026-10", "--json", now=now, code=1).json()}
    assert [october[rule]["status"] for rule in ("R010", "R114", "R128")] == ["broken"] * 3
    assert (october["R128"]["required"], october["R128"]["records"]) == (2, ["C1"])
    run(
        "work-plan",
        "add",
        "--contract",
        "C1",
        "--start",
        "2026-10-12",
        "--end",
        "2026-10-31",
        "-q",
        "--text",
        "x",
        now="2026-10-10 9:00",
    )
    run("work-plan", "approve", "1", now="2026-10-11 9:00")
    for day in ("2026-10-16", "2026-10-23"):
        run(
            "contractor-meeting",
            "add",
            "--contracts",
            "C1",
            "--attended",
            SUPERVISOR,
            "--text",
            "x",
            now=f"{day} 15:00",
        )
    for day in ("2026-10-19", "2026-10-26"):
        run(
            "joint-patrol", "add", "--contracts", "C1", "--contractor-by", "周经理", "--text", "良好", now=f"{day} 9:00"
        )
    october = {line["rule"]: line for line in run("compliance", "--month", "2026-10", "--json", now=now, code=1).json()}
    assert [october[rule]["status"] for rule in ("R010", "R114", "R128")] == ["kept"] * 3
    assert october["R010"]["value"] == 4  # two patrols, each joint and in time


def test_a_site_without_contracts_is_asked_nothing(run: Run, root: str) -> None:
    """No contract, no plan, no meeting, no patrol."""
    path = Path(root, "site.toml")
    path.write_text(f'since = "2026-10-01"\n{path.read_text("utf-8")}', "utf-8")
    rules = {line["rule"] for line in run("due", "--json", now="2026-11-05 9:00").json()}
    assert not rules & {"R010", "R114", "R128"}


@pytest.mark.parametrize("kind", ["work_plans", "joint_patrols", "contractor_meetings", "contractor_events"])
def test_they_import_what_they_export(run: Run, contract: str, kind: str, tmp_path: Path) -> None:
    """A workbook template, an export, and the export read again."""
    planned(run)
    run("joint-patrol", "add", "--contracts", "C1", "--contractor-by", "周经理")
    run("contractor-meeting", "add", "--contracts", "C1", "--text", "x")
    run("contractor-event", "add", "--event", "emergency", "--text", "爆管", "--contracts", "C1")
    run("template", kind, "-o", "xlsx", "--output", str(tmp_path / "empty.xlsx"))
    file = tmp_path / f"{kind}.csv"
    run("export", kind, "-o", "csv", "--output", str(file))
    head, *rows = file.read_text("utf-8-sig").splitlines()
    blank = [head, *(row.partition(",")[2] for row in rows)]
    file.write_text("\n".join([head.partition(",")[2], *blank[1:]]) + "\n", "utf-8")
    assert run("import", str(file), "--as", kind, "--json").json()["created"] == 1
