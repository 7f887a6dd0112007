"""What supplies owe: a submitted plan for each month, its cost examined, and no more used than planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Quota
from cspm.core.kinds import micros
from cspm.core.periods import Span, midnight
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.procedures.supplies.months import allowed, crossed, items, review_by, submit_by
from cspm.procedures.supplies.states import LEADERS, REVIEWERS

if TYPE_CHECKING:
    from cspm.store.repository import Store

RULES = ("R194", "R027")
JUDGED = ("R027",)
COUNTS = "state != 'void'"
SECOND = timedelta(seconds=1)


def plans_of(store: Store, month: str) -> list[Any]:
    """The plans of a month that count."""
    ids = [str(row["id"]) for row in store.rows("supply_plans", f"{COUNTS} AND month = ?", (month,), columns=("id",))]
    return [View(document) for document in store.documents("supply_plans", ids)]


def uses_of(store: Store, span: Span) -> list[Any]:
    """What was used in a month."""
    where = f"{COUNTS} AND used_at >= ? AND used_at < ?"
    ids = [
        str(row["id"])
        for row in store.rows("supply_uses", where, (micros(span.start), micros(span.end)), columns=("id",))
    ]
    return [View(document) for document in store.documents("supply_uses", ids)]


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R194: the month's plan, submitted, at sites that keep supplies, from `since` on; R027: months to be examined."""
    since = terms.site.since
    if since is not None and midnight(since, terms.tz) <= span.start and keeps_supplies(store, span):
        done = [plan.id for plan in plans_of(store, span.name) if plan.submitted_at is not None]
        command = f"cspm supply-plan add --month {span.name} --line ITEM:QUANTITY:UNIT_COST"
        yield Quota("R194", LEADERS[0], 1, int(bool(done)), command, due=submit_by(span.name, terms), ids=tuple(done))
    where = "state IN ('submitted', 'purchased')"
    for row in store.rows("supply_plans", where, columns=("id", "month")):
        due = review_by(row["month"], terms)
        if span.start <= due < span.end:
            command = f'cspm supply-plan review {row["id"]} --review "..."'
            yield Quota("R027", REVIEWERS[0], 1, 0, command, subject=str(row["id"]), due=due, apart=True)


def keeps_supplies(store: Store, span: Span) -> bool:
    """Whether the site planned or used supplies before the month is over."""
    planned = store.rows("supply_plans", f"{COUNTS} AND made_at < ?", (micros(span.end),), columns=("id",))
    return bool(planned or store.rows("supply_uses", f"{COUNTS} AND used_at < ?", (micros(span.end),), columns=("id",)))


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R027: of each item no more is used in a month than was planned, beyond what the site grants; broken with the use
    that went beyond it, kept when the month is over."""
    plans = plans_of(store, span.name)
    if plans:
        yield from used_as_planned(plans, uses_of(store, span), span, terms)


def used_as_planned(
    plans: Sequence[Any], uses: Sequence[Any], span: Span, terms: Terms
) -> Iterator[tuple[str, str, Judgement]]:
    """The items of a month that has a plan; what was used without being planned goes beyond it at once."""
    for item in items(plans, uses):
        if not item.used:
            continue
        limit = allowed(item.planned, span.name, terms)
        over = crossed(item.item, uses, limit=limit)
        if over is None:
            yield "R027", plans[0].id, Kept(span.end - SECOND)
        else:
            said = Message.of(
                N_("{item}: {used} used, {planned} planned"), item=item.item, used=item.used, planned=item.planned
            )
            yield "R027", over.id, Broken(over.used_at, said)
