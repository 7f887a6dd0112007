"""More hand-worked judgements, each with its clause, and properties of the whole evidence of a contract."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from histories import EXAMPLE, LATER, TZ, Book, at
from hypothesis import given
from hypothesis import strategies as st
from test_judgement import said
from test_judgement_properties import Visit, histories, typed

from cspm.procedures.cleaning.account import Account
from cspm.procedures.cleaning.evidence import evidence_of
from cspm.procedures.cleaning.judgement import Bins, Complaint, Evidence, Limits, Seen, judge

ROW = "C03 severe three_in_a_row 500.00"
DAY = "C03 severe three_in_a_day 500.00"
MINOR = "C03 minor poor_result 50.00"
FAILED = "C03 minor not_rectified 50.00"


def month(book: Book, name: str = "2026-10", **site: Any) -> Account:
    return book.ledger(**site).account(name, LATER)


@pytest.mark.rule("R118", "R121")
def test_a_failed_recheck_is_the_third_of_a_run_over_the_months_end() -> None:
    """000 P2-四 1.0, 3.2.3.2 (A07): two minors of October, the recheck that fails on 2 November makes the severe there."""
    book = Book()
    found = book.inspect("10-30 9:00", "C03:minor:poor_result")
    book.inspect("10-31 9:00", "C03:minor:poor_result")
    book.recheck(found, "11-02 9:00", "not_done")
    assert said(month(book)) == [f"10-30 {MINOR}", f"10-31 {MINOR}"]
    november = month(book, "2026-11")
    assert said(november) == ["11-02 C03 minor replaced -50.00", "11-02 C03 minor replaced -50.00", f"11-02 {ROW}"]
    assert [line.record for line in november.lines if line.severity == "severe"] == ["I-202610-0001.1"]


@pytest.mark.rule("R121")
def test_a_run_over_three_months_is_charged_once() -> None:
    """3.2.3.2 (A03, A04): month ends neither break nor extend; each earlier month keeps its minor, the third month takes
    both back beside its severe: 50 + 50 + (500 - 100) = 500."""
    book = Book()
    for day in ("09-30", "10-15", "11-02"):
        book.inspect(day, "C03:minor:poor_result")
    assert [month(book, name).gross for name in ("2026-09", "2026-10", "2026-11")] == [50, 50, 400]


@pytest.mark.rule("R121")
def test_a_clean_day_at_the_months_end_breaks_the_run() -> None:
    """3.2.3.2 (A04): minor, minor, clean on the 31st, minor, minor: nothing severe on either side of the month's end."""
    book = Book()
    for day in ("10-29", "10-30"):
        book.inspect(day, "C03:minor:poor_result")
    book.inspect("10-31", clean="C03")
    for day in ("11-01", "11-02"):
        book.inspect(day, "C03:minor:poor_result")
    assert (month(book).gross, month(book, "2026-11").gross) == (100, 100)


@pytest.mark.rule("R121")
def test_an_item_with_a_problem_point_was_not_clean() -> None:
    """3.2.1, 3.2.3.2: an inspection that lists the item and has a problem point on it neither breaks nor extends."""
    book = Book()
    for day in ("10-05", "10-06"):
        book.inspect(day, "C03:minor:poor_result")
    book.inspect("10-07", "C03:none", clean="C03")
    book.inspect("10-08", "C03:minor:poor_result")
    assert said(month(book)) == [f"10-08 {ROW}"]


@pytest.mark.rule("R122", "R121")
def test_three_in_a_day_that_are_three_in_a_row_with_one_before() -> None:
    """3.2.3.2-3 (A05): the one of yesterday makes the second of today the third in a row; the third of today is alone."""
    book = Book()
    book.inspect("10-04 9:00", "C03:minor:poor_result")
    for hour in ("9", "11", "15"):
        book.inspect(f"10-05 {hour}:00", "C03:minor:poor_result")
    assert said(month(book)) == [f"10-05 {MINOR}", f"10-05 {ROW}"]


@pytest.mark.rule("R118", "R122")
def test_two_rechecks_of_a_problem_point_and_a_minor_are_three_of_a_day() -> None:
    """1.0, 3.2.3.3 (A07): a problem point costs nothing, its failed rechecks are two minors, a new minor the third."""
    book = Book()
    found = book.inspect("10-05 8:00", "C03:none")
    book.recheck(found, "10-05 10:00", "poor")
    book.recheck(found, "10-05 14:00", "not_done")
    assert said(month(book)) == [f"10-05 {FAILED}", f"10-05 {FAILED}"]
    book.inspect("10-05 16:00", "C03:minor:poor_result")
    assert said(month(book)) == [f"10-05 {DAY}"]


@pytest.mark.rule("R118", "R123")
def test_a_severe_that_is_not_put_right_is_a_minor_too() -> None:
    """1.0, 3.2.3.4: a failed recheck is one more minor of the point, whatever the finding was judged."""
    book = Book()
    found = book.inspect("10-05 8:00", "C03:severe:serious_harm")
    book.recheck(found, "10-06 8:00", "poor")
    assert said(month(book)) == ["10-05 C03 severe serious_harm 500.00", f"10-06 {FAILED}"]


@pytest.mark.rule("R121")
def test_two_contracts_share_an_area() -> None:
    """3.2.3.2 (A05): the contractor is part of the point: minors of one contract never complete a run of the other."""
    one, other = Book(), Book(id="C2")
    for day, book in (("05", one), ("06", other), ("07", one), ("08", other)):
        book.inspect(f"10-{day}", "C03:minor:poor_result", area="A")
    assert [month(book).count("severe") for book in (one, other)] == [0, 0]
    other.inspect("10-09", "C03:minor:poor_result", area="A")
    assert [month(book).count("severe") for book in (one, other)] == [0, 1]


@pytest.mark.rule("R121")
def test_a_minor_of_an_approved_month_is_credited_in_the_month_of_the_severe() -> None:
    """3.2.3.2, 3.3 (A03): October stays as it was approved, November has the negative lines, and nothing is adjusted."""
    book = Book()
    for day in ("10-30", "10-31"):
        book.inspect(day, "C03:minor:poor_result")
    book.approve("2026-10")
    book.inspect("11-02", "C03:minor:poor_result")
    assert (month(book).status, month(book).deduction) == ("approved", 100)
    november = month(book, "2026-11")
    assert (november.gross, november.adjustments, november.deduction) == (400, (), 400)


@pytest.mark.rule("R121", "R122")
def test_a_site_may_count_to_another_number_from_a_day_on() -> None:
    """3.2.3.2-3 as figures: from the tenth on this site asks for four in a row; the fourth makes the severe."""
    book = Book()
    for day in ("05", "06", "07", "11", "12", "13", "14"):
        book.inspect(f"10-{day}", "C03:minor:poor_result")
    site = {"figures": {"minors_in_a_row": [{"since": date(2026, 10, 10), "value": 4}]}}
    assert [line for line in said(month(book, **site)) if "severe" in line] == [f"10-07 {ROW}", f"10-14 {ROW}"]


@pytest.mark.rule("R124")
def test_bribery_is_severe_once_each_time_it_is_recorded() -> None:
    """3.2.3.5: two cases are two severes, beside the run of the point."""
    book = Book()
    book.inspect("10-05", "C03:severe:bribery")
    book.inspect("10-06", "C03:severe:bribery")
    assert [line.rule for line in month(book).lines] == ["R124", "R124"]


@pytest.mark.rule("R120", "R126")
def test_six_grave_complaints_are_two_severes_and_a_seventh_is_a_complaint() -> None:
    """3.2.3.1, 3.2.4 (A06): three of a month are used up together; what is not confirmed by both sides does not count."""
    book = Book()
    for day in ("05", "06", "07", "08", "09", "12", "13"):
        book.complain(f"10-{day}", f"10-{day}")
    book.complain("10-14", "")
    assert [line.split(" ", 2)[2] for line in said(month(book))] == [
        "severe complaints 500.00", "severe complaints 500.00", "complaint verified 100.00",
    ]  # fmt: skip


DAYS = [date(2026, 9, 28) + timedelta(days=number) for number in range(9)]
seen = st.builds(
    lambda day, hour, line, area, item, severity, record: Seen(
        day, at(f"{day:%m-%d} {hour}:00"), (line, 0), area, item, severity, None, f"I-{record}"
    ),
    st.sampled_from(DAYS), st.integers(8, 10), st.integers(0, 2), st.sampled_from("AB"), st.sampled_from(["C03", "C04"]),
    st.sampled_from(["minor", "minor", "minor", "clean", "severe"]), st.integers(1, 99),
)  # fmt: skip
points = st.lists(seen, max_size=25, unique_by=lambda one: (one.record, one.line))  # a record has each line once
bins = st.builds(
    Bins,
    st.sampled_from(DAYS),
    st.just("A"),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(1, 99).map("B-{}".format),
)
complaints = st.builds(
    Complaint, st.sampled_from(DAYS), st.sampled_from(["A", None]), st.just("C03"), st.booleans(), st.booleans(),
    st.integers(1, 99).map("T-{}".format),
)  # fmt: skip


@pytest.mark.rule("R119", "R120", "R121", "R122", "R125")
@given(
    points, st.lists(bins, max_size=4, unique_by=lambda one: one.record),
    st.lists(complaints, max_size=8, unique_by=lambda one: one.record), st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_the_evidence_never_matters(
    some: list[Seen], counts: list[Bins], told: list[Complaint], chance: random.Random
) -> None:  # fmt: skip
    """Points, bin counts and complaints of a contract in any order: the same verdicts, records and all."""
    before = judge(Evidence(tuple(some), tuple(counts), tuple(told)))
    for group in (some, counts, told):
        chance.shuffle(group)
    assert judge(Evidence(tuple(some), tuple(counts), tuple(told))) == before


@given(points, st.integers(2, 4), st.integers(2, 4))
def test_a_severe_uses_each_minor_once(some: list[Seen], row: int, day: int) -> None:
    """No minor is part of two severes, a severe has exactly as many as the figure asks, and all are of its point."""
    judged = judge(Evidence(tuple(some)), lambda when: Limits(row=row, day=day))
    used = [(minor.record, minor.line, minor.day, minor.item, minor.area) for one in judged for minor in one.used]
    assert len(used) <= sum(one.severity == "minor" for one in judged)
    for one in judged:
        if one.reason in ("three_in_a_row", "three_in_a_day"):
            assert len(one.used) == (row if one.reason == "three_in_a_row" else day)
            assert {(minor.area, minor.item) for minor in one.used} == {(one.area, one.item)}
            assert max(minor.day for minor in one.used) == one.day
    assert sum(one.used_on is not None for one in judged if one.severity == "minor") == len(used)


@given(histories, st.integers(0, 14), st.integers(8, 11), st.integers(0, 200), st.integers(0, 300))
def test_a_clean_inspection_never_raises_what_an_item_costs(
    history: list[Visit], day: int, hour: int, minor: int, more: int
) -> None:
    """With amounts of the item's own, of which the severe is at least three minors: over all months together."""
    schedule = {
        **EXAMPLE,
        "cap_percent": "100",
        "item": {"C03": {"minor": f"{minor}.00", "severe": f"{3 * minor + more}.00"}},
    }

    def cost(some: list[Visit]) -> Decimal:
        ledger = typed(some, schedule=schedule).ledger()
        months = ("2026-09", "2026-10", "2026-11")
        return sum(
            (line.amount for name in months for line in ledger.account(name, LATER).lines if line.item == "C03"),
            Decimal(0),
        )

    assert cost([*history, Visit(day, hour, "clean")]) <= cost(history)


@given(histories)
def test_a_later_record_never_changes_an_earlier_month(history: list[Visit]) -> None:
    """What is dated in November leaves the lines of September and October as they were."""
    book = typed(history)
    before = [month(book, name).lines for name in ("2026-09", "2026-10")]
    for hour in (9, 10, 11):
        book.inspect(f"2026-11-15 {hour}:00", "C03:minor")
    assert [month(book, name).lines for name in ("2026-09", "2026-10")] == before


def test_evidence_is_the_same_from_files_and_from_the_index() -> None:
    """Lists as JSON text, times as microseconds: what the index keeps says what the document says."""
    import json

    from cspm.core.kinds import micros

    book = Book()
    document = book.inspect("10-05 9:00", "C03:minor:poor_result", "C04:none", clean="C05")
    book.recheck(document, "10-06 9:00", "poor")
    row = {
        **document,
        "at": micros(at("10-05 9:00")),
        "checked": json.dumps(document["checked"]),
        "findings": json.dumps(document["findings"]),
    }
    whole, kept = (evidence_of([one], [], [], tz=TZ) for one in (document, row))
    assert whole.seen == kept.seen
    assert [one.severity for one in whole.seen] == ["clean", "minor", "minor"]
