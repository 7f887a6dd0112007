"""What a supplies plan kept and broke: submitted in time, verified by the leader, whole, its cost examined. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.money import money_text
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.supplies.months import allowed, item_of, items, review_by, submit_by
from cspm.procedures.supplies.states import COSTS, LEADERS, PLANNING

if TYPE_CHECKING:
    from cspm.procedures.supplies.model import SupplyPlan


def submitted_in_time(plan: SupplyPlan, terms: Terms) -> Iterable[Judgement]:
    """R194: the plan is submitted by the beginning of its month."""
    until = submit_by(plan.month, terms)
    if plan.submitted_at is not None and plan.submitted_at <= until:
        yield Kept(plan.submitted_at)
    else:
        late = plan.submitted_at is not None
        said = N_("Submitted after {due}") if late else N_("Not submitted by {due}")
        yield Broken(plan.submitted_at or until, Message.of(said, due=f"{until:%Y-%m-%d %H:%M}"))


def verified(plan: SupplyPlan, terms: Terms) -> Iterable[Judgement]:
    """R194: the leader verifies the plan before it is submitted."""
    if plan.submitted_at is None:
        return
    at = plan.submitted_at
    if plan.verified_at is None:
        yield Broken(at, Message(N_("Submitted without having been verified")))
    else:
        yield judged(plan.verified_at <= at, at, Message(N_("Verified after it was submitted")))
    roles = [role for role in (plan.verified_role, plan.submitted_role) if role]
    wrong = [role for role in roles if role not in LEADERS]
    if roles:
        yield judged(not wrong, at, Message(N_("Not verified and submitted by the cleaning leader")))


def whole(plan: SupplyPlan, terms: Terms) -> Iterable[Judgement]:
    """R194: the plan names its items, each with its unit cost."""
    if plan.submitted_at is not None:
        missing = tuple(line.item for line in plan.lines if line.price is None)
        said = (
            Message.of(N_("Without a unit cost: {items}"), items=missing)
            if missing
            else Message(N_("The plan names no item"))
        )
        yield judged(bool(plan.lines) and not missing, plan.submitted_at, said)


def examined(plan: SupplyPlan, terms: Terms) -> Iterable[Judgement]:
    """R027: use and cost of the month are examined some days after it."""
    if plan.state in ("planned", "verified"):
        return
    until = review_by(plan.month, terms)
    if plan.reviewed_at is not None and plan.reviewed_at <= until:
        yield Kept(plan.reviewed_at)
    else:
        yield Broken(until, Message.of(N_("Use and cost were not examined by {due}"), due=f"{until:%Y-%m-%d %H:%M}"))


def prices_kept(plan: SupplyPlan, terms: Terms) -> Iterable[Judgement]:
    """R027: nothing is bought that was not planned, or for more than planned, beyond what the site grants."""
    for one in plan.purchases:
        if one.at is None:
            continue
        planned = item_of(one.item, [plan], ()).plan_price
        if planned is None:
            said = Message.of(N_("{item} was bought without a price in the plan"), item=one.item)
            yield Broken(one.at, said)
        else:
            said = Message.of(
                N_("{item}: bought at {price}, planned at {planned}"), item=one.item, price=money_text(one.price),
                planned=money_text(planned),
            )  # fmt: skip
            yield judged(one.price <= allowed(planned, plan.month, terms), one.at, said)


def bought_as_planned(plan: SupplyPlan, terms: Terms) -> Iterable[Judgement]:
    """R027: no more of an item is bought than was planned, beyond what the site grants."""
    last = max((one.at for one in plan.purchases if one.at is not None), default=None)
    if last is not None:
        over = tuple(one.item for one in items([plan], ()) if one.bought > allowed(one.planned, plan.month, terms))
        yield judged(not over, last, Message.of(N_("More was bought than planned: {items}"), items=over))


RULES = (
    Rule("supply_plan_late", "R194", PLANNING, "breach", submitted_in_time),
    Rule("supply_plan_unverified", "R194", PLANNING, "breach", verified),
    Rule("supply_plan_incomplete", "R194", PLANNING, "breach", whole),
    Rule("supply_cost_not_examined", "R027", COSTS, "breach", examined),
    Rule("supply_price_over_plan", "R027", COSTS, "note", prices_kept),
    Rule("supply_bought_over_plan", "R027", COSTS, "note", bought_as_planned),
)
OF_KIND = {"supply_plans": RULES}
COMMANDS = {"R027": "report supplies", "R194": "supply-plan submit"}
"""Rules that are kept by a command's being there."""
