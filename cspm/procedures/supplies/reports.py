"""The cost review of a month: each item planned, bought and used, and where use went beyond the plan (R027). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from cspm.core.money import to_cents
from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.supplies.months import WHOLE, ZERO, Item, allowed, exact, items
from cspm.tuples import NamedTuple

ITEMS = (
    Column("item", N_("Item")), Column("unit", N_("Counted in")), Column("planned", N_("Planned"), "number"),
    Column("planned_cost", N_("Planned cost"), "money"), Column("bought", N_("Bought"), "number"),
    Column("bought_cost", N_("Paid"), "money"), Column("used", N_("Used"), "number"), Column("used_cost", N_("Cost of use"), "money"),
    Column("percent", N_("Percent of the plan"), "number"), Column("over", N_("Beyond the plan"), "yes"),
)  # fmt: skip
AREAS = (Column("area", N_("Area")), Column("used_cost", N_("Cost of use"), "money"))
SUMS = ("planned_cost", "bought_cost", "used_cost")
TENTH = Decimal("0.1")
NOWHERE = "-"


class Month(NamedTuple):
    """The plans of a month, and what was used in it."""

    name: str
    plans: Sequence[Any]
    uses: Sequence[Any]


def supplies(month: Month, before: Month, terms: Terms, *, now: datetime) -> Report:
    """`{month site as_of plans[] tolerance items[] planned_cost bought_cost used_cost difference over[] unplanned[] areas[]
    before{month used_cost} reviews[]}`; `difference` is the cost of use minus the planned one."""
    known = items(month.plans, month.uses)
    lines = [line(one, month.name, terms) for one in known]
    sums = {key: to_cents(sum((one[key] for one in lines), ZERO)) for key in SUMS}
    document: dict[str, Any] = {
        "month": month.name, "site": terms.site.name, "as_of": now, "plans": [plan.id for plan in month.plans],
        "tolerance": to_cents(allowed(WHOLE, month.name, terms) - WHOLE), "items": lines, **sums,
        "difference": sums["used_cost"] - sums["planned_cost"], "over": [one["item"] for one in lines if one["over"]],
        "unplanned": [one.item for one in known if one.used and not one.planned], "areas": areas(month, known),
        "before": {"month": before.name, "used_cost": cost(before)},
        "reviews": [{"plan": plan.id, "at": plan.reviewed_at, "by": plan.reviewed_by, "text": plan.review} for plan in month.plans
                    if plan.reviewed_at is not None],
    }  # fmt: skip
    title = Message.of(N_("Cleaning supplies in {month}"), month=month.name)
    meta = {"site": terms.site.name, "period": month.name, "as_of": now}
    sources = traced(month, document["over"])
    return Report(
        "supplies", title, document, tables(document), sources=lambda key: sources[key], keys=tuple(sources), meta=meta
    )


def line(one: Item, month: str, terms: Terms) -> dict[str, Any]:
    """An item as a line; `percent` of the plan with one decimal, None where nothing was planned."""
    percent = (one.used * WHOLE / one.planned).quantize(TENTH) if one.planned else None
    return {
        "item": one.item, "unit": one.unit, "planned": one.planned, "planned_cost": one.planned_cost, "bought": one.bought,
        "bought_cost": one.bought_cost, "used": one.used, "used_cost": one.used_cost, "percent": percent,
        "over": bool(month) and one.used > allowed(one.planned, month, terms),
    }  # fmt: skip


def cost(month: Month) -> Decimal:
    """What the use of a month cost."""
    return to_cents(sum((one.used_cost for one in items(month.plans, month.uses)), ZERO))


def areas(month: Month, known: Sequence[Item]) -> list[dict[str, Any]]:
    """The cost of use by area; what names none stands under `-`."""
    prices = {one.item: one.price or ZERO for one in known}
    found: dict[str, Decimal] = {}
    for use in month.uses:
        area = use.area or NOWHERE
        found[area] = found.get(area, ZERO) + exact(use.quantity) * prices[use.item]
    return [{"area": area, "used_cost": to_cents(found[area])} for area in sorted(found)]


def traced(month: Month, over: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The records behind the numbers, by key."""
    found = {"plans": [plan.id for plan in month.plans], "uses": [use.id for use in month.uses],
             "over": [use.id for use in month.uses if use.item in over]}  # fmt: skip
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def tables(document: Mapping[str, Any]) -> tuple[Table, ...]:
    """The report for people."""
    said = (
        Message.of(
            N_("Planned {planned}, paid {paid}, used {used} yuan; in {month} {before}"), planned=document["planned_cost"],
            paid=document["bought_cost"], used=document["used_cost"], month=document["before"]["month"],
            before=document["before"]["used_cost"],
        ),
        Message.of(N_("Beyond the plan is what exceeds it by more than {percent} percent"), percent=document["tolerance"]),
    )  # fmt: skip
    rows = tuple(tuple(one[column.key] for column in ITEMS) for one in document["items"])
    places = tuple(tuple(one[column.key] for column in AREAS) for one in document["areas"])
    return (
        Table("items", Message(N_("Plan and use by item")), ITEMS, rows, said),
        Table("areas", Message(N_("Cost of use by area")), AREAS, places),
    )
