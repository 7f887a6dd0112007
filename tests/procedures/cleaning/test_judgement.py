"""The judgement of severities by hand-worked cases: a table that a manager can read."""

from __future__ import annotations

from typing import Any

import pytest
from histories import LATER, Book

from cspm.procedures.cleaning.account import Account


def october(book: Book, **site: Any) -> Account:
    return book.ledger(**site).account("2026-10", LATER)


def said(account: Account) -> list[str]:
    """The lines as `day item severity reason amount`."""
    return [f"{line.date:%m-%d} {line.item} {line.severity} {line.reason} {line.amount}" for line in account.lines]


def days(*whens: str, **more: Any) -> Book:
    """A book with one minor of C03 at each of these times; `clean:WHEN` for a clean inspection of it."""
    book = Book(**more)
    for when in whens:
        if when.startswith("clean:"):
            book.inspect(when.removeprefix("clean:"), clean="C03")
        else:
            book.inspect(when, "C03:minor:poor_result")
    return book


MINOR = "C03 minor poor_result 50.00"
ROW = "C03 severe three_in_a_row 500.00"
DAY = "C03 severe three_in_a_day 500.00"

CASES = {
    "two minors are two minors": (("10-05 9:00", "10-06 9:00"), [f"10-05 {MINOR}", f"10-06 {MINOR}"]),
    "the third in a row is severe and takes their place": (("10-05", "10-07", "10-20"), [f"10-20 {ROW}"]),
    "days without inspection neither break nor extend": (("10-01", "10-15", "10-31"), [f"10-31 {ROW}"]),
    "a clean inspection between breaks the run": (
        ("10-05", "10-06", "clean:10-07", "10-08"), [f"10-05 {MINOR}", f"10-06 {MINOR}", f"10-08 {MINOR}"],
    ),
    "two clean days between: the run begins anew": (
        ("10-05", "10-06", "clean:10-07", "clean:10-08", "10-09", "10-10", "10-11"),
        [f"10-05 {MINOR}", f"10-06 {MINOR}", f"10-11 {ROW}"],
    ),
    "three in a day that are three in a row are one severe": (("10-05 9:00", "10-05 11:00", "10-05 15:00"), [f"10-05 {DAY}"]),
    "the third of the run on a day of two is in a row": (("10-04", "10-05 9:00", "10-05 15:00"), [f"10-05 {ROW}"]),
    "the day counts across a clean inspection": (
        ("10-05 8:00", "10-05 9:00", "clean:10-05 10:00", "10-05 11:00"), [f"10-05 {DAY}"],
    ),
    "after a severe both counts restart": (
        ("10-05", "10-06", "10-07 8:00", "10-07 9:00", "10-07 10:00"), [f"10-07 {MINOR}", f"10-07 {MINOR}", f"10-07 {ROW}"],
    ),
    "six in a row are two severes": (("10-01", "10-02", "10-03", "10-04", "10-05", "10-06"), [f"10-03 {ROW}", f"10-06 {ROW}"]),
    "four in a day are a severe and a minor": (
        ("10-05 8:00", "10-05 9:00", "10-05 10:00", "10-05 11:00"), [f"10-05 {MINOR}", f"10-05 {DAY}"],
    ),
}  # fmt: skip


@pytest.mark.rule("R119", "R121", "R122")
@pytest.mark.parametrize("case", CASES)
def test_minors_and_what_they_add_up_to(case: str) -> None:
    """Each row of the table is judged as 3.2.3.2-3 with A03 to A05 says (000 P2-四)."""
    whens, lines = CASES[case]
    assert said(october(days(*whens))) == lines


@pytest.mark.rule("R121")
def test_a_run_over_the_end_of_a_month_is_charged_in_the_month_of_its_third() -> None:
    """October bears its two minors; November the severe, with one negative line for each of them (A82)."""
    book = days("10-30", "10-31", "11-02")
    assert said(october(book)) == [f"10-30 {MINOR}", f"10-31 {MINOR}"]
    november = book.ledger().account("2026-11", LATER)
    assert said(november) == [
        "11-02 C03 minor replaced -50.00", "11-02 C03 minor replaced -50.00", f"11-02 {ROW}",
    ]  # fmt: skip
    assert (november.gross, november.count("minor"), november.count("severe")) == (400, 0, 1)
    assert {line.record for line in november.lines if line.amount < 0} == {"I-202610-0001.1", "I-202610-0002.1"}


@pytest.mark.rule("R121")
def test_a_site_may_keep_the_minors_beside_the_severe() -> None:
    """With severe_replaces_minors = false nothing is taken off, in the same month or over its end (A03)."""
    book = days("10-30", "10-31", "11-02", "11-03", "11-04", "11-05")
    site = {"cleaning": {"severe_replaces_minors": False}}
    assert october(book, **site).gross == 100
    assert book.ledger(**site).account("2026-11", LATER).gross == 4 * 50 + 2 * 500


@pytest.mark.rule("R118", "R121")
def test_failed_rechecks_are_further_minors_on_their_own_day() -> None:
    """A problem point that fails two rechecks and is found again is three in a row (A07)."""
    book = Book()
    found = book.inspect("10-05 9:00", "C03:none")
    book.recheck(found, "10-06 9:00", "not_done")
    book.recheck(found, "10-07 9:00", "poor")
    assert said(october(book)) == ["10-06 C03 minor not_rectified 50.00", "10-07 C03 minor not_rectified 50.00"]
    assert {line.rule for line in october(book).lines} == {"R118"}
    book.inspect("10-08 9:00", "C03:minor:poor_result")
    assert said(october(book)) == [f"10-08 {ROW}"]


@pytest.mark.rule("R118", "R122")
def test_a_failed_recheck_can_be_the_third_of_a_day() -> None:
    """A minor whose recheck fails twice on the same day is three in a day (A07)."""
    book = Book()
    found = book.inspect("10-05 9:00", "C03:minor:poor_result")
    book.recheck(found, "10-05 11:00", "poor")
    book.recheck(found, "10-05 15:00", "poor")
    book.recheck(found, "10-05 16:00", "poor")
    assert said(october(book)) == ["10-05 C03 minor not_rectified 50.00", f"10-05 {DAY}"]


@pytest.mark.rule("R118")
def test_a_recheck_that_is_done_charges_nothing() -> None:
    """`done` neither adds a minor nor breaks the run."""
    book = Book()
    found = book.inspect("10-05", "C03:minor:poor_result")
    book.recheck(found, "10-06", "done")
    book.inspect("10-07", "C03:minor:poor_result")
    book.inspect("10-08", "C03:minor:poor_result")
    assert said(october(book)) == [f"10-08 {ROW}"]


def test_problem_points_and_spot_severes_stand_outside_the_run() -> None:
    """`none` and severes judged on the spot neither break nor extend a run; an item not checked is not clean."""
    book = days("10-05", "10-06")
    book.inspect("10-07", "C03:none", clean="C04")
    book.inspect("10-08", "C03:severe:judged")
    book.inspect("10-09", "C03:minor:poor_result")
    assert said(october(book)) == ["10-08 C03 severe judged 500.00", f"10-09 {ROW}"]


@pytest.mark.rule("R123", "R124")
def test_severes_as_recorded_name_their_rule() -> None:
    """Serious harm and bribery are severe at once, under their own clauses."""
    book = Book()
    book.inspect("10-05", "C03:severe:serious_harm", "C04:severe:bribery", "C05:severe")
    rules = [(line.reason, line.rule) for line in october(book).lines]
    assert rules == [("serious_harm", "R123"), ("bribery", "R124"), ("judged", "R123")]


def test_areas_and_items_are_points_of_their_own() -> None:
    """The same item in another area, another item in the same area: no run (A05)."""
    book = Book()
    for day, item, area in (
        ("05", "C03", "A"),
        ("06", "C03", "B"),
        ("07", "C03", "A"),
        ("08", "C04", "A"),
        ("09", "C04", "B"),
    ):
        book.inspect(f"10-{day}", item, area=area)
    assert october(book).count("minor") == 5
    assert october(book).count("severe") == 0


def test_a_void_inspection_never_was() -> None:
    """What is void is neither a minor nor clean, and its day is a day without inspection."""
    book = days("10-05", "10-06")
    book.inspect("10-06 12:00", clean="C03", state="void")
    book.inspect("10-07", "C03:minor:poor_result")
    book.inspect("10-08", "C03", state="void")
    assert said(october(book)) == [f"10-07 {ROW}"]
    assert october(book).inspection_days == 3


@pytest.mark.rule("R125")
def test_more_bins_reported_than_counted_is_severe() -> None:
    """One bin too many is enough; fewer than counted is no offence."""
    book = Book()
    book.count("10-05", 12, 12)
    book.count("10-06", 12, 11)
    book.count("10-07", 12, 13)
    assert said(october(book)) == ["10-07 None severe false_bins 500.00"]
    assert october(book).lines[0].record == "B-202610-0003"


@pytest.mark.rule("R126")
def test_a_complaint_counts_once_both_sides_confirmed_it() -> None:
    """It belongs to the month of the later confirmation, and without the second it is nothing."""
    book = Book()
    book.complain("10-30", "11-02")
    book.complain("10-05", "")
    assert october(book).lines == ()
    assert [line.amount for line in book.ledger().account("2026-11", LATER).lines] == [100]


@pytest.mark.rule("R120")
@pytest.mark.parametrize(
    ("third", "lines"),
    [
        ({}, ["10-07 None severe complaints 500.00"]),
        ({"impact": "slight"}, ["10-05 C03 complaint verified 100.00"] * 1 + ["10-06 C03 complaint verified 100.00"] + ["10-07 C03 complaint verified 100.00"]),
        ({"breach": False}, ["10-05 C03 complaint verified 100.00", "10-06 C03 complaint verified 100.00", "10-07 C03 complaint verified 100.00"]),
    ],
)  # fmt: skip
def test_three_grave_complaints_of_a_month_are_one_severe(third: dict[str, Any], lines: list[str]) -> None:
    """All three need breach and considerable impact, else each stays a line of its own (A06)."""
    book = Book()
    book.complain("10-05", "10-04")
    book.complain("10-06", "10-06")
    book.complain("10-07", "10-07", **third)
    assert said(october(book)) == lines


@pytest.mark.rule("R120")
def test_three_complaints_over_two_months_are_no_severe() -> None:
    """The month is the calendar month (A06)."""
    book = Book()
    for day in ("10-30", "10-31", "11-01"):
        book.complain(day, day)
    assert october(book).gross == 200
    assert book.ledger().account("2026-11", LATER).gross == 100
