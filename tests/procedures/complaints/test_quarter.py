"""The quarter's reports and the proposed deductions: hand-counted cases, and the commands as people call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from grievances import at, complaint, form, terms

from cspm.core.view import View
from cspm.procedures.complaints.closing import closing_report
from cspm.procedures.complaints.obligations import late_at
from cspm.procedures.complaints.quarter import complaints_report

Run = Callable[..., Any]
NOW = at("12-31")


def told(number: int, part: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """A complaint's document with its own number."""
    one = complaint(part, **fields).model_copy(update={"id": f"T-202610-{number:04d}"})
    return one.document()


FOUR = (
    told(
        1,
        {"type": "property", "severity": "light", "cause_code": "delay"},
        assignee="SP01",
        closed_at=at("10-05 18:00"),
    ),
    told(
        2, {"type": "property", "nature": "major", "severity": "major", "repeat_of": "T-202610-0001"}, assignee="SP02"
    ),
    told(3, {"nature": "invalid", "against": "工程部"}, assignee="SP01", closed_at=at("10-06")),
    told(4, {"handlings": (form("工程部"), form("销售部"))}, assignee="SP01", closed_at=at("10-20")),
)


@pytest.mark.rule("R214", "R216", "R316", "R428", "R106")
def test_the_quarter_in_numbers() -> None:
    """Valid includes major; by type, cause, month, department; every number has its records."""
    report = complaints_report(FOUR, "2026-Q4", terms("sales"), as_of=NOW)
    found: Any = report.document
    heads = ("received", "valid", "invalid", "major", "repeated", "closed", "open")
    assert {head: found[head] for head in heads} == {
        "received": 4, "valid": 3, "invalid": 1, "major": 1, "repeated": 1, "closed": 3, "open": 1,
    }  # fmt: skip
    assert found["closing_rate"] == 0.6667
    assert found["by_type"] == {"none": 2, "property": 2}
    assert found["by_month_cause"] == {"2026-10.none": 3, "2026-10.delay": 1}
    assert found["by_department"] == {"工程部": 2, "销售部": 1}
    assert found["clocks"]["same_day"] == {"due": 2, "met": 1, "missed": 1, "rate": 0.5}
    assert report.sources is not None
    assert report.sources("by_department.工程部") == ("T-202610-0003", "T-202610-0004")
    assert all(report.sources(key) is not None for key in report.keys)


@pytest.mark.rule("R214", "R216")
def test_the_closing_rate_and_its_ranks() -> None:
    """002 §4, A71: of the valid ones taken in, the share closed by now; equal rates share a rank, invalid ones do not count."""
    more = (*FOUR, told(5, assignee="SP03", closed_at=at("11-02")), told(6, assignee=None))
    report = closing_report(more, "2026-Q4", terms("vk"), as_of=NOW, staff={"SP01": "王专员"})
    found: Any = report.document
    lines = [
        (one["staff"], one["accepted_valid"], one["closed_valid"], one["rate"], one["rank"])
        for one in found["specialists"]
    ]
    assert lines == [("SP01", 2, 2, 1.0, 1), ("SP03", 1, 1, 1.0, 1), ("SP02", 1, 0, 0.0, 3), ("-", 1, 0, 0.0, None)]
    assert found["departments"][0] == {
        "department": "工程部",
        "accepted_valid": 1,
        "closed_valid": 1,
        "rate": 1.0,
        "rank": 1,
    }
    assert report.sources is not None and report.sources("specialists.SP01.closed_valid") == (
        "T-202610-0001",
        "T-202610-0004",
    )


def test_nothing_came_in() -> None:
    """A base of zero has no rate, and no line."""
    found: Any = complaints_report((), "2026-Q4", terms(), as_of=NOW).document
    assert (found["received"], found["closing_rate"], found["by_type"], found["promises"]["rate"]) == (
        0,
        None,
        {},
        None,
    )
    empty: Any = closing_report((), "2026-Q4", terms(), as_of=NOW, staff={}).document
    assert empty["specialists"] == empty["departments"] == []


@pytest.mark.rule("R214")
def test_departments_stand_in_the_report_when_complaints_concerned_any() -> None:
    """An empty table would look like something lost: it is left out; JSON keeps its empty list."""
    tables = [
        {table.key for table in closing_report(some, "2026-Q4", terms(), as_of=NOW, staff={}).tables}
        for some in (FOUR[:1], FOUR)
    ]
    assert tables == [{"specialists"}, {"specialists", "departments"}]


@pytest.mark.rule("R309")
@pytest.mark.parametrize(
    ("part", "fields", "late"),
    [
        ({}, {"closed_at": at("10-05 20:00")}, None),
        ({}, {"closed_at": at("10-06 9:00")}, "10-05 23:59"),
        ({"nature": "invalid"}, {}, None),
        ({"handlings": (form(), form("销售部"))}, {"promises": ({"due": at("10-07"), "at": at("10-05 12:00")},),
                                                  "promised_at": at("10-07"), "closed_at": at("10-06 9:00")}, None),
        ({"handlings": (form(), form("销售部"))}, {"promises": ({"due": at("10-07"), "at": at("10-05 12:00")},),
                                                  "promised_at": at("10-07"), "closed_at": at("10-08")}, "10-07 9:00"),
    ],
)  # fmt: skip
def test_when_a_complaint_of_the_sales_office_is_late(
    part: dict[str, Any], fields: dict[str, Any], late: str | None
) -> None:
    """004 A4 二: its day is over, or the time that was told where several departments have it."""
    found = late_at(View(complaint(part, **fields).document()), terms("sales"), as_of=NOW)
    assert (found and found.strftime("%m-%d %H:%M")) == (late and at(late).strftime("%m-%d %H:%M"))


@pytest.fixture
def sales(root: str) -> None:
    """The site is a sales office."""
    path = Path(root, "site.toml")
    path.write_text(path.read_text("utf-8").replace('profile = "dtz"', 'profile = "sales"'), "utf-8")


@pytest.mark.rule("R309")
def test_a_deduction_is_a_proposal_until_it_is_approved(run: Run, sales: None) -> None:
    """004 A4 二, A32: 100 a case, 50 for each of two posts; approved by who may (23), once (21); the quarter sums them up."""
    day = "2026-11-20 10:00"
    ticket = run("create", "漏水", "--kind", "complaint", "-q", now=day).stdout.strip()
    run("complaint", "judge", ticket, "valid", now=day)
    made = run("penalty", "add", "--ticket", ticket, "--json").json()
    amounts = {name: made[name] for name in ("case_amount", "director_amount", "assistant_amount", "total_amount")}
    assert amounts == {
        "case_amount": "100.00",
        "director_amount": "50.00",
        "assistant_amount": "50.00",
        "total_amount": "200.00",
    }
    assert made["state"] == "proposed" and made["findings"] == []
    run("penalty", "approve", made["id"], code=23)
    approved = run("penalty", "approve", made["id"], "--json", actor="general_manager").json()
    assert (approved["state"], approved["decided_by"]) == ("approved", "general_manager")
    run("penalty", "turn-down", made["id"], "--opinion", "x", actor="general_manager", code=21)
    found = run("report", "complaints", "--quarter", "2026-Q4", "--json").json()
    assert found["penalties"]["approved"]["count"] == 1 and float(found["penalties"]["approved"]["amount"]) == 200
    assert run("report", "complaints", "--quarter", "2026-Q4", "--explain", "penalties.approved", "-q").lines() == [
        made["id"]
    ]
    lines = {line["rule"]: line for line in run("compliance", "--month", "2026-11", "--json", code=1).json()}
    assert lines["R309"]["status"] == "kept"


@pytest.mark.rule("R309")
def test_a_late_one_asks_for_a_deduction(run: Run, sales: None) -> None:
    """004 A4 二: `due` names the complaint and what to type."""
    ticket = run("create", "漏水", "--kind", "complaint", "-q", now="2026-11-20 10:00").stdout.strip()
    asked = [line for line in run("due", "--json", now="2026-11-22 10:00").json() if line["rule"] == "R309"]
    assert [line["next"] for line in asked] == [f"cspm penalty add --ticket {ticket}"]
    run("penalty", "add", "--ticket", "9999", code=20)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["complaints", "closing-rate"])
def test_the_reports_in_every_face(run: Run, tmp_path: Path, lang: str, name: str) -> None:
    """Table, html and xlsx in both languages; a quarter that is none is a usage error; an unknown key names the known ones."""
    ticket = run("create", "漏水", "--kind", "complaint", "-q").stdout.strip()
    run("complaint", "judge", ticket, "valid", "--type", "property", "--cause-code", "delay")
    words = ("report", name, "--quarter", "2026-Q4")
    said = run(*words, lang=lang).stdout
    assert name == "closing-rate" or {"zh": "处理不及时", "en": "too late"}[lang] in said
    for face in ("html", "xlsx"):
        run(*words, "-o", face, "--output", str(tmp_path / f"r.{face}"), lang=lang)
        assert (tmp_path / f"r.{face}").stat().st_size > 1000
    run("report", name, "--quarter", "2026-13", code=2)
    run(*words, "--explain", "nothing", code=2)
    assert json.loads(run(*words, "--json").stdout)["quarter"] == "2026-Q4"
