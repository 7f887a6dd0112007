"""What an enquiry, and what was said to customers, tells: tables of cases (004 A15 咨询, A10 三, A3)."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.rules import run
from cspm.procedures.enquiries.phrases import PHRASES, banned, bare
from cspm.procedures.enquiries.rules import RULES
from tests.procedures.registers import said, when
from tests.procedures.tickets.lives import at, terms, ticket

ANSWER = {"answer": "每月 150 元", "answered_at": "10-08 09:10", "answered_by": "a", "status": "answered"}
ASKED = {"expert": "财务 周", "asked_at": "10-08 09:03", "explanation": "请财务核实后答复", "status": "pending_expert"}


def enquiry(part: dict[str, Any] | None = None, **fields: Any) -> Any:
    """An enquiry registered on Thursday 2026-10-08 09:00, a working day after the holiday week."""
    given = {"received_at": "10-08 09:00", "kind": "enquiry", "text": "车位月租多少", "customer": {"name": "王芳"}}
    return ticket(**{**given, **fields}, **({"enquiry": part} if part is not None else {}))


def promised(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Times an answer was promised for: `("due", "said at")`."""
    return [{"due": due, "at": said_at} for due, said_at in pairs]


def test_an_enquiry_by_the_book() -> None:
    """Explained, asked, promised, answered, closed with everything on record: nothing to find."""
    one = enquiry(
        {**ASKED, **ANSWER, "promises": promised(("10-08 15:00", "10-08 09:03"))},
        closed_at="10-08 09:20",
        result="x",
        state="closed",
    )
    assert list(run(RULES, one, terms())) == []


@pytest.mark.rule("R382")
@pytest.mark.parametrize(
    ("part", "fields", "expected"),
    [
        (ANSWER, {}, "kept"),
        ({**ANSWER, "answered_at": "10-09 09:00"}, {}, "kept"),
        ({**ANSWER, "answered_at": "10-09 09:01"}, {}, "broken"),
        (None, {}, "broken"),
        (None, {"closed_at": "10-08 10:00", "state": "closed"}, "kept"),  # the result was the answer
        (None, {"cancelled_at": "10-08 10:00", "state": "cancelled"}, ""),
        ({"promises": promised(("10-12 10:00", "10-08 09:05"))}, {}, ""),  # R294 judges it
        (None, {"import_batch": "B1"}, ""),
        (None, {"kind": "service"}, ""),
    ],
)
def test_an_enquiry_is_answered_in_good_time(part: Any, fields: dict[str, Any], expected: str) -> None:
    """004 A15 咨询二: 及时予以正确答复, one working day (A57)."""
    assert said(RULES, "answer_late", enquiry(part, **fields)) == expected


def test_the_working_day_is_the_sites() -> None:
    """Asked on a Friday evening before a free weekend, it is due at the next working day; a site may grant two."""
    friday = enquiry(received_at="10-16 18:00")
    assert when(RULES, "answer_late", friday) == [at("10-19 18:00")]
    assert when(RULES, "answer_late", friday, terms(figures={"answer_within": 2})) == [at("10-20 18:00")]


@pytest.mark.rule("R382")
@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (ASKED, "kept"),
        ({**ASKED, "asked_at": "10-08 09:06"}, "broken"),
        ({**ASKED, "explanation": None}, "broken"),
        (ANSWER, ""),  # known at once: nobody had to be asked
    ],
)
def test_what_is_unclear_is_explained_and_asked_at_once(part: dict[str, Any], expected: str) -> None:
    """004 A15 咨询二: 须向用户解释清楚,立即咨询有关人员."""
    assert said(RULES, "expert_not_asked", enquiry(part)) == expected


@pytest.mark.rule("R294")
@pytest.mark.parametrize(
    ("promises", "answered", "kept", "moved"),
    [
        ((("10-08 15:00", "10-08 09:03"),), "10-08 14:00", "kept", ""),
        ((("10-08 15:00", "10-08 09:03"),), "10-08 15:01", "broken", ""),
        ((("10-08 15:00", "10-08 09:03"),), None, "broken", ""),
        ((("10-12 15:00", "10-08 09:03"),), "10-12 10:00", "kept", ""),  # longer than a working day, and promised so
        ((("10-08 15:00", "10-08 09:03"), ("10-09 15:00", "10-08 16:00")), "10-09 10:00", "kept", "broken"),
        ((), "10-08 09:10", "", ""),
    ],
)
def test_a_promised_answer_is_kept(
    promises: tuple[tuple[str, str], ...], answered: str | None, kept: str, moved: str
) -> None:
    """004 A3: 凡是答應顧客隨后答復的事,屆時一定要守信."""
    one = enquiry({**ASKED, "promises": promised(*promises), "answered_at": answered})
    assert said(RULES, "promised_answer_late", one) == kept
    assert said(RULES, "promised_answer_moved", one) == moved


@pytest.mark.rule("R425")
@pytest.mark.parametrize(
    ("unsure", "source", "expected"),
    [(False, None, "kept"), (True, None, "broken"), (True, "物业费公示 2026", "kept")],
)
def test_what_is_uncertain_has_a_source(unsure: bool, source: str | None, expected: str) -> None:
    """004 A10 三.3: 不能確定的事項不能信口."""
    assert said(RULES, "answer_uncertain", enquiry({**ANSWER, "unsure": unsure, "source": source})) == expected
    assert said(RULES, "answer_uncertain", enquiry(ASKED)) == ""  # waiting for the expert is allowed


@pytest.mark.rule("R405")
@pytest.mark.parametrize(
    ("part", "fields", "expected"),
    [
        (ANSWER, {}, "kept"),
        (None, {}, "broken"),
        (ANSWER, {"customer": {}}, "broken"),
        (ANSWER, {"customer": {"phone": "138"}}, "kept"),
        (ANSWER, {"closed_at": None, "state": "registered"}, ""),
        (None, {"import_batch": "B1"}, ""),
    ],
)
def test_each_consultation_is_on_record(part: Any, fields: dict[str, Any], expected: str) -> None:
    """004 A15 咨询四: user, question, answer, by whom and when."""
    closed = {"closed_at": "10-08 09:20", "state": "closed", "result": "x"}
    assert said(RULES, "consultation_incomplete", enquiry(part, **{**closed, **fields})) == expected


@pytest.mark.rule("R383")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("好的，我帮您问一下财务", "kept"),
        ("我不知道。", "broken"),
        ("這事情不歸我管", "broken"),
        ("这 事 情 不归我管！", "broken"),
        ("That is not my job.", "broken"),
        ("I don't know", "broken"),
        ("您不知道怎么走？我带您去", "kept"),
    ],
)
def test_nobody_is_shrugged_off(text: str, expected: str) -> None:
    """004 A15 咨询三: 我不知道, 這事情不歸我管 and the like, in either script, with any blanks between."""
    assert said(RULES, "banned_phrase", ticket(replied_at="10-05 09:10", reply_text=text)) == expected
    assert said(RULES, "banned_phrase", enquiry({**ANSWER, "answer": text})) == expected
    complaint = {"notices": [{"at": "10-05 10:00", "by": "a", "text": text}]}
    assert said(RULES, "banned_phrase", ticket(kind="complaint", complaint=complaint)) == expected


def test_the_phrases_stand_as_they_are_searched() -> None:
    """Without blanks and capitals, each once, each found in a sentence."""
    assert [phrase for phrase in PHRASES if bare(phrase) != phrase] == []
    assert len(set(PHRASES)) == len(PHRASES)
    assert all(banned(f"您好，{phrase} 。") for phrase in PHRASES)


@pytest.mark.rule("R423")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"customer": {"name": "王芳", "phone": "138"}}, "kept"),
        ({"customer": {"name": "王芳"}}, "broken"),
        ({"customer": {}}, "broken"),
        ({"customer": {}, "channel": "visit"}, ""),
        ({"customer": {}, "kind": "service"}, ""),
        ({"customer": {}, "kind": "complaint"}, "broken"),
    ],
)
def test_calls_are_on_record(fields: dict[str, Any], expected: str) -> None:
    """004 A10 (三) 一.2: enquiry and complaint calls are taken and recorded."""
    assert said(RULES, "call_not_recorded", enquiry(**{"channel": "phone", **fields})) == expected
