"""What one ticket tells about its callbacks: tables of cases, each with the clause it comes from."""

from __future__ import annotations

from typing import Any

import pytest
from october import at, call, service, terms

from cspm.core.rules import run
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.callbacks.rules import RULES
from cspm.procedures.tickets.model import Ticket

MANUAL = terms()
AFTERWARDS = {"problem_not_filed", "not_asked_again"}
"""What a dissatisfied customer is owed later (`test_who_calls`)."""


def found(ticket: Ticket, under: Terms = MANUAL) -> set[str]:
    """The codes of a ticket's findings, whenever they become true."""
    return {finding.code for finding in run(RULES, ticket, under)}


def since(ticket: Ticket, code: str, under: Terms = MANUAL) -> list[Any]:
    """From when a finding is true, once for each time."""
    return [finding.at for finding in run(RULES, ticket, under) if finding.code == code]


@pytest.mark.rule("R064")
@pytest.mark.parametrize(
    ("calls", "late"),
    [
        ([], True),
        ([call("10-06")], False),
        ([call("11-10 23:59")], False),
        ([call("11-11 0:00")], False),  # the 10th, 24:00 (A10)
        ([call("11-11 0:01")], True),
        ([call("11-09", reached=False)], True),
        ([call("11-09", reached=False), call("11-10", satisfied=False, action="重修", due=at("11-12"))], True),
    ],
    ids=["never", "next day", "10th", "10th 24:00", "11th", "only tried", "dissatisfied and closed again"],
)
def test_a_service_is_called_back_by_the_tenth(calls: list[Any], late: bool) -> None:
    """000 P2-一 2.7.3: by day 10 24:00 of the month after the work ended; who is asked again counts from his answer."""
    one = service(callbacks=tuple(calls))
    assert ("callback_late" in found(one)) is late


@pytest.mark.rule("R064")
@pytest.mark.parametrize(
    ("finished", "due"),
    [
        ("10-01 0:00", "11-11 0:00"),
        ("10-31 23:59", "11-11 0:00"),
        ("11-01 0:00", "12-11 0:00"),
        ("12-31 12:00", "2027-01-11 0:00"),
    ],
)
def test_the_month_is_that_of_the_end_of_the_work(finished: str, due: str) -> None:
    """A10: a service finished in a month is late from the 11th 00:00 of the next, and not before."""
    one = service(finished_at=at(finished), closed_at=at("2027-01-03"), received_at=at("10-01 0:00"))
    assert since(one, "callback_late") == [at(due)]


@pytest.mark.rule("R064")
@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "enquiry"},
        {"kind": "complaint"},
        {"state": "cancelled", "closed_at": None, "cancelled_at": at("10-06")},
        {"state": "declined", "closed_at": None, "declined_at": at("10-06")},
        {"state": "rework", "closed_at": None, "rework_count": 1},
        {"state": "in_progress", "finished_at": None, "closed_at": None},
        {"import_batch": "2015"},
    ],
    ids=["enquiry", "complaint", "cancelled", "declined", "rework", "in progress", "imported as closed"],
)
def test_no_month_callback_is_owed_for(fields: dict[str, Any]) -> None:
    """A81: only completed services are called back by the 10th; closed history that was imported owes nothing."""
    assert not found(service(**fields))


@pytest.mark.rule("R064")
@pytest.mark.parametrize(
    ("tries", "unreachable"),
    [
        (["10-06"], False),
        (["10-06", "10-07"], False),
        (["10-06 9:00", "10-06 12:00", "10-06 18:00"], False),
        (["10-06", "10-07", "10-08"], True),
        (["10-06", "10-07", "11-11"], True),
    ],
)
def test_three_attempts_on_different_days_make_unreachable(tries: list[str], unreachable: bool) -> None:
    """A83: after attempts on three different days the customer is shown apart, and not as late."""
    one = service(callbacks=tuple(call(when, reached=False) for when in tries))
    assert found(one) == ({"unreachable"} if unreachable else {"callback_late"})


@pytest.mark.rule("R064")
def test_reached_after_all_is_no_longer_unreachable() -> None:
    """A83: an answer after three attempts in vain is an answer; only its lateness counts."""
    tries = [call(when, reached=False) for when in ("10-06", "10-07", "10-08")]
    assert not found(service(callbacks=(*tries, call("10-09"))))
    assert found(service(callbacks=(*tries, call("11-20")))) == {"callback_late"}


@pytest.mark.rule("R064", "R105")
def test_a_rework_is_asked_about_again() -> None:
    """000 P2-二 2.7.8, until satisfied: what was said before the rework does not answer for the work after it."""
    bad = call("10-06", satisfied=False, action="重修", due=at("10-08"))
    again = service(callbacks=(bad,), rework_count=1, finished_at=at("10-08 10:00"), closed_at=at("10-08 11:00"))
    assert found(again) - AFTERWARDS == {"callback_late"}
    assert "callback_late" not in found(again.model_copy(update={"callbacks": (bad, call("10-09"))}))


@pytest.mark.rule("R387")
@pytest.mark.parametrize(
    ("calls", "due"),
    [([], "10-07 0:00"), ([call("10-06 23:00")], None), ([call("10-07 8:00")], "10-07 0:00")],
    ids=["never", "next day", "the day after"],
)
def test_a_repair_is_called_back_by_the_next_day(calls: list[Any], due: str | None) -> None:
    """004 A15 回访一: every repair, by the end of the day after it was finished (A20)."""
    one = service(category="repair", callbacks=tuple(calls))
    assert since(one, "repair_callback_late") == ([at(due)] if due else [])


@pytest.mark.rule("R387")
def test_daily_repair_callbacks_can_be_switched_off() -> None:
    """A19: a site that does not follow the hospital's manual says so in its figures; other work is never asked."""
    without = terms(repair_callback_daily=False)
    assert "repair_callback_late" not in found(service(category="repair"), without)
    assert "repair_callback_late" not in found(service(category="household"), terms())


@pytest.mark.rule("R066", "R067", "R069", "R063", "R062", "R244")
@pytest.mark.parametrize(
    ("made", "codes"),
    [
        (call("10-06"), set()),
        (call("10-06", opinion=None), {"opinion_missing", "opinion_not_asked"}),
        (call("10-06", method="other", opinion=None), {"opinion_not_asked"}),
        (call("10-06", method="other"), set()),
        (call("10-06", method="visit", signed_by="王芳"), set()),
        (call("10-06", method="visit"), {"visit_unsigned"}),
        (call("10-06", method="visit", signed_by="王芳", opinion=None), {"visit_opinion_missing", "opinion_not_asked"}),
        (call("10-06", method="visit", reached=False), {"callback_late"}),
        (call("10-06", by="tech1"), {"caller_is_worker"}),
        (call("10-06", by="tech2"), {"caller_is_worker"}),
        (call("10-05 9:00"), {"callback_early", "callback_late"}),
        (call("10-05 10:00"), set()),
    ],
)
def test_how_a_callback_was_made(made: Any, codes: set[str]) -> None:
    """000 P2-一 2.7.3-2.7.6: signed and written at the door, written by phone, by somebody else, after the work."""
    assert found(service(callbacks=(made,), **{"with": ("tech2",)})) == codes


@pytest.mark.rule("R069")
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, False),
        ({"action": "重新处理"}, False),
        ({"due": at("10-08")}, False),
        ({"action": "重新处理", "due": at("10-08")}, True),
    ],
)
def test_dissatisfaction_starts_a_corrective_action(said: dict[str, Any], kept: bool) -> None:
    """000 P2-一 2.7.6: what will be done and by when; the record stands without, and shows."""
    one = service(state="rework", closed_at=None, rework_count=1, callbacks=(call("10-06", satisfied=False, **said),))
    assert found(one) - AFTERWARDS == (set() if kept else {"no_corrective_action"})


def test_a_view_is_judged_as_its_model() -> None:
    """Reading commands judge the JSON document and come to the same findings."""
    tries = tuple(call(when, reached=False) for when in ("10-06", "10-07", "10-08"))
    for one in (service(), service(callbacks=tries), service(callbacks=(call("10-06", method="visit"),))):
        seen = View(one.document())
        assert list(run(RULES, seen, MANUAL)) == list(run(RULES, one, MANUAL))


def test_a_site_has_its_own_day_and_number_of_attempts() -> None:
    """The 10th and the three attempts are figures of the manual that a site may override."""
    own = terms(callback_day=5, callback_attempts=2)
    assert since(service(), "callback_late", own) == [at("11-06 0:00")]
    tried = service(callbacks=tuple(call(when, reached=False) for when in ("10-06", "10-07")))
    assert found(tried, own) == {"unreachable"}
