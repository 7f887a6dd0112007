"""What the service registers owe: who waits for a service that opened, contracts that end; and who answers for clocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.kinds import EPOCH
from cspm.core.limits import limit
from cspm.core.periods import Span, midnight
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.services import figures
from cspm.procedures.services.states import is_item
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {
    ("demands", "demand"): Duty("dispatch_assistant", "", "cspm demand report {id} --reported-to DEPT"),
    ("damages", "damage"): Duty("technician", "by", "cspm damage report {id} --reported-to csc_manager"),
}
RULES = ("R035", "R157")
JUDGED = ("R035", "R157")
OPEN = "state IN ('offered', 'withdrawn')"


class Waiting(NamedTuple):
    """A demand whose service opened after it was asked for: `due` is when the customer should know, `told` when he was."""

    id: str
    item: str
    service: str
    since: date
    due: datetime
    told: datetime | None


def opened(store: Store, terms: Terms) -> list[Waiting]:
    """The demands whose service was offered later, in their order."""
    services = [dict(row) for row in store.rows("services", OPEN, columns=("id", "name", "offered_from", "state"))]
    if not services:
        return []
    columns = ("id", "item", "asked_at", "announced_at", "state")
    found = []
    for row in store.rows("demands", "state NOT IN ('void', 'dropped')", columns=columns):
        service = next((one for one in services if is_item(one, row["item"])), None)
        if service is not None:
            found.append(one_waiting(dict(row), service, terms))
    return found


def one_waiting(demand: Mapping[str, Any], service: Mapping[str, Any], terms: Terms) -> Waiting:
    """A demand beside the entry of the price list that answers it; due from the later of opening and asking."""
    asked = (EPOCH + timedelta(microseconds=demand["asked_at"])).astimezone(terms.tz)
    opens = date.fromisoformat(service["offered_from"]) if service["offered_from"] else asked.date()
    start = max(midnight(opens, terms.tz), asked)
    told = demand["announced_at"]
    return Waiting(
        demand["id"], demand["item"], service["id"], start.date(), limit(figures.ANNOUNCE_WITHIN, terms, start).due,
        None if told is None else (EPOCH + timedelta(microseconds=told)).astimezone(terms.tz),
    )  # fmt: skip


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """Of the month that runs: one line for each item that customers wait for, and one for each contract that ends soon."""
    if not span.start <= as_of < span.end:
        return
    waiting: dict[str, list[Waiting]] = {}
    for one in opened(store, terms):
        if one.told is None and midnight(one.since, terms.tz) <= as_of:
            waiting.setdefault(one.service, []).append(one)
    for service, those in sorted(waiting.items()):
        ids = " ".join(one.id for one in those)
        due = min(one.due for one in those)
        yield Quota("R035", "dispatch_assistant", len(those), 0, f"cspm demand announce {ids}", service, due=due)
    notice = terms.figures.span(figures.LEASE_NOTICE, as_of.date())
    for lease, who, due in ending(store, terms):
        if due - notice <= as_of:
            yield Quota(
                "R157", "administrator", 1, 0, f"cspm lease renew {lease} --renewed-by ID", lease, who=who, due=due
            )


def ending(store: Store, terms: Terms) -> Iterator[tuple[str, str, datetime]]:
    """The contracts in force that have an end: id, who handles it, the midnight after its last day."""
    for row in store.rows("leases", "state = 'in_force' AND \"end\" IS NOT NULL", columns=("id", "end", "by")):
        yield row["id"], row["by"] or "", midnight(date.fromisoformat(row["end"]) + timedelta(days=1), terms.tz)


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R035: who waited is told in time once the service opens. R157: no contract runs out with nobody minding it."""
    for one in opened(store, terms):
        if one.told is not None and one.told <= one.due:
            yield "R035", one.id, Kept(one.told)
        else:
            text = N_("Waits for {item}, which is offered, and was not told")
            yield "R035", one.id, Broken(one.due, Message.of(text, item=one.item))
    for lease, _who, due in ending(store, terms):
        yield "R157", lease, Broken(due, Message(N_("The contract ran out, and was neither renewed nor ended")))
