"""The rules of a ticket, case by case: what was recorded, and whether the rule was kept or broken from when on."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.rules import Broken, Kept
from cspm.procedures.tickets.rules import RULES
from tests.procedures.tickets.lives import at, terms, ticket

WHOLE = {"text": "漏水", "unit": "1-1-101", "channel": "phone", "customer": {"name": "王芳", "phone": "138"}}
BY_CODE = {rule.code: rule for rule in RULES}


def verdicts(code: str, **fields: Any) -> list[str]:
    """What the rule says of the ticket: `kept MM-DD HH:MM` or `broken MM-DD HH:MM`, in order."""
    found = BY_CODE[code].check(ticket(**fields), terms())
    return [f"{'kept' if isinstance(one, Kept) else 'broken'} {one.at:%m-%d %H:%M}" for one in found]


CASES = [
    # R043, 000 P2-1 2.4.3: told within 15 minutes of registration
    pytest.param("reply_late", {"replied_at": "10-05 09:15"}, ["kept 10-05 09:15"], marks=pytest.mark.rule("R043"), id="told at the 15th minute"),
    pytest.param("reply_late", {"replied_at": "10-05 09:16"}, ["broken 10-05 09:15"], marks=pytest.mark.rule("R043"), id="told a minute late"),
    pytest.param("reply_late", {}, ["broken 10-05 09:15"], marks=pytest.mark.rule("R043"), id="not told: late from 09:15 on"),
    pytest.param("reply_late", {"state": "cancelled", "cancelled_at": "10-05 09:10", "result": "x"}, [], marks=pytest.mark.rule("R043"), id="cancelled before"),
    pytest.param("reply_late", {"import_batch": "b"}, [], marks=pytest.mark.rule("R043"), id="history from elsewhere has no clock"),
    # R045: receipt written down within a working day (A57); 10-05 is a holiday, 10-08 the first working day
    pytest.param("receipt_late", {"dispatched_at": "10-09 10:00", "accepted_at": "10-09 10:05"}, ["kept 10-09 10:05"], marks=pytest.mark.rule("R045"), id="written down at once"),
    pytest.param("receipt_late", {"dispatched_at": "10-09 10:00"}, ["broken 10-10 10:00"], marks=pytest.mark.rule("R045"), id="10-10 is a make-up working Saturday"),
    # R046: there before the appointed time
    pytest.param("late_arrival", {"appointment_at": "10-05 14:00", "arrived_at": "10-05 14:00"}, ["kept 10-05 14:00"], marks=pytest.mark.rule("R046"), id="on the minute"),
    pytest.param("late_arrival", {"appointment_at": "10-05 14:00", "arrived_at": "10-05 14:01"}, ["broken 10-05 14:00"], marks=pytest.mark.rule("R046"), id="a minute late"),
    # R228: done at the promised time
    pytest.param("promise_broken", {"promised_at": "10-06 12:00", "closed_at": "10-06 11:00", "state": "closed"}, ["kept 10-06 11:00"], marks=pytest.mark.rule("R228"), id="closed before"),
    pytest.param("promise_broken", {"promised_at": "10-06 12:00", "finished_at": "10-06 11:00"}, ["broken 10-06 12:00"], marks=pytest.mark.rule("R228"), id="finished but never closed"),
    # R047: price before the work
    pytest.param("price_not_agreed", {"nature": "paid", "started_at": "10-05 10:00", "price_agreed_at": "10-05 09:50"}, ["kept 10-05 10:00"], marks=pytest.mark.rule("R047"), id="agreed before"),
    pytest.param("price_not_agreed", {"nature": "paid", "started_at": "10-05 10:00", "price_agreed_at": "10-05 10:05"}, ["broken 10-05 10:00"], marks=pytest.mark.rule("R047"), id="agreed after the start"),
    pytest.param("price_not_agreed", {"nature": "routine", "started_at": "10-05 10:00"}, [], marks=pytest.mark.rule("R047"), id="routine work costs nothing"),
    # R028: only paid and business services cost money
    pytest.param("fee_without_nature", {"nature": "routine", "amount": "80.00", "price_agreed_at": "10-05 09:30"}, ["broken 10-05 09:30"], marks=pytest.mark.rule("R028"), id="routine work charged"),
    pytest.param("fee_without_nature", {"nature": "business", "amount": "80.00", "price_agreed_at": "10-05 09:30"}, ["kept 10-05 09:30"], marks=pytest.mark.rule("R028"), id="business may be charged"),
    # R006: a result for every end
    pytest.param("no_result", {"closed_at": "10-05 12:00", "state": "closed", "result": "好"}, ["kept 10-05 12:00"], marks=pytest.mark.rule("R006"), id="closed with a result"),
    pytest.param("no_result", {"closed_at": "10-05 12:00", "state": "closed"}, ["broken 10-05 12:00"], marks=pytest.mark.rule("R006"), id="closed without one"),
    # R039: what a record names
    pytest.param("incomplete", WHOLE, ["kept 10-05 09:00"], marks=pytest.mark.rule("R039"), id="all there"),
    pytest.param("incomplete", {**WHOLE, "channel": None}, ["broken 10-05 09:00"], marks=pytest.mark.rule("R039"), id="no channel"),
    # R040: a time with the customer before it goes out
    pytest.param("no_time_agreed", {"dispatched_at": "10-05 09:05"}, ["broken 10-05 09:05"], marks=pytest.mark.rule("R040"), id="sent out without a time"),
    pytest.param("no_time_agreed", {"dispatched_at": "10-05 09:05", "promised_at": "10-05 15:00"}, ["kept 10-05 09:05"], marks=pytest.mark.rule("R040"), id="a promise is a time"),
    # R085: the complaint form
    pytest.param("complaint_incomplete", {**WHOLE, "kind": "complaint"}, ["kept 10-05 09:00"], marks=pytest.mark.rule("R085"), id="whole form"),
    pytest.param("complaint_incomplete", {"kind": "complaint", "text": "吵"}, ["broken 10-05 09:00"], marks=pytest.mark.rule("R085"), id="nobody to call"),
    # R154: registered at once (5 minutes, A57)
    pytest.param("registered_late", {"registered_at": "10-05 09:05"}, ["kept 10-05 09:05"], marks=pytest.mark.rule("R154"), id="within five minutes"),
    pytest.param("registered_late", {"registered_at": "10-05 09:06"}, ["broken 10-05 09:06"], marks=pytest.mark.rule("R154"), id="six minutes later"),
    # times that contradict each other
    pytest.param("time_order", {"closed_at": "10-05 08:59", "state": "closed"}, ["broken 10-05 08:59"], marks=pytest.mark.rule("R166"), id="closed before it was received"),
    pytest.param("time_order", {"closed_at": "10-05 09:00", "state": "closed"}, ["kept 10-05 09:00"], marks=pytest.mark.rule("R166"), id="in the same minute"),
    # R050: the customer signs
    pytest.param("not_signed", {"closed_at": "10-05 12:00", "state": "closed", "signed_by": "王芳"}, ["kept 10-05 12:00"], marks=pytest.mark.rule("R050"), id="signed"),
    pytest.param("not_signed", {"closed_at": "10-05 12:00", "state": "closed"}, ["broken 10-05 12:00"], marks=pytest.mark.rule("R050"), id="not signed"),
    # R042: a moved appointment is confirmed
    pytest.param("appointment_unconfirmed", {"appointments": [{"due": "10-05 14:00", "at": "10-05 09:00"}, {"due": "10-06 14:00", "at": "10-05 13:00"}]}, ["broken 10-05 13:00"], marks=pytest.mark.rule("R042"), id="moved without a word"),
    pytest.param("appointment_unconfirmed", {"appointments": [{"due": "10-05 14:00", "at": "10-05 09:00"}, {"due": "10-06 14:00", "at": "10-05 13:00", "confirmed_by": "王芳"}]}, ["kept 10-05 13:00"], marks=pytest.mark.rule("R042"), id="moved with the customer's word"),
    # R222: a moved promise shows
    pytest.param("promise_moved", {"promises": [{"due": "10-05 14:00", "at": "10-05 09:00"}]}, ["kept 10-05 09:00"], marks=pytest.mark.rule("R222"), id="said once"),
    pytest.param("promise_moved", {"promises": [{"due": "10-05 14:00", "at": "10-05 09:00"}, {"due": "10-06 14:00", "at": "10-05 13:00", "reason": "缺件"}]}, ["broken 10-05 13:00"], marks=pytest.mark.rule("R222"), id="moved"),
    # R052: reported upwards after the first unsuccessful rework (A78)
    pytest.param("rework_not_reported", {"rework_count": 1, "finished_at": "10-05 12:00"}, [], marks=pytest.mark.rule("R052"), id="first rework"),
    pytest.param("rework_not_reported", {"rework_count": 2, "finished_at": "10-05 12:00"}, ["broken 10-05 12:00"], marks=pytest.mark.rule("R052"), id="second rework, nobody told"),
    pytest.param("rework_not_reported", {"rework_count": 2, "finished_at": "10-05 12:00", "escalations": [{"at": "10-05 11:00", "role": "csc_manager", "by": "a", "reason": "x"}]}, ["kept 10-05 12:00"], marks=pytest.mark.rule("R052"), id="second rework, manager told"),
    # R098: no more than 24 hours between notices
    pytest.param("no_progress_notice", {"kind": "complaint", "replied_at": "10-05 09:10", "closed_at": "10-06 09:00", "state": "closed"}, ["kept 10-05 09:10", "kept 10-06 09:00"], marks=pytest.mark.rule("R098"), id="closed within a day"),
    pytest.param("no_progress_notice", {"kind": "complaint", "replied_at": "10-05 09:10"}, ["kept 10-05 09:10", "broken 10-06 09:10"], marks=pytest.mark.rule("R098"), id="silent since the reply"),
    pytest.param("no_progress_notice", {"kind": "complaint", "complaint": {"nature": "invalid"}}, [], marks=pytest.mark.rule("R098"), id="invalid ones need none"),
    # R049: nothing out at closing
    pytest.param("tools_out", {"closed_at": "10-05 12:00", "state": "closed", "materials": [{"item": "梯子", "quantity": "1", "way": "take", "at": "10-05 10:00", "by": "a"}]}, ["broken 10-05 12:00"], marks=pytest.mark.rule("R049"), id="the ladder is still out"),
    pytest.param("tools_out", {"closed_at": "10-05 12:00", "state": "closed", "materials": [{"item": "阀芯", "quantity": "2", "way": "take", "at": "10-05 10:00", "by": "a"}, {"item": "阀芯", "quantity": "1", "way": "used", "at": "10-05 11:00", "by": "a"}, {"item": "阀芯", "quantity": "1", "way": "back", "at": "10-05 11:30", "by": "a"}]}, ["kept 10-05 12:00"], marks=pytest.mark.rule("R049"), id="one used, one back"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "fields", "expected"), CASES)
def test_a_rule_judges_a_ticket_by_its_times(code: str, fields: dict[str, Any], expected: list[str]) -> None:
    """Each rule says kept or broken, from the instant that the manual's clause gives."""
    assert verdicts(code, **fields) == expected


@pytest.mark.rule("R043")
def test_a_site_may_have_its_own_figure_from_a_day_on() -> None:
    """A ticket is judged by the figure of its own day: 20 minutes from 1 October on, 15 before."""
    own = terms(figures={"reply_within": [{"since": at("10-01 00:00").date(), "value": 20}]})
    rule = BY_CODE["reply_late"]
    october = list(rule.check(ticket(replied_at="10-05 09:18"), own))
    september = list(rule.check(ticket(received_at="09-30 09:00", replied_at="09-30 09:18"), own))
    assert [type(one) for one in (*october, *september)] == [Kept, Broken]


def test_a_void_ticket_has_no_clocks() -> None:
    """What was taken back whole is late with nothing."""
    assert verdicts("reply_late", state="void") == []
