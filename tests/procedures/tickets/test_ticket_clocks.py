"""The clocks of a ticket: what they start from, when they are due, what stops them, what a pause does."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.procedures.tickets.clocks import clocks
from cspm.procedures.tickets.derive import net_minutes
from tests.procedures.tickets.lives import at, terms, ticket


def shown(now: str, **fields: Any) -> dict[str, str]:
    """The clocks as `name: state due`."""
    return {
        clock.clock: f"{clock.state(at(now))} {clock.due:%m-%d %H:%M}" for clock in clocks(ticket(**fields), terms())
    }


HOLD = {"since": "10-09 11:00", "reason": "等配件", "state": "dispatched"}


@pytest.mark.rule("R043")
@pytest.mark.parametrize(
    ("now", "fields", "expected"),
    [
        ("10-05 09:10", {}, "running 10-05 09:15"),
        ("10-05 09:16", {}, "missed 10-05 09:15"),
        ("10-05 12:00", {"replied_at": "10-05 09:14"}, "met 10-05 09:15"),
        ("10-05 12:00", {"replied_at": "10-05 09:20"}, "missed 10-05 09:15"),
        ("10-05 12:00", {"cancelled_at": "10-05 09:05", "state": "cancelled"}, "cancelled 10-05 09:15"),
        ("10-05 12:00", {"cancelled_at": "10-05 09:25", "state": "cancelled"}, "missed 10-05 09:15"),
    ],
)
def test_the_reply_clock(now: str, fields: dict[str, Any], expected: str) -> None:
    """15 clock hours' minutes from registration, stopped by the reply, senseless after cancelling."""
    assert shown(now, **fields)["reply"] == expected


@pytest.mark.rule("R045")
def test_a_pause_moves_the_receipt_clock_by_its_working_time() -> None:
    """Held from 11:00 to 12:00 on a working day, the receipt is due an hour of working time later."""
    free = shown("10-09 12:30", dispatched_at="10-09 10:00")
    held = shown("10-09 12:30", dispatched_at="10-09 10:00", holds=[{**HOLD, "until": "10-09 12:00"}])
    assert (free["receipt"], held["receipt"]) == ("running 10-10 10:00", "running 10-10 11:00")


def test_a_pause_that_lasts_shows_as_paused() -> None:
    """While a ticket is on hold its working-time clock is paused, and never late."""
    assert shown("10-20 12:00", dispatched_at="10-09 10:00", state="on_hold", holds=[HOLD])["receipt"].startswith(
        "paused"
    )


def test_a_pause_does_not_move_what_the_customer_was_told() -> None:
    """A promise is a point in time: only a new promise moves it."""
    fields = {"promised_at": "10-09 15:00", "holds": [{**HOLD, "until": "10-09 14:00"}]}
    assert shown("10-09 16:00", **fields)["promise"] == "missed 10-09 15:00"


def test_a_service_ticket_has_a_resolution_deadline_only_when_one_was_set() -> None:
    """Neither a service ticket nor an enquiry gets a deadline nobody promised."""
    assert set(shown("10-05 09:01")) == {"reply"}
    assert shown("10-05 09:01", resolution_due_at="10-07 18:00")["resolution"] == "running 10-07 18:00"


@pytest.mark.rule("R098")
def test_a_complaint_has_a_progress_clock_from_the_last_notice() -> None:
    """Each notice starts the 24 hours anew; an invalid complaint needs none."""
    told = {"kind": "complaint", "complaint": {"notices": [{"at": "10-06 08:00", "by": "a", "text": "进行中"}]}}
    assert shown("10-06 09:00", **told)["progress"] == "running 10-07 08:00"
    assert "progress" not in shown("10-06 09:00", kind="complaint", complaint={"nature": "invalid"})


def test_net_time_leaves_out_holds_once() -> None:
    """Overlapping holds are counted once; a ticket closed before it was received has no net time."""
    holds = [
        {**HOLD, "since": "10-05 10:00", "until": "10-05 11:00"},
        {**HOLD, "since": "10-05 10:30", "until": "10-05 11:30"},
    ]
    assert net_minutes(ticket(closed_at="10-05 12:00", state="closed", holds=holds)) == 90
    assert net_minutes(ticket(closed_at="10-05 08:00", state="closed")) is None
