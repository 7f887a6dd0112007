"""Complaints at the service station (004 A1, A10, A15): seconds, flows, groups, causes. Tables of cases with their clauses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from grievances import at, codes, complaint, found, notice, terms

RECEIVED = at("10-05 8:00")
WHOLE = {
    "cause_code": "delay", "cause": "x", "evidence": ("照片1.jpg",), "real_cause": "老化", "wanted": "修好", "feedback": "已列入",
    "feedback_at": at("10-05 17:00"),
}  # fmt: skip
DONE = {"closed_at": at("10-05 18:00"), "state": "closed", "result": "已修", "replied_at": at("10-05 8:05")}


@pytest.mark.rule("R252")
@pytest.mark.parametrize(
    ("channel", "seconds", "broken"),
    [("online", 60, False), ("online", 61, True), ("online", None, True), ("phone", 900, False)],
)
def test_who_writes_is_answered_in_a_minute(channel: str, seconds: int | None, broken: bool) -> None:
    """004 A1 附件一 二.4: 60 seconds; who phones is answered as he calls."""
    answered = RECEIVED + timedelta(seconds=seconds) if seconds is not None else None
    one = complaint({"responded_at": answered}, channel=channel)
    assert bool(codes(one, "center", "first_response_late")) is broken


@pytest.mark.rule("R253")
@pytest.mark.parametrize(
    ("flow", "group", "broken"),
    [
        ("solve", "service_agent", False), ("trade", "complaint_agent", False), ("technical", "technical_agent", False),
        ("submitted", "technical_department", False), ("trade", "technical_agent", True), ("technical", "service_agent", True),
        ("submitted", "technical_agent", True),
    ],
)  # fmt: skip
def test_each_flow_has_its_group(flow: str, group: str, broken: bool) -> None:
    """004 A1 附件一 四.1-4: solved at once, trade dispute, technical fault, passed to the technical department."""
    one = complaint({"flow": flow, "group": group, "routed_at": at("10-05")})
    assert bool(codes(one, "center", "wrong_flow")) is broken


@pytest.mark.rule("R253", "R256", "R419", "R428", "R334")
@pytest.mark.parametrize(
    ("part", "fields", "broken"),
    [
        ({}, {}, set()),
        ({"feedback_at": None}, {}, {"not_fed_back"}),
        ({}, {"replied_at": None}, {"not_fed_back", "five_steps_missing"}),
        ({"evidence": ()}, {}, {"no_evidence"}),
        ({"cause_code": None}, {}, {"no_cause"}),
        ({"cause_code": "不详"}, {}, {"no_cause"}),
        ({"real_cause": None}, {}, {"not_understood"}),
        ({"wanted": None}, {}, {"not_understood"}),
        (
            {"cause": None, "cause_code": None, "real_cause": None},
            {},
            {"no_cause", "not_understood", "five_steps_missing"},
        ),
        ({"flow": "submitted"}, {}, {"five_steps_missing"}),
        ({"flow": "submitted", "submitted_to": "技术部"}, {}, set()),
        ({"nature": "invalid", "evidence": (), "cause_code": None}, {}, set()),
    ],
)
def test_what_a_closed_complaint_has_on_record(part: dict[str, Any], fields: dict[str, Any], broken: set[str]) -> None:
    """004 A1 三.4, 附件一 二.3 and 四, A10 五.4: evidence, cause, the five steps, reply and feedback, what is really wanted."""
    all_of_them = ("not_fed_back", "no_evidence", "five_steps_missing", "no_cause", "not_understood")
    assert codes(complaint({**WHOLE, **part}, **{**DONE, **fields}), "center", *all_of_them) == broken
    assert codes(complaint(part), "center", *all_of_them) == set()


@pytest.mark.rule("R389")
@pytest.mark.parametrize(
    ("severity", "replied", "broken"),
    [
        ("light", "10-05 8:30", False),
        ("general", "10-05 8:31", True),
        ("light", None, True),
        ("major", None, False),
        (None, None, False),
    ],
)
def test_small_ones_are_handled_at_once(severity: str | None, replied: str | None, broken: bool) -> None:
    """004 A15 回访二, A15: a small complaint is answered within half an hour; a big one has its three days."""
    one = complaint({"severity": severity}, replied_at=at(replied) if replied else None)
    assert bool(codes(one, "center", "not_at_once")) is broken
    told = complaint({"severity": "light", "notices": (notice("10-05 8:20"),)})
    assert not codes(told, "center", "not_at_once")


@pytest.mark.rule("R418")
@pytest.mark.parametrize(
    ("first", "last", "broken"),
    [
        ("您好，请问有什么可以帮您？", "感谢您的来访，祝您生活愉快！", 0), ("在吗", "祝您生活愉快", 1), ("您好", "再见", 1),
        ("说", "嗯", 2), (None, None, 0),
    ],
)  # fmt: skip
def test_chats_begin_and_end_with_the_uniform_words(first: str | None, last: str | None, broken: int) -> None:
    """004 A1 附件一 二.1-2: approved greeting and closing, blanks and marks aside; nothing kept, nothing asked."""
    from cspm.core.rules import run
    from cspm.procedures.complaints.rules import RULES

    one = complaint({"first_message": first, "last_message": last})
    assert sum(finding.code == "not_uniform" for finding in run(RULES, one, terms("center"))) == broken
    own = terms("center", tickets={"greetings": ["在吗"], "closings": ["再见", "嗯", "祝您生活愉快"]})
    assert ("not_uniform" in found(complaint({"first_message": "在吗？", "last_message": "再见"}), own)) is False


@pytest.mark.rule("R420")
@pytest.mark.parametrize(
    ("class_", "group", "broken"),
    [
        ("service", "service_agent", False), ("order", "order_agent", False), ("complaint", "complaint_agent", False),
        ("complaint", "service_agent", True), ("order", "complaint_agent", True), ("service", "technical_department", False),
    ],
)  # fmt: skip
def test_classes_have_groups_of_their_own(class_: str, group: str, broken: bool) -> None:
    """004 A1 附件一 二.5, 六: service, orders, complaints; complaints have a dedicated team."""
    one = complaint({"matter_class": class_, "group": group, "routed_at": at("10-05")})
    assert bool(codes(one, "center", "wrong_group")) is broken
