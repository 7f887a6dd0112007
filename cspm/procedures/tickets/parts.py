"""Parts of a ticket: who asks, pauses, materials, checked steps, copies, notices."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal

from cspm.core.record import Part, field
from cspm.errors import N_


class Customer(Part):
    """Who asks: `customer_class` (R207) and `special` (R229) come from the unit register when it knows them."""

    name: str | None = field(N_("Customer"), None)
    phone: str | None = field(N_("Phone"), None)
    customer_class: str | None = field(N_("Customer class"), None)
    special: bool = field(N_("Special customer"), False)


class Hold(Part):
    """A pause: from `since` to `until` (None while it lasts); `state` is where the ticket goes on."""

    since: datetime = field(N_("Since"))
    until: datetime | None = field(N_("Until"), None)
    reason: str = field(N_("Reason"))
    state: str = field(N_("State"))


class Material(Part):
    """Materials or tools: `way` take, back or used, and how many (R049)."""

    item: str = field(N_("Item"))
    quantity: Decimal = field(N_("Quantity"))
    way: Literal["take", "back", "used"] = field(N_("Way"))
    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))


class Step(Part):
    """One line of a technical checklist: the step and the value that was measured or seen, a number in `unit`."""

    step: str = field(N_("Step"))
    value: str = field(N_("Value"))
    unit: str | None = field(N_("Unit of measure"), None)


class Copy(Part):
    """One of the three copies of a work order handed out (R055)."""

    holder: Literal["owner", "csc", "finance"] = field(N_("Copy for"), json_schema_extra={"vocabulary": "copy"})
    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))


class Notice(Part):
    """What the complainant was told on the way (R098), or the explanation of an invalid complaint (R091)."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    text: str = field(N_("Text"))
