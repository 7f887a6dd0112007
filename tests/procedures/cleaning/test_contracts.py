"""Contracts by date: fee, areas, deduction schedule, repeat factors, cap; hand-worked, each with its clause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from histories import EXAMPLE, LATER, Book, contract, terms

from cspm.core.rules import Kept
from cspm.paper.document import plain
from cspm.procedures.cleaning.account import Account, Line
from cspm.procedures.cleaning.contract_lists import ending
from cspm.procedures.cleaning.dated import areas_on, schedule_on
from cspm.procedures.cleaning.inspection_rules import in_contract
from cspm.procedures.cleaning.reports import placed
from cspm.procedures.cleaning.settling import line_text

Run = Callable[..., Any]
OCTOBER, NOVEMBER = "2026-10", "2026-11"
ADD = ("contract", "add", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "3100")
DEAR = {**EXAMPLE, "minor": "80.00", "cap_percent": "30"}


def account(book: Book, month: str = OCTOBER, **site: Any) -> Account:
    """The account of a month, looked at much later."""
    return book.ledger(**site).account(month, LATER)


def amounts(found: Account) -> list[Decimal]:
    """What its lines cost, in their order."""
    return [line.amount for line in found.lines]


@pytest.mark.rule("R127")
def test_a_contract_that_starts_on_the_12th() -> None:
    """000 P2-四 3.3: 20 of the 31 days of October at 9,300 a month are 6,000.00; the cap is 20 percent of that, 1,200.00.

    Three severes of 500 make 1,500, of which 1,200 are deducted: 4,800.00 is paid.
    """
    book = Book(start="2026-10-12", monthly_fee="9300.00")
    book.inspect("10-12 9:00", "C01:severe", "C02:severe", "C03:severe")
    found = account(book)
    assert (found.fee_for_month, found.gross, found.cap) == (6000, 1500, 1200)
    assert (found.deduction, found.payable) == (1200, 4800)
    assert len(found.missing_days) == 19


@pytest.mark.rule("R127")
def test_a_schedule_that_changes_in_mid_month() -> None:
    """000 P2-四 3.3: each line costs what the schedule of its own day says, each day's fee bears the cap of its day.

    October, 3,100 a month, from the 16th 80 a minor (before 50) and a cap of 30 percent (before 20): two minors cost 50 and
    80; the cap is 15 days of 100 at 20 percent and 16 days at 30: 300 + 480 = 780.00. September stays as it was.
    """
    book = Book(monthly_fee="3100.00", schedules=[{"start": "2026-10-16", "schedule": DEAR}])
    book.inspect("09-30 9:00", "C01")
    book.inspect("10-15 9:00", "C02")
    book.inspect("10-16 9:00", "C03")
    assert amounts(account(book, "2026-09")) == [50]
    found = account(book)
    assert (amounts(found), found.cap, found.schedule_source) == ([50, 80], 780, "contract")
    assert account(book, "2026-09").cap == 620


@pytest.mark.rule("R127")
def test_a_later_schedule_changes_no_approved_month() -> None:
    """000 P2-四 3.3: October was approved under the old schedule; one that holds from November on books no adjustment."""
    book = Book()
    book.inspect("10-05 9:00", "C01")
    book.approve(OCTOBER)
    book.contract["schedules"] = [{"start": "2026-11-01", "schedule": DEAR}]
    book.inspect("11-05 9:00", "C01")
    found = account(book, NOVEMBER)
    assert (amounts(found), found.adjustments) == ([80], ())
    book.contract["schedule"] = DEAR  # the first schedule was wrong: what differs is booked, 50 - 80
    assert [made.amount for made in account(book, NOVEMBER).adjustments] == [-30]


@pytest.mark.rule("R127")
def test_the_example_holds_until_the_schedule_begins() -> None:
    """A02: a month in which one day had no schedule of its own says example; the next one does not."""
    book = Book(schedule={}, schedules=[{"start": "2026-10-16", "schedule": DEAR}])
    book.inspect("10-15 9:00", "C01")
    book.inspect("10-16 9:00", "C02")
    assert (account(book).schedule_source, amounts(account(book))) == ("example", [50, 80])
    assert account(book, NOVEMBER).schedule_source == "contract"
    assert account(Book(schedule={"minor": "60.00"})).lacking == ("severe", "verified_complaint", "cap_percent")


@pytest.mark.rule("R127")
def test_two_contracts_that_share_an_area_are_apart() -> None:
    """A05: the key is (contract, area, item): two minors under one contract and one under the other are no run of three."""
    one, other = Book(id="C1"), Book(id="C2", domain="greening")
    one.inspect("10-05 9:00", "C01")
    one.inspect("10-07 9:00", "C01")
    other.inspect("10-06 9:00", "C01")
    assert [[line.severity for line in account(book).lines] for book in (one, other)] == [["minor"] * 2, ["minor"]]
    one.inspect("10-08 9:00", "C01")
    assert [line.severity for line in account(one).lines] == ["severe"]
    assert account(other).gross == 50


@pytest.mark.rule("R127")
def test_what_is_repeated_costs_more() -> None:
    """000 P2-四 3.3 (the contract's schedule): factors 1, 1.5, 2: the third and every later minor of a point costs double.

    Five minors of one point with a clean inspection after each second: 50 + 75 + 100 + 100 + 100; another point and another
    month begin anew.
    """
    book = Book(schedule={**EXAMPLE, "repeat_factors": ["1", "1.5", "2"], "cap_percent": "100"})
    for day in (1, 2, 4, 5, 7):
        book.inspect(f"10-{day:02d} 9:00", "C01")
        if day in (2, 5):
            book.inspect(f"10-{day + 1:02d} 9:00", clean="C01")
    book.inspect("10-08 9:00", "C02")
    assert amounts(account(book)) == [50, 75, 100, 100, 100, 50]
    assert [str(line.factor) for line in account(book).lines] == ["1", "1.5", "2", "2", "2", "1"]
    book.inspect("11-02 9:00", clean="C01")
    book.inspect("11-03 9:00", "C01")
    assert amounts(account(book, NOVEMBER)) == [50]


@pytest.mark.rule("R127", "R121")
def test_a_credit_is_what_was_charged() -> None:
    """000 P2-四 3.2.3.2: minors of October, charged with their factors, are credited with them when a severe replaces them.

    October charges 50 and 75; the third in a row on 1 November makes a severe of 500 and credits -50 and -75.
    """
    book = Book(schedule={**EXAMPLE, "repeat_factors": ["1", "1.5"]})
    for day in ("10-30 9:00", "10-31 9:00", "11-01 9:00"):
        book.inspect(day, "C01")
    assert amounts(account(book)) == [50, 75]
    assert sorted(amounts(account(book, NOVEMBER))) == [-75, -50, 500]


def test_a_factor_of_an_item_goes_before_the_general_one() -> None:
    """[item.CODE] repeat_factors; the records' order of typing decides nothing."""
    schedule = {
        **EXAMPLE,
        "repeat_factors": ["1", "2"],
        "item": {"C01": {"minor": "10.00", "repeat_factors": ["1", "3"]}},
    }
    book = Book(schedule=schedule)
    book.inspect("10-06 9:00", "C01", "C02")
    book.inspect("10-05 9:00", "C01", "C02")
    found = account(book)
    assert {(line.date.day, line.item): line.amount for line in found.lines} == {
        (5, "C01"): 10, (6, "C01"): 30, (5, "C02"): 50, (6, "C02"): 100,
    }  # fmt: skip


def test_what_holds_on_a_day() -> None:
    """The latest change that has begun, whatever the order they stand in; before the first what the contract began with."""
    one = contract(
        area_changes=[{"start": "2026-11-01", "areas": ["C"]}, {"start": "2026-06-01", "areas": ["A", "B", "D"]}]
    )
    days = ("2026-05-31", "2026-06-01", "2026-10-31", "2026-11-01")
    assert [areas_on(one, date.fromisoformat(day)) for day in days] == [
        ("A", "B"),
        ("A", "B", "D"),
        ("A", "B", "D"),
        ("C",),
    ]
    assert schedule_on(one, date(2026, 6, 1)) == EXAMPLE


@pytest.mark.rule("R127")
def test_contracts_on_the_expiry_list() -> None:
    """The next to end comes first, with the contract that goes on; what has ended or not begun is not there."""
    day = date(2026, 11, 22)
    known = [
        contract(id="A", end="2027-01-21"), contract(id="B", end="2026-11-22"), contract(id="C", end="2027-01-22"),
        contract(id="D", end="2026-11-21"), contract(id="E", start="2026-11-23", end="2026-12-01"),
        contract(id="F", start="2026-11-23", end="2027-11-22", domain="greening"),
        contract(id="G", start="2027-01-22", end="2027-12-31", areas=["B", "Z"]),
    ]  # fmt: skip
    found = [(line["id"], line["days_left"], line["followed_by"]) for line in ending(known, day, days=60)]
    assert found == [("B", 0, "E"), ("A", 60, "G")]


@pytest.mark.rule("R115")
@pytest.mark.parametrize(("day", "kept"), [("10-31", True), ("11-01", False)])
def test_an_area_is_covered_by_the_areas_of_the_day(day: str, kept: bool) -> None:
    """000 P2-四 3.1.1: inspections go by the contract; area B is taken out of it from November on."""
    one = contract(area_changes=[{"start": "2026-11-01", "areas": ["A"]}])
    document = {"id": "I", "at": f"2026-{day}T09:00:00+08:00", "area": "B", "findings": [], "checked": []}
    verdicts = list(in_contract(placed(document, one, frozenset(), frozenset()), terms()))
    assert [isinstance(found, Kept) for found in verdicts] == [kept]


@pytest.fixture
def made(run: Run) -> str:
    """A contract C1 of October and November."""
    dates = ("--start", "2026-10-12", "--end", "2026-12-31")
    who = ("--contractor-contact", "周经理", "--contractor-phone", "13700000001", "--party-a", "阳光物业")
    run(*ADD, "--id", "C1", *dates, "--areas", "A,B", *who)
    return "C1"


def schedule_file(folder: Path, text: str) -> str:
    """A schedule in a file of its own."""
    path = folder / "later.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_changes_by_date_on_the_command_line(run: Run, made: str, tmp_path: Path) -> None:
    """Fee, areas and schedule each with their day and reason; the same day again replaces, days outside are refused."""
    file = schedule_file(tmp_path, 'minor = "80"\nrepeat_factors = ["1", 2]\n')
    run("contract", "areas", made, "--areas", "A", "--from", "2026-11-01", "--reason", "撤区")
    run("contract", "areas", made, "--areas", "A，C", "--from", "2026-11-01", "--reason", "换区")
    said = run("contract", "schedule", made, "--file", file, "--from", "2026-11-01", "--reason", "新细则")
    assert "severe" in said.stderr  # what the file lacks is said
    document = run("contract", "show", made, "--json").json()
    assert document["area_changes"] == [{"start": "2026-11-01", "areas": ["A", "C"]}]
    assert document["schedules"] == [
        {"start": "2026-11-01", "schedule": {"minor": "80.00", "repeat_factors": ["1", "2"]}}
    ]
    assert (document["schedule_source"], document["contractor_contact"]) == ("example", "周经理")
    assert [one["action"] for one in document["history"]] == ["add", "areas", "areas", "schedule"]
    for day in ("2026-10-12", "2027-01-01", "2026-10-11"):
        run("contract", "areas", made, "--areas", "A", "--from", day, "--reason", "x", code=2)
        run("contract", "schedule", made, "--file", file, "--from", day, "--reason", "x", code=2)
    run("contract", "areas", made, "--areas", "A", "--from", "2026-11-01", "--reason", "x", actor="tech1", code=23)


@pytest.mark.parametrize(
    "text", ['minor = "-1"', 'sever = "1"', 'repeat_factors = "2"', "repeat_factors = []", "repeat_factors = [-1]",
             'repeat_factors = ["x"]', "[item.C03]\nrepeat_factors = [true]", "repeat_factors = [101]"],
)  # fmt: skip
def test_a_bad_schedule_is_refused(run: Run, made: str, tmp_path: Path, text: str) -> None:
    """Negative, unknown and absurd entries, from a file (25) and from an import; nothing is written."""
    file = schedule_file(tmp_path, text + "\n")
    run("contract", "schedule", made, "--file", file, "--reason", "x", code=25)
    assert run("contract", "show", made, "--json").json()["revision"] == 1


def test_an_import_checks_schedules_too(run: Run, tmp_path: Path) -> None:
    """A schedule in a cell is judged as one in a file; an export comes back unchanged."""
    head = "id,contractor,domain,monthly_fee,start,end,schedule\n"
    rows = 'G1,X,cleaning,1,2026-01-01,2026-12-31,"{""minor"": ""5.00""}"\nB1,X,cleaning,1,2026-01-01,2026-12-31,"{""minor"": ""-5""}"\n'
    path = tmp_path / "contracts.csv"
    path.write_text(head + rows, "utf-8")
    said = run("import", str(path), "--as", "contracts", "--json", code=25).json()
    assert (said["created"], said["rejected"]) == (1, 1)
    assert run("contract", "list", "-q").lines() == ["G1"]
    file = str(tmp_path / "out.csv")
    run("contract", "export", "-o", "csv", "--output", file)
    Path(file).write_text(Path(file).read_text("utf-8-sig").replace("G1", "G2"), "utf-8")
    run("import", file, "--as", "contracts")
    one, two = (run("contract", "show", name, "--json").json() for name in ("G1", "G2"))
    assert one["schedule"] == two["schedule"] == {"minor": "5.00"}


@pytest.mark.rule("R127")
def test_the_expiry_list(run: Run, made: str) -> None:
    """60 days before the end; --within another length; the site's own figure; both languages."""
    assert run("contract", "list", "--expiring", "-q", now="2026-11-01 9:00").lines() == ["C1"]
    assert run("contract", "list", "--expiring", "-q", now="2026-10-31 9:00").lines() == []
    assert run("contract", "list", "--within", "61", "-q", now="2026-10-31 9:00").lines() == ["C1"]
    line = run("contract", "list", "--expiring", "--json", now="2026-12-30 9:00").json()[0]
    assert (line["id"], line["days_left"], line["followed_by"]) == ("C1", 1, None)
    assert "剩余天数" in run("contract", "list", "--expiring", now="2026-12-30 9:00", lang="zh").stdout
    run("contract", "list", "--within", "-1", code=2)


def test_a_shared_area_is_said(run: Run, made: str) -> None:
    """Another contract of the same domain over one of the areas is no error, and is said."""
    dates = ("--start", "2026-11-01", "--end", "2027-10-31")
    assert "C1" in run(*ADD, "--id", "C2", *dates, "--areas", "B,Z").stderr
    assert "C1" not in run(*ADD, "--id", "C3", *dates, "--areas", "Z").stderr


def test_the_sheet_of_a_contract(run: Run, made: str, tmp_path: Path) -> None:
    """Both sides, what holds from when, and that the example holds where there is no schedule (A02)."""
    file = schedule_file(tmp_path, 'minor = "80"\n[item.C03]\nminor = "90"\n')
    run("contract", "schedule", made, "--file", file, "--from", "2026-11-01", "--reason", "新细则")
    page = run("contract", "print", made, lang="zh").stdout
    for word in ("阳光物业", "周经理", "13700000001", "2026-10-12", "90.00", "示例"):
        assert word in page
    values = run("contract", "print", made, "--json").json()
    assert [one["source"] for one in values["schedules"]] == ["example", "contract"]


def test_the_statement_says_example_on_every_page(run: Run, made: str) -> None:
    """A02: it stands in the head of the lines, which a printer repeats on each page."""
    page = run("settlement", "print", "--contract", made, "--month", OCTOBER, lang="en", now="2026-11-05 9:00").stdout
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert "Schedule: example" in head


@pytest.mark.parametrize("factor", ["1", "1.0", "1.50", "20"])
def test_a_line_reads_the_same_in_report_and_statement(factor: str) -> None:
    """commands.md 4: the keys of a line; a factor only where the schedule has one, as a plain number."""
    line = Line(
        date(2026, 10, 2), "A1", "C01", "minor", None, "R119", Decimal("50.00"), "I-1.1", ("I-1.1",), Decimal(factor)
    )
    assert line_text(line) == plain(line.document())
    assert line_text(line).get("factor") == {"1": None, "1.0": None, "1.50": "1.5", "20": "20"}[factor]
