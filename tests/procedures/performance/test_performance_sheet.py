"""`report performance`: a month worked out by hand, what is open, the form; and `daywork`, `assessment` at the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
OCTOBER = ("report", "performance", "--month", "2026-10")


def crew(run: Run, base: str | None = "5700") -> None:
    """A crew of two; October 2026 has 18 working days at the site of the tests."""
    amount = () if base is None else ("--base-amount", base)
    run("crew", "add", "JD", "--contractor", "电建外包", "--members", "张一,李二", *amount)


def day(run: Run, worker: str, date: str, device: str, count: int, succeeded: int, attempted: int) -> str:
    """A day's work."""
    return str(
        run("daywork", "add", "--crew", "JD", "--worker", worker, "--date", date, "--device-type", device, "--count", str(count),
            "--attempted", str(attempted), "--succeeded", str(succeeded), "-q").stdout.strip()
    )  # fmt: skip


def rotation(run: Run, end: str, finished: str) -> None:
    """A rotation of one meter by one worker, agreed until a day, done on another."""
    run("work", "add", "W1", "--work-type", "rotation", "--crew", "JD", "--start", "2026-10-19", "--end", end)
    run("work", "start", "W1", now="2026-10-19T08:00:00+08:00")
    run(
        "shift",
        "add",
        "--work",
        "W1",
        "--present",
        "李二",
        "--tasks",
        "x",
        "--hazards",
        "x",
        now="2026-10-19T08:00:00+08:00",
    )
    run("work", "finish", "W1", now=f"{finished}T17:00:00+08:00")


@pytest.mark.rule("R363", "R364", "R365", "R366")
def test_a_month_by_hand(run: Run) -> None:
    """Base 5700. A day is a share of the month; two kinds on a day share it; an overdue rotation is of the whole month."""
    crew(run)
    first = day(run, "张一", "2026-10-12", "wireless", 6, 80, 100)  # +5
    second = day(run, "张一", "2026-10-13", "无线", 5, 699, 1000)  # -10
    both = [
        day(run, "张一", "2026-10-14", "wireless", 5, 100, 100),
        day(run, "张一", "2026-10-14", "carrier", 15, 70, 100),
    ]  # +5, 0
    rotation(run, "2026-10-21", "2026-10-23")
    told = run(*OCTOBER, "--json").json()
    days = told["working_days"]
    assert days == 18
    li, zhang = sorted(told["people"], key=lambda one: one["worker"] != "李二")
    assert [
        (one["rule"], one["record"], one["rate"], one["percent"], one["share"], one["amount"]) for one in zhang["lines"]
    ] == [
        ("R363", first, "80", "5", "1/18", "15.83"),  # 5700 * 5% / 18 = 15.8333
        ("R364", second, "69.9", "-10", "1/18", "-31.67"),
        ("R365", both[1], "70", "0", "1/36", "0.00"),
        ("R363", both[0], "100", "5", "1/36", "7.92"),  # half a day
    ]
    assert (zhang["days"], zhang["wireless"], zhang["carrier"]) == (3, 16, 15)
    assert (zhang["amount"], zhang["payable"], zhang["percent"]) == ("-7.92", "5692.08", "-0.1388")
    (late,) = li["lines"]
    assert (late["rule"], late["count"], late["percent"], late["amount"]) == ("R366", 2, "-20", "-1140.00")
    assert li["payable"] == "4560.00"


def test_lines_add_up_and_can_be_traced(run: Run) -> None:
    """The sum is that of the lines; --explain lists the records of a worker and of one rule of his; one worker alone."""
    crew(run)
    ids = [day(run, "张一", f"2026-10-{number}", "carrier", 16, 90, 100) for number in (12, 13, 14)]
    (one,) = run(*OCTOBER, "--json").json()["people"]
    assert sum(round(float(line["amount"]) * 100) for line in one["lines"]) == round(float(one["amount"]) * 100) == 9501
    assert run(*OCTOBER, "--explain", "张一.R365", "-q").stdout.split() == ids
    run(*OCTOBER, "--explain", "赵六", code=2)
    assert run(*OCTOBER, "--worker", "赵六", "--json").json()["people"] == []


def test_who_works_more_days_than_the_calendar(run: Run) -> None:
    """20 days in a month of 18: each is a twentieth, so that nobody gets more than the whole."""
    crew(run)
    for number in range(1, 21):
        day(run, "张一", f"2026-10-{number:02d}", "wireless", 6, 100, 100)
    (one,) = run(*OCTOBER, "--json").json()["people"]
    assert ({line["share"] for line in one["lines"]}, one["percent"], one["amount"]) == ({"1/20"}, "5", "285.00")


def test_a_base_that_changes(run: Run) -> None:
    """A42: each day is reckoned from the base in force; without a base there are percentages and no amounts."""
    crew(run)
    run("crew", "rebase", "JD", "--start", "2026-10-13", "--base-amount", "11400")
    day(run, "张一", "2026-10-12", "wireless", 6, 90, 100)
    day(run, "张一", "2026-10-13", "wireless", 6, 90, 100)
    (one,) = run(*OCTOBER, "--json").json()["people"]
    assert [line["amount"] for line in one["lines"]] == ["15.83", "31.67"]
    run("crew", "add", "ZZ", "--contractor", "另一家")
    run(
        "daywork",
        "add",
        "--crew",
        "ZZ",
        "--worker",
        "赵六",
        "--date",
        "2026-10-12",
        "--device-type",
        "carrier",
        "--count",
        "16",
        "--succeeded",
        "10",
    )
    found = {one["worker"]: one for one in run(*OCTOBER, "--json").json()["people"]}["赵六"]
    assert (found["amount"], found["lines"][0]["rate"], found["lines"][0]["percent"]) == (None, "62.5", "-5")
    assert "percentages and no amounts" in run(*OCTOBER, "-o", "md").stdout


@pytest.mark.rule("R367", "R369")
def test_what_somebody_decides(run: Run) -> None:
    """Pass rates below are open until somebody decides, with the reason; nothing is taken off by itself (A41)."""
    crew(run)
    rotation(run, "2026-10-23", "2026-10-23")
    for n in range(1, 51):
        run("meter", "add", "--work", "W1", "--order-no", f"Z{n}", "--old-no", f"A{n}", "--new-no", f"B{n}")
    every = run("meter", "list", "work:W1", "-q").stdout.split()
    for n, one in enumerate(every, 1):
        run(
            "meter", "install", one, "--removed-no", f"A{n}", "--installed-no", f"B{n}", now="2026-10-20T10:00:00+08:00"
        )
    run("meter", "check", *every[1:49], now="2026-10-24T10:00:00+08:00")
    run("meter", "check", every[0], "--defects", "screws", now="2026-10-24T10:00:00+08:00")
    run("meter", "collect", *every, "--ok", now="2026-10-24T10:00:00+08:00")
    run("work", "inspect", "W1", now="2026-10-24T11:00:00+08:00")
    waiting = [line for line in run("due", "--json", now="2026-10-25T09:00:00+08:00").json() if line["rule"] == "R367"]
    assert [line["next"] for line in waiting] == ["cspm assessment add --about site_quality --work W1"]
    (open_,) = run(*OCTOBER, "--json").json()["open"]
    assert (open_["about"], open_["rate"], open_["asked"], open_["meters"], open_["decided"]) == (
        "site_quality", "97.9591", "98", [every[0]], [],  # 48 of 49
    )  # fmt: skip
    broken = {line["rule"]: line for line in run("compliance", "--month", "2026-10", "--json", code=1).json()}
    assert (broken["R367"]["status"], broken["R367"]["records"], broken["R366"]["status"]) == ("broken", ["W1"], "kept")
    run("assessment", "add", "--about", "site_quality", "--work", "W1", "--month", "2026-10")
    run("assessment", "decide", "1", "--deduct-amount", "300", "--grounds", "螺丝未紧", "--worker", "李二")
    run("assessment", "decide", "1", "--deduct-amount", "300", "--grounds", "螺丝未紧", code=21)
    assert not [line for line in run("due", "--json", now="2026-10-25T09:00:00+08:00").json() if line["rule"] == "R367"]
    told = run(*OCTOBER, "--json").json()
    assert told["open"][0]["decided"] == ["AS-202611-0001"]
    (line,) = told["people"][0]["lines"]
    assert (line["cause"], line["amount"], line["record"]) == ("site_quality", "-300.00", "AS-202611-0001")
    assert told["people"][0]["payable"] == "5400.00"


@pytest.mark.rule("R368")
@pytest.mark.parametrize(("faulty", "status"), [(0, "kept"), (1, "kept"), (2, "broken")])
def test_an_installation_of_a_hundred(run: Run, tmp_path: Path, faulty: int, status: str) -> None:
    """004 A12 5.3: 99 of 100 are enough on site, 98 are not."""
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
        "2026-10-19",
        "--end",
        "2026-10-20",
    )
    run("work", "start", "X1", now="2026-10-19T08:00:00+08:00")
    head = "work,order_no,new_no,position,breaker,user,load_class,installed_no,installed_at,checked_at,looked,defects,collected,collected_at"
    rows = [
        f"X1,Z{n},B{n},{n},K{n},用户{n},二级负荷,B{n},2026-10-19 10:00,2026-10-21 10:00,screws,{'polarity' if n < faulty else ''},是,2026-10-21 11:00"
        for n in range(100)
    ]
    file = tmp_path / "made.csv"
    file.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    run("import", str(file), "--as", "meters")
    run("work", "finish", "X1", now="2026-10-20T17:00:00+08:00")
    run("work", "inspect", "X1", now="2026-10-21T12:00:00+08:00")
    lines = {line["rule"]: line for line in run("compliance", "--month", "2026-10", "--json", code=1).json()}
    assert (lines["R368"]["status"], lines["R368"]["required"]) == (status, 2)


@pytest.mark.rule("R361", "R362", "R366")
def test_a_month_judges_the_crews(run: Run) -> None:
    """`compliance` names the days with too few units and the work that is overdue while it still runs."""
    crew(run)
    short = day(run, "张一", "2026-10-12", "wireless", 4, 80, 100)
    day(run, "张一", "2026-10-13", "carrier", 18, 80, 100)
    run("work", "add", "W1", "--work-type", "rotation", "--crew", "JD", "--start", "2026-10-19", "--end", "2026-10-20")
    run("work", "start", "W1", now="2026-10-19T08:00:00+08:00")
    lines = {line["rule"]: line for line in run("compliance", "--month", "2026-10", "--json", code=1).json()}
    assert {rule: lines[rule]["records"] for rule in ("R361", "R362", "R366")} == {
        "R361": [short],
        "R362": [],
        "R366": ["W1"],
    }


def test_the_sheet_is_printed(run: Run) -> None:
    """A page for each worker with his lines and room to sign, in both languages; other faces as of any report."""
    crew(run)
    day(run, "张一", "2026-10-12", "wireless", 6, 7999, 10000)
    page = run(*OCTOBER, "--form", lang="zh").stdout
    assert "绩效考核表" in page and "张一" in page and "79.99" in page
    assert "无线采集器" in run(*OCTOBER, lang="zh").stdout
    assert run(*OCTOBER, "-o", "csv").stdout.count("\n") > 2


def test_days_go_out_and_come_in_again(run: Run, tmp_path: Path) -> None:
    """Template, import by numbers of another system, export."""
    crew(run)
    assert "采集器类型" in run("template", "dayworks", "-o", "csv", lang="zh").stdout
    file = tmp_path / "days.csv"
    file.write_text(
        "source_id,crew,worker,date,device_type,count,succeeded\na,JD,张一,2026-10-12,无线,6,6\n", encoding="utf-8"
    )
    assert run("import", str(file), "--as", "dayworks", "--json").json()["created"] == 1
    assert run("import", str(file), "--as", "dayworks", "--json").json()["skipped"] == 1
    assert "张一" in run("export", "dayworks", "-o", "csv").stdout


@pytest.mark.parametrize(
    ("words", "actor", "code"),
    [
        (("daywork", "add", "--crew", "JD", "--worker", "张一", "--device-type", "carrier", "--count", "16", "--succeeded", "17"),
         "csc_manager", 2),
        (("daywork", "add", "--crew", "JD", "--worker", "张一", "--date", "2026-10-12", "--device-type", "wireless", "--count", "6",
          "--succeeded", "6"), "csc_manager", 21),  # that day is there: amend it
        (("daywork", "add", "--crew", "XX", "--worker", "张一", "--device-type", "carrier", "--count", "16", "--succeeded", "1"),
         "csc_manager", 20),
        (("daywork", "add", "--crew", "JD", "--worker", "张一", "--device-type", "radio", "--count", "1", "--succeeded", "1"),
         "csc_manager", 2),
        (("daywork", "add", "--crew", "JD", "--worker", "张一", "--device-type", "carrier", "--count", "-1", "--succeeded", "1"),
         "csc_manager", 2),
        (("assessment", "add", "--about", "complaint"), "csc_manager", 2),  # of which crew?
        (("assessment", "decide", "1", "--deduct-amount", "5", "--grounds", " "), "csc_manager", 2),
        (("assessment", "decide", "1", "--deduct-amount", "-5", "--grounds", "x"), "csc_manager", 2),
        (("assessment", "decide", "1", "--deduct-amount", "5", "--grounds", "x"), "technician", 23),
        (("report", "performance", "--month", "never"), "csc_manager", 2),
    ],
)  # fmt: skip
def test_what_is_refused(run: Run, words: tuple[str, ...], actor: str, code: int) -> None:
    """More successes than readings, a day typed twice, unknown crews, blank reasons, other roles: nothing is written."""
    crew(run)
    day(run, "张一", "2026-10-12", "wireless", 6, 80, 100)
    run("assessment", "add", "--about", "投诉工单", "--crew", "JD")
    refused = run(*words, actor=actor, code=code)
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert len(run("daywork", "list", "-q").stdout.split()) == 1
    assert run("assessment", "show", "1", "--json").json()["state"] == "raised"


@pytest.mark.rule("R369")
def test_a_complaint_order_is_due(run: Run) -> None:
    """Ten days from the day on which it was raised: verified, then decided; an untrue one is dismissed."""
    crew(run)
    run("assessment", "add", "--about", "complaint", "--crew", "JD", "--worker", "张一", "--text", "乱扔线头")
    (line,) = [line for line in run("due", "--json").json() if line["rule"] == "R369"]
    assert (line["due"][:10], line["next"]) == ("2026-12-02", "cspm assessment verify AS-202611-0001 --verified yes")
    run("assessment", "verify", "1", "--verified", "否", lang="zh")
    done = run("assessment", "dismiss", "1", "--grounds", "不属实", "--json").json()
    assert (done["state"], done["verified"], done["findings"]) == ("dismissed", False, [])
    assert not [line for line in run("due", "--json").json() if line["rule"] == "R369"]


DRAFT = ("performance-sheet", "draft", "--crew", "JD", "--month", "2026-10")
SHEET = "JD-2026-10"


def test_sheets_are_signed_and_frozen_and_differ_later(run: Run) -> None:
    """Drafted, signed by both sides, approved; what changes afterwards is a difference on the sheet, its form and the report."""
    crew(run)
    first = day(run, "张一", "2026-10-12", "wireless", 6, 80, 100)
    assert "sign JD-2026-10 --side a" in run(*DRAFT).stdout
    run("performance-sheet", "sign", SHEET, "--side", "a", "--by", "李经理")
    run("performance-sheet", "sign", SHEET, "--side", "a", "--by", "李经理", code=21)
    same = run(*DRAFT, "--json").json()
    assert same["signed_a_by"] == "李经理"  # the same figures keep their signature
    run("daywork", "amend", first, "succeeded=90", "--reason", "x")
    second = run(*DRAFT, "--json").json()
    assert second["digest"] != same["digest"] and second["signed_a_by"] is None  # another rate: to be signed again
    day(run, "李二", "2026-10-13", "carrier", 16, 60, 100)
    assert run("performance-sheet", "approve", SHEET, code=22).stderr.count("--crew JD --month 2026-10") == 1
    assert run(*DRAFT, "--json").json()["signed_a_by"] is None
    for side in "ab":
        run("performance-sheet", "sign", SHEET, "--side", side, "--by", "签字人")
    frozen = run("performance-sheet", "approve", SHEET, "--json").json()
    assert (frozen["state"], frozen["approved_by"]) == ("approved", "csc_manager")
    for words in (
        DRAFT,
        ("performance-sheet", "approve", SHEET),
        ("performance-sheet", "void", SHEET, "--reason", "x"),
    ):
        run(*words, code=21)
    run("undo", SHEET, code=22)
    assert run(*OCTOBER, "--json").json()["sheets"][0]["differences"] == []
    run("daywork", "amend", first, "succeeded=70", "--reason", "typo")
    shown = run("performance-sheet", "show", SHEET, "--json").json()
    assert (shown["statement"], shown["digest"]) == (frozen["statement"], frozen["digest"])
    told = [(one["worker"], one["what"], one["frozen"], one["now"]) for one in shown["differences"]]
    assert told == [
        ("张一", "amount", "15.83", "-15.83"), ("张一", "payable", "5715.83", "5684.17"), ("张一", first, "15.83", "-15.83"),
    ]  # fmt: skip
    assert run(*OCTOBER, "--json").json()["sheets"][0]["differences"] == shown["differences"]
    assert "与已签考核表的差异" in run(*OCTOBER, lang="zh").stdout
    page = run("performance-sheet", "print", SHEET, lang="zh").stdout
    assert frozen["digest"] in page and "15.83" in page and "3 处差异" in page and "签字人" in page


@pytest.mark.parametrize(
    ("words", "actor", "now", "code"),
    [
        (("draft", "--crew", "XX", "--month", "2026-10"), "csc_manager", None, 20),
        (("draft", "--crew", "JD", "--month", "2026-09"), "csc_manager", None, 2),  # nobody has a line
        (DRAFT[1:], "cleaner", None, 23),
        (("approve", SHEET), "engineering", "2026-10-31T23:59:00+08:00", 22),  # not over yet
        (("approve", SHEET), "technician", None, 23),
        (("sign", SHEET, "--side", "c", "--by", "x"), "csc_manager", None, 2),
        (("show", "JD-2026-09"), "csc_manager", None, 20),
    ],
)
def test_what_sheets_refuse(run: Run, words: tuple[str, ...], actor: str, now: str | None, code: int) -> None:
    """Unknown, empty, wrong role, too early: one sentence, nothing written."""
    crew(run)
    day(run, "张一", "2026-10-12", "wireless", 6, 80, 100)
    run(*DRAFT)
    refused = run("performance-sheet", *words, actor=actor, code=code, **({"now": now} if now else {}))
    assert refused.stderr.strip() and "Traceback" not in refused.stderr
    assert len(run("performance-sheet", "history", SHEET, "--json").json()) == 1
