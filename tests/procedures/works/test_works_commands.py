"""`cspm crew`, `gear`, `work`, `shift`, `meter` at the desk: a rotation from the notice to its closing, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
HEAD = "source_id,work,order_no,old_no,new_no,position,breaker,user,removed_no,installed_no,installed_at"


def crew(run: Run) -> None:
    """A crew of two with valid helmets."""
    run("crew", "add", "JD", "--contractor", "电建外包", "--members", "张一,李二", "--base-amount", "6000")
    for number, holder in enumerate(("张一", "李二"), 1):
        run(
            "gear",
            "add",
            f"AQM-{number}",
            "--gear-type",
            "安全帽",
            "--crew",
            "JD",
            "--holder",
            holder,
            "--expires-on",
            "2026-12-31",
        )


def rotation(run: Run) -> None:
    """A rotation on Monday 9 and Tuesday 10 November, with its notice in time."""
    crew(run)
    run(
        "work",
        "add",
        "W1",
        "--work-type",
        "轮换",
        "--crew",
        "JD",
        "--place",
        "3栋",
        "--start",
        "2026-11-09",
        "--end",
        "2026-11-10",
    )
    run(
        "work",
        "notify",
        "W1",
        "--posted-on",
        "2026-10-20",
        "--beside-box",
        "--marked",
        "--informed",
        "社区",
        now="2026-10-20T09:00:00+08:00",
    )
    run("work", "start", "W1", now="2026-11-09T08:00:00+08:00")


def day(run: Run, number: int, date: str) -> None:
    """A day with its meeting, signatures, clothing, isolation and sweeping."""
    one = str(number)
    run("shift", "add", "--work", "W1", "--tasks", "换表", "--hazards", "触电", "--signed", "张一,李二", "--guardian", "李二",
        now=f"{date}T08:00:00+08:00")  # fmt: skip
    run(
        "shift",
        "dress",
        one,
        "--workers",
        "张一,李二",
        "--wears",
        "uniform,helmet,badge,armband",
        now=f"{date}T08:05:00+08:00",
    )
    run("shift", "isolate", one, "--measure", "绝缘隔板", now=f"{date}T08:10:00+08:00")
    run("shift", "end", one, now=f"{date}T17:00:00+08:00")
    run("shift", "sweep", one, now=f"{date}T17:20:00+08:00")


def table(tmp_path: Path, count: int, **cells: str) -> str:
    """A table of meters as the contractor hands it over; `cells` replace those of the second row."""
    lines = [HEAD]
    for n in range(1, count + 1):
        row = {"source_id": f"x{n}", "work": "W1", "order_no": f"Z{n}", "old_no": f"A{n}", "new_no": f"B{n}", "position": str(n),
               "breaker": f"K{n}", "user": f"用户{n}", "removed_no": f"A{n}", "installed_no": f"B{n}",
               "installed_at": "2026-11-09 10:00"}  # fmt: skip
        lines.append(",".join((row | cells if n == 2 else row).values()))
    file = tmp_path / "meters.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


@pytest.mark.rule("R348", "R349", "R350", "R351", "R354", "R355", "R357", "R359", "R360", "R403", "R404")
def test_a_rotation_by_the_book(run: Run, tmp_path: Path) -> None:
    """Notice, meetings, meters from a table, a draw, checks, collection: `audit` finds nothing, `compliance` breaks none of the rules."""
    rotation(run)
    day(run, 1, "2026-11-09")
    day(run, 2, "2026-11-10")
    run("shift", "look", "1", "--result", "齐全", now="2026-11-09T11:00:00+08:00")
    assert run("import", table(tmp_path, 20), "--as", "meters", "--json").json()["created"] == 20
    run("work", "finish", "W1", now="2026-11-10T17:30:00+08:00")
    work = run("work", "draw", "W1", "--seed", "7", "--json", now="2026-11-11T09:00:00+08:00").json()
    (draw,) = work["draws"]
    assert (draw["percent"], draw["base"], len(draw["meters"])) == ("15", 20, 3)
    assert work["findings"] == []
    run("meter", "check", "-", stdin="\n".join(draw["meters"]), now="2026-11-12T09:00:00+08:00")
    all_of_them = run("meter", "list", "work:W1", "-q").stdout
    run("meter", "collect", "-", "--ok", stdin=all_of_them, now="2026-11-12T10:00:00+08:00")
    run("work", "inspect", "W1", "--opinion", "合格", now="2026-11-12T11:00:00+08:00")
    assert run("work", "match", "W1", "--json").json()["faults"] == []
    told = run("work", "audit", "W1", "--json").json()
    assert {line["state"] for line in told["lines"]} == {"kept"} and told["findings"] == []
    lines = run("compliance", "--month", "2026-11", "--json", now="2026-12-10T09:00:00+08:00", code=1).json()
    ours = {line["rule"]: line["status"] for line in lines if line["rule"] in RULES}
    assert ours == dict.fromkeys(RULES, "kept")
    assert run("work", "close", "W1", "--json").json()["state"] == "closed"


RULES = ("R348", "R349", "R350", "R351", "R354", "R355", "R357", "R359", "R360", "R403", "R404")


@pytest.mark.rule("R353", "R354")
def test_gaps_and_doubles_are_named(run: Run, tmp_path: Path) -> None:
    """`work match` names the field, the number and the meters; exit 1, and with -q only their ids."""
    rotation(run)
    run("import", table(tmp_path, 4, new_no="B1", old_no=""), "--as", "meters")
    told = run("work", "match", "W1", "--json", code=1).json()
    assert [(one["kind"], one["field"], one["value"]) for one in told["faults"]] == [
        ("gap", "old_no", None), ("double", "new_no", "B1"),
    ]  # fmt: skip
    assert run("work", "match", "W1", "-q", code=1).stdout.split() == ["EM-202611-0001", "EM-202611-0002"]
    said = run("work", "match", "W1", lang="zh", code=1).stdout
    assert "重复" in said and "新表号" in said
    found = run("meter", "show", "2", "--json").json()["findings"]
    assert [one["code"] for one in found] == ["meter_not_as_ordered"]


def test_what_a_site_without_works_owes(run: Run) -> None:
    """Nothing: no line of `due`, no rule of A12 with data."""
    assert not [line for line in run("due", "--json").json() if line["rule"] in RULES]
    lines = run("compliance", "--month", "2026-10", "--json", code=1).json()
    assert {line["status"] for line in lines if line["rule"] in RULES} == {"no_data"}


@pytest.mark.rule("R348", "R349", "R351")
def test_what_is_due_of_works(run: Run) -> None:
    """The notice 15 days before the work; the ledger of each day; gear that runs out, before it does."""
    crew(run)
    run("work", "add", "W1", "--work-type", "rotation", "--crew", "JD", "--start", "2026-12-20", "--end", "2026-12-22")
    due = {line["rule"]: line for line in run("due", "--json").json()}
    assert due["R351"]["due"].startswith("2026-12-06T00:00") and "R349" not in due
    run("work", "start", "W1", now="2026-11-20T08:00:00+08:00")
    due = {line["rule"]: line for line in run("due", "--json").json()}
    assert (due["R348"]["required"], due["R348"]["next"]) == (1, "cspm shift add --work W1 --date 2026-11-20")
    later = [line for line in run("due", "--json", now="2026-12-05T09:00:00+08:00").json() if line["rule"] == "R349"]
    assert [line["record"] for line in later] == ["AQM-1", "AQM-2"]
    run("gear", "test", "AQM-1", "--tested-on", "2026-12-04", "--expires-on", "2027-12-04")
    run("gear", "discard", "AQM-2", "--discarded-on", "2026-12-04")
    assert not [line for line in run("due", "--json", now="2026-12-05T09:00:00+08:00").json() if line["rule"] == "R349"]


@pytest.mark.rule("R352", "R356", "R358")
def test_an_installation(run: Run) -> None:
    """Power off, new meters of two load classes, all of the second and a share of the third drawn, three signatures."""
    crew(run)
    run(
        "work",
        "add",
        "X1",
        "--work-type",
        "installation",
        "--crew",
        "JD",
        "--start",
        "2026-11-09",
        "--end",
        "2026-11-10",
    )
    run("work", "power-off", "X1", "--disconnection", "进线刀闸", now="2026-11-09T07:50:00+08:00")
    run("work", "start", "X1", now="2026-11-09T08:00:00+08:00")
    for n in range(1, 13):
        run("meter", "add", "--work", "X1", "--order-no", f"Z{n}", "--new-no", f"B{n}", "--position", f"{n}", "--breaker", f"K{n}",
            "--user", f"用户{n}", "--load-class", "二级" if n < 3 else "third")  # fmt: skip
        run("meter", "install", str(n), "--installed-no", f"B{n}", now="2026-11-09T10:00:00+08:00")
    run("work", "draw", "X1", "--seed", "1", code=21)  # not finished yet
    run("work", "finish", "X1", now="2026-11-10T17:00:00+08:00")
    drawn = run("work", "draw", "X1", "--seed", "1", "--percent", "25", "--json").json()["draws"]
    assert [(one["load_class"], one["base"], len(one["meters"])) for one in drawn] == [
        ("second", 2, 2),
        ("third", 10, 3),
    ]
    run("work", "draw", "X1", "--seed", "1", "--percent", "10", code=2)  # less than is asked
    run("work", "inspect", "X1", now="2026-11-12T09:00:00+08:00")
    for side in ("施工单位", "inspector"):
        run("work", "sign", "X1", "--side", side, "--name", "某", now="2026-11-12T10:00:00+08:00")
    late = run("work", "show", "X1", "--json", now="2026-11-23T09:00:00+08:00").json()["findings"]
    assert [one["code"] for one in late] == ["check_record_unsigned"]
    assert (
        run(
            "work", "sign", "X1", "--side", "owner", "--name", "物业", "--json", now="2026-11-13T10:00:00+08:00"
        ).json()["findings"]
        == []
    )


def test_what_was_found_stays_when_it_is_put_right(run: Run, tmp_path: Path) -> None:
    """A defect and a wrong wire, found and put right: both stay on the record."""
    rotation(run)
    run("import", table(tmp_path, 1), "--as", "meters")
    run("meter", "check", "1", "--defects", "螺丝未拧紧,polarity", "--miswired", "line_neutral", "--by", "engineering")
    done = run("meter", "rectify", "1", "--note", "已重接", "--json").json()
    assert (done["defects"], done["miswired"], done["rectified_by"]) == (
        ["screws", "polarity"],
        ["line_neutral"],
        "csc_manager",
    )
    assert [one["code"] for one in done["findings"]] == ["meter_miswired"]
    assert run("meter", "list", "has:defects", "-q").stdout.split() == ["EM-202611-0001"]


def test_the_forms_are_printed(run: Run, tmp_path: Path) -> None:
    """The ledger, the notice, the install order and the check record, in both languages, with room for signatures."""
    rotation(run)
    day(run, 1, "2026-11-09")
    run("import", table(tmp_path, 3), "--as", "meters")
    run("work", "finish", "W1")
    run("work", "draw", "W1", "--seed", "7")
    assert "班前会台账" in run("shift", "print", "1", lang="zh").stdout
    assert "Pre-shift meeting ledger" in run("shift", "print", "1").stdout
    notice = run("work", "print", "W1", "--form", "notice", lang="zh").stdout
    assert "调表通知单" in notice and "15 天" in notice
    assert "用户1" in run("meter", "print", "1").stdout
    record = run("work", "print", "W1", "--json").json()
    assert [len(record["lines"]), len(record["sides"]), record["draws"][0]["drawn"]] == [1, 3, 1]
    assert (
        "三方" in run("work", "print", "W1", lang="zh").stdout
        or "施工单位" in run("work", "print", "W1", lang="zh").stdout
    )


def test_meters_go_out_and_come_in_again(run: Run, tmp_path: Path) -> None:
    """The template has the headings, an export imports unchanged, the same numbers of the other system are passed over."""
    rotation(run)
    file = table(tmp_path, 3)
    run("import", file, "--as", "meters")
    assert run("import", file, "--as", "meters", "--json").json()["skipped"] == 3
    run("meter", "void", "3", "--reason", "误录")
    head = run("template", "meters", "-o", "csv", lang="zh").stdout.splitlines()[0]
    assert "旧表局号" in head and "空开" in head
    out = run("export", "meters", "-o", "csv").stdout
    assert "B1" in out and out.count("\n") >= 3
    bad = tmp_path / "bad.csv"
    bad.write_text(f"{HEAD}\ny1,W9,Z9,,B9,9,K9,某,,,\n", encoding="utf-8")
    assert run("import", str(bad), "--as", "meters", "--json", code=25).json()["rejected"] == 1


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("work", "finish", "W1"), "csc_manager", 21),  # not begun... it is planned
        (("work", "sign", "W1", "--side", "owner", "--name", "x"), "csc_manager", 21),
        (("work", "notify", "W1"), "csc_manager", 2),
        (("work", "notify", "W1", "--posted-on", "2026-11-01"), "finance", 23),
        (("work", "draw", "W1", "--seed", "x"), "csc_manager", 2),
        (("work", "add", "W2", "--work-type", "rotation", "--crew", "nobody", "--start", "2026-11-09", "--end", "2026-11-10"),
         "csc_manager", 20),
        (("work", "add", "W2", "--work-type", "often", "--crew", "JD", "--start", "2026-11-09", "--end", "2026-11-10"),
         "csc_manager", 2),
        (("work", "add", "W2", "--work-type", "rotation", "--crew", "JD", "--start", "2026-11-09", "--end", "2026-11-08"),
         "csc_manager", 2),
        (("meter", "check", "1"), "csc_manager", 20),
        (("shift", "add", "--work", "W7"), "csc_manager", 20),
        (("gear", "test", "AQM-1", "--tested-on", "2026-11-01", "--expires-on", "never"), "csc_manager", 2),
        (("gear", "test", "AQM-1", "--tested-on", "2026-11-02", "--expires-on", "2026-11-01"), "csc_manager", 2),
        (("work", "start", "W1", "--started-at", "2027-11-09 08:00"), "csc_manager", 2),  # still to come
        (("shift", "add", "--work", "W1", "--held-at", "2027-11-09 08:00"), "csc_manager", 2),
        (("meter", "collect", "1"), "csc_manager", 20),
        (("crew", "rebase", "JD", "--start", "2026-11-01", "--base-amount", "1"), "technician", 23),
    ],
)  # fmt: skip
def test_what_is_refused(run: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """Wrong state, wrong words, wrong role, unknown: one sentence, nothing written."""
    crew(run)
    run("work", "add", "W1", "--work-type", "rotation", "--crew", "JD", "--start", "2026-11-09", "--end", "2026-11-10")
    refused = run(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert len(run("work", "history", "W1", "--json").json()) == 1
