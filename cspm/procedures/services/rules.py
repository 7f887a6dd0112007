"""What the records of the service registers kept and broke (R028, R035, R047, R053, R157). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.clocks import Clock
from cspm.core.figures import Figure
from cspm.core.ladders import Climb, climbed
from cspm.core.limits import limit
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.services import figures

if TYPE_CHECKING:
    from cspm.procedures.services.model import Damage, Demand, Lease, Service

MANAGERS = ("csc_manager", "general_manager")
LET = N_("Not in the contract: {missing}")


def begun(record: Any) -> datetime:
    """When the record was made."""
    at: datetime = record.history[0].at
    return at


def one_fee(service: Service, terms: Terms) -> Iterable[Judgement]:
    """R028: routine services are free; what is paid or business has its price."""
    at = begun(service)
    if service.nature == "routine":
        yield judged(not service.price, at, Message(N_("A routine service with a price")))
    elif service.state == "offered":
        yield judged(service.price is not None, at, Message(N_("Offered for money, and there is no price")))


def bounds_fit(service: Service, terms: Terms) -> Iterable[Judgement]:
    """R047: the price lies within its bounds."""
    low, high, price = service.low_amount, service.high_amount, service.price
    if low is None and high is None:
        return
    known = [amount for amount in (low, price, high) if amount is not None]
    yield judged(known == sorted(known), begun(service), Message(N_("The price and its bounds contradict each other")))


def clock_of(name: str, figure: Figure, terms: Terms, *, start: datetime, met: datetime | None) -> Clock:
    """A clock that runs from an event for as long as the figure says."""
    found = limit(figure, terms, start)
    return Clock(
        name,
        figure.rule,
        figure.clause,
        start,
        found.due,
        met,
        mode=found.mode,
        figure=figure.key,
        override=found.override,
    )


def demand_clocks(demand: Demand, terms: Terms) -> Iterable[Clock]:
    """Until it is reported to the department (R035)."""
    if demand.import_batch is None and demand.state not in ("dropped", "void"):
        met = demand.reported_at or demand.announced_at
        yield clock_of("demand", figures.DEMAND_REPORT_WITHIN, terms, start=demand.asked_at, met=met)


def damage_clocks(damage: Damage, terms: Terms) -> Iterable[Clock]:
    """Until a manager knows (R053)."""
    if damage.import_batch is None and damage.state != "void":
        met = damage.reported_at if damage.reported_to in MANAGERS else None
        yield clock_of("damage", figures.DAMAGE_REPORT_WITHIN, terms, start=damage.happened_at, met=met)


def in_time(clocks: Iterable[Clock], sentence: str) -> Iterable[Judgement]:
    """Kept when it was met by its due time, else broken from then on."""
    for clock in clocks:
        if clock.met_at is not None and clock.met_at <= clock.due:
            yield Kept(clock.met_at)
        else:
            yield Broken(clock.due, Message.of(sentence, due=f"{clock.due:%Y-%m-%d %H:%M}"))


def demand_reported(demand: Demand, terms: Terms) -> Iterable[Judgement]:
    """R035: what was asked for and is not offered is reported to the department."""
    return in_time(demand_clocks(demand, terms), N_("The demand was not reported to the department by {due}"))


def damage_reported(damage: Damage, terms: Terms) -> Iterable[Judgement]:
    """R053: the CSC manager or the general property manager knows."""
    return in_time(damage_clocks(damage, terms), N_("No manager was told of the damage by {due}"))


def damage_negotiated(damage: Damage, terms: Terms) -> Iterable[Judgement]:
    """R053: the office negotiates with the customer before it is settled."""
    if damage.settled_at is not None:
        spoke = damage.negotiated_at is not None and damage.negotiated_at <= damage.settled_at
        yield judged(spoke, damage.settled_at, Message(N_("Settled without having negotiated with the customer")))


def damage_settled(damage: Damage, terms: Terms) -> Iterable[Judgement]:
    """R053: a settlement has its amount, and the customer's word."""
    end = damage.settled_at or damage.closed_at
    if end is not None:
        whole = damage.compensation_amount is not None and bool(damage.agreed_by)
        yield judged(whole, end, Message(N_("Settled without an amount or the customer's agreement")))


def lease_complete(lease: Lease, terms: Terms) -> Iterable[Judgement]:
    """R157: a business contract has its term and its amount."""
    missing = tuple(Code("field", name) for name in ("start", "end", "amount") if getattr(lease, name) is None)
    yield judged(not missing, begun(lease), Message.of(LET, missing=missing))


def lease_term(lease: Lease, terms: Terms) -> Iterable[Judgement]:
    """R157: a contract ends after it began."""
    if lease.start is not None and lease.end is not None:
        yield judged(lease.start <= lease.end, begun(lease), Message(N_("The contract ends before it begins")))


SERVICE_RULES = (
    Rule("price_of_nature", "R028", "000 P2-一 2.1.1-2.1.3", "error", one_fee),
    Rule("price_bounds", "R047", "000 P2-一 2.4.4", "error", bounds_fit),
)
DEMANDS = Climb("demands", demand_clocks, {"demand": figures.DEMAND_LADDER}, ("item",))
DAMAGES = Climb("damages", damage_clocks, {"damage": figures.DAMAGE_LADDER}, ("item", "text"))
CLIMBS = (DEMANDS, DAMAGES)
DEMAND_RULES = (
    Rule("demand_not_reported", "R035", "000 P2-一 2.2.7", "breach", demand_reported),
    climbed(DEMANDS),
)
DAMAGE_RULES = (
    Rule("damage_not_reported", "R053", "000 P2-一 2.5.6", "breach", damage_reported),
    Rule("damage_not_negotiated", "R053", "000 P2-一 2.5.6", "breach", damage_negotiated),
    Rule("damage_no_amount", "R053", "000 P2-一 2.5.6", "breach", damage_settled),
    climbed(DAMAGES),
)
LEASE_RULES = (
    Rule("lease_incomplete", "R157", "000 P2-一 2.1.3", "breach", lease_complete),
    Rule("lease_term", "R157", "000 P2-一 2.1.3", "error", lease_term),
)
RULES = (*SERVICE_RULES, *DEMAND_RULES, *DAMAGE_RULES, *LEASE_RULES)
OF_KIND = {
    "services": SERVICE_RULES, "demands": DEMAND_RULES, "damages": DAMAGE_RULES, "leases": LEASE_RULES,
}  # fmt: skip
COMMANDS = {"R028": "service", "R035": "demand", "R053": "damage", "R157": "lease"}
"""Rules that are kept by a command's being there."""
