"""Complaints between specialist and centre (002): hours by the clock, opinions, routes. Tables of cases with their clauses."""

from __future__ import annotations

from typing import Any

import pytest
from grievances import at, codes, complaint, form, notice, terms, told

from cspm.core.words import VOCABULARIES
from cspm.procedures.complaints.clocks import clocks
from cspm.procedures.complaints.routing import by_phase

BY_SPECIALIST = {"recorded_role": "specialist", "judged_role": "specialist", "certain": True}
CLOSED = {"state": "closed", "closed_at": at("10-05 18:00"), "result": "已修"}


@pytest.mark.rule("R208")
@pytest.mark.parametrize(
    ("submitted", "opinion", "broken"),
    [
        ("10-05 12:00", "或属保修", set()),
        ("10-05 12:01", "或属保修", {"unclear_submitted_late"}),
        ("10-05 11:00", None, {"no_basic_opinion"}),
        (None, None, {"unclear_submitted_late"}),
    ],
)
def test_what_the_specialist_cannot_judge(submitted: str | None, opinion: str | None, broken: set[str]) -> None:
    """002 §4: to the centre within four hours of acceptance at 8:00, with his basic opinion; clock hours (A14)."""
    part = {**BY_SPECIALIST, "nature": "undetermined", "undetermined_at": at("10-05 9:00"), "basic_opinion": opinion}
    one = complaint({**part, "submitted_at": at(submitted) if submitted else None})
    assert codes(one, "vk", "unclear_submitted_late", "no_basic_opinion") == broken
    assert codes(one, "dtz", "unclear_submitted_late", "no_basic_opinion") == set()


@pytest.mark.rule("R209")
@pytest.mark.parametrize(("answered", "broken"), [("10-05 14:00", False), ("10-05 14:01", True), (None, True)])
def test_the_centre_answers_the_specialist(answered: str | None, broken: bool) -> None:
    """002 §4: decided and answered within four hours of the submission at 10:00."""
    part = {
        **BY_SPECIALIST,
        "undetermined_at": at("10-05 9:00"),
        "submitted_at": at("10-05 10:00"),
        "basic_opinion": "x",
    }
    one = complaint({**part, "answered_at": at(answered) if answered else None})
    assert bool(codes(one, "vk", "specialist_answered_late")) is broken


@pytest.mark.rule("R210")
@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ({"preliminary_at": at("10-06 10:00")}, set()),
        ({"preliminary_at": at("10-06 10:01")}, {"preliminary_late"}),
        ({}, {"preliminary_late"}),
        ({"preliminary_at": at("10-05 15:00"), "panel_opinion": None}, {"no_panel_opinion"}),
        ({"preliminary_at": at("10-05 15:00"), "panel_at": at("10-05 16:00")}, {"no_panel_opinion"}),
        ({"preliminary_at": at("10-05 15:00"), "informed": None}, {"specialist_not_informed"}),
    ],
)
def test_a_major_matter_is_answered_in_a_day(part: dict[str, Any], broken: set[str]) -> None:
    """002 §4: within 24 hours of being passed on at 10:00, guided by the panel; the specialist is informed."""
    whole = {
        **BY_SPECIALIST, "nature": "major", "severity": "major", "submitted_at": at("10-05 10:00"), "panel_opinion": "先检测",
        "panel_at": at("10-05 14:00"), "informed": "sp1", "informed_at": at("10-05 16:00"), **part,
    }  # fmt: skip
    assert codes(complaint(whole), "vk", "preliminary_late", "no_panel_opinion", "specialist_not_informed") == broken


@pytest.mark.rule("R211")
@pytest.mark.parametrize(
    ("part", "fields", "broken"),
    [
        ({"severity": "major"}, {}, True),
        ({}, {"urgency": "emergency"}, True),
        ({}, {}, False),
        ({"severity": "major", "submitted_at": at("10-05 12:00")}, {}, False),
        ({"severity": "major"}, {"escalations": told("csc_manager")}, False),
        ({"severity": "major", "judged_role": "csc_manager"}, {}, False),
        ({"severity": "major", "recorded_role": "front_desk"}, {}, False),
    ],
)
def test_the_urgent_and_the_major_go_to_the_centre(part: dict[str, Any], fields: dict[str, Any], broken: bool) -> None:
    """002 §4: within four hours of acceptance by the specialist; what the centre recorded it knows."""
    assert bool(codes(complaint({**BY_SPECIALIST, **part}, **fields), "vk", "major_submitted_late")) is broken


@pytest.mark.rule("R206", "R207")
@pytest.mark.parametrize(
    ("type_", "class_", "broken"),
    [
        ("engineering", "owner", set()), ("other", "prospect", set()), (None, "other", {"no_complaint_type"}),
        ("噪音", "owner", {"no_complaint_type"}), ("sales", None, {"no_customer_class"}),
    ],
)  # fmt: skip
def test_types_and_classes(type_: str | None, class_: str | None, broken: set[str]) -> None:
    """002 §3: one of six types, one of the customer classes."""
    assert len(VOCABULARIES["complaint_type"].labels) == 6
    one = complaint({**BY_SPECIALIST, "type": type_}, customer={"name": "王芳", "customer_class": class_})
    assert codes(one, "vk", "no_complaint_type", "no_customer_class") == broken


@pytest.mark.rule("R217")
@pytest.mark.parametrize(
    ("channel", "role", "broken"),
    [
        ("forum", "specialist", True), ("mailbox", "technician", True), ("forum", "csc_manager", False),
        ("mailbox", "customer_assistant", False), ("phone", "specialist", False), ("forum", None, False),
    ],
)  # fmt: skip
def test_the_forum_is_answered_by_the_centre_only(channel: str, role: str | None, broken: bool) -> None:
    """002 §4: posts in the forum and mails to the mailbox."""
    one = complaint(channel=channel, replied_at=at("10-05"), replied_role=role)
    assert bool(codes(one, "vk", "answered_outside_centre")) is broken


@pytest.mark.rule("R218")
@pytest.mark.parametrize(
    ("phase", "type_", "group"),
    [
        ("before", "engineering", "project_specialist"), ("before", "sales", "project_specialist"),
        ("warranty", "engineering", "project_specialist"), ("warranty", "property", "property_specialist"),
        ("after", "engineering", "property_specialist"), ("after", "service", "property_specialist"),
    ],
)  # fmt: skip
def test_the_route_follows_the_phase(phase: str, type_: str, group: str) -> None:
    """002 §4: before move-in and warranty engineering to the project's specialist, what comes after to property's."""
    assert by_phase(phase, type_) == group
    part = {**BY_SPECIALIST, "phase": phase, "type": type_, "routed_at": at("10-05")}
    other = {"project_specialist": "property_specialist", "property_specialist": "project_specialist"}[group]
    assert codes(complaint({**part, "group": group}, **CLOSED), "vk", "wrong_route", "route_unrecorded") == set()
    assert codes(complaint({**part, "group": other}, **CLOSED), "vk", "wrong_route", "route_unrecorded") == {
        "wrong_route"
    }
    assert codes(complaint(BY_SPECIALIST, **CLOSED), "vk", "wrong_route", "route_unrecorded") == {"route_unrecorded"}


@pytest.mark.rule("R219", "R224")
@pytest.mark.parametrize(
    ("back", "head", "broken"),
    [
        ("10-06 10:00", "dh", set()), ("10-06 10:01", "dh", {"department_feedback_late"}),
        ("", "dh", {"department_feedback_late"}), ("10-05 11:00", None, {"nobody_responsible"}),
    ],
)  # fmt: skip
def test_departments_feed_back_and_their_head_answers(back: str, head: str | None, broken: set[str]) -> None:
    """002 §4: within 24 hours of being asked at 10:00; the head of the department is responsible by office."""
    one = complaint({"handlings": (form(back=back, head=head),)})
    assert codes(one, "vk", "department_feedback_late", "nobody_responsible") == broken


@pytest.mark.rule("R220")
def test_acceptance_is_in_writing() -> None:
    """002 §5: what was said, by whom and which way it came."""
    taken = complaint(channel="phone", unit="3-2-1501")
    assert codes(taken, "vk", "not_in_writing") == set()
    nobody = taken.customer.model_copy(update={"name": None, "phone": None})
    for lacking in ({"text": ""}, {"channel": None}, {"customer": nobody, "unit": None}):
        assert codes(taken.model_copy(update=lacking), "vk", "not_in_writing") == {"not_in_writing"}
    assert codes(taken.model_copy(update={"customer": nobody}), "vk", "not_in_writing") == set()


@pytest.mark.rule("R221")
@pytest.mark.parametrize(
    ("notices", "closed", "broken"),
    [
        ((), None, True),
        ((), "10-07 9:00", False),
        ((), "10-07 18:00", True),
        (("10-06 18:00",), None, False),
        (("10-07 12:00",), None, False),
        (("10-05 10:00",), None, True),
    ],
)
def test_who_waits_longer_is_told(notices: tuple[str, ...], closed: str | None, broken: bool) -> None:
    """002 §5: promised for the 6th at 17:00: done, or told how it stands, by the 7th at 17:00."""
    part = {"notices": tuple(notice(when) for when in notices)}
    one = complaint(part, promised_at=at("10-06 17:00"), closed_at=at(closed) if closed else None)
    assert bool(codes(one, "vk", "late_and_not_told")) is broken


@pytest.mark.rule("R221")
def test_a_repeated_complaint_shows() -> None:
    """002 §5, A77: marked as a repeat, it is a finding from then on."""
    again = complaint({"repeat_of": "T-202609-0007", "repeated_at": at("10-05 9:30")})
    assert codes(again, "vk", "repeated_complaint") == {"repeated_complaint"}
    assert codes(complaint(), "vk", "repeated_complaint") == set()


@pytest.mark.rule("R223")
@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ({"certain": True}, False), ({"certain": False}, True), ({"certain": None}, True),
        ({"certain": None, "judged_role": "csc_manager"}, False), ({"certain": False, "nature": "undetermined"}, False),
    ],
)  # fmt: skip
def test_the_unsure_leave_it_to_the_centre(part: dict[str, Any], broken: bool) -> None:
    """002 §4: a specialist decides valid or invalid only where he is certain."""
    assert bool(codes(complaint({**BY_SPECIALIST, **part}), "vk", "judged_unsure")) is broken


@pytest.mark.rule("R222")
@pytest.mark.parametrize(
    ("closed", "broken"), [("10-06 16:59", False), ("10-06 17:00", False), ("10-06 17:01", True), (None, True)]
)
def test_promises_are_kept(closed: str | None, broken: bool) -> None:
    """002 §5: promised for the 6th at 17:00, it is done by then; without a promise there is none to keep."""
    one = complaint(promised_at=at("10-06 17:00"), closed_at=at(closed) if closed else None)
    assert bool(codes(one, "vk", "promise_not_kept")) is broken
    assert codes(complaint(), "vk", "promise_not_kept") == set()


def test_a_sites_own_hours(request: pytest.FixtureRequest) -> None:
    """A figure that the site changed moves the clock and is named in it."""
    part = {**BY_SPECIALIST, "severity": "major"}
    found = {clock.clock: clock for clock in clocks(complaint(part), terms("vk", submit_major_within=6))}
    clock = found["major_submission"]
    assert (clock.due, clock.override, clock.rule) == (at("10-05 14:00"), 6, "R211")
