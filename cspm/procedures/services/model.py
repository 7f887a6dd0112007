"""What the office offers and who does it, what it could not offer, what was damaged, and its business contracts.

Sources: DTZ manual part 2 chapter 1 (service items and charges, flow chart 1.0, 2.2.7, 2.5.6).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Money, Record, Rung, field
from cspm.errors import N_

Nature = Literal["routine", "paid", "business"]
ServiceState = Literal["proposed", "priced", "offered", "withdrawn", "void"]
DemandState = Literal["recorded", "reported", "announced", "dropped", "void"]
DamageState = Literal["recorded", "reported", "negotiating", "settled", "closed", "void"]
LeaseState = Literal["in_force", "ended", "void"]


class Service(Record):
    """An item of the price list: one `nature` (R028), its `price` in yuan for one `per`, and the bounds that may be quoted.

    Offered from `offered_from` to `offered_to`, both days included; None is open. `needs_engineering`: a second person
    goes along from the engineering department (R150).
    """

    record_kind: ClassVar[str] = "services"

    id: str = field(N_("Item code"))
    name: str = field(N_("Service"), min_length=1)
    nature: Nature = field(N_("Nature"))
    category: str | None = field(N_("Category"), None)
    team: str | None = field(N_("Team"), None)
    per: str | None = field(N_("Per"), None)
    price: Money | None = field(N_("Price"), None)
    low_amount: Money | None = field(N_("Lowest price"), None)
    high_amount: Money | None = field(N_("Highest price"), None)
    needs_engineering: bool = field(N_("Needs engineering"), False)
    offered_from: date | None = field(N_("Offered from"), None)
    offered_to: date | None = field(N_("Offered to"), None)
    remark: str | None = field(N_("Remark"), None)
    state: ServiceState = field(N_("State"), "proposed")


class Team(Record):
    """Who does a category of service: `teams` by name and `roles`, who goes along (`second_role`, R150), and the unit
    that is called for it (`agreement_unit`, R151). A line for one `item` of the price list stands before its category's.
    """

    record_kind: ClassVar[str] = "teams"

    id: str = field(N_("Line of the table"))
    category: str = field(N_("Category"), min_length=1)
    item: str | None = field(N_("Item"), None)
    teams: tuple[str, ...] = field(N_("Teams"), ())
    roles: tuple[str, ...] = field(N_("Roles"), (), json_schema_extra={"vocabulary": "role"})
    second_role: str | None = field(N_("Goes along"), None, json_schema_extra={"vocabulary": "role"})
    agreement_unit: str | None = field(N_("Agreement unit"), None)
    phone: str | None = field(N_("Phone"), None)
    state: Literal["active", "void"] = field(N_("State"), "active")


class Demand(Record):
    """A service that somebody wanted and the office does not offer (R035): recorded, reported, and announced once it opens."""

    record_kind: ClassVar[str] = "demands"

    id: str = field(N_("Demand"))
    item: str = field(N_("Service wanted"), min_length=1)
    text: str | None = field(N_("Matter"), None)
    requester: str | None = field(N_("Requester"), None)
    phone: str | None = field(N_("Phone"), None)
    unit: str | None = field(N_("Unit"), None)
    ticket: str | None = field(N_("Ticket"), None)
    helped: str | None = field(N_("How it was tried to help"), None)
    asked_at: datetime = field(N_("Asked at"))
    reported_at: datetime | None = field(N_("Reported at"), None)
    reported_by: str | None = field(N_("Reported by"), None)
    reported_to: str | None = field(N_("Reported to"), None)
    announced_at: datetime | None = field(N_("Announced at"), None)
    announced_by: str | None = field(N_("Announced by"), None)
    announced_how: Literal["notice", "phone", "visit", "other"] | None = field(N_("Announced how"), None)
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    state: DemandState = field(N_("State"), "recorded")


class Damage(Record):
    """Customer property that was broken or lost in a service (R053), and what was agreed about it; amounts in yuan."""

    record_kind: ClassVar[str] = "damages"

    id: str = field(N_("Damage"))
    loss: Literal["broken", "lost"] = field(N_("What happened"))
    item: str = field(N_("Property"), min_length=1)
    ticket: str | None = field(N_("Ticket"), None)
    unit: str | None = field(N_("Unit"), None)
    place: str | None = field(N_("Place"), None)
    customer: str | None = field(N_("Customer"), None)
    text: str | None = field(N_("Matter"), None)
    estimated_amount: Money | None = field(N_("Estimated value"), None)
    happened_at: datetime = field(N_("Happened at"))
    by: str = field(N_("Who"))
    reported_at: datetime | None = field(N_("Reported at"), None)
    reported_by: str | None = field(N_("Reported by"), None)
    reported_to: str | None = field(N_("Reported to"), None, json_schema_extra={"vocabulary": "role"})
    negotiated_at: datetime | None = field(N_("Negotiated at"), None)
    negotiated_by: str | None = field(N_("Negotiated by"), None)
    demanded_amount: Money | None = field(N_("Amount demanded"), None)
    settled_at: datetime | None = field(N_("Settled at"), None)
    settled_by: str | None = field(N_("Settled by"), None)
    compensation_amount: Money | None = field(N_("Compensation"), None)
    agreed_by: str | None = field(N_("Agreed by"), None)
    agreed_on: date | None = field(N_("Agreed on"), None)
    closed_at: datetime | None = field(N_("Closed at"), None)
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    state: DamageState = field(N_("State"), "recorded")


class Lease(Record):
    """A contract of the business services (R157): flats let as agent, parking spaces, venues. `amount` is yuan in all."""

    record_kind: ClassVar[str] = "leases"

    id: str = field(N_("Business contract"))
    business: Literal["flat", "parking", "venue"] = field(N_("Kind of business"))
    object: str = field(N_("What is let"), min_length=1)
    party: str = field(N_("Party"), min_length=1)
    phone: str | None = field(N_("Phone"), None)
    start: date | None = field(N_("First day"), None)
    end: date | None = field(N_("Last day"), None)
    amount: Money | None = field(N_("Amount"), None)
    by: str | None = field(N_("Handled by"), None)
    renewed_by: str | None = field(N_("Renewed by contract"), None)
    ended_on: date | None = field(N_("Ended on"), None)
    remark: str | None = field(N_("Remark"), None)
    state: LeaseState = field(N_("State"), "in_force")
