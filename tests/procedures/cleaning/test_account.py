"""The month's account: fee, amounts, cap, rounding, adjustments of approved months."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from histories import EXAMPLE, LATER, Book, at

from cspm.paper.document import plain
from cspm.procedures.cleaning.account import document_of
from cspm.procedures.cleaning.frozen import account_from

MONTH = "2026-10"


def minors(count: int, *, day: int = 1, **more: object) -> Book:
    """A book with so many minors, each of an item of its own, one a day."""
    book = Book(**more)
    for number in range(count):
        book.inspect(f"10-{day + number:02d}", f"X{number}:minor:poor_result")
    return book


@pytest.mark.rule("R127")
@pytest.mark.parametrize(
    ("more", "fee"),
    [
        ({}, "10000.00"),
        ({"start": "2026-10-12"}, "6451.61"),  # 20 of 31 days
        ({"end": "2026-10-01"}, "322.58"),  # 1 of 31 days
        ({"start": "2026-11-01"}, "0.00"),
        ({"fees": [{"start": "2026-10-16", "monthly_fee": "13100.00"}]}, "11600.00"),  # 15 days and 16 days
        ({"fees": [{"start": "2026-11-01", "monthly_fee": "1.00"}, {"start": "2026-02-01", "monthly_fee": "3100.00"}]}, "3100.00"),
        ({"fees": [{"start": "2026-09-01", "monthly_fee": "6200.00"}, {"start": "2026-02-01", "monthly_fee": "3100.00"}]}, "6200.00"),
        ({"monthly_fee": "0.05", "end": "2026-10-03"}, "0.00"),  # 0.0048...
        ({"monthly_fee": "0.31", "end": "2026-10-01", "fees": []}, "0.01"),
    ],
)  # fmt: skip
def test_the_fee_is_prorated_by_days(more: dict[str, object], fee: str) -> None:
    """Days in force divided by the days of the month, rounded once, half up; each day bears its own fee (R127)."""
    assert Book(**more).ledger().account(MONTH, LATER).fee_for_month == Decimal(fee)


@pytest.mark.rule("R127")
def test_the_cap_is_of_the_fee_of_the_month() -> None:
    """A contract of 20 days has the cap of 20 days; the gross amount stays to be seen."""
    account = minors(18, day=13, start="2026-10-12", monthly_fee="3100.00").ledger().account(MONTH, LATER)
    assert (account.fee_for_month, account.gross) == (Decimal("2000.00"), Decimal("900.00"))
    assert (account.cap, account.deduction, account.payable) == (400, 400, 1600)


@pytest.mark.rule("R127")
def test_items_carry_their_own_amounts() -> None:
    """[item.CODE] goes before the general amount; what it lacks is the general amount."""
    book = Book(schedule={**EXAMPLE, "minor": "10.005", "item": {"C03": {"minor": "80.00"}}})
    book.inspect("10-05", "C03", "C04", "C03:severe")
    amounts = {(line.item, line.severity): line.amount for line in book.ledger().account(MONTH, LATER).lines}
    assert amounts == {("C03", "minor"): 80, ("C04", "minor"): Decimal("10.01"), ("C03", "severe"): 500}


@pytest.mark.rule("R127")
def test_without_a_schedule_the_example_holds_and_says_so() -> None:
    """A02: 50, 500, 100 and 20 percent, from the figures; a site may set its own."""
    book = Book(schedule={}, schedule_source="example")
    book.inspect("10-05", "C03", "C04:severe")
    account = book.ledger().account(MONTH, LATER)
    assert (account.gross, account.cap, account.schedule_source) == (550, 2000, "example")
    own = book.ledger(figures={"example_minor": 60, "example_cap_percent": 1}).account(MONTH, LATER)
    assert (own.gross, own.cap) == (560, 100)


@pytest.mark.rule("R115")
def test_days_without_inspection_are_listed() -> None:
    """Only days in force up to now; days outside the contract are nobody's."""
    book = Book(start="2026-10-05")
    book.inspect("10-06", clean="C01")
    account = book.ledger().account(MONTH, at("10-08 9:00"))
    assert [f"{day:%d}" for day in account.missing_days] == ["05", "07", "08"]
    assert account.inspection_days == 1
    assert len(book.ledger().account(MONTH, LATER).missing_days) == 26


def test_two_contracts_may_share_an_area() -> None:
    """Each ledger holds its own contract's records: minors of two contractors never add up (A05)."""
    one, other = Book(), Book(id="C2")
    for book, day in ((one, "10-05"), (other, "10-06"), (one, "10-07")):
        book.inspect(day, "C03")
    assert one.ledger().account(MONTH, LATER).count("minor") == 2
    assert other.ledger().account(MONTH, LATER).count("minor") == 1


@pytest.mark.rule("R127")
def test_an_approved_month_is_frozen_and_corrected_in_the_next() -> None:
    """A minor found wrong after the approval is credited in the first month that is not approved, once."""
    book = minors(3)
    book.approve(MONTH)
    frozen = book.ledger().account(MONTH, LATER)
    book.inspections[1]["state"] = "void"
    assert book.ledger().account(MONTH, LATER) == frozen
    november = book.ledger().account("2026-11", LATER)
    assert [(made.month, made.amount) for made in november.adjustments] == [(MONTH, 50)]
    assert november.payable == 10050
    assert book.ledger().account("2026-12", LATER).adjustments == ()
    book.approve("2026-11")
    assert book.ledger().account("2026-12", LATER).adjustments == ()
    book.inspections[2]["state"] = "void"
    assert [made.amount for made in book.ledger().account("2026-12", LATER).adjustments] == [50]


@pytest.mark.rule("R127")
def test_a_later_record_of_an_approved_month_is_charged_as_an_adjustment() -> None:
    """The adjustment is the difference after the cap: beyond the cap nothing more is charged."""
    book = minors(3, monthly_fee="1000.00")
    book.approve(MONTH)
    book.inspect("10-20", "Y:minor:poor_result")
    book.inspect("10-21", "Z:severe:judged")
    november = book.ledger().account("2026-11", LATER)
    assert [(made.frozen, made.recomputed, made.amount) for made in november.adjustments] == [(150, 200, -50)]
    assert november.payable == 950


@pytest.mark.rule("R127")
def test_a_correction_after_the_last_month_opens_the_month_after_it() -> None:
    """When every month of the contract is approved, the next month still pays the correction."""
    book = minors(2, end="2026-10-31")
    assert not book.ledger().concerns("2026-11")
    book.approve(MONTH)
    assert not book.ledger().concerns("2026-11")
    book.inspections[0]["state"] = "void"
    assert book.ledger().concerns("2026-11")
    assert not book.ledger().concerns("2026-12")
    after = book.ledger().account("2026-11", LATER)
    assert (after.fee_for_month, after.cap, after.payable) == (0, 0, 50)


@pytest.mark.rule("R121")
def test_a_replaced_minor_of_an_approved_month_is_a_line_and_no_adjustment() -> None:
    """The approved October stands as it was; November's account carries the negative lines."""
    book = Book()
    for day in ("10-30", "10-31"):
        book.inspect(day, "C03")
    book.approve(MONTH)
    book.inspect("11-02", "C03")
    november = book.ledger().account("2026-11", LATER)
    assert november.adjustments == ()
    assert [line.amount for line in november.lines] == [-50, -50, 500]


def test_payable_is_never_below_nothing() -> None:
    """Adjustments larger than the fee leave nothing to pay."""
    book = Book(fees=[{"start": "2026-11-01", "monthly_fee": "10.00"}])
    book.approve(MONTH)
    book.inspect("10-05", "C03:severe")
    assert book.ledger().account("2026-11", LATER).payable == 0


def test_a_negative_gross_amount_deducts_nothing() -> None:
    """Credits of an earlier month beyond the month's own lines are not paid out."""
    cheap = {**EXAMPLE, "item": {"C03": {"severe": "60.00"}}}
    book = Book(schedule=cheap)
    for day in ("10-30", "10-31", "11-02"):
        book.inspect(day, "C03")
    november = book.ledger().account("2026-11", LATER)
    assert (november.gross, november.deduction) == (-40, 0)


def test_a_frozen_statement_reads_back_as_the_same_account() -> None:
    """The JSON form loses nothing."""
    book = minors(4)
    book.complain("10-05", "10-06")
    book.count("10-07", 1, 2)
    account = book.ledger().account(MONTH, LATER)
    assert account_from(plain(document_of(account))) == account  # type: ignore[arg-type]
    assert account.missing_days[0] == date(2026, 10, 5)
