"""The judgement over random histories: against a second computation written apart from it, and by its properties."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from histories import EXAMPLE, LATER, Book
from hypothesis import given
from hypothesis import strategies as st

from cspm.procedures.cleaning.account import Account

MONTHS = ("2026-09", "2026-10", "2026-11")
FIRST = date(2026, 9, 24)


class Visit(NamedTuple):
    """An inspection of item C03: `what` is clean, none, minor, severe or nothing; rechecks as (days later, hour, result)."""

    day: int
    hour: int
    what: str
    rechecks: tuple[tuple[int, int, str], ...] = ()


visits = st.builds(
    Visit,
    st.integers(0, 14),
    st.integers(8, 11),
    st.sampled_from(["clean", "none", "minor", "minor", "minor", "severe", "nothing"]),
    st.lists(st.tuples(st.integers(0, 9), st.integers(12, 14), st.sampled_from(["done", "poor", "not_done"])), max_size=3).map(tuple),
)  # fmt: skip
histories = st.lists(visits, max_size=14)


def typed(history: list[Visit], **more: Any) -> Book:
    """The records of a history, typed in this order."""
    book = Book(**more)
    for visit in history:
        day = FIRST + timedelta(days=visit.day)
        when = f"{day} {visit.hour}:00"
        if visit.what in ("clean", "nothing"):
            book.inspect(when, clean="C03" if visit.what == "clean" else "C09")
            continue
        found = book.inspect(when, f"C03:{visit.what}")
        for later, hour, result in visit.rechecks:
            book.recheck(found, f"{day + timedelta(days=later)} {hour}:00", result)
    return book


def accounts(book: Book, **site: Any) -> list[Account]:
    ledger = book.ledger(**site)
    return [ledger.account(month, LATER) for month in MONTHS]


def by_hand(history: list[Visit], last: date) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Second computation: severes by (month, reason) and minors left over by month, from records up to a day.

    Works over a flat list of events with flags, the way a clerk would with a pencil; shares no code with the engine.
    """
    events: list[list[Any]] = []
    for visit in history:
        day = FIRST + timedelta(days=visit.day)
        if visit.what in ("clean", "minor", "severe"):
            events.append([day, visit.hour, {"minor": 0, "severe": 1, "clean": 2}[visit.what], False])
        if visit.what not in ("clean", "nothing"):
            for later, hour, result in visit.rechecks:
                if result != "done":
                    events.append([day + timedelta(days=later), hour, 0, False])
    events = sorted((event for event in events if event[0] <= last), key=lambda event: event[:3])
    severes: Counter[tuple[str, str]] = Counter()
    for place, event in enumerate(events):
        if event[2] == 1:
            severes[f"{event[0]:%Y-%m}", "judged"] += 1
        if event[2] != 0:
            continue
        so_far = events[: place + 1]
        today = [one for one in so_far if one[2] == 0 and one[0] == event[0] and not one[3]]
        cleaned = max((at for at, one in enumerate(so_far) if one[2] == 2), default=-1)
        run = [one for one in so_far[cleaned + 1 :] if one[2] == 0 and not one[3]]
        for reason, group in (("three_in_a_day", today), ("three_in_a_row", run)):
            if len(group) == 3 and not event[3]:
                severes[f"{event[0]:%Y-%m}", reason] += 1
                for one in group:
                    one[3] = True
    left = Counter(f"{event[0]:%Y-%m}" for event in events if event[2] == 0 and not event[3])
    return severes, left


@pytest.mark.rule("R121", "R122")
@given(histories)
def test_the_engine_agrees_with_a_second_computation(history: list[Visit]) -> None:
    """Severes by month and reason, and the money over all months, are what the clerk with the pencil finds."""
    gross = Decimal(0)
    for month, account in zip(MONTHS, accounts(typed(history)), strict=True):
        last = date.fromisoformat(f"{month}-01") + timedelta(days=31)
        last = last.replace(day=1) - timedelta(days=1)
        severes, left = by_hand(history, last)
        found = Counter(line.reason for line in account.lines if line.severity == "severe")
        assert found == Counter({reason: many for (one, reason), many in severes.items() if one == month})
        assert account.count("minor") == left[month]
        gross += account.gross
    severes, left = by_hand(history, date(2026, 11, 30))
    assert gross == 500 * sum(severes.values()) + 50 * sum(left.values())


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_typing_never_matters(history: list[Visit], chance: random.Random) -> None:
    """Shuffled records give the same account, but for the numbers that the records got."""
    shuffled = list(history)
    chance.shuffle(shuffled)
    for one, other in zip(accounts(typed(history)), accounts(typed(shuffled)), strict=True):
        strip = [line._replace(record="", records=()) for line in one.lines]
        assert strip == [line._replace(record="", records=()) for line in other.lines]
        assert (one.gross, one.deduction, one.payable) == (other.gross, other.deduction, other.payable)


@given(histories, st.integers(0, 14), st.integers(8, 11), st.integers(150, 400))
def test_a_clean_inspection_never_costs_money(history: list[Visit], day: int, hour: int, severe: int) -> None:
    """One more clean inspection never raises what an item costs, where a severe costs at least three minors."""
    schedule = {**EXAMPLE, "severe": f"{severe}.00", "cap_percent": "100"}
    before = sum(account.gross for account in accounts(typed(history, schedule=schedule)))
    after = sum(account.gross for account in accounts(typed([*history, Visit(day, hour, "clean")], schedule=schedule)))
    assert after <= before


@given(histories, st.sampled_from(["0", "1", "20", "100"]), st.booleans())
def test_an_account_adds_up(history: list[Visit], cap: str, replaces: bool) -> None:
    """Lines sum to gross, the deduction is within the cap and never negative, payable is what is left."""
    book = typed(history, schedule={**EXAMPLE, "cap_percent": cap}, monthly_fee="1000.00")
    for account in accounts(book, cleaning={"severe_replaces_minors": replaces}):
        assert sum(line.amount for line in account.lines) == account.gross
        assert 0 <= account.deduction <= account.cap
        assert account.payable == account.fee_for_month - account.deduction


@given(histories)
def test_approving_changes_no_figure(history: list[Visit]) -> None:
    """An approved month reads back as computed, computing it anew changes nothing, and nothing is left to adjust."""
    book = typed(history)
    before = accounts(book)
    book.approve("2026-09")
    book.approve("2026-10")
    after = accounts(book)
    for one, other in zip(before, after, strict=True):
        assert one == other._replace(status=one.status, approved_by=one.approved_by)
    assert after[2].adjustments == ()
    assert book.ledger().computed("2026-09", LATER).lines == before[0].lines
