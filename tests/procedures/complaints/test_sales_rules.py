"""Complaints in the sales office (004 A4): the same day, or a time told on it. Tables of cases with their clauses."""

from __future__ import annotations

from typing import Any

import pytest
from grievances import at, codes, complaint, form, told

from cspm.procedures.tickets.model import Agreed, Reopening


@pytest.mark.rule("R307")
@pytest.mark.parametrize(
    ("closed", "broken"), [("10-05 23:59", False), ("10-06 0:00", True), (None, True), ("10-05 8:00", False)]
)
def test_settled_on_its_day(closed: str | None, broken: bool) -> None:
    """004 A4 二.1: form filled and settled on the day it came, up to its last second."""
    one = complaint(closed_at=at(closed) if closed else None)
    assert bool(codes(one, "sales", "not_same_day")) is broken
    assert not codes(one, "dtz", "not_same_day")
    assert not codes(complaint({"nature": "invalid"}), "sales", "not_same_day")


@pytest.mark.rule("R307")
def test_a_reopening_does_not_make_it_late() -> None:
    """004 A4 二.1: settled on its day and opened again later: that it came back is another matter."""
    again = (Reopening(at=at("10-07"), closed_at=at("10-05 16:00")),)
    assert not codes(complaint(reopenings=again), "sales", "not_same_day")


@pytest.mark.rule("R308")
@pytest.mark.parametrize(
    ("departments", "said", "broken"),
    [
        (("工程部",), "10-05 17:00", {"not_same_day"}),
        (("工程部", "销售部"), "10-05 17:00", set()),
        (("工程部", "销售部"), "10-06 9:00", {"no_time_told"}),
        (("工程部", "销售部"), None, {"no_time_told"}),
        (("工程部", "工程部"), "10-05 17:00", {"not_same_day"}),
    ],
)
def test_several_departments_need_a_time(departments: tuple[str, ...], said: str | None, broken: set[str]) -> None:
    """004 A4 二.2, A80: two departments, not settled that day: the customer is told a time that same day."""
    promises = (Agreed(due=at("10-07"), at=at(said)),) if said else ()
    one = complaint({"handlings": tuple(form(name) for name in departments)}, promises=promises)
    assert codes(one, "sales", "not_same_day", "no_time_told") == broken


@pytest.mark.rule("R310")
@pytest.mark.parametrize(
    ("unclear", "roles", "broken"),
    [
        (True, (), True),
        (True, ("csc_manager",), False),
        (True, ("csc_manager", "general_manager", "company_leader"), False),
        (True, ("general_manager",), True),
        (True, ("csc_manager", "company_leader"), True),
        (False, (), False),
    ],
)
def test_upwards_step_by_step(unclear: bool, roles: tuple[str, ...], broken: bool) -> None:
    """004 A4 二.3: an unclear or special case goes to the next level, none is left out."""
    assert bool(codes(complaint({"unclear": unclear}, escalations=told(*roles)), "sales", "not_step_by_step")) is broken


@pytest.mark.rule("R311")
@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ({}, True),
        ({"handlings": (form(),)}, True),
        ({"handlings": (form(signed=True),)}, False),
        ({"handlings": (form(signed=True), form("销售部"))}, True),
        ({"nature": "invalid"}, False),
    ],
)
def test_the_department_signs(part: dict[str, Any], broken: bool) -> None:
    """004 A4 二.4: complaint and solution signed by each department concerned before it is closed."""
    assert bool(codes(complaint(part, closed_at=at("10-05 18:00")), "sales", "not_countersigned")) is broken
