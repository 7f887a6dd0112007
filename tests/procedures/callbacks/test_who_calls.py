"""Who calls back, for whom, until when, and what becomes of what he hears (R063, R228, R244, R384, R391, R392)."""

from __future__ import annotations

from typing import Any

import pytest
from october import at, call, service, terms

from cspm.core.rules import run
from cspm.procedures.callbacks.charge import in_charge
from cspm.procedures.callbacks.rules import RULES
from cspm.procedures.tickets.asking import Aspect, Calling

BAD: dict[str, Any] = {"satisfied": False, "action": "重修", "due": at("10-07 18:00")}
FIVE = tuple(Aspect(aspect=one, score=4) for one in ("repairs", "reception", "cleaning", "security", "greening"))


def found(ticket: Any, **figures: Any) -> set[str]:
    """The codes of a ticket's findings."""
    return {finding.code for finding in run(RULES, ticket, terms(**figures))}


@pytest.mark.rule("R063")
@pytest.mark.parametrize(
    ("source", "role", "areas", "covered", "answer"),
    [
        ("service_desk", "customer_assistant", ("A1",), True, True),
        ("service_desk", "customer_assistant", ("A2",), True, False),
        ("service_desk", "dispatch_assistant", (), True, False),
        ("service_desk", "dispatch_assistant", (), False, True),
        ("hotline", "dispatch_assistant", (), True, True),
        ("hotline", "customer_assistant", ("A1",), True, False),
        ("hotline", "csc_manager", (), True, None),
    ],
)
def test_who_calls_by_default(
    source: str, role: str, areas: tuple[str, ...], covered: bool, answer: bool | None
) -> None:
    """000 P2-一 2.7.3: at the front desk the area's customer assistant, else the dispatch centre; managers as they like."""
    one = service(source=source, area="A1")
    assert in_charge(one, role=role, areas=areas, covered=covered) is answer


@pytest.mark.rule("R063", "R384")
@pytest.mark.parametrize(
    ("said", "ticket", "codes"),
    [
        ({"in_charge": True}, {}, set()),
        ({"in_charge": None}, {}, set()),
        ({"in_charge": False}, {}, {"other_caller", "receiver_not_calling"}),
        ({"in_charge": False, "instead": "调度忙"}, {}, set()),
        ({"in_charge": False, "by": "FD01"}, {}, set()),
        ({"in_charge": False}, {"first_receiver": None}, {"other_caller"}),
        ({"in_charge": False, "by": "x"},
         {"calling": Calling(staff="x", at=at("10-05 12:00"), by="DA01", reason="休假")}, set()),
        ({"in_charge": False, "by": "x"},
         {"calling": Calling(staff="x", at=at("10-07"), by="DA01", reason="休假")}, {"other_caller", "receiver_not_calling"}),
    ],
)  # fmt: skip
def test_who_called(said: dict[str, Any], ticket: dict[str, Any], codes: set[str]) -> None:
    """000 P2-一 2.7.3, 004 A15 首问三: who is in charge, who was asked before with a reason, or the first receiver."""
    assert found(service(callbacks=(call("10-06", **said),), **{"first_receiver": "FD01", **ticket})) == codes


@pytest.mark.rule("R384")
def test_a_site_may_ask_the_first_receiver_himself() -> None:
    """004 A15 首问三: without the standing order each delegation is said; without the rule nobody asks."""
    one = service(first_receiver="FD01", callbacks=(call("10-06", in_charge=True),))
    assert found(one, first_receiver_standing=False) == {"receiver_not_calling"}
    assert not found(one, first_receiver_standing=False, first_receiver_calls=False)


@pytest.mark.rule("R228", "R392")
@pytest.mark.parametrize(
    ("first", "later", "codes"),
    [
        ({"handled_at": at("10-07 16:00"), "file": "卷3"}, [call("10-08")], set()),
        ({"handled_at": at("10-07 16:00"), "file": None}, [call("10-08")], {"problem_not_filed"}),
        ({"handled_at": at("10-12"), "file": "卷3"}, [call("10-08")], {"problem_not_filed"}),
        ({}, [call("10-08")], {"problem_not_filed"}),
        ({"handled_at": at("10-07 16:00"), "file": "卷3"}, [call("10-12")], {"not_asked_again"}),
        ({"handled_at": at("10-07 16:00"), "file": "卷3"}, [], {"not_asked_again", "callback_late"}),
        ({"handled_at": at("10-07 16:00"), "file": "卷3"},
         [call(day, reached=False) for day in ("10-08", "10-09", "10-10")], {"unreachable"}),
    ],
)  # fmt: skip
def test_until_the_customer_is_satisfied(first: dict[str, Any], later: list[Any], codes: set[str]) -> None:
    """003 三, 004 A15 回访四: put right by the 7th 18:00, filed and asked again within a working day after that (A57)."""
    calls = (call("10-06", **BAD, **first), *later)
    one = service(callbacks=calls, rework_count=1, finished_at=at("10-07 14:00"), closed_at=at("10-07 15:00"))
    assert found(one) == codes


@pytest.mark.rule("R391")
@pytest.mark.parametrize(("aspects", "kept"), [(FIVE, True), (FIVE[:4], False), ((), False)])
def test_the_sample_asks_about_five_sides(aspects: tuple[Aspect, ...], kept: bool) -> None:
    """004 A15 回访三, A66: repairs, reception, cleaning, security, greening."""
    one = service(callbacks=(call("10-06", sample="QS-202610-0001", aspects=aspects),))
    assert ("aspects_missing" in found(one)) is not kept


@pytest.mark.rule("R064", "R387")
def test_policies_can_be_switched_off() -> None:
    """A19: they run together, and a site can do without each."""
    repair = service(category="repair")
    assert found(repair) == {"callback_late", "repair_callback_late"}
    assert found(repair, repair_callback_daily=False) == {"callback_late"}
    assert found(repair, month_callbacks=False) == {"repair_callback_late"}
    assert not found(repair, month_callbacks=False, repair_callback_daily=False)


@pytest.mark.rule("R064")
def test_a_ticket_closed_again_without_work_is_asked_again() -> None:
    """What was finished and asked before the ticket was opened again does not answer for its second closing."""
    again = ({"at": at("10-08"), "closed_at": at("10-05 11:00")},)
    one = service(callbacks=(call("10-06"),), rework_count=1, reopenings=again, closed_at=at("10-09"))
    assert found(one) == {"callback_late"}
