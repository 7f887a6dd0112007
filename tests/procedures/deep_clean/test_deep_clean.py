"""The initial deep clean: staffed by measured work, beside the establishment, the best kept. Cases with their clause."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspm.core.rules import run as judged_by
from cspm.procedures.deep_clean.model import DeepClean
from cspm.procedures.deep_clean.rules import RULES, needed
from tests.procedures.registers import entry, said
from tests.procedures.tickets.lives import terms

Run = Callable[..., Any]
WORK = {"area": "B1", "square_metres": 10_000, "a_day": 500, "days": 5, "at": "10-06 09:00", "by": "CL01"}


def hired(name: str, *, area: str = "B1", when: str = "10-07 09:00") -> dict[str, Any]:
    """Somebody on the roster."""
    return {"name": name, "area": area, "at": when, "by": "CL01"}


def clean(**fields: Any) -> Any:
    """A deep clean by the book: measured, four hired, done, one kept in time."""
    own = {
        "name": "地下车库", "noted_at": "10-05 09:00", "by": "CL01", "workload": [WORK], "roster": [hired(one) for one in "赵钱孙李"],
        "done_at": "10-15 17:00", "chosen": [{"name": "赵", "why": "肯干", "at": "10-16 09:00"}], "selected_at": "10-16 09:30",
        "state": "closed",
    }  # fmt: skip
    return entry(DeepClean, **{**own, **fields})


def test_by_the_book_there_is_nothing_to_find() -> None:
    """10 000 square metres at 500 a day in 5 days need four people."""
    assert list(judged_by(RULES, clean(), terms())) == []


@pytest.mark.rule("R171")
@pytest.mark.parametrize(
    ("square_metres", "a_day", "days", "people"),
    [
        (10_000, 500, 5, 4),
        (10_001, 500, 5, 5),
        (0, 500, 5, 0),
        (2_500, 500, 5, 1),
        (10_000, None, 5, None),
        (10_000, 500, None, None),
    ],
)
def test_so_many_people_a_workload_needs(
    square_metres: int, a_day: int | None, days: int | None, people: int | None
) -> None:
    """001 二.1: 按照工作量来招聘; rounded up, unknown without pace or days."""
    (work,) = clean(workload=[{**WORK, "square_metres": square_metres, "a_day": a_day, "days": days}]).workload
    assert needed(work) == people


@pytest.mark.rule("R171")
@pytest.mark.parametrize(
    ("fields", "code", "expected"),
    [
        ({}, "hired_unmeasured", "kept"),
        ({"workload": []}, "hired_unmeasured", "broken"),
        ({"roster": [hired("赵", area="B2")]}, "hired_unmeasured", "broken"),
        ({"roster": [hired("赵", when="10-06 08:59")]}, "hired_unmeasured", "broken"),
        ({"roster": []}, "hired_unmeasured", ""),
        ({}, "hired_beyond_workload", "kept"),
        ({"roster": [hired(one) for one in "赵钱孙李周"]}, "hired_beyond_workload", "broken"),
        (
            {"workload": [WORK, {**WORK, "square_metres": 5_000}]},
            "hired_beyond_workload",
            "broken",
        ),  # the last one counts
        ({"workload": [{**WORK, "a_day": None}]}, "hired_beyond_workload", ""),
        ({}, "best_not_chosen", "kept"),
        ({"selected_at": "10-25 17:00"}, "best_not_chosen", "kept"),
        ({"selected_at": "10-25 17:01"}, "best_not_chosen", "broken"),
        ({"selected_at": None, "state": "done"}, "best_not_chosen", "broken"),
        ({"done_at": None, "selected_at": None, "state": "staffed"}, "best_not_chosen", ""),
        ({}, "kept_without_reason", "kept"),
        ({"chosen": [{"name": "赵", "why": None}]}, "kept_without_reason", "broken"),
        ({"chosen": [{"name": "吴", "why": "肯干"}]}, "kept_without_reason", "broken"),
        ({"chosen": []}, "kept_without_reason", ""),
    ],
)
def test_staffed_by_workload_and_the_best_kept(fields: dict[str, Any], code: str, expected: str) -> None:
    """001 二.1: 不按照配置上人,而是按照工作量来招聘保洁人员,后期开荒任务结束择优录用."""
    assert said(RULES, code, clean(**fields)) == expected


def verdict(run: Run, **ask: Any) -> tuple[str, list[str]]:
    """What `compliance` says of R171 in November."""
    lines = run("compliance", "--month", "2026-11", "--json", code=1, **{"now": "2026-12-20 10:00", **ask}).json()
    line = next(line for line in lines if line["rule"] == "R171")
    return line["status"], line["records"]


@pytest.mark.rule("R171")
def test_the_life_of_a_deep_clean(run: Run) -> None:
    """Planned, measured, staffed, done, the best kept, closed; by whom, and what is not possible when."""
    ask: dict[str, Any] = {"actor": "cleaning_leader", "now": "2026-11-02 09:00"}
    name = run("deep-clean", "add", "--name", "地下车库", "--areas", "B1,B2", "-q", **ask).stdout.strip()
    run("deep-clean", "add", "--name", "x", actor="technician", code=23)
    run("deep-clean", "keep", name, "--name", "赵六", "--why", "x", code=21, **ask)
    work = ("deep-clean", "workload", name, "--area", "B1", "--a-day", "500", "--days", "5")
    run(*work, "--square-metres", "-1", code=2, **ask)
    assert run(*work, "--square-metres", "4000", "--json", **ask).json()["state"] == "measured"
    for one in ("赵六", "钱七"):
        run("deep-clean", "hire", name, "--name", one, "--area", "B1", "--phone", "13800000001", **ask)
    assert run(*work, "--square-metres", "5000", "--json", **ask).json()["state"] == "staffed"
    rows = run("deep-clean", "roster", name, "--json", **ask).json()
    assert rows["areas"] == [{"area": "B1", "square_metres": 5000, "a_day": 500, "days": 5, "needed": 2, "hired": 2}]
    run("deep-clean", "finish", name, "--result", "完成", **{**ask, "now": "2026-11-09 17:00"})
    lines = run("due", "--json", now="2026-11-10 09:00").json()
    assert [(line["record"], line["due"][:10]) for line in lines if line["rule"] == "R171"] == [(name, "2026-11-19")]
    assert verdict(run) == ("broken", [name])
    run("deep-clean", "keep", name, "--name", "赵六", code=2, **ask)
    run("deep-clean", "keep", name, "--name", "赵六", "--why", "肯干、细致", **{**ask, "now": "2026-11-10 09:00"})
    run("deep-clean", "close", name, "--decision", "留一人", **{**ask, "now": "2026-11-10 09:30"})
    assert verdict(run) == ("kept", [])
    run("deep-clean", "hire", name, "--name", "x", "--area", "B1", code=21, **ask)
    assert "肯干、细致" in run("deep-clean", "roster", name, lang="zh").stdout


@pytest.mark.rule("R171")
def test_the_roster_is_no_part_of_the_establishment(run: Run) -> None:
    """001 二.1: who is hired for the time stands in no line of the staff register then; who was kept may join it later."""
    ask: dict[str, Any] = {"actor": "cleaning_leader", "now": "2026-11-02 09:00"}
    name = run("deep-clean", "add", "--name", "楼道", "--areas", "B1", "-q", **ask).stdout.strip()
    run("deep-clean", "workload", name, "--area", "B1", "--square-metres", "100", **ask)
    run("deep-clean", "hire", name, "--name", "赵六", "--area", "B1", "--phone", "13800000009", **ask)
    assert verdict(run) == ("kept", [])
    run("staff", "add", "C77", "--name", "赵六", "--role", "technician", "--active-from", "2026-12-01")
    assert verdict(run) == ("kept", [])
    run("staff", "amend", "C77", "active_from=2026-10-01", "--reason", "x")
    assert verdict(run) == ("broken", [name])
    run("staff", "amend", "C77", "phone=13900000000", "--reason", "another man")
    assert verdict(run) == ("kept", [])


def test_deep_cleans_go_out_and_come_in(run: Run, tmp_path: Any) -> None:
    """The export imports again; the template has the headings; the list says where each stands."""
    run("deep-clean", "add", "--name", "楼道", "--areas", "B1", actor="cleaning_leader")
    assert run("deep-clean", "list", "--json").json()[0]["areas"] == ["B1"]
    out = tmp_path / "out.jsonl"
    out.write_text(run("export", "deep_cleans", "-o", "jsonl").stdout, "utf-8")
    assert run("import", str(out), "--as", "deep_cleans", "--json").json()["skipped"] == 1
    assert "项目名称" in run("template", "deep_cleans", "-o", "csv", lang="zh").stdout
