"""A repair's order, its specialist and what its owner heard (001): kept or broken, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.core.rules import Kept
from cspm.procedures.repairs.rules import RULES, clocks
from tests.procedures.tickets.lives import at, terms, ticket

BY_CODE = {rule.code: rule for rule in RULES}
ORDER: dict[str, Any] = {
    "category": "repair", "text": "漏水", "unit": "1-1-101", "customer": {"name": "王芳", "phone": "138"},
    "dispatched_at": "10-09 09:10", "follow_up": "S1", "follow_up_role": "specialist", "follow_up_at": "10-09 09:12",
}  # fmt: skip
DONE = {**ORDER, "state": "finished", "finished_at": "10-09 15:00"}
CALL = {"by": "x", "method": "phone", "reached": True, "attempt": 1}


def verdicts(code: str, fields: dict[str, Any], **own: Any) -> list[str]:
    """What the rule says: `kept MM-DD HH:MM` or `broken MM-DD HH:MM`."""
    said = BY_CODE[code].check(ticket(**fields), terms(**own))
    return [f"{'kept' if isinstance(one, Kept) else 'broken'} {one.at:%m-%d %H:%M}" for one in said]


@pytest.mark.rule("R172")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({}, ["kept 10-09 09:10"], id="in detail, and a specialist follows"),
        pytest.param(
            {"follow_up_role": "customer_assistant"}, ["kept 10-09 09:10"], id="the zone's assistant does as well"
        ),
        pytest.param({"follow_up": None, "follow_up_role": None}, ["broken 10-09 09:10"], id="nobody follows it"),
        pytest.param({"follow_up_role": "technician"}, ["broken 10-09 09:10"], id="a technician is no specialist"),
        pytest.param({"customer": {"name": "王芳"}}, ["broken 10-09 09:10"], id="nobody to call"),
        pytest.param({"category": "household"}, [], id="no repair"),
        pytest.param({"dispatched_at": None}, [], id="no order yet"),
        pytest.param({"import_batch": "b"}, [], id="history from elsewhere"),
    ],
)
def test_a_repair_order_is_detailed_and_followed(changed: dict[str, Any], said: list[str]) -> None:
    """001 一.2 front desk ③: recorded in detail, a repair order made out, a specialist follows."""
    assert verdicts("no_specialist", {**ORDER, **changed}) == said


@pytest.mark.rule("R175")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param(
            {"feedback": [{"at": "10-09 16:00", "by": "S1", "text": "已修好"}]},
            ["kept 10-09 16:00"],
            id="told on the day",
        ),
        pytest.param({"callbacks": [{"at": "10-10 09:00", **CALL}]}, ["kept 10-10 09:00"], id="reached by a callback"),
        pytest.param(
            {"callbacks": [{"at": "10-10 09:00", **CALL, "reached": False}]}, ["broken 10-10 15:00"], id="not reached"
        ),
        pytest.param(
            {"feedback": [{"at": "10-09 12:00", "by": "S1", "text": "在修"}]},
            ["broken 10-10 15:00"],
            id="told before it was done",
        ),
        pytest.param(
            {"feedback": [{"at": "10-10 15:01", "by": "S1", "text": "好"}]}, ["broken 10-10 15:00"], id="a minute late"
        ),
        pytest.param({}, ["broken 10-10 15:00"], id="not told: 10-10 is a working Saturday"),
        pytest.param({"category": "other"}, [], id="no repair"),
        pytest.param({"state": "dispatched", "finished_at": None}, [], id="not done yet"),
    ],
)
def test_the_owner_hears_how_it_went(changed: dict[str, Any], said: list[str]) -> None:
    """001 一.2 specialist ⑤: the repair is seen through, the owner told in good time (a working day, A57)."""
    assert verdicts("owner_not_told", {**DONE, **changed}) == said


@pytest.mark.rule("R172")
@pytest.mark.rule("R175")
def test_a_site_without_specialists() -> None:
    """It says so, and nothing is asked of it."""
    none = {"figures": {"asks_repair_specialist": False}}
    assert verdicts("no_specialist", {**ORDER, "follow_up": None}, **none) == []
    assert verdicts("owner_not_told", DONE, **none) == []


@pytest.mark.rule("R175")
def test_the_clock_runs_from_the_end_of_the_work() -> None:
    """One working day, the site's own figure named; nothing runs where nobody follows."""
    (clock,) = clocks(ticket(**DONE), terms(figures={"repair_feedback_within": 2}))
    assert (clock.clock, clock.due, clock.override) == ("owner_told", at("10-12 15:00"), 2)
    assert clocks(ticket(**{**DONE, "follow_up": None}), terms()) == ()
