"""The values of the technical checklists, case by case: what was measured, and which rule it breaks (000 part 2, 2.3.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cspm.core.rules import Broken, run
from cspm.procedures.checklists.model import in_force, named, wanted
from cspm.procedures.repairs.rules import RULES, VALUES
from cspm.procedures.tickets.checked import filled_in
from tests.procedures.tickets.lives import terms, ticket

WHOLE: dict[str, dict[str, str]] = {
    "lamp": {"flickers": "2"},
    "switch": {"capacity": "4", "load": "3.5", "main_off": "yes", "megger": "500", "insulation": "yes", "works": "yes"},
    "tap": {"tape_clockwise": "yes", "no_seep": "yes", "moves_freely": "yes", "no_drip": "yes"},
    "heater": {"ignition": "yes", "trials": "4"},
    "stove": {"no_gas_leak": "yes", "blue_flame": "yes"},
    "cistern": {"no_leak": "yes"},
    "aircon": {"ambient": "30", "low_pressure": "0.5", "high_pressure": "1.2", "trial_run": "yes"},
    "pipe": {
        "unions": "1", "vertical": "2", "horizontal": "1", "length": "5", "bends": "2", "clamps": "5", "leaks": "0",
        "hot_above": "yes", "hot_left": "yes",
    },
}  # fmt: skip
RULE_OF = {code: rule for code, rule, _ in VALUES}


def found(checklist: str, changed: dict[str, str], **own: Any) -> dict[str, str]:
    """The findings of a repair that was finished by a checklist, whole but for what was changed: code and message."""
    values = {name: value for name, value in (WHOLE[checklist] | changed).items() if value}
    known = named(checklist, terms().site)
    assert known is not None
    one = ticket(
        state="finished", finished_at="10-05 15:00", checklist=checklist, checks=filled_in(known, tuple(values.items()))
    )
    asked = [rule for rule in RULES if rule.code in RULE_OF or rule.code == "check_missing"]
    return {finding.code: finding.message.text for finding in run(asked, one, terms(**own))}


@pytest.mark.parametrize("checklist", WHOLE)
def test_a_whole_checklist_in_order(checklist: str) -> None:
    """Every required step is there and accepted: nothing to find."""
    assert found(checklist, {}) == {}


CASES = [
    ("R071", "lamp", {"flickers": "3"}, ""),
    ("R071", "lamp", {"flickers": "4"}, "lamp_flickers"),
    ("R072", "lamp", {"old_part": "T8-36W", "new_part": "t8 36w"}, ""),
    ("R072", "lamp", {"old_part": "T8-36W", "new_part": "T5-28W"}, "part_not_same"),
    ("R072", "tap", {"old_part": "DN15", "new_part": "DN20"}, "part_not_same"),
    ("R072", "heater", {"old_part": "1号电池", "new_part": "1号电池"}, ""),
    ("R072", "switch", {"new_part": "16A"}, "check_missing"),
    ("R073", "switch", {"load": "4"}, ""),
    ("R073", "switch", {"load": "4.1"}, "overloaded"),
    ("R073", "switch", {"load": "4.1", "overload": "减少负荷"}, ""),
    ("R073", "switch", {"load": "4.1", "overload": "apply_increase"}, ""),
    ("R074", "switch", {"megger": "250"}, "insulation_not_tested"),
    ("R074", "switch", {"insulation": "no"}, "insulation_not_tested"),
    ("R074", "switch", {"main_off": "否"}, "insulation_not_tested"),
    ("R074", "switch", {"megger": "500V"}, ""),
    ("R075", "tap", {"tape_clockwise": "no"}, "tap_not_tight"),
    ("R075", "tap", {"no_seep": "渗"}, "tap_not_tight"),
    ("R075", "tap", {"moves_freely": "no"}, "tap_not_tight"),
    ("R075", "tap", {"no_drip": "不漏"}, ""),
    ("R076", "heater", {"trials": "3"}, ""),
    ("R076", "heater", {"trials": "5"}, ""),
    ("R076", "heater", {"trials": "2"}, "ignition_trials"),
    ("R076", "heater", {"trials": "35"}, "ignition_trials"),
    ("R076", "heater", {"ignition": "异常"}, "ignition_trials"),
    ("R077", "aircon", {"low_pressure": "0.39", "ambient": "25"}, "refrigerant_leak"),
    ("R077", "aircon", {"low_pressure": "0.4", "ambient": "25"}, ""),
    ("R078", "aircon", {"low_pressure": "0.49", "high_pressure": "1.17"}, ""),
    ("R078", "aircon", {"low_pressure": "0.54MPa", "high_pressure": "1.37 mpa"}, ""),
    ("R078", "aircon", {"low_pressure": "0.48"}, "pressure_off"),
    ("R078", "aircon", {"low_pressure": "0.541"}, "pressure_off"),
    ("R078", "aircon", {"high_pressure": "1.38"}, "pressure_off"),
    ("R078", "aircon", {"high_pressure": "1.38", "ambient": "36"}, ""),
    ("R079", "pipe", {"unions": "0"}, ""),
    ("R079", "pipe", {"unions": "2"}, "too_many_unions"),
    ("R080", "pipe", {"vertical": "2.1"}, "pipe_out_of_line"),
    ("R080", "pipe", {"horizontal": "1.5"}, "pipe_out_of_line"),
    ("R081", "pipe", {"hot_above": "no"}, "hot_pipe_place"),
    ("R081", "pipe", {"hot_left": "no"}, "hot_pipe_place"),
    ("R081", "pipe", {"hot_above": "", "hot_left": ""}, ""),
    ("R082", "pipe", {"clamps": "4"}, "clamps_missing"),
    ("R082", "pipe", {"length": "4", "clamps": "4"}, ""),
    ("R082", "pipe", {"length": "4.1", "clamps": "4"}, "clamps_missing"),
    ("R083", "pipe", {"leaks": "1"}, "pipe_leaks"),
    ("R083", "pipe", {"leaks": "0"}, ""),
    ("R050", "stove", {"blue_flame": "no"}, "check_failed"),
    ("R050", "cistern", {"no_leak": "no"}, "check_failed"),
    ("R050", "aircon", {"rated_current": "5", "current": "5.5"}, ""),
    ("R050", "aircon", {"rated_current": "5", "current": "5.6"}, "check_failed"),
    ("R166", "lamp", {"flickers": ""}, "check_missing"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("checklist", "changed", "code"),
    [pytest.param(*case[1:], marks=pytest.mark.rule(case[0]), id=f"{case[0]} {case[2]}") for case in CASES],
)
def test_a_value_is_accepted_or_breaks_its_rule(checklist: str, changed: dict[str, str], code: str) -> None:
    """The manual's own limits; the rule of the finding is the one that the case names."""
    assert set(found(checklist, changed)) == ({code} if code else set())


@pytest.mark.rule("R077")
@pytest.mark.rule("R078")
def test_a_low_side_that_leaks_is_off_too() -> None:
    """000 P2-一 2.3.3.7 h: below 0.4 MPa the refrigerant leaks, and at 30 degrees the pressure is not the normal one."""
    assert set(found("aircon", {"low_pressure": "0.3"})) == {"refrigerant_leak", "pressure_off"}


@pytest.mark.rule("R071")
def test_a_site_may_ask_for_other_figures() -> None:
    """A figure of the site's own is judged by, and told."""
    assert found("lamp", {"flickers": "4"}, figures={"lamp_flickers_at_most": 4}) == {}
    assert set(found("aircon", {"high_pressure": "1.5"}, figures={"high_pressure_most": 1.6})) == set()


@pytest.mark.rule("R071")
def test_the_last_value_counts() -> None:
    """000 P2-一 2.3.3.1 f: what does not light is repaired again until it does."""
    lines = tuple({"step": "flickers", "value": value, "unit": None} for value in ("6", "2"))
    again = ticket(state="finished", finished_at="10-05 15:00", checklist="lamp", checks=lines)
    (rule,) = (rule for rule in RULES if rule.code == "lamp_flickers")
    assert not [one for one in rule.check(again, terms()) if isinstance(one, Broken)]


def test_what_is_asked_is_said_with_its_numbers() -> None:
    """Every test of every checklist can be put into words, also where it depends on other values."""
    for name in WHOLE:
        known = named(name, terms().site)
        assert known is not None
        figures = in_force(terms(), ticket().registered_at.date())
        assert all(wanted(test, figures) for check in known.checks for test in check.tests)
    assert figures["low_pressure_least"] == Decimal("0.49")
