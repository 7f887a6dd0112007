"""What the settlement of fees kept and broke, case by case: orders written off, bundles handed over, checked, notified."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cspm.core.rules import Kept
from cspm.core.stamp import Stamp
from cspm.core.view import View
from cspm.procedures.fees.model import Bundle
from cspm.procedures.fees.rules import RULES, clocks
from tests.procedures.tickets.lives import at, terms, ticket, times

BY_CODE = {rule.code: rule for rule in RULES}
DONE = {
    "nature": "paid",
    "state": "closed",
    "amount": "50.00",
    "finished_at": "10-31 16:00",
    "closed_at": "10-31 17:00",
}
COPIES = [{"holder": holder, "at": "10-31 17:00", "by": "x"} for holder in ("owner", "csc", "finance")]


def said(code: str, record: Any, **own: Any) -> list[str]:
    """What the rule says: `kept MM-DD HH:MM` or `broken MM-DD HH:MM`."""
    found = BY_CODE[code].check(record, terms(**own))
    return [f"{'kept' if isinstance(one, Kept) else 'broken'} {one.at:%m-%d %H:%M}" for one in found]


def order(number: int, amount: str, unit: str | None = "1-1-101", *, late: bool = False) -> dict[str, Any]:
    """An order as a bundle keeps it."""
    return {
        "ticket": f"T-202610-{number:04d}", "unit": unit, "amount": amount, "booked_at": "10-20 10:00", "late": late,
        "lines": [{"item": "水龙头", "amount": amount}],
    }  # fmt: skip


def bundle(**fields: Any) -> Any:
    """October's bundle with two orders of one unit, handed over on 1 November at 10:00 unless the case says otherwise."""
    given = {
        "month": "2026-10", "state": "handed_over", "handed_over_at": "11-01 10:00", "handed_over_by": "d", "received_by": "a",
        "received_role": "administrator", "orders": [order(1, "50.00"), order(2, "30.00")], "amount": "80.00", **fields,
    }  # fmt: skip
    stamp = Stamp(at("11-01 10:00"), at("11-01 10:00"), "d", "d")
    return View(Bundle.first(stamp, "draft", id="FB-2026-10", **times(given)).document())


def notice(*lines: tuple[int, str], amount: str, day: str = "11-05 10:00", unit: str = "1-1-101") -> dict[str, Any]:
    """A fee notice."""
    listed = [{"ticket": f"T-202610-{number:04d}", "amount": price} for number, price in lines]
    return {"unit": unit, "lines": listed, "amount": amount, "issued_at": day, "by": "f"}


ORDERS = [
    ("R056", "not_written_off", {"written_off_at": "10-31 17:00"}, ["kept 10-31 17:00"]),
    ("R056", "not_written_off", {"written_off_at": "11-02 00:00"}, ["kept 11-02 00:00"]),
    ("R056", "not_written_off", {"written_off_at": "11-02 00:01"}, ["broken 11-02 00:00"]),
    ("R056", "not_written_off", {}, ["broken 11-02 00:00"]),
    ("R056", "not_written_off", {"nature": "business"}, ["broken 11-02 00:00"]),
    ("R056", "not_written_off", {"nature": "routine"}, []),
    ("R056", "not_written_off", {"state": "rework", "closed_at": None}, []),
    ("R056", "not_written_off", {"import_batch": "b"}, []),
    ("R055", "copies_missing", {"copies": COPIES}, ["kept 10-31 17:00"]),
    ("R055", "copies_missing", {"copies": COPIES[:2]}, ["broken 11-02 00:00"]),
    ("R055", "copies_missing", {"copies": [*COPIES[:2], {**COPIES[2], "at": "11-03 09:00"}]}, ["broken 11-02 00:00"]),
    ("R057", "no_payment_method", {"payment_method": "bill"}, ["kept 10-31 16:00"]),
    ("R057", "no_payment_method", {}, ["broken 11-02 00:00"]),
    ("R057", "no_payment_method", {"amount": None}, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "changed", "verdict"),
    [
        pytest.param(*case[1:], marks=pytest.mark.rule(case[0]), id=f"{case[1]} {number}")
        for number, case in enumerate(ORDERS)
    ],
)
def test_an_order_is_ready_for_settlement(code: str, changed: dict[str, Any], verdict: list[str]) -> None:
    """000 P2-一 2.6.4-2.6.5: by the 1st of the next month 24:00 written off, in three copies, with its payment method."""
    assert said(code, ticket(**{**DONE, **changed})) == verdict


BUNDLES = [
    ("R054", "settled_twice", {}, ["kept 11-01 10:00"]),
    ("R054", "settled_twice", {"orders": [order(1, "40.00"), order(1, "40.00")]}, ["broken 11-01 10:00"]),
    ("R054", "settled_twice", {"amount": "81.00"}, ["broken 11-01 10:00"]),
    ("R054", "settled_twice", {"state": "draft", "handed_over_at": None}, []),
    ("R059", "bundle_late", {}, ["kept 11-01 10:00", "kept 11-01 10:00"]),
    ("R059", "bundle_late", {"handed_over_at": "11-02 00:00"}, ["kept 11-02 00:00", "kept 11-02 00:00"]),
    ("R059", "bundle_late", {"handed_over_at": "11-02 00:01"}, ["broken 11-02 00:00", "kept 11-02 00:01"]),
    ("R059", "bundle_late", {"received_role": "finance"}, ["kept 11-01 10:00", "broken 11-01 10:00"]),
    ("R059", "bundle_late", {"orders": [order(1, "80.00", late=True)]}, ["kept 11-01 10:00"] * 2 + ["broken 11-01 10:00"]),
    ("R058", "fees_not_checked", {"checked_at": "11-02 12:00", "state": "checked"}, ["kept 11-02 12:00"]),
    ("R058", "fees_not_checked", {}, ["broken 11-03 08:30"]),
    ("R058", "fee_report_not_reviewed", {"checked_at": "11-02 12:00", "state": "checked"}, ["broken 11-03 12:00"]),
    ("R058", "fee_report_not_reviewed", {"checked_at": "11-02 12:00", "reviewed_at": "11-03 12:00", "state": "reviewed"}, ["kept 11-03 12:00"]),
    ("R058", "fee_report_not_reviewed", {}, []),
    ("R060", "fee_notice_missing", {}, ["broken 11-11 00:00"]),
    ("R060", "fee_notice_missing", {"notices": [notice((1, "50.00"), (2, "30.00"), amount="80.00")]}, ["kept 11-05 10:00"]),
    ("R060", "fee_notice_missing", {"notices": [notice((1, "50.00"), amount="50.00")]}, ["broken 11-05 10:00"]),
    ("R060", "fee_notice_missing", {"notices": [notice((1, "50.00"), (2, "30.00"), amount="80.00", day="11-11 00:01")]},
     ["kept 11-11 00:01", "broken 11-11 00:00"]),
    ("R060", "fee_notice_missing", {"orders": [order(1, "80.00", None)]}, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "changed", "verdict"),
    [
        pytest.param(*case[1:], marks=pytest.mark.rule(case[0]), id=f"{case[1]} {number}")
        for number, case in enumerate(BUNDLES)
    ],
)
def test_a_bundle_is_handed_over_checked_and_notified(code: str, changed: dict[str, Any], verdict: list[str]) -> None:
    """000 P2-一 2.6.3-2.6.7: once a month, by the 1st 24:00 (A12), to the administrator; checked, reviewed, on the notices."""
    assert said(code, bundle(**changed)) == verdict


@pytest.mark.rule("R059")
def test_the_strict_reading_is_a_figure() -> None:
    """A12: before the 1st, read strictly, is the end of the month's last day."""
    strict = {"figures": {"fee_hand_over_day": 0}}
    assert said("bundle_late", bundle(handed_over_at="11-01 00:00"), **strict)[0] == "kept 11-01 00:00"
    assert said("bundle_late", bundle(), **strict)[0] == "broken 11-01 00:00"


@pytest.mark.rule("R058")
@pytest.mark.rule("R060")
def test_the_clocks_of_a_bundle() -> None:
    """Check and notices run from the hand-over, the review from the check; sent back, the check runs again."""
    assert [clock.clock for clock in clocks(bundle(), terms())] == ["fee_check", "fee_notice"]
    checked = {"state": "checked", "checked_at": "11-02 12:00"}
    assert [clock.clock for clock in clocks(bundle(**checked), terms()) if clock.open] == ["fee_review", "fee_notice"]
    back = bundle(**{**checked, "state": "handed_over"})
    assert [clock.clock for clock in clocks(back, terms()) if clock.open] == ["fee_check", "fee_notice"]
    assert list(clocks(bundle(state="draft", handed_over_at=None), terms())) == []
    whole = bundle(notices=[notice((1, "50.00"), (2, "30.00"), amount="80.00")])
    (last,) = (clock for clock in clocks(whole, terms()) if clock.clock == "fee_notice")
    assert last.met_at is not None and last.due - last.met_at > timedelta(days=5)
