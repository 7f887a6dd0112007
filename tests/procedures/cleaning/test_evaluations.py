"""Contractors evaluated and ranked (R026): hand-worked months, exact decimals, the command line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from histories import LATER, Book, at, terms

from cspm.procedures.cleaning.contractor_report import before, contractors, mean, months_between, ranks
from cspm.procedures.cleaning.evaluation import late_rechecks, marks, scored
from cspm.procedures.cleaning.evaluation_model import Evaluation
from cspm.procedures.cleaning.evaluation_rules import EVALUATION
from tests.procedures.registers import entry, said

Run = Callable[..., Any]
OCTOBER = "2026-10"
NOVEMBER_2 = "2026-11-02 9:00"


def agreed(document: dict[str, Any], due: str, *checks: tuple[str, str, str]) -> dict[str, Any]:
    """The first finding of an inspection with its time, and rechecks `(when, result, next time or "")`."""
    finding = document["findings"][0]
    finding["due"] = at(due).isoformat()
    finding["rechecks"] = [
        {"at": at(when).isoformat(), "result": result, "due": at(then).isoformat() if then else None}
        for when, result, then in checks
    ]
    return document


@pytest.mark.rule("R026")
@pytest.mark.parametrize(
    ("due", "checks", "late"),
    [
        ("10-06 12:00", (("10-06 12:00", "done", ""),), 0),
        ("10-06 12:00", (("10-06 12:01", "done", ""),), 1),
        ("10-06 12:00", (("10-06 9:00", "poor", "10-07 12:00"), ("10-07 9:00", "done", "")), 0),
        ("10-06 12:00", (("10-07 9:00", "poor", "10-08 12:00"), ("10-09 9:00", "done", "")), 2),
        ("10-06 12:00", (), 1),
        ("11-06 12:00", (), 0),
    ],
)
def test_times_that_passed(due: str, checks: tuple[tuple[str, str, str], ...], late: int) -> None:
    """000 P2-四 1.0: a time agreed for putting right that passes without a recheck counts in its month, each once."""
    book = Book()
    agreed(book.inspect("10-05 9:00", "C01"), due, *checks)
    assert len(list(late_rechecks(book.inspections, OCTOBER, terms(), now=LATER))) == late


@pytest.mark.rule("R026")
def test_a_month_in_points() -> None:
    """000 P1-三 5.9-5.10, by hand: two minors (1 each), a severe (10), a verified complaint (5) and a time that passed (2):
    100 - 2 - 10 - 5 - 2 = 81. The deduction is 2 x 50 + 500 + 100 = 700 yuan of 10,000."""
    book = Book()
    agreed(book.inspect("10-05 9:00", "C01"), "10-06 12:00")
    book.inspect("10-07 9:00", "C02", "C03:severe:judged")
    book.complain("10-08 9:00", "10-09 9:00", impact="slight")
    found = marks("洁净公司", [book.ledger()], OCTOBER, LATER)
    assert found is not None
    score, lines = scored(found, terms())
    assert (score, found.deduction, found.fee) == (81, 700, 10000)
    assert [(line["criterion"], line["count"], line["points"]) for line in lines] == [
        ("minor", 2, "2"), ("severe", 1, "10"), ("complaint", 1, "5"), ("late_recheck", 1, "2"),
    ]  # fmt: skip
    own = terms(figures={"evaluation_minor": 0.1, "evaluation_severe": 0.2})
    assert scored(found, own)[0] == Decimal("92.6")  # 100 - 0.2 - 0.2 - 5 - 2, without a binary rest


@pytest.mark.rule("R026")
def test_all_contracts_of_a_contractor_count() -> None:
    """Two contracts that share an area: their findings, fees and days together; a day inspected under both is one day."""
    one, other = Book(id="C1"), Book(id="C2", domain="greening", start="2026-10-12", monthly_fee="3100.00")
    one.inspect("10-12 9:00", "C01")
    other.inspect("10-12 10:00", "G01")
    other.inspect("10-13 9:00", clean="G01")
    found = marks("洁净公司", [one.ledger(), other.ledger()], OCTOBER, LATER)
    assert found is not None
    assert (found.contracts, found.days, found.inspection_days) == (("C1", "C2"), 31, 2)
    assert (found.fee, found.count("minor"), scored(found, terms())[0]) == (12000, 2, 98)
    assert marks("洁净公司", [other.ledger()], "2026-09", LATER) is None


@pytest.mark.rule("R026")
def test_a_month_that_nobody_inspected_has_no_score() -> None:
    """Nothing found because nobody looked is no merit; and a score never falls below nothing."""
    found = marks("X", [Book().ledger()], OCTOBER, LATER)
    assert found is not None and scored(found, terms())[0] is None
    bad = Book()
    bad.inspect("10-05 9:00", *(f"C{number:02d}:severe" for number in range(11)))
    found = marks("X", [bad.ledger()], OCTOBER, LATER)
    assert found is not None and scored(found, terms())[0] == 0


@pytest.mark.rule("R026")
def test_ranks() -> None:
    """The best first, equal ones share a rank, who has no score comes last; means are exact and rounded half up."""
    totals = [
        {"contractor": name, "score": score}
        for name, score in (("A", "90.00"), ("B", None), ("C", "95.00"), ("D", "90.00"))
    ]
    assert [(one["contractor"], one["rank"]) for one in ranks(totals)] == [("C", 1), ("A", 2), ("D", 2), ("B", None)]
    assert mean([Decimal(90), Decimal(90), Decimal("90.01")]) == "90.00"
    assert mean([Decimal(90), Decimal("90.01")]) == "90.01"
    assert (before("2026-02", 2), months_between("2025-12", "2026-02")) == (
        "2025-12",
        ("2025-12", "2026-01", "2026-02"),
    )


@pytest.mark.rule("R026")
def test_the_ranking_takes_the_scores_that_were_given() -> None:
    """Over September and October: the evaluation's score where there is one, else the counted one: (70 + 99) / 2 = 84.50."""
    book = Book()
    book.inspect("09-05 9:00", clean="C01")
    book.inspect("10-05 9:00", "C01")
    given = [{"id": "EV-1", "contractor": "洁净公司", "month": "2026-09", "score": "70"}]
    report = contractors({"洁净公司": [book.ledger()]}, given, ("2026-09", OCTOBER), terms=terms(), now=LATER)
    document: Any = report.document
    (line,) = document["contractors"]
    assert (line["rank"], line["score"], line["minor"], line["fee"], line["deduction_percent"]) == (
        1,
        "84.50",
        1,
        20000,
        "0.25",
    )
    assert [one["evaluation"] for one in document["months"]] == ["EV-1", None]
    assert report.sources is not None and report.sources("洁净公司.minor") == ("I-202610-0002.1",)


@pytest.mark.rule("R026")
@pytest.mark.parametrize(("when", "kept"), [("11-10 23:59", True), ("11-11 00:00", False)])
def test_an_evaluation_is_there_by_its_day(when: str, kept: bool) -> None:
    """000 P1-三 5.9-5.10: one a month; the 10th of the next month (A57)."""
    one = entry(Evaluation, contractor="X", month=OCTOBER, evaluated_at=when, by="x")
    assert said(EVALUATION, "evaluated_late", one) == ("kept" if kept else "broken")


@pytest.fixture
def inspected(run: Run, root: str) -> str:
    """A contract C1 of 洁净公司 since September, with one minor in October; the site asks since October."""
    path = Path(root, "site.toml")
    path.write_text(f'since = "2026-10-01"\n{path.read_text("utf-8")}', "utf-8")
    run("contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000", "--start",
        "2026-09-01", "--end", "2026-12-31")  # fmt: skip
    run("inspection", "add", "--contract", "C1", "--date", "2026-10-05", "--area", "A", "--finding", "C01:minor:poor_result",
        now="2026-10-05 9:00")  # fmt: skip
    return "C1"


@pytest.mark.rule("R026")
def test_the_life_of_an_evaluation(run: Run, inspected: str) -> None:
    """Made once a month, scored again until the contractor was told, printed; who may; what is refused."""
    words = ("evaluation", "add", "--contractor", "洁净公司", "--text", "总体良好")
    run(*words, now=NOVEMBER_2, actor="tech1", code=23)
    run(*words, "--month", "2026-11", now=NOVEMBER_2, code=2)
    run(*words, "--month", "2026-08", now=NOVEMBER_2, code=2)
    run("evaluation", "add", "--contractor", "没有", now=NOVEMBER_2, code=20)
    made = run(*words, "--json", now=NOVEMBER_2, actor="customer_assistant").json()
    assert (made["score"], made["month"], made["by"]) == ("99", OCTOBER, "customer_assistant")
    assert made["lines"][0]["records"] == ["I-202610-0001.1"]
    run("evaluation", "add", "--contractor", "C1", now=NOVEMBER_2, code=21)
    run(
        "inspection",
        "add",
        "--contract",
        "C1",
        "--date",
        "2026-10-06",
        "--area",
        "A",
        "--finding",
        "C02:minor:poor_result",
        now=NOVEMBER_2,
    )
    run("evaluation", "rescore", made["id"], now=NOVEMBER_2)
    assert run("evaluation", "show", made["id"], "--json").json()["score"] == "98"
    run("evaluation", "tell", made["id"], "--told-to", "周经理", now=NOVEMBER_2)
    run("evaluation", "rescore", made["id"], code=21)
    page = run("evaluation", "print", made["id"], lang="zh").stdout
    assert "外判单位考评表" in page and "I-202610-0001.1" in page
    assert "98" in run("evaluation", "list", lang="en").stdout


@pytest.mark.rule("R026")
def test_a_month_asks_for_the_evaluation_of_the_one_before(run: Run, inspected: str) -> None:
    """November asks for October's, by the 10th; October asks for none, for the site's duties began with it."""

    def verdict(month: str) -> str:
        lines = run("compliance", "--month", month, "--json", now="2026-12-20 9:00", code=1).json()
        return str(next(line["status"] for line in lines if line["rule"] == "R026"))

    assert (verdict("2026-10"), verdict("2026-11")) == ("no_data", "broken")
    due = [line for line in run("due", "--json", now=NOVEMBER_2).json() if line["rule"] == "R026"]
    assert [line["next"] for line in due] == ["cspm evaluation add --contractor 洁净公司 --month 2026-10"]
    run("evaluation", "add", "--contractor", "洁净公司", now=NOVEMBER_2)
    assert verdict("2026-11") == "kept"


@pytest.mark.rule("R127")
def test_a_contract_that_ends_is_due(run: Run, inspected: str) -> None:
    """60 days before its end, until a contract follows it; no rule is broken by it."""

    def lines() -> list[str]:
        return [
            line["record"]
            for line in run("due", "--json", now="2026-11-20 9:00").json()
            if line["next"].endswith("--expiring")
        ]

    assert lines() == ["C1"]
    run("contract", "add", "--id", "C2", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "1", "--start",
        "2027-01-01", "--end", "2027-12-31")  # fmt: skip
    assert lines() == []


@pytest.mark.rule("R026")
def test_the_ranking_on_the_command_line(run: Run, inspected: str) -> None:
    """Three months by default; both languages; every figure with its records; months in the wrong order are refused."""
    report = run("report", "contractors", "--json", now=NOVEMBER_2).json()
    assert (report["from"], report["to"]) == ("2026-08", "2026-10")
    (line,) = report["contractors"]
    assert (line["months"], line["score"], line["fee"], line["deduction"]) == (2, "99.00", "20000.00", "50.00")
    words = ("report", "contractors", "--from", "2026-10", "--to", "2026-10")
    assert run(*words, "--explain", "洁净公司.minor", "-q", now=NOVEMBER_2).lines() == ["I-202610-0001.1"]
    for lang, word in (("zh", "外判单位排名"), ("en", "Mean score")):
        assert word in run(*words, "-o", "md", lang=lang, now=NOVEMBER_2).stdout
    run("report", "contractors", "--from", "2026-11", "--to", "2026-10", code=2)


def test_a_site_without_contracts_ranks_nobody(run: Run) -> None:
    """An empty table, no crash."""
    assert run("report", "contractors", "--json", now=NOVEMBER_2).json()["contractors"] == []
    run("report", "contractors", "-o", "html", now=NOVEMBER_2)
