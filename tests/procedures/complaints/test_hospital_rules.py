"""Complaints in the hospital project (004 A7): register, handling form, phone. Tables of cases with their clauses."""

from __future__ import annotations

from typing import Any

import pytest
from grievances import at, called, codes, complaint, form, told

CLOSED = {"closed_at": at("10-06 12:00"), "state": "closed", "result": "已清"}


@pytest.mark.rule("R313")
@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ({"channel": "phone", "customer": {"name": "王芳"}}, False),
        ({"channel": "letter", "customer": {"phone": "138"}}, False),
        ({"channel": None, "customer": {"name": "王芳"}}, True),
        ({"channel": "visit"}, True),
        ({"channel": None, "import_batch": "OLD"}, False),
    ],
)
def test_every_complaint_is_in_the_register(fields: dict[str, Any], broken: bool) -> None:
    """004 A7 一.2: calls, letters and visits, each with who came, how and why."""
    assert bool(codes(complaint(**fields), "hospital", "not_in_register")) is broken


@pytest.mark.rule("R314")
@pytest.mark.parametrize(
    ("forms", "broken"),
    [
        ((), {"form_not_issued"}),
        ((form(back="10-06 11:00"),), set()),
        ((form(back="10-06 13:00"),), {"form_not_back"}),
        ((form(back="10-06 11:00"), form("保洁部")), {"form_not_back"}),
        ((form(back="10-06 11:00", due="10-06 10:00"),), {"form_late"}),
        ((form(due="10-06 10:00"),), {"form_late", "form_not_back"}),
    ],
)
def test_the_form_goes_out_and_comes_back(forms: tuple[Any, ...], broken: set[str]) -> None:
    """004 A7 一.3: to the department on a form, back when it is done, before the complaint is closed."""
    one = complaint({"handlings": forms}, **CLOSED)
    assert codes(one, "hospital", "form_not_issued", "form_not_back", "form_late") == broken


@pytest.mark.rule("R314")
@pytest.mark.parametrize(
    ("call", "broken"), [("10-14 11:00", False), ("10-14 11:01", True), ("10-13 10:00", True), (None, True)]
)
def test_the_user_is_phoned_after_the_form_is_back(call: str | None, broken: bool) -> None:
    """004 A7 一.3: within a working day (A57) of the form's coming back on Tuesday at 11:00."""
    calls = called(at=at(call)) if call else ()
    one = complaint({"handlings": (form(back="10-13 11:00"),)}, callbacks=calls, closed_at=at("10-13 12:00"))
    assert bool(codes(one, "hospital", "form_call_late")) is broken


@pytest.mark.rule("R315")
@pytest.mark.parametrize(
    ("roles", "judge", "broken"),
    [((), "csc_manager", True), (("general_manager",), "csc_manager", False), ((), "general_manager", False)],
)
def test_majors_go_to_the_property_centre_manager(roles: tuple[str, ...], judge: str, broken: bool) -> None:
    """004 A7 一.4, A18: the property centre manager of the hospital is the general property manager here."""
    one = complaint({"nature": "major", "judged_role": judge}, escalations=told(*roles))
    assert bool(codes(one, "hospital", "centre_manager_not_told")) is broken
