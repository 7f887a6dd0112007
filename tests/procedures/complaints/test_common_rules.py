"""Who takes a complaint in, how it is met, what makes it major: at every site. Tables of cases with their clauses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from grievances import at, called, checked, codes, complaint, found, terms, told

from cspm import manual
from cspm.core.rules import Kept
from cspm.procedures.complaints.rules import COMMANDS, RULES
from cspm.procedures.tickets.model import Callback

CLOSED = {"state": "closed", "closed_at": at("10-06 12:00"), "result": "已清扫"}


@pytest.mark.rule("R036")
@pytest.mark.parametrize(
    ("role", "broken"),
    [
        ("front_desk", False), ("dispatch_assistant", False), ("customer_assistant", False), ("specialist", False),
        ("security", False), ("csc_manager", False), ("admin_hr", False), ("technician", True), ("engineering", True),
        ("cleaning_supervisor", True), (None, False),
    ],
)  # fmt: skip
def test_the_centre_takes_complaints_in(role: str | None, broken: bool) -> None:
    """000 P2-一 2.2.8: recorded by the centre (or outside, for one against it); imports name no role and are not asked."""
    assert ("not_by_centre" in found(complaint({"recorded_role": role}))) is broken


@pytest.mark.rule("R087")
@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ({"recorded_role": "dispatch_assistant"}, False),
        ({"recorded_role": "security"}, False),
        ({"recorded_role": "front_desk"}, True),
        ({"recorded_role": "dispatch_assistant", "relayed_at": None}, True),
        ({"recorded_role": "front_desk", "relayed_from": None, "relayed_at": None}, False),
        ({"recorded_role": None}, False),
    ],
)
def test_what_others_heard_dispatch_records(part: dict[str, Any], broken: bool) -> None:
    """000 P2-二 2.3.3: told to the dispatch or monitoring centre at once, whose duty person writes it down."""
    told_by = {"relayed_from": "保安部", "relayed_at": at("10-05 8:00"), "severity": "light"}
    assert ("relayed_not_recorded" in found(complaint({**told_by, **part}))) is broken


@pytest.mark.rule("R088")
@pytest.mark.parametrize(("role", "broken"), [("csc_manager", False), ("general_manager", False), ("front_desk", True)])
def test_a_visitor_is_met_by_a_manager(role: str, broken: bool) -> None:
    """000 P2-二 2.3.2: where somebody receives a complaining visitor, it is one of the two managers."""
    assert ("met_by_nobody_in_charge" in found(complaint({"met_at": at("10-05"), "met_role": role}))) is broken
    assert "met_by_nobody_in_charge" not in found(complaint())


@pytest.mark.rule("R086", "R333")
@pytest.mark.parametrize(
    ("channel", "apology", "liability", "broken"),
    [
        ("phone", "sympathy", "not_ours", set()),
        ("phone", "fault", "ours", set()),
        ("phone", "none", None, {"no_sympathy"}),
        ("visit", "none", None, set()),
        ("phone", "none", "ours", {"no_sympathy", "wrong_apology"}),
        ("visit", "sympathy", "ours", {"wrong_apology"}),
        ("phone", "fault", "not_ours", {"wrong_apology"}),
        ("phone", None, "ours", set()),
    ],
)
def test_sympathy_always_an_apology_for_our_fault_only(
    channel: str, apology: str | None, liability: str | None, broken: set[str]
) -> None:
    """000 P2-二 2.3.1 and 004 A10 五.5 together (A16); each can be switched off by the site, what was not noted is not asked."""
    one, both = (
        complaint({"apology": apology, "liability": liability}, channel=channel),
        ("no_sympathy", "wrong_apology"),
    )
    assert codes(one, "dtz", *both) == broken
    assert codes(one, "dtz", *both, apologise_first=False) == broken - {"no_sympathy"}
    assert codes(one, "dtz", *both, apologise_for_fault=False) == broken - {"wrong_apology"}


@pytest.mark.rule("R090")
@pytest.mark.parametrize(
    ("nature", "part", "code"),
    [
        ("major", {}, "major_without_ground"),
        ("major", {"grounds": ("media",)}, None),
        ("major", {"claim_amount": Decimal("10000.01")}, None),
        ("major", {"claim_amount": Decimal("10000.00")}, "major_without_ground"),
        ("valid", {"grounds": ("authority",)}, "major_not_seen"),
        ("valid", {"claim_amount": Decimal("20000.00")}, "major_not_seen"),
        ("valid", {"claim_amount": Decimal("9000.00")}, None),
        ("invalid", {"grounds": ("legal",)}, None),
    ],
)
def test_what_makes_a_complaint_a_major_one(nature: str, part: dict[str, Any], code: str | None) -> None:
    """000 P2-二 2.4.1.3, A76: higher authority, media, law, injury, the company's name, a claim above 10000 yuan."""
    both = ("major_without_ground", "major_not_seen")
    assert codes(complaint({"nature": nature, **part}), "dtz", *both) == ({code} if code else set())
    assert codes(complaint({"nature": "valid", "claim_amount": Decimal("500.00")}), "dtz", *both, major_claim=400) == {
        "major_not_seen"
    }


@pytest.mark.rule("R092")
@pytest.mark.parametrize(
    ("profile", "part", "broken"),
    [
        ("dtz", {}, True),
        ("dtz", {"handler": "gm", "handler_role": "general_manager"}, False),
        ("dtz", {"handler": "cm", "handler_role": "csc_manager"}, True),
        ("dtz", {"handler": "cm", "handler_role": "csc_manager", "designated_by": "gm"}, False),
        ("vk", {"handler": "cm", "handler_role": "csc_manager"}, False),
        ("center", {"handler": "cd", "handler_role": "csc_director"}, False),
        ("hospital", {"handler": "cd", "handler_role": "csc_director"}, True),
    ],
)
def test_who_handles_a_major_complaint(profile: str, part: dict[str, Any], broken: bool) -> None:
    """000 P2-二 2.4.2.3, A18: the general manager or whom he designates; other projects name the centre's head."""
    one = complaint({"nature": "major", "severity": "major", "grounds": ("media",), **part}, **CLOSED)
    assert bool(codes(one, profile, "major_wrong_handler")) is broken
    assert not codes(complaint({"nature": "major"}), profile, "major_wrong_handler")


@pytest.mark.rule("R105")
@pytest.mark.parametrize(
    ("again", "broken"),
    [(None, True), ("10-09 11:00", False), ("10-10 16:00", True), ("10-08 9:00", True)],
)
def test_the_dissatisfied_is_asked_again(again: str | None, broken: bool) -> None:
    """000 P2-二 2.7.8: put right until satisfied: closed anew on Thursday at 12:00, asked again by Friday at 12:00 (A57)."""
    first = called(satisfied=False, due=at("10-09"))[0]
    calls: tuple[Callback, ...] = (first, *(called(at=at(again)) if again else ()))
    one = complaint(
        {"checks": checked("ok")}, callbacks=calls, state="closed", closed_at=at("10-08 12:00"), result="重做"
    )
    assert ("complainant_not_asked" in found(one)) is broken
    assert "complainant_not_asked" not in found(complaint(callbacks=calls[:1], state="rework"))


@pytest.mark.rule("R173")
@pytest.mark.parametrize(
    ("recorder", "judge", "reported", "broken"),
    [
        ("front_desk", "dispatch_assistant", None, True),
        ("front_desk", "dispatch_assistant", "10-05 8:30", False),
        ("front_desk", "dispatch_assistant", "10-05 8:31", True),
        ("front_desk", "csc_manager", None, True),
        ("dispatch_assistant", "dispatch_assistant", None, False),
    ],
)
def test_the_front_desk_reports_at_once(recorder: str, judge: str, reported: str | None, broken: bool) -> None:
    """001 一.2: to its supervisor within half an hour of recording it at 8:00; a judgement of the manager at 9:00 is too late."""
    steps = told("csc_manager") if reported else ()
    steps = tuple(step.model_copy(update={"at": at(str(reported))}) for step in steps)
    one = complaint({"recorded_role": recorder, "judged_role": judge}, escalations=steps)
    assert ("supervisor_not_told" in found(one)) is broken


@pytest.mark.rule("R174")
@pytest.mark.parametrize(
    ("part", "roles", "broken"),
    [
        ({}, (), False),
        ({"severity": "general"}, (), False),
        ({"severity": "major"}, (), True),
        ({"severity": "major"}, ("csc_manager",), False),
        ({"nature": "undetermined"}, (), True),
        ({"nature": "undetermined", "submitted_at": at("10-05 10:00")}, (), False),
        ({"severity": "major", "judged_role": "dispatch_assistant"}, (), False),
    ],
)
def test_specialists_keep_to_general_complaints(part: dict[str, Any], roles: tuple[str, ...], broken: bool) -> None:
    """001 一.2: general ones they handle, the others they pass upwards."""
    one = complaint({"judged_role": "specialist", **part}, escalations=told(*roles))
    assert ("beyond_specialist" in found(one)) is broken


@pytest.mark.rule("R101", "R106", "R206", "R214", "R216", "R309", "R313", "R428")
def test_what_the_commands_are_there_for() -> None:
    """Rules that are kept by having the form, the list of values or the report."""
    assert {"R101", "R106", "R206", "R214", "R216", "R309", "R313", "R428"} <= set(COMMANDS)


@pytest.mark.rule("R167", "R205")
def test_what_a_complaint_is_only_the_listener_can_tell() -> None:
    """000 P2-二 2.1, 002 §3: definitions; the reason why no program can tell is said in both languages."""
    assert all(manual.reasons()[rule] for rule in ("R167", "R205")) and not {"R167", "R205"} & set(COMMANDS)


@pytest.mark.rule("R101")
def test_a_general_complaint_may_be_phoned() -> None:
    """000 P2-二 2.7.6: phone, visit and other ways are all in order for what is not major."""
    for method in ("phone", "visit", "other"):
        assert "major_not_visited" not in found(
            complaint({"checks": checked("ok")}, callbacks=called(method=method), **CLOSED)
        )


def test_imported_history_is_not_asked_what_nobody_could_know() -> None:
    """An old closed complaint breaks none of the new rules at any site."""
    old = complaint({"nature": "valid", "severity": "general"}, import_batch="OLD", **CLOSED)
    new = {rule.code for rule in RULES if rule.profiles}
    for profile in ("dtz", "vk", "sales", "hospital", "center"):
        assert found(old, terms(profile)) & new == set()


def test_what_was_kept_is_known_as_kept() -> None:
    """Each rule has its instant: reported in time is kept at that time."""
    one = complaint({"recorded_role": "front_desk"}, escalations=told("csc_manager"))
    one = one.model_copy(update={"registered_at": at("10-05 9:50")})
    rule = next(rule for rule in RULES if rule.code == "supervisor_not_told")
    assert list(rule.check(one, terms())) == [Kept(at("10-05 10:00"))]
