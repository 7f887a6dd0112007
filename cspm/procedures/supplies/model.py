"""A month's plan of supplies and tools, and what was taken for use."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal

from cspm.core.record import Money, Part, Record, field
from cspm.errors import N_

MOST = 1_000_000


class SupplyLine(Part):
    """One item of the plan: so many of a unit, `price` yuan each."""

    item: str = field(N_("Item"), min_length=1)
    quantity: Decimal = field(N_("Quantity"), ge=0, le=MOST)
    price: Money | None = field(N_("Unit cost"), None, ge=0)
    unit: str | None = field(N_("Counted in"), None)


class Purchase(Part):
    """What was bought of an item, `price` yuan each."""

    item: str = field(N_("Item"), min_length=1)
    quantity: Decimal = field(N_("Quantity"), ge=0, le=MOST)
    price: Money = field(N_("Unit cost"), ge=0)
    supplier: str | None = field(N_("Supplier"), None)
    at: datetime | None = field(N_("When"), None)
    by: str | None = field(N_("Who"), None)


class SupplyPlan(Record):
    """The plan of cleaning supplies and tools for a month (R194), and what its review says of use and cost (R027)."""

    record_kind: ClassVar[str] = "supply_plans"

    id: str = field(N_("Supplies plan"))
    month: str = field(N_("Month"), pattern="[0-9]{4}-[0-9]{2}")
    made_at: datetime = field(N_("Made at"))
    by: str = field(N_("Made by"))
    lines: tuple[SupplyLine, ...] = field(N_("Planned items"), ())
    verified_at: datetime | None = field(N_("Verified at"), None)
    verified_by: str | None = field(N_("Verified by"), None)
    verified_role: str | None = field(N_("Verified in the role"), None)
    submitted_at: datetime | None = field(N_("Submitted at"), None)
    submitted_by: str | None = field(N_("Submitted by"), None)
    submitted_role: str | None = field(N_("Submitted in the role"), None)
    submitted_to: str | None = field(N_("Submitted to"), None)
    purchases: tuple[Purchase, ...] = field(N_("Bought"), ())
    reviewed_at: datetime | None = field(N_("Reviewed at"), None)
    reviewed_by: str | None = field(N_("Reviewed by"), None)
    reviewed_role: str | None = field(N_("Reviewed in the role"), None)
    review: str | None = field(N_("Cost review"), None)
    note: str | None = field(N_("Note"), None)
    state: Literal["planned", "verified", "submitted", "purchased", "reviewed", "void"] = field(N_("State"), "planned")


class SupplyUse(Record):
    """Supplies that were taken for use (R027): `by` took them, staff or a name, for the work in an area."""

    record_kind: ClassVar[str] = "supply_uses"

    id: str = field(N_("Supplies used"))
    item: str = field(N_("Item"), min_length=1)
    quantity: Decimal = field(N_("Quantity"), ge=0, le=MOST)
    unit: str | None = field(N_("Counted in"), None)
    used_at: datetime = field(N_("Taken at"))
    area: str | None = field(N_("Area"), None)
    by: str | None = field(N_("Taken by"), None)
    note: str | None = field(N_("Note"), None)
    state: Literal["recorded", "void"] = field(N_("State"), "recorded")
