"""Schedules that change by date and multiply what is repeated, over random histories: what must hold all the same."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from histories import EXAMPLE, LATER
from hypothesis import given
from hypothesis import strategies as st
from test_judgement_properties import MONTHS, Visit, accounts, histories, typed

factors = st.lists(st.sampled_from(["0", "0.5", "1", "1.25", "2", "3"]), min_size=1, max_size=4)
amounts = st.decimals(min_value=0, max_value=900, places=2).map(str)
schedules = st.builds(
    lambda minor, severe, cap, more: {**EXAMPLE, "minor": minor, "severe": severe, "cap_percent": cap, "repeat_factors": more},
    amounts, amounts, st.integers(0, 100).map(str), factors,
)  # fmt: skip
changes = st.dictionaries(st.integers(1, 28), schedules, max_size=3).map(
    lambda found: [{"start": f"2026-10-{day:02d}", "schedule": schedule} for day, schedule in found.items()]
)


def told(found: Any) -> Any:
    """What an account says, apart from the numbers that records got as they were typed."""
    lines = [
        (line.date, line.area, line.item, line.severity, line.reason, line.amount, line.factor) for line in found.lines
    ]
    return sorted(map(str, lines)), found.gross, found.cap, found.deduction, found.payable


@pytest.mark.rule("R127")
@given(histories, schedules, changes, st.integers(0, 99))
def test_the_order_of_typing_changes_nothing(history: list[Visit], first: Any, later: Any, seed: int) -> None:
    """000 P2-四 3.3: times decide, not numbers; at one instant nothing tells two visits apart, so hours differ here."""
    apart = list({(visit.day, visit.hour): visit for visit in history}.values())
    shuffled = random.Random(seed).sample(apart, len(apart))
    one, other = (typed(some, schedule=first, schedules=later) for some in (apart, shuffled))
    assert [told(account)[1:] for account in accounts(one)] == [told(account)[1:] for account in accounts(other)]


@pytest.mark.rule("R127")
@given(histories, schedules, changes)
def test_lines_sum_to_gross_and_the_cap_holds(history: list[Visit], first: Any, later: Any) -> None:
    """000 P2-四 3.3: the deduction is nothing at least and the cap at most; the cap is never more than the fee."""
    for account in accounts(typed(history, schedule=first, schedules=later)):
        assert account.gross == sum((line.amount for line in account.lines), Decimal(0))
        assert 0 <= account.deduction <= account.cap <= account.fee_for_month


@pytest.mark.rule("R127", "R121")
@given(histories, schedules, changes)
def test_minors_are_credited_with_what_they_were_charged(history: list[Visit], first: Any, later: Any) -> None:
    """000 P2-四 3.2.3.2: a credit is the charge of an earlier month, factor and all, the other way round."""
    charged = {}
    for account in accounts(typed(history, schedule=first, schedules=later)):
        for line in account.lines:
            if line.severity == "minor" and line.reason != "replaced":
                charged.setdefault(line.record, []).append(line.amount)
    for account in accounts(typed(history, schedule=first, schedules=later)):
        for line in account.lines:
            if line.reason == "replaced":
                assert -line.amount in charged[line.record]


@pytest.mark.rule("R127")
@given(histories, schedules, changes)
def test_an_approved_month_stays(history: list[Visit], first: Any, later: Any) -> None:
    """000 P2-四 3.3: computing it again says the same, and the next month books no adjustment."""
    book = typed(history, schedule=first, schedules=later)
    book.approve(MONTHS[0])
    ledger = book.ledger()
    assert told(ledger.account(MONTHS[0], LATER)) == told(ledger.computed(MONTHS[0], LATER))
    assert all(made.amount == 0 for made in ledger.account(MONTHS[1], LATER).adjustments)
