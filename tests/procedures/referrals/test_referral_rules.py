"""What a referral, a referred ticket and the communication register tell: tables of cases (003 部门间 2-3, 001 一.3)."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.rules import run
from cspm.procedures.referrals.clocks import of_ticket
from cspm.procedures.referrals.model import Communication, Referral
from cspm.procedures.referrals.rules import COMMUNICATION, REFERRAL, TICKET
from tests.procedures.registers import entry, said, when
from tests.procedures.tickets.lives import at, terms, ticket

HANDLED = {"handled_at": "10-07 09:00", "fed_back_at": "10-07 15:00"}


def referral(**fields: Any) -> Any:
    """A problem referred to engineering on Monday 2026-10-05 09:00."""
    return entry(
        Referral,
        **{"department": "工程部", "text": "电梯异响", "referred_at": "10-05 09:00", "referred_by": "a", **fields},
    )


def row(**fields: Any) -> Any:
    """A complaint that the company received on 2026-10-12 09:00, a Monday."""
    return entry(Communication, **{"text": "噪声", "received_at": "10-12 09:00", "received_by": "a", **fields})


def test_a_referral_by_the_book() -> None:
    """Dealt with in three days and fed back: nothing to find."""
    assert list(run(REFERRAL, referral(**HANDLED), terms())) == []


@pytest.mark.rule("R236")
@pytest.mark.parametrize(
    ("fields", "late", "feedback"),
    [
        ({"handled_at": "10-08 09:00", "fed_back_at": "10-08 10:00"}, "kept", "kept"),
        ({"handled_at": "10-08 09:01"}, "broken", "broken"),
        ({"fed_back_at": "10-06 09:00"}, "kept", ""),  # told at once how it ended
        ({"handled_at": "10-12 09:00", "fed_back_at": "10-13 09:00"}, "broken", "kept"),
        ({"handled_at": "10-12 09:00", "fed_back_at": "10-14 09:00"}, "broken", "broken"),
        ({}, "broken", ""),
        ({"import_batch": "B1"}, "", ""),
    ],
)
def test_a_department_has_three_days_and_feeds_back(fields: dict[str, Any], late: str, feedback: str) -> None:
    """003 部门间 2: three calendar days (A58), holidays too, then in good time to the centre."""
    assert said(REFERRAL, "referral_late", referral(**fields)) == late
    assert said(REFERRAL, "referral_no_feedback", referral(**fields)) == feedback


@pytest.mark.rule("R236")
def test_the_days_are_those_of_the_site() -> None:
    """`referral_within`, in force on the day of the referral."""
    assert when(REFERRAL, "referral_late", referral()) == [at("10-08 09:00")]
    assert when(REFERRAL, "referral_late", referral(), terms(figures={"referral_within": 5})) == [at("10-10 09:00")]


@pytest.mark.rule("R199")
@pytest.mark.parametrize(
    ("handled", "expected"), [("10-06 09:00", "kept"), ("10-06 09:01", "broken"), (None, "broken")]
)
def test_the_fast_lane_is_shorter(handled: str | None, expected: str) -> None:
    """001 一.3 ④: within a day; the three days are not asked of it as well."""
    one = referral(fast=True, handled_at=handled)
    assert said(REFERRAL, "fast_lane_late", one) == expected
    assert said(REFERRAL, "referral_late", one) == ""
    assert said(REFERRAL, "fast_lane_late", referral(handled_at=handled)) == ""


@pytest.mark.rule("R237")
@pytest.mark.parametrize(
    ("gravity", "manner", "report", "expected"),
    [
        ("general", "phone", None, ""),
        ("complex", "phone", None, "broken"),
        ("complex", "report", "附件一", "kept"),
        ("serious", "report", None, "broken"),
        ("serious", "report", "书面报告三页", "kept"),
    ],
)
def test_what_is_grave_is_referred_in_writing(gravity: str, manner: str, report: str | None, expected: str) -> None:
    """003 部门间 2: general problems by phone, complex or serious ones in a written report."""
    assert said(REFERRAL, "referral_not_written", referral(gravity=gravity, manner=manner, report=report)) == expected


@pytest.mark.rule("R238")
@pytest.mark.parametrize(
    ("fields", "told", "cleared", "urged"),
    [
        ({"told_at": "10-12 10:00", "cleared_at": "10-14 09:00"}, "kept", "kept", "kept"),
        ({"told_at": "10-14 10:00", "cleared_at": "10-15 09:00"}, "broken", "kept", "kept"),
        ({"cleared_at": "10-12 12:00"}, "kept", "kept", "kept"),
        ({}, "broken", "broken", "broken"),
        ({"urges": [{"at": "10-15 08:00", "by": "a"}], "cleared_at": "10-17 09:00"}, "broken", "broken", "kept"),
        ({"urges": [{"at": "10-15 08:00", "by": "a"}], "cleared_at": "10-19 09:00"}, "broken", "broken", "broken"),
        (
            {"urges": [{"at": "10-16 08:00", "by": "a"}], "cleared_at": "10-17 09:00"},
            "broken",
            "broken",
            "broken",
        ),  # urged too late
    ],
)
def test_a_complaint_to_the_company_is_pressed_until_cleared(
    fields: dict[str, Any], told: str, cleared: str, urged: str
) -> None:
    """003 部门间 3: entered, the centre told, urged until the row is cleared."""
    assert said(COMMUNICATION, "communication_not_told", row(**fields)) == told
    assert said(COMMUNICATION, "communication_open", row(**fields)) == cleared
    assert said(COMMUNICATION, "communication_not_urged", row(**fields)) == urged


@pytest.mark.rule("R236")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"finished_at": "10-08 09:00"}, "kept"),
        ({"finished_at": "10-08 11:00"}, "broken"),
        ({"closed_at": "10-07 09:00"}, "kept"),
        ({"declined_at": "10-07 09:00"}, "kept"),
        ({"finished_at": "10-05 09:30"}, "broken"),  # finished before it was referred anew
        ({"cancelled_at": "10-07 09:00"}, ""),
        ({}, "broken"),
    ],
)
def test_a_referred_ticket_has_the_same_days(fields: dict[str, Any], expected: str) -> None:
    """003 部门间 2: a matter passed on with `refer` is done, or ended, within three days."""
    one = ticket(referred_at="10-05 10:00", referred_to="工程部", **fields)
    assert said(TICKET, "referred_ticket_late", one) == expected
    assert list(of_ticket(ticket(**fields), terms())) == []
