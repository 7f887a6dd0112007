"""What an incident tells about how it was met: tables of cases, each with its clause (000 P2-一 2.2.3-2.2.6, 004 A10 九)."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.rules import run
from cspm.procedures.incidents.model import Incident
from cspm.procedures.incidents.rules import RULES
from tests.procedures.registers import entry, said, when
from tests.procedures.tickets.lives import at, terms

ACTED = {"measures": "设警示牌，关阀", "acted_at": "10-05 09:01"}
HANDLED = {
    "arrived_at": "10-05 09:15",
    "left_at": "10-05 09:20",
    "result": "已修",
    "handled_at": "10-05 10:00",
    "state": "handled",
}
REPORTED = {"reported_at": "10-05 11:00", "reported_to": "csc_manager"}


def told(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Who was told, and when: `("department_head", "10-05 09:03")`."""
    return [{"role": role, "at": when_, "by": "a"} for role, when_ in pairs]


HEAD = told(("department_head", "10-05 09:03"))


def incident(**fields: Any) -> Any:
    """An incident found on 2026-10-05 09:00, of engineering unless the case says otherwise."""
    return entry(
        Incident,
        **{"incident_type": "engineering", "text": "大堂漏水", "found_at": "10-05 09:00", "found_by": "a", **fields},
    )


def test_a_matter_of_a_public_area_by_the_book() -> None:
    """Told at once, acted on, watched, handled, reported: nothing to find."""
    assert list(run(RULES, incident(told=HEAD, **ACTED, **HANDLED, **REPORTED, closed_at="10-05 12:00"), terms())) == []


@pytest.mark.rule("R031")
@pytest.mark.parametrize(
    ("told_", "expected"),
    [
        (told(("department_head", "10-05 09:05")), "kept"),
        (told(("department_head", "10-05 09:06")), "broken"),
        (told(("engineering", "10-05 09:02")), "kept"),  # the department itself
        (told(("technician", "10-05 09:02")), "broken"),  # a colleague is no head
        (told(("technician", "10-05 09:02"), ("cleaning_supervisor", "10-05 09:04")), "kept"),
        ([], "broken"),
    ],
)
def test_the_department_head_is_told_at_once(told_: list[dict[str, str]], expected: str) -> None:
    """000 P2-一 2.2.5: immediately, without waiting for a ticket."""
    assert said(RULES, "incident_not_notified", incident(told=told_)) == expected


@pytest.mark.rule("R031")
def test_the_number_may_come_later() -> None:
    """000 P2-一 2.2.5: a ticket that is written hours later, or never, breaks nothing."""
    late = incident(told=HEAD, **ACTED, **HANDLED, **REPORTED, ticket="T-202610-0001", numbered_at="10-05 15:00")
    assert list(run(RULES, late, terms())) == []


@pytest.mark.rule("R149")
@pytest.mark.parametrize(("acted", "expected"), [("10-05 09:05", "kept"), ("10-05 09:06", "broken"), (None, "broken")])
def test_the_finder_acts_at_once(acted: str | None, expected: str) -> None:
    """000 P2-一 2.2.5: not only waiting for help; in a dispute R147 says what to do instead."""
    assert said(RULES, "incident_not_acted", incident(measures="关阀", acted_at=acted)) == expected
    assert said(RULES, "incident_not_acted", incident(incident_type="dispute", acted_at=acted)) == ""


@pytest.mark.rule("R032")
@pytest.mark.parametrize(
    ("arrived", "left", "expected"),
    [
        ("10-05 09:15", "10-05 09:15", "kept"),
        ("10-05 09:15", "10-05 09:14", "broken"),
        (None, "10-05 09:14", "broken"),
        ("10-05 09:15", None, ""),
    ],
)
def test_the_finder_stays_until_help_is_there(arrived: str | None, left: str | None, expected: str) -> None:
    """000 P2-一 2.2.5: he leaves when the department's people have come."""
    assert said(RULES, "finder_left_early", incident(arrived_at=arrived, left_at=left)) == expected


@pytest.mark.rule("R033")
@pytest.mark.parametrize(
    ("fields", "late", "closed"),
    [
        ({**HANDLED, **REPORTED}, "kept", ""),
        (HANDLED, "broken", ""),
        ({**HANDLED, **REPORTED, "closed_at": "10-05 12:00"}, "kept", "kept"),
        ({**HANDLED, **REPORTED, "closed_at": "10-05 10:30"}, "kept", "broken"),
        ({**HANDLED, "closed_at": "10-05 12:00"}, "broken", "broken"),
        ({}, "", ""),
    ],
)
def test_the_superior_is_told_how_it_went(fields: dict[str, Any], late: str, closed: str) -> None:
    """000 P2-一 2.2.6: afterwards, and before it is closed."""
    assert said(RULES, "incident_not_reported", incident(**fields)) == late
    assert said(RULES, "incident_closed_unreported", incident(**fields)) == closed


@pytest.mark.rule("R034")
@pytest.mark.parametrize(
    ("told_", "expected"),
    [
        (told(("department_head", "10-05 09:03"), ("general_manager", "10-05 09:30")), "kept"),
        (told(("general_manager", "10-05 09:30")), "broken"),
        (HEAD, "broken"),
        (told(("department_head", "10-05 09:03"), ("general_manager", "10-05 10:01")), "broken"),
    ],
)
def test_of_a_major_accident_both_know(told_: list[dict[str, str]], expected: str) -> None:
    """000 P2-一 2.2.6: the responsible department head and the general property manager."""
    one = incident(incident_type="accident", major=True, told=told_)
    assert said(RULES, "major_not_informed", one) == expected
    assert said(RULES, "major_not_informed", incident(incident_type="accident", told=told_)) == ""
    if expected == "broken":
        assert when(RULES, "major_not_informed", one) == [at("10-05 10:00")]


@pytest.mark.rule("R030")
@pytest.mark.parametrize(
    ("superior", "broke_out", "expected"),
    [
        ("10-05 09:03", None, "kept"),
        ("10-05 09:03", "10-05 09:10", "kept"),
        ("10-05 09:12", "10-05 09:10", "broken"),
        (None, "10-05 09:10", "broken"),
        (None, None, ""),
    ],
)
def test_a_dispute_goes_upward_before_it_breaks_out(superior: str | None, broke_out: str | None, expected: str) -> None:
    """000 P2-一 2.2.3: not reported only after the quarrel."""
    one = incident(incident_type="dispute", superior_at=superior, broke_out_at=broke_out)
    assert said(RULES, "dispute_escalated_late", one) == expected
    assert said(RULES, "dispute_escalated_late", incident(superior_at=superior, broke_out_at=broke_out)) == ""


@pytest.mark.rule("R147")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"superior_at": "10-05 09:05", "apart_at": "10-05 09:05"}, "kept"),
        ({"superior_at": "10-05 09:05"}, "broken"),
        ({"superior_at": "10-05 09:06", "apart_at": "10-05 09:05"}, "broken"),
        ({"apart_at": "10-05 09:05"}, "broken"),
        ({"incident_type": "violence", "superior_at": "10-05 09:05"}, "kept"),  # nobody leads a violent man into a room
        ({"incident_type": "cleaning"}, ""),
    ],
)
def test_a_superior_is_called_when_a_quarrel_looms(fields: dict[str, Any], expected: str) -> None:
    """000 P2-一 2.2.3: stop, lead them to a separate room, ask a superior to come."""
    assert said(RULES, "superior_not_called", incident(**{"incident_type": "dispute", **fields})) == expected


@pytest.mark.rule("R148")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({**ACTED, **HANDLED, **REPORTED}, "kept"),
        ({**HANDLED, **REPORTED}, "broken"),
        ({**ACTED, **HANDLED}, "broken"),
        (ACTED, ""),
    ],
)
def test_what_was_done_against_violence_is_on_record(fields: dict[str, Any], expected: str) -> None:
    """000 P2-一 2.2.4: whether it was least self-protection a superior can judge only from an account."""
    assert said(RULES, "violence_not_told", incident(**{"incident_type": "violence", **fields})) == expected


@pytest.mark.rule("R325")
@pytest.mark.parametrize(
    ("slip", "expected"),
    [("10-05 18:00", "kept"), ("10-06 10:00", "kept"), ("10-06 10:01", "broken"), (None, "broken")],
)
def test_the_slip_follows_the_emergency(slip: str | None, expected: str) -> None:
    """004 A10 九: the problem is fixed first, then the work contact slip."""
    assert said(RULES, "contact_slip_missing", incident(incident_type="emergency", **HANDLED, slip_at=slip)) == expected
    assert said(RULES, "contact_slip_missing", incident(**HANDLED, slip_at=slip)) == ""


def test_times_out_of_order_and_imported_history() -> None:
    """Handled before it was found is a contradiction; history that was imported has no clocks."""
    assert said(RULES, "incident_time_order", incident(handled_at="10-05 08:00")) == "broken"
    assert list(run(RULES, incident(import_batch="B1"), terms())) == []
