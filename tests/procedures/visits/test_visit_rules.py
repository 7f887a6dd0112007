"""What a visit tells about how customers are called on: tables of cases, each with its clause (000 P2-五 4.1)."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.rules import run
from cspm.procedures.visits.model import Visit
from cspm.procedures.visits.rules import RULES
from tests.procedures.registers import entry, said, when
from tests.procedures.tickets.lives import at, terms

MADE = {"appointment_at": "10-09 10:00", "arrived_at": "10-09 09:58", "met": "王芳", "unit": "3-2-1501", "opinions": "好",
        "form_carried": True, "state": "visited"}  # fmt: skip
OPEN = {**MADE, "question": "何时修路"}
DONE = {"reported_at": "10-09 11:00", "reported_to": "管理公司", "answered_at": "10-10 09:00", "solution": "下月"}


def visit(**fields: Any) -> Any:
    """A visit noted on 2026-10-05."""
    return entry(Visit, **{"visitor": "a", "noted_at": "10-05 09:00", **fields})


def test_a_visit_by_the_book() -> None:
    """Agreed, in time, with the form, nothing open, filed the same day: nothing to find."""
    assert list(run(RULES, visit(**MADE, archived_at="10-09 17:00"), terms())) == []
    assert list(run(RULES, visit(**OPEN, **DONE, archived_at="10-10 17:00"), terms())) == []


@pytest.mark.rule("R134")
@pytest.mark.parametrize(
    ("fields", "code", "expected"),
    [
        (MADE, "visit_not_agreed", "kept"),
        ({**MADE, "appointment_at": None}, "visit_not_agreed", "broken"),
        ({**MADE, "appointment_at": None, "occasion": "ad_hoc"}, "visit_not_agreed", "broken"),  # 随时与客户预约
        ({"planned_on": "2026-10-09"}, "visit_not_made", "broken"),
        ({"planned_on": "2026-10-09", "arrived_at": "10-09 23:00"}, "visit_not_made", "kept"),
        ({"planned_on": "2026-10-09", "arrived_at": "10-10 00:30"}, "visit_not_made", "broken"),
        ({"planned_on": "2026-10-09", "cancelled_at": "10-08 09:00"}, "visit_not_made", ""),
        ({"planned_on": "2026-10-09", "appointment_at": "10-12 10:00"}, "visit_not_made", ""),  # the appointment counts
    ],
)
def test_visits_are_planned_and_agreed(fields: dict[str, Any], code: str, expected: str) -> None:
    """000 P2-五 4.1.1: by the work plan, with an appointment; urgent matters are agreed at any time."""
    assert said(RULES, code, visit(**fields)) == expected


@pytest.mark.rule("R135")
@pytest.mark.parametrize(
    ("arrived", "carried", "late", "form"),
    [
        ("10-09 10:00", True, "kept", "kept"),
        ("10-09 10:01", True, "broken", "kept"),
        ("10-09 09:30", None, "kept", "broken"),
        (None, None, "broken", ""),
    ],
)
def test_the_visitor_is_there_in_time_with_the_form(
    arrived: str | None, carried: bool | None, late: str, form: str
) -> None:
    """000 P2-五 4.1.2: at the agreed time, with the form for noting the talk."""
    one = visit(**{**MADE, "arrived_at": arrived, "form_carried": carried})
    assert said(RULES, "visit_late", one) == late
    assert said(RULES, "visit_without_form", one) == form


def test_a_site_may_grant_some_minutes() -> None:
    """`visit_grace` moves the limit; who was not there at all is late from then on."""
    site = terms(figures={"visit_grace": 10})
    assert said(RULES, "visit_late", visit(**{**MADE, "arrived_at": "10-09 10:10"}), site) == "kept"
    assert when(RULES, "visit_late", visit(appointment_at="10-09 10:00"), site) == [at("10-09 10:10")]


@pytest.mark.rule("R136")
@pytest.mark.parametrize(
    ("fields", "reported", "answered", "left"),
    [
        ({**OPEN, **DONE}, "kept", "kept", ""),
        (OPEN, "broken", "broken", ""),
        ({**OPEN, **DONE, "reported_at": "10-12 09:00"}, "broken", "kept", ""),  # 10-10 is a working Saturday
        ({**OPEN, "answered_at": "10-09 11:00"}, "kept", "kept", ""),  # answered by phone before it had to be reported
        ({**OPEN, **DONE, "answered_at": "10-12 10:00"}, "kept", "broken", ""),
        ({**OPEN, "archived_at": "10-10 09:00"}, "broken", "broken", "broken"),
        ({**OPEN, **DONE, "archived_at": "10-10 12:00"}, "kept", "kept", "kept"),
        ({**MADE, "archived_at": "10-10 12:00"}, "", "", ""),
    ],
)
def test_what_stayed_open_is_reported_and_taken_back(
    fields: dict[str, Any], reported: str, answered: str, left: str
) -> None:
    """000 P2-五 4.1.3: noted, put to the management company, and the owner is called back."""
    one = visit(**fields)
    assert said(RULES, "visit_not_reported", one) == reported
    assert said(RULES, "visit_not_answered", one) == answered
    assert said(RULES, "visit_left_open", one) == left


@pytest.mark.rule("R137")
@pytest.mark.parametrize(
    ("fields", "filled", "filed"),
    [
        ({**MADE, "archived_at": "10-09 17:00"}, "kept", "kept"),
        ({**MADE, "met": None, "archived_at": "10-09 17:00"}, "broken", "kept"),
        ({**MADE, "opinions": None}, "broken", "broken"),
        ({**MADE, "archived_at": "10-13 09:00"}, "kept", "broken"),
        (OPEN, "kept", ""),  # filed when it is answered
        ({}, "", ""),
    ],
)
def test_the_form_is_filled_in_and_filed(fields: dict[str, Any], filled: str, filed: str) -> None:
    """000 P2-五 4.1.4: filled in with care and put in the archive."""
    assert said(RULES, "visit_form_incomplete", visit(**fields)) == filled
    assert said(RULES, "visit_not_archived", visit(**fields)) == filed


def test_times_out_of_order_are_a_contradiction() -> None:
    """Called back before the visit: one of the two is wrong."""
    assert said(RULES, "visit_time_order", visit(**{**OPEN, "answered_at": "10-08 09:00"})) == "broken"
    assert said(RULES, "visit_time_order", visit(**{**OPEN, **DONE})) == "kept"


def test_imported_history_has_no_clocks() -> None:
    """Nobody here could keep them; the form is judged all the same."""
    one = visit(import_batch="B1", arrived_at="10-09 10:00", unit="3-2-1501")
    assert {finding.code for finding in run(RULES, one, terms())} == {"visit_form_incomplete"}
