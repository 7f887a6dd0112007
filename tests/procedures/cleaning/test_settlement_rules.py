"""What a month's settlement kept and broke, as a manager could read it: who signed, answered, approved and paid when."""

from __future__ import annotations

from typing import Any

import pytest
from histories import at, terms

from cspm.procedures.cleaning import derive

KEPT: dict[str, Any] = {
    "drafted": "11-05 23:59", "a": "11-06 10:00", "b": "11-06 10:30", "objections": [], "approved": "11-10 23:59",
    "paid": "11-15 23:59", "amount": "9920.00",
}  # fmt: skip


def settlement(**more: Any) -> dict[str, Any]:
    """October's settlement of C1 over 9920 yuan; each event at its time, None for never."""
    told = {**KEPT, **more}
    times = {
        name: at(told[name]).isoformat() if told[name] else None for name in ("drafted", "a", "b", "approved", "paid")
    }
    return {
        "id": "C1-2026-10", "contract": "C1", "month": "2026-10", "state": "draft", "payable": "9920.00",
        "drafted_at": at("11-30").isoformat(), "history": [{"at": times["drafted"]}], "signed_a_at": times["a"],
        "signed_b_at": times["b"], "objections": told["objections"], "approved_at": times["approved"],
        "paid_at": times["paid"], "paid_amount": told["amount"],
    }  # fmt: skip


def objection(raised: str, answered: str | None) -> dict[str, Any]:
    """An objection raised and answered at these times of 2026."""
    return {
        "number": 1,
        "raised_at": at(raised).isoformat(),
        "answered_at": at(answered).isoformat() if answered else None,
    }


def found(figures: dict[str, object] | None = None, **more: Any) -> list[tuple[str, str]]:
    """Code and instant of every finding."""
    judged = derive.settlement(settlement(**more), terms(figures=figures or {}))
    return [(one.code, f"{one.at:%m-%d %H:%M}") for one in judged.findings]


def states(now: str, **more: Any) -> dict[str, str]:
    """The clocks of a settlement and how they stand."""
    return {clock.clock: clock.state(at(now)) for clock in derive.settlement(settlement(**more), terms()).clocks}


def test_a_settlement_by_the_book_breaks_nothing() -> None:
    """Everything on its last day."""
    assert found() == []
    assert set(states("12-31").values()) == {"met"}


@pytest.mark.rule("R127")
@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"drafted": "11-06 0:00"}, [("drafted_late", "11-06 00:00")]),  # A01: by the end of the 5th, the first draft
        ({"approved": "11-11 0:00"}, [("settled_late", "11-11 00:00")]),  # A01: by the end of the 10th
        ({"approved": None, "paid": None}, [("settled_late", "11-11 00:00")]),
        ({"figures": {"settlement_approval_day": 8}}, [("settled_late", "11-09 00:00")]),  # a site's own day
        ({"paid": "11-16 0:01"}, [("paid_late", "11-16 00:00")]),
        ({"paid": None}, [("paid_late", "11-16 00:00")]),
        (
            {"approved": "11-20", "paid": "12-15 9:00"},
            [("settled_late", "11-11 00:00")],
        ),  # approved after the pay day: the next
        ({"amount": "9900.00"}, [("paid_otherwise", "11-15 23:59")]),
        ({"objections": [objection("11-07", "11-10 23:00")]}, []),
        (
            {"objections": [objection("11-07", None)]},
            [("objection_not_answered", "11-10 23:59")],
        ),  # before the approval
        ({"objections": [objection("11-07", "11-11 9:00")]}, [("objection_not_answered", "11-10 23:59")]),
        ({"objections": [objection("11-20", "12-10 9:00")]}, []),  # raised after the approval: by the next one's day
        ({"objections": [objection("11-20", None)]}, [("objection_not_answered", "12-11 00:00")]),
    ],
)
def test_each_day_of_a_settlement(more: dict[str, Any], codes: list[tuple[str, str]]) -> None:
    """000 P2-四 3.3: computed before the day that A01 sets, approved by the general manager, answered before, then paid."""
    assert found(**more) == codes


@pytest.mark.rule("R117")
@pytest.mark.parametrize(
    ("more", "at"),
    [
        ({"b": None}, "11-10 23:59"),
        ({"a": None}, "11-10 23:59"),
        ({"b": "11-11 9:00"}, "11-10 23:59"),  # after the approval
        ({"b": "11-12 9:00", "approved": "11-13 9:00"}, "11-11 00:00"),  # before the approval, which was late itself
    ],
)
def test_both_sides_sign_the_months_statistics(more: dict[str, Any], at: str) -> None:
    """000 P2-四 3.1.2: both sides draw up the month's statistics from the daily records; both sign, before the approval."""
    assert ("statistics_not_signed", at) in found(**more)
    assert not [code for code, _ in found() if code == "statistics_not_signed"]


@pytest.mark.rule("R117", "R127")
def test_what_of_a_settlement_still_runs() -> None:
    """Signatures, answers and approval until the 10th, the payment once it is approved."""
    draft = {"a": None, "b": None, "approved": None, "paid": None, "objections": [objection("11-07", None)]}
    waiting = {"sign_a": "running", "sign_b": "running", "objection": "running", "approval": "running"}
    assert states("11-08", **draft) == waiting
    assert states("11-12", **draft) == dict.fromkeys(waiting, "missed")
    assert states("11-12", paid=None) == {"sign_a": "met", "sign_b": "met", "approval": "met", "payment": "running"}
    assert states("11-16 9:00", paid=None)["payment"] == "missed"
