"""What a month's supplies kept and broke: plan, price, use, review. Tables of cases, each with its clause."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.periods import Span
from cspm.core.rules import Broken, run
from cspm.procedures.supplies.model import SupplyPlan, SupplyUse
from cspm.procedures.supplies.months import allowed, item_of, items
from cspm.procedures.supplies.obligations import used_as_planned
from cspm.procedures.supplies.rules import RULES
from tests.procedures.registers import entry, said
from tests.procedures.tickets.lives import at, terms

SITE = terms()
MOP = {"item": "拖把", "quantity": "20", "price": "12.50", "unit": "把"}


def plan(**fields: Any) -> Any:
    """The plan for November by the book, unless the case says otherwise."""
    own = {
        "month": "2026-11", "made_at": "10-25 09:00", "by": "CL01", "lines": [MOP], "verified_at": "10-26 09:00", "verified_by": "CL01",
        "verified_role": "cleaning_leader", "submitted_at": "10-27 09:00", "submitted_by": "CL01",
        "submitted_role": "cleaning_leader", "state": "submitted", "reviewed_at": "12-05 09:00", "reviewed_by": "CA01",
    }  # fmt: skip
    return entry(SupplyPlan, **{**own, **fields})


def use(when: str, quantity: str, item: str = "拖把") -> Any:
    """So many taken at a time."""
    return entry(SupplyUse, item=item, quantity=quantity, used_at=when)


def bought(quantity: str, price: str, item: str = "拖把") -> dict[str, Any]:
    """A purchase in November."""
    return {"item": item, "quantity": quantity, "price": price, "at": "11-03 10:00", "by": "WH01"}


def test_a_plan_by_the_book() -> None:
    """Verified, submitted before the month, bought at its price, examined after it: nothing to find."""
    assert list(run(RULES, plan(purchases=[bought("20", "12.50")]), SITE)) == []


@pytest.mark.rule("R194")
@pytest.mark.parametrize(
    ("submitted", "expected"),
    [("10-31 23:59", "kept"), ("11-01 00:00", "kept"), ("11-01 00:01", "broken"), (None, "broken")],
)
def test_the_plan_is_submitted_before_its_month(submitted: str | None, expected: str) -> None:
    """001 二.3(3)④: 上报保洁工具及用品计划; `supply_plan_grace` grants days."""
    assert said(RULES, "supply_plan_late", plan(submitted_at=submitted)) == expected
    granted = "kept" if submitted else "broken"
    assert (
        said(RULES, "supply_plan_late", plan(submitted_at=submitted), terms(figures={"supply_plan_grace": 3}))
        == granted
    )


@pytest.mark.rule("R194")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "kept"),
        ({"verified_at": None, "verified_by": None, "verified_role": None}, "broken"),
        ({"verified_at": "10-27 09:01"}, "broken"),
        ({"verified_role": "cleaning_supervisor"}, "kept"),
        ({"verified_role": "csc_manager"}, "broken"),
        ({"submitted_role": "csc_manager"}, "broken"),
        ({"submitted_role": None, "verified_role": None}, "kept"),  # imported: nobody knows the roles of those days
        ({"submitted_at": None, "state": "verified"}, ""),
    ],
)
def test_the_leader_verifies_before_it_is_submitted(fields: dict[str, Any], expected: str) -> None:
    """001 二.3(3)④: 负责核实和上报."""
    assert said(RULES, "supply_plan_unverified", plan(**fields)) == expected


@pytest.mark.rule("R194")
@pytest.mark.parametrize(
    ("lines", "expected"), [([MOP], "kept"), ([], "broken"), ([MOP, {"item": "扫帚", "quantity": "2"}], "broken")]
)
def test_the_plan_names_items_and_their_cost(lines: list[dict[str, Any]], expected: str) -> None:
    """001 二.3(3)④ (F68): item, quantity, unit cost."""
    assert said(RULES, "supply_plan_incomplete", plan(lines=lines)) == expected


@pytest.mark.rule("R027")
@pytest.mark.parametrize(
    ("reviewed", "state", "expected"),
    [
        ("12-10 23:59", "reviewed", "kept"),
        ("12-11 00:00", "reviewed", "kept"),
        ("12-11 00:01", "reviewed", "broken"),
        (None, "purchased", "broken"),
        (None, "planned", ""),
    ],
)
def test_use_and_cost_are_examined(reviewed: str | None, state: str, expected: str) -> None:
    """000 P1-三 5.11: 负责统筹分析有关清洁绿化物品之消耗; ten days after the month unless the site says otherwise."""
    assert said(RULES, "supply_cost_not_examined", plan(reviewed_at=reviewed, state=state)) == expected


@pytest.mark.rule("R027")
@pytest.mark.parametrize(
    ("purchase", "price", "quantity"),
    [
        (bought("20", "12.50"), "kept", "kept"),
        (bought("20", "13.75"), "kept", "kept"),  # 12.50 and ten percent
        (bought("20", "13.76"), "broken", "kept"),
        (bought("22", "12.50"), "kept", "kept"),
        (bought("22.01", "12.50"), "kept", "broken"),
        (bought("1", "5.00", "扫帚"), "broken", "broken"),  # never planned
    ],
)
def test_what_is_bought_is_what_was_planned(purchase: dict[str, Any], price: str, quantity: str) -> None:
    """000 P1-三 5.11: 有效控制成本; price and quantity within the tolerance of the plan."""
    one = plan(purchases=[purchase])
    assert (said(RULES, "supply_price_over_plan", one), said(RULES, "supply_bought_over_plan", one)) == (
        price,
        quantity,
    )


@pytest.mark.rule("R027")
@pytest.mark.parametrize(
    ("uses", "tolerance", "broken"),
    [
        ([], 10, []),
        ([("11-05 09:00", "22")], 10, []),  # 20 and ten percent
        ([("11-05 09:00", "22.01")], 10, ["11-05 09:00"]),
        ([("11-20 09:00", "1"), ("11-05 09:00", "20"), ("11-28 09:00", "1.5")], 10, ["11-28 09:00"]),
        ([("11-05 09:00", "20.01")], 0, ["11-05 09:00"]),
        ([("11-05 09:00", "30")], 50, []),
    ],
)
def test_no_more_is_used_than_planned(uses: list[tuple[str, str]], tolerance: int, broken: list[str]) -> None:
    """000 P1-三 5.11: consumption of an item against its plan, from the use on that goes beyond it."""
    site = terms(figures={"supply_tolerance": tolerance})
    span = Span.month("2026-11", site.tz)
    found = list(used_as_planned([plan()], [use(*one) for one in uses], span, site))
    assert [one.at for _, _, one in found if isinstance(one, Broken)] == [at(each) for each in broken]
    assert len(found) == (1 if uses else 0)


@pytest.mark.rule("R027")
def test_what_nobody_planned_goes_beyond_the_plan_at_once() -> None:
    """000 P1-三 5.11: with a plan for the month, an item outside it is beyond it."""
    span = Span.month("2026-11", SITE.tz)
    ((rule, _, judged),) = used_as_planned([plan()], [use("11-05 09:00", "1", "扫帚")], span, SITE)
    assert (rule, isinstance(judged, Broken)) == ("R027", True)


def test_the_numbers_of_an_item_by_hand() -> None:
    """Two lines at 12.50 and 10.00, bought in two lots: 30 planned at 350.00, the mean paid (13x10 + 11x20)/30 = 11.666..,
    15 used for 175.00."""
    lines = [MOP, {**MOP, "quantity": "10", "price": "10.00"}]
    one = item_of(
        "拖把",
        [plan(lines=lines, purchases=[bought("10", "13.00"), bought("20", "11.00")])],
        [use("11-05 09:00", "15")],
    )
    assert (one.planned, one.planned_cost, one.bought_cost, one.used_cost) == (
        Decimal(30), Decimal("350.00"), Decimal("350.00"), Decimal("175.00"),
    )  # fmt: skip
    unknown = item_of("扫帚", [plan()], [use("11-05 09:00", "2", "扫帚")])
    assert (unknown.price, unknown.used_cost, unknown.planned_cost) == (None, Decimal(0), Decimal(0))


@given(st.lists(st.decimals("0.01", "999.99", places=2), min_size=1, max_size=6), st.randoms())
def test_the_order_of_typing_changes_nothing(quantities: list[Decimal], random: Any) -> None:
    """The sums of a month are those of its uses in whatever order; no cent is lost in floats."""
    uses = [use("11-05 09:00", str(one)) for one in quantities]
    shuffled = random.sample(uses, len(uses))
    assert items([plan()], uses) == items([plan()], shuffled)
    (mop,) = items([plan()], uses)
    assert mop.used == sum(quantities)
    assert allowed(mop.planned, "2026-11", SITE) == Decimal(22)
