"""`cspm garbage`, `bins` and `report garbage` at the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
HOURS = 'since = "2026-11-01"\n{text}\n[cleaning.windows]\nA1 = ["06:30-08:30", "18:00-20:00"]\n'
MONTH = ("--month", "2026-11")


@pytest.fixture
def hours(root: str) -> None:
    """The site collects from A1 in the morning and in the evening, and asks for it since November."""
    path = Path(root, "site.toml")
    path.write_text(HOURS.format(text=path.read_text("utf-8")), "utf-8")


@pytest.fixture
def contract(run: Run) -> str:
    """A cleaning contract of the year."""
    run(
        "contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "20000", "--start",
        "2026-01-01", "--end", "2026-12-31", "--areas", "A1,A2",
    )  # fmt: skip
    return "C1"


def bins(run: Run, day: str, counted: int, reported: int, *words: str, area: str = "A1", **ask: Any) -> Any:
    """One removal, as commands.md has it."""
    return run(
        "bins", "add", "--contract", "C1", "--date", day, "--area", area, "--counted", str(counted), "--reported", str(reported),
        "--by", "cleaning_supervisor", *words, "--json", **ask,
    ).json()  # fmt: skip


def verdict(run: Run, rule: str, *, now: str = "2026-12-02 10:00") -> Any:
    """What `compliance` says of a rule in November."""
    lines = run("compliance", *MONTH, "--json", code=1, now=now).json()
    return next(line for line in lines if line["rule"] == rule)


@pytest.mark.rule("R130", "R131", "R132")
def test_a_collection_is_typed_quickly(run: Run, hours: None) -> None:
    """All in order, all but two, only one looked at; the finding names what was not."""
    whole = run("garbage", "add", "--area", "A1", "--at", "2026-11-20 7:00", "--ok", "--json").json()
    assert (whole["id"], whole["findings"], len(whole["points_kept"])) == ("G-202611-0001", [], 7)
    late = run(
        "garbage", "add", "--area", "A1", "--at", "2026-11-20 9:00", "--not", "bagged,扎口", "--by", "王姐", "--json"
    )
    assert late.json()["points_missed"] == ["bagged", "tied"]
    assert [one["code"] for one in late.json()["findings"]] == ["collected_outside_hours", "garbage_transport"]
    some = run("garbage", "add", "--area", "A1", "--at", "2026-11-20 19:00", "--kept", "cart", "--json").json()
    assert [one["code"] for one in some["findings"]] == ["transport_not_checked", "garbage_room_not_checked"]
    shown = run("garbage", "show", "2", lang="zh").stdout
    assert "袋装、扎口严实" in shown and "不在区域 A1 的收集时段内" in shown


def test_wrong_input_and_wrong_people(run: Run, hours: None) -> None:
    """A point of the other way, a word that is no point, an unknown contract; corrections are not everybody's; void is void."""
    run("garbage", "add", "--area", "A1", "--to", "transfer_station", "--not", "bagged", code=2)
    run("garbage", "add", "--area", "A1", "--not", "polished", code=2)
    run("garbage", "add", "--area", "A1", "--ok", "--contract", "C9", code=20)
    run("garbage", "add", "--ok", code=2)
    run("garbage", "add", "--area", "A1", "--ok", actor="technician")
    run("garbage", "amend", "1", "points_missed=tied", "--reason", "x", actor="technician", code=23)
    done = run("garbage", "amend", "1", "points_missed=tied", "points_kept=", "--reason", "x", "--json").json()
    assert (done["points_kept"], done["points_missed"]) == ([], ["tied"])
    run("garbage", "void", "1", "--reason", "x")
    run("garbage", "void", "1", "--reason", "x", code=21)


@pytest.mark.rule("R130")
def test_hours_in_which_nobody_collected_are_owed(run: Run, hours: None) -> None:
    """000 P2-四 2.0: `due` names the first hours without a collection; the month is broken by them, kept without."""
    line = next(one for one in run("due", "--json").json() if one["rule"] == "R130")
    assert (line["required"], line["done"], line["due"][:16]) == (43, 0, "2026-11-01T08:30")  # 21 days, and one morning
    for day in range(1, 31):
        for at in ("7:00", "18:30"):
            run("garbage", "add", "--area", "A1", "--at", f"2026-11-{day:02d} {at}", "--ok", now="2026-12-01 8:00")
    found = verdict(run, "R130")
    assert (found["status"], found["records"]) == ("kept", [])
    run("garbage", "void", "7", "--reason", "x")
    assert (verdict(run, "R130")["status"], verdict(run, "R130")["records"]) == ("broken", ["A1"])


@pytest.mark.rule("R130")
def test_a_site_without_hours_owes_nothing(run: Run) -> None:
    """No hours, no `since`: nobody is reminded."""
    run("garbage", "add", "--area", "A1", "--ok")
    assert [one for one in run("due", "--json").json() if one["rule"] == "R130"] == []


def test_the_hours_of_a_day(run: Run, hours: None) -> None:
    """Each of the hours with the collections made in them."""
    run("garbage", "add", "--area", "A1", "--at", "2026-11-20 7:00", "--ok")
    found = run("garbage", "windows", "--date", "2026-11-20", "--json").json()
    assert [(one["start"][11:16], one["collections"]) for one in found] == [("06:30", ["G-202611-0001"]), ("18:00", [])]


@pytest.mark.rule("R125", "R133")
def test_the_months_bins_by_contract_and_area(run: Run, contract: str) -> None:
    """000 P2-四 2.0, 3.2.3.6: counted against reported, who took it away, what was not washed; numbers by hand."""
    bins(run, "2026-11-03", 10, 10, "--washed", "--company", "城环", "--vehicle", "沪A12345")
    bins(run, "2026-11-04", 12, 15, "--washed-at", "2026-11-04 10:00", "--company", "城环", "--vehicle", "沪A12345")
    bins(run, "2026-11-05", 8, 8, "--not-washed", "--not-swept", area="A2")
    bins(run, "2026-10-31", 99, 99)
    made = run("report", "garbage", *MONTH, "--json").json()
    assert {key: made[key] for key in ("removals", "counted", "reported", "difference", "over_reported", "not_washed")} == {
        "removals": 3, "counted": 30, "reported": 33, "difference": 3, "over_reported": 1, "not_washed": 1,
    }  # fmt: skip
    assert [(one["area"], one["counted"], one["reported"]) for one in made["places"]] == [("A1", 22, 25), ("A2", 8, 8)]
    assert made["vehicles"] == [{"company": "城环", "vehicle": "沪A12345", "removals": 2, "counted": 22}]
    assert run("report", "garbage", *MONTH, "--area", "A2", "--json").json()["counted"] == 8
    assert run("report", "garbage", *MONTH, "--explain", "over_reported", "-q").stdout.split() == ["B-202611-0002"]
    run("report", "garbage", *MONTH, "--contract", "C9", code=20)
    run("report", "garbage", *MONTH, "--explain", "x", code=2)
    assert "洁净公司\tA1\t2\t22\t25\t3" in run("report", "garbage", *MONTH, lang="zh").stdout
    assert [one["reason"] for one in run("report", "deductions", *MONTH, "--json").json()["contracts"][0]["lines"]] == [
        "false_bins"
    ]


@pytest.mark.rule("R133")
def test_a_removal_is_supervised_and_the_room_washed(run: Run, contract: str) -> None:
    """000 P2-四 2.0: a named supervisor, bins, swept, washed; the washing may be noted later."""
    one = bins(run, "2026-11-03", 10, 10, "--removed-at", "2026-11-03 9:00")
    assert one["by"] == "cleaning_supervisor"
    assert [found["code"] for found in one["findings"]] == ["washing_not_noted"]
    assert verdict(run, "R133")["records"] == [one["id"]]
    washed = run("bins", "wash", "1", "--washed-at", "2026-11-03 9:40", "--json").json()
    assert (washed["washed_at"][:16], washed["findings"]) == ("2026-11-03T09:40", [])
    run("bins", "wash", "1", "--washed-at", "2026-11-03 8:40")
    assert [found["code"] for found in run("bins", "show", "1", "--json").json()["findings"]] == ["washed_too_early"]
    run("bins", "void", "1", "--reason", "x")
    run("bins", "wash", "1", code=21)


def test_the_bin_register_is_printed(run: Run, contract: str) -> None:
    """F18: the month's removals with their sums, free lines below; -q and --json say what it is."""
    bins(run, "2026-11-03", 10, 12, "--washed", "--vehicle", "沪A12345")
    page = run("bins", "print", *MONTH, lang="zh").stdout
    assert "垃圾清运登记表" in page and "沪A12345" in page and "<b>12</b>" in page
    values = run("bins", "print", "contract:C1", *MONTH, "--json").json()
    assert (values["counted"], values["reported"], values["difference"], len(values["lines"])) == (10, 12, 2, 1)
    assert run("bins", "print", "area:A2", *MONTH, "--json").json()["lines"] == []


def test_collections_and_bins_go_out_and_come_in(run: Run, contract: str, tmp_path: Any) -> None:
    """A table typed elsewhere is read in, labels in Chinese; the export imports again; the template has the headings."""
    file = tmp_path / "in.csv"
    file.write_text(
        '区域,收集时间,做到的检查点,没有做到\nA1,2026-11-03 07:00,"袋装,用收集车",扎口严实\n', encoding="utf-8"
    )
    assert run("import", str(file), "--as", "collections", "--json", lang="zh").json()["created"] == 1
    found = run("garbage", "show", "1", "--json").json()
    assert (found["points_kept"], found["points_missed"]) == (["bagged", "cart"], ["tied"])
    bins(run, "2026-11-03", 10, 12, "--washed", "--vehicle", "沪A12345")
    for kind in ("collections", "bins"):
        out = tmp_path / f"{kind}.jsonl"
        out.write_text(run("export", kind, "-o", "jsonl").stdout, "utf-8")
        assert run("import", str(out), "--as", kind, "--json").json()["skipped"] == 1
        run("template", kind, "-o", "csv", "--output", str(tmp_path / f"{kind}.csv"))
        assert "区域" in run("template", kind, "-o", "csv", lang="zh").stdout
