"""Months worked out by hand, each with its clause: what a manager, or the contractor, would reckon with a pencil."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from histories import LATER, Book
from hypothesis import given
from hypothesis import strategies as st

from cspm.paper.document import plain
from cspm.procedures.cleaning.account import Account, document_of
from cspm.procedures.cleaning.settling import frozen

OCTOBER, NOVEMBER, DECEMBER = "2026-10", "2026-11", "2026-12"


def sums(account: Account) -> tuple[str, ...]:
    """Fee, gross, cap, deduction, adjustments, payable."""
    booked = sum((made.amount for made in account.adjustments), Decimal("0.00"))
    return tuple(
        f"{amount:.2f}"
        for amount in (account.fee_for_month, account.gross, account.cap, account.deduction, booked, account.payable)
    )


def of(book: Book, month: str) -> Account:
    """The account of a month."""
    return book.ledger().account(month, LATER)


@pytest.mark.rule("R127")
def test_a_cap_reached() -> None:
    """000 P2-四 3.3, A02: 3 severes of 500 and 2 minors of 50 are 1600; 20 percent of 6000 is 1200; 6000 - 1200 = 4800."""
    book = Book(monthly_fee="6000.00")
    for day in (5, 6, 7):
        book.inspect(f"10-{day:02d}", f"S{day}:severe:judged")
    for day in (8, 9):
        book.inspect(f"10-{day:02d}", f"M{day}:minor:poor_result")
    assert sums(of(book, OCTOBER)) == ("6000.00", "1600.00", "1200.00", "1200.00", "0.00", "4800.00")


@pytest.mark.rule("R127")
def test_a_contract_that_starts_on_the_12th() -> None:
    """000 P2-四 3.3: 20 of 31 days of 9300 are 6000; the cap is 20 percent of 6000, not of 9300: 1200; 13 minors are 650."""
    book = Book(monthly_fee="9300.00", start="2026-10-12")
    for day in range(12, 25):
        book.inspect(f"10-{day}", f"X{day}:minor:poor_result")
    account = of(book, OCTOBER)
    assert sums(account) == ("6000.00", "650.00", "1200.00", "650.00", "0.00", "5350.00")
    assert account.missing_days[0].day == 25 and len(account.missing_days) == 7


@pytest.mark.rule("R121", "R127")
def test_a_credited_minor_of_an_approved_month() -> None:
    """000 P2-四 3.2.3.2, A03, A04: the run 30 and 31 October, 2 November. October charged two minors (100) and is approved;
    November charges the severe (500) and credits the two (-100): 400; nothing is left to adjust."""
    book = Book()
    book.inspect("10-30", "C03")
    book.inspect("10-31", "C03")
    book.approve(OCTOBER)
    book.inspect("11-02", "C03")
    assert sums(of(book, OCTOBER)) == ("10000.00", "100.00", "2000.00", "100.00", "0.00", "9900.00")
    november = of(book, NOVEMBER)
    assert sums(november) == ("10000.00", "400.00", "2000.00", "400.00", "0.00", "9600.00")
    assert [(line.reason, line.amount, line.date.day) for line in november.lines] == [
        ("replaced", -50, 2), ("replaced", -50, 2), ("three_in_a_row", 500, 2),
    ]  # fmt: skip
    assert [(f"{one.date:%m-%d}", one.severe, one.severe_reason) for one in november.replaced] == [
        ("10-30", "I-202611-0003.1", "three_in_a_row"), ("10-31", "I-202611-0003.1", "three_in_a_row"),
        ("11-02", "I-202611-0003.1", "three_in_a_row"),
    ]  # fmt: skip


@pytest.mark.rule("R127")
def test_an_example_schedule() -> None:
    """A02: without a schedule 50 each minor, 500 each severe, 100 each verified complaint, at most 20 percent; said so."""
    book = Book(schedule={}, schedule_source="example", monthly_fee="3000.00")
    book.inspect("10-05", "C03", "C04:severe:judged")
    book.complain("10-06", "10-07", impact="slight")
    account = of(book, OCTOBER)
    assert sums(account) == ("3000.00", "650.00", "600.00", "600.00", "0.00", "2400.00")
    assert account.schedule_source == "example"


@pytest.mark.rule("R121", "R127")
def test_two_contracts_sharing_an_area() -> None:
    """A05: the key begins with the contract: two minors of one and one of the other on the same point are no run of three."""
    one, other = Book(), Book(id="C2", contractor="绿源公司", monthly_fee="4000.00")
    one.inspect("10-05", "C03")
    other.inspect("10-06", "C03")
    one.inspect("10-07", "C03")
    assert sums(of(one, OCTOBER)) == ("10000.00", "100.00", "2000.00", "100.00", "0.00", "9900.00")
    assert sums(of(other, OCTOBER)) == ("4000.00", "50.00", "800.00", "50.00", "0.00", "3950.00")


@pytest.mark.rule("R127")
def test_adjustments_across_two_months() -> None:
    """commands.md 4.6: October (150) and November (50) are approved; then a minor of October is credited and a severe of
    November found. December books +50 for October and -500 for November: 10000 - 0 + 50 - 500 = 9550; January nothing."""
    book = Book()
    for day in (5, 6, 7):
        book.inspect(f"10-{day:02d}", f"M{day}:minor:poor_result")
    book.approve(OCTOBER)
    book.inspect("11-05", "M5:minor:poor_result")
    book.approve(NOVEMBER)
    book.inspections[0]["state"] = "void"
    book.inspect("11-20", "S1:severe:judged")
    december = of(book, DECEMBER)
    assert [(made.month, made.frozen, made.recomputed, made.amount) for made in december.adjustments] == [
        (OCTOBER, 150, 100, 50), (NOVEMBER, 50, 550, -500),
    ]  # fmt: skip
    assert sums(december) == ("10000.00", "0.00", "2000.00", "0.00", "-450.00", "9550.00")
    assert of(book, OCTOBER).deduction == 150 and of(book, NOVEMBER).deduction == 50
    book.approve(DECEMBER)
    book.inspections[1]["state"] = "void"
    assert book.ledger().concerns("2027-01")
    assert [(made.month, made.amount) for made in of(book, "2027-01").adjustments] == [(OCTOBER, 50)]


@pytest.mark.rule("R121", "R122")
def test_a_run_over_a_months_end_with_a_failed_recheck_as_the_third() -> None:
    """000 P2-四 1.0, 3.2.3.2, A07: minors on 30 and 31 October, the recheck of the second on 1 November fails: severe there."""
    book = Book()
    book.inspect("10-30 9:00", "C03")
    second = book.inspect("10-31 9:00", "C03")
    book.recheck(second, "11-01 9:00")
    assert sums(of(book, OCTOBER))[1] == "100.00"
    november = of(book, NOVEMBER)
    assert sums(november)[1] == "400.00"
    assert {one.severe for one in november.replaced} == {f"{second['id']}.1"}


days = st.integers(1, 28)
kinds = st.sampled_from(["C01", "C02", "C03:severe:judged", "C02:none", "C01:minor:recurs"])
visits = st.lists(st.tuples(days, st.integers(8, 17), kinds, st.sampled_from("AB")), max_size=25)


def written(history: list[tuple[int, int, str, str]], **more: Any) -> Book:
    """A book typed in this order, in October and November."""
    book = Book(**more)
    for place, (day, hour, finding, area) in enumerate(history):
        book.inspect(f"{10 + place % 2}-{day:02d} {hour}:00", finding, area=area)
    return book


@given(visits, st.sampled_from(["0", "5", "20", "100"]))
def test_what_an_approval_freezes_stays(history: list[tuple[int, int, str, str]], cap: str) -> None:
    """Recomputing an approved month changes nothing, whatever is recorded afterwards; the digest is that of its figures."""
    book = written(history, schedule={"cap_percent": cap})
    before = frozen(of(book, OCTOBER), OCTOBER, LATER, status="approved", approved_by="S9")
    book.approve(OCTOBER)
    book.inspect("10-29 9:00", "C09:severe:judged")
    after = frozen(of(book, OCTOBER), OCTOBER, LATER, status="approved", approved_by="S9")
    assert after["digest"] == before["digest"]
    booked = of(book, NOVEMBER).adjustments
    assert (
        sum((made.amount for made in booked), Decimal(0))
        == of(book, OCTOBER).deduction - book.ledger().computed(OCTOBER, LATER).deduction
    )


@given(visits)
def test_the_statement_is_the_account_word_for_word(history: list[tuple[int, int, str, str]]) -> None:
    """What a settlement freezes is what `report deductions` prints, also where it is written down the quick way."""
    for month in (OCTOBER, NOVEMBER):
        account = of(written(history), month)
        statement = frozen(account, month, LATER, status="open")["statement"]
        assert statement == {"month": month, "as_of": LATER.isoformat(), **plain(document_of(account))}  # type: ignore[dict-item]
        assert sum((line.amount for line in account.lines), Decimal("0.00")) == account.gross
        assert 0 <= account.deduction <= account.cap
        assert account.payable == max(0, account.fee_for_month - account.deduction)


@given(visits, st.randoms(use_true_random=False))
def test_the_order_of_typing_changes_no_statement(history: list[tuple[int, int, str, str]], random: Any) -> None:
    """The same records typed in another order, and read in another order: the same lines and sums (ids aside)."""
    book = written(history)
    other = written(history)
    random.shuffle(other.inspections)
    for month in (OCTOBER, NOVEMBER):
        assert of(book, month) == of(other, month)
