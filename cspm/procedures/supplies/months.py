"""A month of supplies: what was planned, bought and used of each item, in exact decimals. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from cspm.core.money import to_cents
from cspm.core.periods import month_bounds
from cspm.core.terms import Terms
from cspm.procedures.supplies import figures
from cspm.tuples import NamedTuple

ZERO = Decimal(0)
WHOLE = Decimal(100)


class Item(NamedTuple):
    """One item in a month. `price` is what one of them cost: the mean of what was bought, else the plan's; None: unknown."""

    item: str
    unit: str | None
    planned: Decimal
    plan_price: Decimal | None
    bought: Decimal
    bought_cost: Decimal
    used: Decimal
    price: Decimal | None

    @property
    def planned_cost(self) -> Decimal:
        """Planned quantity at the plan's price, 0 where it names none."""
        return to_cents(self.planned * (self.plan_price or ZERO))

    @property
    def used_cost(self) -> Decimal:
        """Used quantity at what one cost, 0 where nobody knows."""
        return to_cents(self.used * (self.price or ZERO))


def exact(quantity: object) -> Decimal:
    """A quantity as a record or its document has it."""
    return Decimal(str(quantity))


def item_of(name: str, plans: Sequence[Any], uses: Sequence[Any]) -> Item:
    """Everything about one item of a month, from its plans and what was used."""
    lines = [line for plan in plans for line in plan.lines if line.item == name]
    bought = [one for plan in plans for one in plan.purchases if one.item == name]
    taken = [one for one in uses if one.item == name]
    planned = sum((exact(line.quantity) for line in lines), ZERO)
    got = sum((exact(one.quantity) for one in bought), ZERO)
    cost = to_cents(sum((exact(one.quantity) * one.price for one in bought), ZERO))
    plan_price = mean([(exact(line.quantity), line.price) for line in lines if line.price is not None])
    units = [one.unit for one in (*lines, *taken) if one.unit]
    return Item(
        name, units[0] if units else None, planned, plan_price, got, cost,
        sum((exact(one.quantity) for one in taken), ZERO), cost / got if got else plan_price,
    )  # fmt: skip


def mean(priced: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """The price of one where lines of a plan name several; None without any."""
    total = sum((quantity for quantity, _ in priced), ZERO)
    return sum((quantity * price for quantity, price in priced), ZERO) / total if total else None


def items(plans: Sequence[Any], uses: Sequence[Any]) -> list[Item]:
    """Every item that was planned, bought or used, in the order of their names."""
    names = {line.item for plan in plans for line in (*plan.lines, *plan.purchases)} | {one.item for one in uses}
    return [item_of(name, plans, uses) for name in sorted(names)]


def allowed(planned: Decimal, month: str, terms: Terms) -> Decimal:
    """So much may be used, or paid, where so much was planned."""
    day = month_bounds(month, terms.tz)[0].date()
    return planned * (WHOLE + exact(terms.figures.value(figures.TOLERANCE, day))) / WHOLE


def crossed(item: str, uses: Iterable[Any], *, limit: Decimal) -> Any:
    """The use with which an item went beyond the limit, None while it did not."""
    total = ZERO
    for one in sorted((use for use in uses if use.item == item), key=lambda use: (use.used_at, use.id)):
        total += exact(one.quantity)
        if total > limit:
            return one
    return None


def submit_by(month: str, terms: Terms) -> datetime:
    """Until when the plan of a month is submitted."""
    start = month_bounds(month, terms.tz)[0]
    return start + timedelta(days=float(terms.figures.value(figures.SUBMIT_GRACE, start.date())))


def review_by(month: str, terms: Terms) -> datetime:
    """Until when use and cost of a month are examined."""
    end = month_bounds(month, terms.tz)[1]
    return end + terms.figures.span(figures.REVIEW_WITHIN, end.date())
