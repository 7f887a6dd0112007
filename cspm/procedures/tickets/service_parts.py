"""Parts of a ticket about the service itself: what the price list said, who had it in hand, who was called from outside."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal

from cspm.core.record import Money, Part, field
from cspm.errors import N_


class Charge(Part):
    """One line of the price: `amount` = quantity x price, in yuan.

    What the price list said on that day stays with it: `listed` (None: there was no list), its price, and the bounds.
    """

    item: str = field(N_("Item"))
    quantity: Decimal = field(N_("Quantity"))
    price: Money = field(N_("Price"))
    amount: Money = field(N_("Amount"))
    listed: bool | None = field(N_("In the price list"), None)
    list_amount: Money | None = field(N_("List price"), None)
    low_amount: Money | None = field(N_("Lowest price"), None)
    high_amount: Money | None = field(N_("Highest price"), None)


class Offer(Part):
    """What the price list said of the service that was asked for, on that day (R041): `code` is its entry."""

    status: Literal["offered", "not_offered", "unlisted"] | None = field(
        N_("In the price list"), None, json_schema_extra={"vocabulary": "offer_status"}
    )
    code: str | None = field(N_("Listed under"), None)
    name: str | None = field(N_("Listed as"), None)
    nature: str | None = field(N_("Listed nature"), None)
    team: str | None = field(N_("Listed team"), None)


class Handler(Part):
    """Somebody who had the ticket in hand: `since` when, sent by whom, `until` when and how it left him.

    What the table of teams said on that day stays with it: `wanted` are the teams and roles that do this category, `fits`
    whether he belongs to them (None: the table is silent), `second` the role that goes along and `joined` whether
    somebody of it did (R150). `open_jobs` is how many open tickets he had then, this one included.
    """

    staff: str = field(N_("Who"))
    since: datetime = field(N_("Since"))
    by: str | None = field(N_("Sent by"), None)
    team: str | None = field(N_("Team"), None)
    wanted: tuple[str, ...] = field(N_("Teams in charge"), ())
    fits: bool | None = field(N_("Of these teams"), None)
    second: str | None = field(N_("Goes along"), None, json_schema_extra={"vocabulary": "role"})
    joined: bool | None = field(N_("Went along"), None)
    open_jobs: int | None = field(N_("Open jobs"), None)
    until: datetime | None = field(N_("Until"), None)
    ended: Literal["transfer", "return", "refer"] | None = field(
        N_("Left him by"), None, json_schema_extra={"vocabulary": "handed"}
    )
    reason: str | None = field(N_("Reason"), None)


class Outside(Part):
    """The agreement unit or utility that was called (R151), and who of the customers agreed with it."""

    unit: str | None = field(N_("Agreement unit"), None)
    at: datetime | None = field(N_("Unit called at"), None)
    by: str | None = field(N_("Unit called by"), None)
    agreed_by: str | None = field(N_("Agreed with the unit"), None)
    agreed_at: datetime | None = field(N_("Agreed with the unit at"), None)


class Archived(Part):
    """The papers were filed (R107, R113): when, by whom in which role, and where the copies lie."""

    at: datetime | None = field(N_("Papers filed at"), None)
    by: str | None = field(N_("Papers filed by"), None)
    role: str | None = field(N_("Papers filed in the role"), None)
    copies: tuple[Literal["office", "owner_file"], ...] = field(
        N_("Copies"), (), json_schema_extra={"vocabulary": "archive_copy"}
    )
