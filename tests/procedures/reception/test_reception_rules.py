"""What reception's records tell: tables of cases (003 二-三, 004 A3, A6, 000 P1-三)."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.rules import run
from cspm.core.view import View
from cspm.procedures.reception.clocks import of_ticket
from cspm.procedures.reception.model import Remark, Welcome
from cspm.procedures.reception.rules import REMARK, TICKET, WELCOME
from tests.procedures.registers import entry, said, when
from tests.procedures.tickets.lives import at, terms, ticket

SPECIAL = {"customer": {"name": "王芳", "special": True}, "finished_at": "10-08 10:00", "closed_at": "10-08 11:00", "state": "closed",
           "result": "x"}  # fmt: skip


def contact(when_: str, role: str = "csc_manager") -> list[dict[str, Any]]:
    """Somebody spoke with the customer."""
    return [{"at": when_, "by": "a", "role": role, "text": "满意"}]


def callback(when_: str, role: str, *, reached: bool = True) -> list[dict[str, Any]]:
    """Somebody called the customer back."""
    return [
        {"at": when_, "by": "a", "role": role, "method": "phone", "reached": reached, "attempt": 1, "satisfied": True}
    ]


@pytest.mark.rule("R229")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({**SPECIAL, "contacts": contact("10-08 10:30")}, "kept"),
        ({**SPECIAL, "contacts": contact("10-08 16:00")}, "kept"),  # after it was closed, and on record
        ({**SPECIAL, "contacts": contact("10-08 09:30")}, "broken"),  # before the handling
        ({**SPECIAL, "contacts": contact("10-08 10:30", "front_desk")}, "broken"),
        ({**SPECIAL, "callbacks": callback("10-08 15:00", "csc_manager")}, "kept"),
        ({**SPECIAL, "callbacks": callback("10-08 15:00", "csc_manager", reached=False)}, "broken"),
        ({**SPECIAL, "callbacks": callback("10-08 15:00", "dispatch_assistant")}, "broken"),
        (SPECIAL, "broken"),
        ({**SPECIAL, "closed_at": None, "state": "finished"}, ""),
        ({**SPECIAL, "customer": {"name": "王芳"}}, ""),
        ({**SPECIAL, "import_batch": "B1"}, ""),
    ],
)
def test_the_manager_speaks_with_special_customers_again(fields: dict[str, Any], expected: str) -> None:
    """003 三: after the handling, the manager of the service centre himself; closed without it is broken."""
    one = ticket(**fields)
    assert said(TICKET, "special_not_contacted", one) == expected
    if expected == "broken":
        assert when(TICKET, "special_not_contacted", one) == [at("10-08 11:00")]


def test_the_managers_contact_has_a_clock() -> None:
    """From the handling on, one working day (A57); the contact stops it; others' matters have none."""
    (clock,) = of_ticket(ticket(**SPECIAL), terms())
    assert (clock.clock, clock.rule, clock.due, clock.open) == ("contact", "R229", at("10-09 10:00"), True)
    (met,) = of_ticket(ticket(**SPECIAL, contacts=contact("10-08 12:00")), terms())
    assert met.met_at == at("10-08 12:00")
    assert list(of_ticket(ticket(finished_at="10-08 10:00"), terms())) == []


def taken_in(*events: tuple[str, str], **fields: Any) -> Any:
    """A matter that the service desk took in at 09:00, with events `(action, time)` in its history."""
    document = ticket(**{"source": "service_desk", **fields}).document()
    history = [
        *document["history"],
        *({**document["history"][0], "action": verb, "at": at(time).isoformat()} for verb, time in events),
    ]
    return View({**document, "history": history})


@pytest.mark.rule("R285")
@pytest.mark.parametrize(
    ("events", "fields", "expected"),
    [
        ((("dispatch", "10-05 09:05"),), {}, "kept"),
        ((("dispatch", "10-05 09:06"),), {}, "broken"),
        ((("refer", "10-05 09:03"),), {}, "kept"),
        ((("escalate", "10-05 09:03"),), {"kind": "complaint"}, "kept"),
        (
            (("dispatch", "10-05 09:04"), ("return", "10-05 09:30"), ("dispatch", "10-05 09:40")),
            {},
            "kept",
        ),  # the first counts
        ((), {}, "broken"),
        ((), {"closed_at": "10-05 09:04", "state": "closed"}, ""),
        ((), {"kind": "enquiry"}, ""),
        ((), {"source": "hotline"}, ""),
        ((), {"import_batch": "B1"}, ""),
    ],
)
def test_the_desk_passes_matters_on_at_once(events: Any, fields: dict[str, Any], expected: str) -> None:
    """004 A3: 立即向相關部門轉達, within five minutes (A57)."""
    assert said(TICKET, "not_relayed", taken_in(*events, **fields)) == expected


def upward(when_: str, role: str = "csc_director") -> list[dict[str, str]]:
    """Reported to a role."""
    return [{"at": when_, "role": role, "by": "a", "reason": "x"}]


@pytest.mark.rule("R293")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "complaint", "escalations": upward("10-05 09:05")}, "kept"),
        ({"kind": "complaint", "escalations": upward("10-05 09:06")}, "broken"),
        ({"kind": "complaint", "escalations": upward("10-05 09:02", "technician")}, "broken"),
        ({"kind": "complaint", "dispatched_at": "10-05 09:04"}, "kept"),  # the desk could send it on
        ({"kind": "complaint"}, "broken"),
        ({"urgency": "emergency", "dispatched_at": "10-05 09:02"}, "broken"),
        (
            {
                "urgency": "emergency",
                "dispatched_at": "10-05 09:02",
                "escalations": upward("10-05 09:03", "csc_manager"),
            },
            "kept",
        ),
        ({}, ""),
        ({"kind": "complaint", "source": "hotline"}, ""),
    ],
)
def test_what_the_desk_cannot_solve_goes_upward_at_once(fields: dict[str, Any], expected: str) -> None:
    """004 A3, A6: complaints to the leader, emergencies in the lobby to the supervisor or manager."""
    assert said(TICKET, "desk_not_escalated", taken_in(**fields)) == expected


@pytest.mark.rule("R019")
@pytest.mark.parametrize(
    ("reported", "expected"),
    [("10-08 17:00", "kept"), ("10-09 09:00", "kept"), ("10-09 09:01", "broken"), (None, "broken")],
)
def test_feedback_reaches_the_department_head(reported: str | None, expected: str) -> None:
    """000 P1-三 3.13, 5.4: gathered and reported in good time, one working day (A57)."""
    one = entry(Remark, text="保安很热心", received_at="10-08 09:00", received_by="a", reported_at=reported)
    assert said(REMARK, "remark_not_reported", one) == expected


@pytest.mark.rule("R227")
@pytest.mark.parametrize(
    ("occasion", "began", "ended", "role", "length", "manager"),
    [
        ("office", "10-08 08:00", "10-08 08:30", "csc_manager", "kept", "kept"),
        ("office", "10-08 08:05", "10-08 08:30", "csc_manager", "broken", "kept"),
        ("office", "10-08 08:00", "10-08 08:25", "csc_manager", "broken", "kept"),
        ("homecoming", "10-08 17:30", "10-08 18:00", "department_head", "kept", "kept"),
        ("homecoming", "10-08 18:00", "10-08 18:30", "csc_director", "broken", "kept"),
        ("homecoming", "10-08 17:25", "10-08 18:05", "front_desk", "kept", "broken"),
    ],
)
def test_welcome_duty_lasts_half_an_hour(
    occasion: str, began: str, ended: str, role: str, length: str, manager: str
) -> None:
    """003 二: managers, half an hour before office work begins or at the homecoming peak (A59)."""
    one = entry(Welcome, slot=occasion, began_at=began, ended_at=ended, manager="a", role=role)
    assert said(WELCOME, "welcome_too_short", one) == length
    assert said(WELCOME, "welcome_not_manager", one) == manager


def test_the_hours_are_those_of_the_site() -> None:
    """Office work at nine moves the slot; a time that is none is refused by its figure, not met with a crash."""
    one = entry(Welcome, slot="office", began_at="10-08 08:30", ended_at="10-08 09:00", manager="a")
    assert said(WELCOME, "welcome_too_short", one, terms(figures={"welcome_office_until": "9:00"})) == "kept"
    assert list(run(WELCOME, one, terms(figures={"welcome_office_until": "09:30"})))
