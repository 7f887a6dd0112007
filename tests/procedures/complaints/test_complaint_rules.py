"""What one complaint tells about how it was handled: tables of cases, each with the clause it comes from."""

from __future__ import annotations

from typing import Any

import pytest
from grievances import at, called, checked, complaint, found, terms, told

from cspm.core.rules import Kept, run
from cspm.core.view import View
from cspm.procedures.complaints.rules import RULES
from cspm.procedures.tickets.model import Notice

CLOSED = {"state": "closed", "closed_at": at("10-06 12:00"), "result": "已清扫"}
DONE = {**CLOSED, "dispatched_at": at("10-05 10:00")}
MAJOR = {
    "nature": "major", "severity": "major", "judged_role": "csc_manager", "grounds": ("media",), "handler": "gm",
    "handler_role": "general_manager",
}  # fmt: skip


def test_a_complaint_handled_by_the_book() -> None:
    """Judged, sent out, verified, called back: nothing to find."""
    one = complaint({"checks": checked("ok")}, callbacks=called(), **DONE)
    assert found(one) == set()


@pytest.mark.rule("R037")
@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ({"against": "csc"}, True),
        ({"against": "客服中心", "judged_role": "csc_manager"}, True),
        ({"against": "csc", "judged_role": "admin_hr"}, False),
        ({"against": "csc", "judged_role": "general_manager"}, False),
        ({"against": "engineering"}, False),
        ({"against": "csc", "judged_at": None, "judged_role": None, "nature": None}, False),
    ],
)
def test_the_centre_does_not_judge_itself(part: dict[str, Any], broken: bool) -> None:
    """000 P2-一 2.2.8: a complaint against the service centre goes to administration and personnel."""
    assert ("complaint_wrong_judge" in found(complaint(part))) is broken


@pytest.mark.rule("R038")
@pytest.mark.parametrize(("severity", "broken"), [("light", False), ("general", True), ("major", True), (None, False)])
def test_only_light_complaints_are_relayed(severity: str | None, broken: bool) -> None:
    """000 P2-一 2.2.8: another department passes on light complaints only; who came himself may bring any."""
    assert ("relayed_not_light" in found(complaint({"relayed_from": "保安部", "severity": severity}))) is broken
    assert "relayed_not_light" not in found(complaint({"severity": severity}))


@pytest.mark.rule("R090")
def test_major_and_invalid_exclude_each_other() -> None:
    """000 P2-二 2.4.1.3: an imported or corrected record that says both contradicts itself."""
    assert "major_invalid" in found(complaint({"nature": "invalid", "severity": "major"}))
    assert "major_invalid" not in found(complaint({"nature": "valid", "severity": "major"}))


@pytest.mark.rule("R091")
@pytest.mark.parametrize(("explained", "broken"), [(None, True), ("10-06 11:00", False), ("10-06 13:00", True)])
def test_an_invalid_complaint_is_explained_before_it_is_closed(explained: str | None, broken: bool) -> None:
    """000 P2-二 2.4.2.2: politely explained, and written down."""
    one = complaint({"nature": "invalid", "explained_at": at(explained) if explained else None}, **CLOSED)
    assert ("invalid_not_explained" in found(one)) is broken


@pytest.mark.rule("R092")
@pytest.mark.parametrize(
    ("judge", "roles", "broken"),
    [
        ("dispatch_assistant", (), True),
        ("dispatch_assistant", ("csc_manager",), True),
        ("dispatch_assistant", ("general_manager",), True),
        ("dispatch_assistant", ("csc_manager", "general_manager"), False),
        ("csc_manager", ("general_manager",), False),
        ("general_manager", ("csc_manager",), False),
    ],
)
def test_a_major_complaint_is_reported_to_both_managers(judge: str, roles: tuple[str, ...], broken: bool) -> None:
    """000 P2-二 2.4.2.3: from the judgement on, until both know; who judged it knows."""
    one = complaint({**MAJOR, "judged_role": judge}, escalations=told(*roles))
    (finding,) = [each for each in run(RULES, one, terms()) if each.code == "major_not_reported"] or [None]
    assert (finding.at if finding else None) == (at("10-05") if broken else None)


@pytest.mark.rule("R093")
@pytest.mark.parametrize(
    ("nature", "roles", "broken"),
    [
        ("undetermined", (), True),
        ("undetermined", ("general_manager",), True),
        ("undetermined", ("csc_manager",), False),
        ("valid", (), False),
    ],
)
def test_what_cannot_be_judged_goes_to_the_csc_manager(nature: str, roles: tuple[str, ...], broken: bool) -> None:
    """000 P2-二 2.4.4: an undetermined nature shows until it is referred or judged."""
    assert ("undetermined" in found(complaint({"nature": nature}, escalations=told(*roles)))) is broken


@pytest.mark.rule("R094")
@pytest.mark.parametrize(
    ("dispatched", "judged", "broken"),
    [
        ("10-05 8:30", "10-05 9:00", True),
        ("10-05 9:00", "10-05 9:00", False),
        ("10-05 8:30", None, True),
        (None, None, False),
    ],
)
def test_the_nature_is_judged_before_it_is_sent_out(dispatched: str | None, judged: str | None, broken: bool) -> None:
    """000 P2-二 2.4.3: on the form before dispatch; imported history is not asked."""
    moments = {"dispatched_at": at(dispatched) if dispatched else None}
    part = {"judged_at": at(judged) if judged else None}
    assert ("not_judged" in found(complaint(part, **moments))) is broken
    assert "not_judged" not in found(complaint(part, import_batch="2015", **moments))


@pytest.mark.rule("R095")
def test_a_complaint_about_a_paid_service_is_linked() -> None:
    """000 P2-二 2.5.1: run through the service procedure, on a ticket of its own."""
    assert "paid_service_not_linked" in found(complaint(nature="paid"))
    assert "paid_service_not_linked" not in found(complaint(nature="paid", links=("T-202610-0002",)))
    assert "paid_service_not_linked" not in found(complaint())


@pytest.mark.rule("R096")
@pytest.mark.parametrize(("part", "broken"), [({}, True), (MAJOR, False)])
def test_only_a_major_complaint_goes_to_the_company(part: dict[str, Any], broken: bool) -> None:
    """000 P2-二 2.5.3: what the office cannot handle, and only if it is major."""
    assert ("company_without_major" in found(complaint(part, escalations=told("company_leader")))) is broken


@pytest.mark.rule("R097")
@pytest.mark.parametrize(
    ("part", "codes"),
    [
        ({}, {"not_verified"}),
        ({"checks": checked("not_ok")}, {"not_verified"}),
        ({"checks": (*checked("not_ok"), *checked("ok"))}, set()),
        ({"checks": checked("ok", "technician")}, {"wrong_verifier"}),
        ({**MAJOR, "checks": checked("ok")}, {"wrong_verifier"}),
        ({**MAJOR, "checks": checked("ok", "csc_manager")}, set()),
        ({"nature": "invalid", "explained_at": at("10-06")}, set()),
    ],
)
def test_the_result_is_verified_by_who_may(part: dict[str, Any], codes: set[str]) -> None:
    """000 P2-二 2.6.1-2: by dispatch, a major one by the CSC manager; the last word counts."""
    one = complaint(part, escalations=told("general_manager", "csc_manager"), **DONE)
    assert found(one) == codes


@pytest.mark.rule("R099", "R100", "R105")
@pytest.mark.parametrize(
    ("part", "said", "codes"),
    [
        ({}, {}, set()),
        ({}, {"role": "technician"}, {"wrong_caller"}),
        ({}, {"role": None}, set()),
        (MAJOR, {"method": "visit"}, {"wrong_caller"}),
        (MAJOR, {"method": "visit", "role": "csc_manager"}, set()),
        (MAJOR, {"role": "csc_manager"}, {"major_not_visited"}),
        ({}, {"satisfied": False}, {"no_new_deadline"}),
        ({}, {"satisfied": False, "due": at("10-09")}, set()),
    ],
)
def test_how_complainants_are_called_back(part: dict[str, Any], said: dict[str, Any], codes: set[str]) -> None:
    """000 P2-二 2.7.1-2.7.8: by assistants, a major one by the manager at the door, a time for the dissatisfied."""
    whole = {"checks": checked("ok", "csc_manager"), **part}
    one = complaint(whole, escalations=told("general_manager"), callbacks=called(**said), **DONE)
    assert found(one) == codes


@pytest.mark.rule("R102")
@pytest.mark.parametrize(
    ("links", "part", "broken"),
    [(1, {}, False), (2, {}, True), (2, {"published_at": at("10-06"), "published_how": "meeting"}, False)],
)
def test_what_several_complain_of_is_made_public(links: int, part: dict[str, Any], broken: bool) -> None:
    """000 P2-二 2.7.5: three linked complaints ask for a meeting or a notice by the end."""
    linked = tuple(f"T-202610-{number:04d}" for number in range(2, 2 + links))
    assert ("not_published" in found(complaint(part, links=linked, **DONE))) is broken
    assert "not_published" not in found(complaint(part, links=linked))
    assert "not_published" not in found(complaint(part, links=linked, **DONE), terms(common_concern=4))


@pytest.mark.rule("R126")
@pytest.mark.parametrize("sides", ["", "a", "b", "ab"])
def test_a_contractors_complaint_is_confirmed_by_both(sides: str) -> None:
    """000 P2-四 3.2.4: by the office and by the contractor; a complaint about nobody needs neither."""
    part = {"contract": "C1", **{f"confirmed_{side}_at": at("10-06") for side in sides}}
    assert ("not_confirmed" in found(complaint(part, **DONE))) is (sides != "ab")
    assert "not_confirmed" not in found(complaint({**part, "contract": None}, **DONE))


@pytest.mark.rule("R389")
@pytest.mark.parametrize(
    ("part", "fields", "broken"),
    [
        (MAJOR, {}, True),
        ({"severity": "major"}, {}, True),
        ({"severity": "general"}, {}, False),
        ({**MAJOR, "notices": (Notice(at=at("10-08 8:00"), by="d1", text="已安排"),)}, {}, False),
        ({**MAJOR, "notices": (Notice(at=at("10-08 8:01"), by="d1", text="已安排"),)}, {}, True),
        (MAJOR, CLOSED, False),
        (MAJOR, {"import_batch": "2015"}, False),
    ],
)
def test_a_big_complaint_is_answered_in_three_days(part: dict[str, Any], fields: dict[str, Any], broken: bool) -> None:
    """004 A15 回访二: a clear answer within three days of its coming in."""
    findings = run(RULES, complaint(part, **fields), terms())
    late = [finding.at for finding in findings if finding.code == "no_clear_answer"]
    assert late == ([at("10-08 8:00")] if broken else [])


def test_services_and_bare_complaints_are_not_asked() -> None:
    """The rules are about complaints; one that was imported without any judgement breaks none."""
    assert found(complaint(**DONE).model_copy(update={"kind": "service"})) == set()
    assert found(complaint(**CLOSED).model_copy(update={"complaint": None})) == set()


def test_a_kept_rule_is_known_as_kept() -> None:
    """`compliance` needs what was kept too: a major complaint reported to both managers keeps R092 from then on."""
    one = complaint({**MAJOR, "judged_role": "front_desk"}, escalations=told("csc_manager", "general_manager"))
    rule = next(rule for rule in RULES if rule.code == "major_not_reported")
    assert list(rule.check(one, terms())) == [Kept(at("10-05 10:00"))]


def test_a_view_is_judged_as_its_model() -> None:
    """Reading commands judge the JSON document and come to the same findings."""
    invalid = complaint({"nature": "invalid", "contract": "C1"}, callbacks=called(), **DONE)
    for one in (complaint(MAJOR, **DONE), invalid):
        assert list(run(RULES, View(one.document()), terms())) == list(run(RULES, one, terms()))
