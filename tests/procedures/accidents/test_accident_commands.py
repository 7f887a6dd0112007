"""`cspm accident` at the desk: from the first word to the end of the investigation, in both languages, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
DAY = "2026-11-22T{}:00+08:00"


def happened(run: Run, *words: str) -> str:
    """A fire that a technician tells of."""
    told = run("accident", "add", "--accident-type", "fire", "--text", "表箱冒烟", *words, "-q", actor="tech1")
    return str(told.stdout.strip())


@pytest.mark.rule("R370", "R371", "R406")
def test_from_the_first_word_to_the_end(run: Run) -> None:
    """Told at once, written down, investigated, closed: nothing is found but the fire itself."""
    assert happened(run, "--contractor", "安装队", "--place", "3号楼") == "X-202611-0001"
    run(
        "accident",
        "tell",
        "1",
        "--recipient",
        "work_leader",
        "--name",
        "陈负责",
        actor="tech1",
        now=DAY.format("10:05"),
    )
    (owed,) = [line for line in run("due", "--json").json() if line["record"] == "X-202611-0001"]
    assert (owed["rule"], owed["next"]) == ("R370", 'cspm accident write X-202611-0001 --account "..."')
    run("accident", "write", "1", "--account", "线头松动起火", "--sent-to", "centre_leader", now=DAY.format("16:00"))
    run(
        "accident", "investigate", "1", "--cause", "螺丝未拧紧", "--responsible", "安装工扣分", "--measures", "逐箱复查",
        "--educated", "全员班前会", "--code-ref", "安全事故调查规程", now=DAY.format("17:00"),
    )  # fmt: skip
    done = run("accident", "close", "1", "--json", now=DAY.format("18:00")).json()
    assert done["state"] == "closed" and [one["code"] for one in done["findings"]] == ["zero_target_missed"]
    assert [(line["clock"], line["state"]) for line in done["deadlines"]] == [
        ("oral_report", "met"), ("written_report", "met"),
    ]  # fmt: skip


def test_the_periods_report_and_the_form(run: Run) -> None:
    """The accidents of a month and of a year, and the report to hand in, in both languages."""
    happened(run)
    now = "2026-12-01T10:00:00+08:00"
    month = run("report", "accidents", "--json", now=now).json()
    assert (month["period"], month["count"], month["by_type"]["fire"]) == ("2026-11", 1, 1)
    assert run("report", "accidents", "--explain", "by_type.fire", "-q", now=now).stdout.split() == [
        month["accidents"][0]["id"]
    ]
    assert run("report", "accidents", "--month", "2026-10", "--json", now=now).json()["accidents"] == []
    assert run("report", "accidents", "--year", "2026", "--json", now=now).json()["accidents"] == month["accidents"]
    assert "各类事故" in run("report", "accidents", "-o", "md", lang="zh", now=now).stdout
    page = run("accident", "print", "1", lang="zh").stdout
    assert "事故报告" in page and "表箱冒烟" in page and "防范措施" in page
    assert "--month" in run("report", "accidents", "--month", "2026-10", "--year", "2026", code=2).stderr


@pytest.mark.rule("R372")
def test_the_month_has_its_report_where_the_site_asks(run: Run, root: str) -> None:
    """6.3: the report of the month goes to the safety department and upward; asked for where works are contracted out."""
    path = Path(root, "site.toml")
    path.write_text(
        f'since = "2026-07-01"\n{path.read_text("utf-8")}\n[figures]\nasks_accident_month = true\n', "utf-8"
    )
    asked = {"month": "2026-10", "now": "2026-11-20T10:00:00+08:00"}

    def status() -> str:
        lines = run("compliance", "--month", asked["month"], "--json", now=asked["now"], code=1).json()
        return str({line["rule"]: line["status"] for line in lines}["R372"])

    assert status() == "broken"
    run(
        "filing", "add", "--form", "accident_month", "--period", "2026-10", "--text", "本月无事故",
        "--sent-to", "security,company_leader", now="2026-11-05T10:00:00+08:00",
    )  # fmt: skip
    assert status() == "kept"


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("accident", "investigate", "1", "--cause", "x"), "tech1", 23),
        (("accident", "tell", "1"), "csc_manager", 2),
        (("accident", "tell", "1", "--recipient", "nobody"), "csc_manager", 2),
        (("accident", "write", "1", "--account", " "), "csc_manager", 2),
        (("accident", "add", "--text", "x"), "csc_manager", 2),
        (("accident", "show", "9"), "csc_manager", 20),
    ],
)
def test_what_is_refused(run: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Wrong role, wrong words, unknown accident: one sentence, nothing written."""
    happened(run)
    refused = run(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert len(run("accident", "history", "1", "--json").json()) == 1


def test_closed_twice_is_refused(run: Run) -> None:
    """A second closing is no step of a closed accident; a reopening is."""
    happened(run)
    run("accident", "close", "1")
    run("accident", "close", "1", code=21)
    assert run("accident", "reopen", "1", "--json").json()["state"] == "investigated"
