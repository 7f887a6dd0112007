"""The bundle of a month's paid orders: what was handed over, its figures as they were then, and who checked them."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Money, Part, Record, Rung, field
from cspm.errors import N_

State = Literal["draft", "handed_over", "checked", "reviewed", "void"]


class Line(Part):
    """What an order charges for one item, in yuan."""

    item: str = field(N_("Item"))
    amount: Money = field(N_("Amount"))


class Order(Part):
    """One order as it was when the bundle was handed over. `booked_at` is when it was written off or closed; `late` that
    this was in an earlier month than the bundle's."""

    ticket: str = field(N_("Ticket"))
    unit: str | None = field(N_("Unit"), None)
    customer: str | None = field(N_("Customer"), None)
    lines: tuple[Line, ...] = field(N_("Charges"), ())
    amount: Money = field(N_("Amount"))
    payment_method: str | None = field(N_("Payment"), None)
    paid_on: date | None = field(N_("Paid on"), None)
    booked_at: datetime = field(N_("Written off or closed at"))
    late: bool = field(N_("Of an earlier month"), False)


class Due(Part):
    """One line of a notice: the order's serial number and its amount (R060)."""

    ticket: str = field(N_("Ticket"))
    amount: Money = field(N_("Amount"))


class Notice(Part):
    """What the month's fee notice of a unit lists of its service fees."""

    unit: str = field(N_("Unit"))
    lines: tuple[Due, ...] = field(N_("Lines"), ())
    amount: Money = field(N_("Amount"))
    issued_at: datetime = field(N_("Sent at"))
    by: str = field(N_("Who"))


class Bundle(Record):
    """The month's bundle (R054, R059) and fee report (R058). From the hand-over on its orders are frozen."""

    record_kind: ClassVar[str] = "bundles"

    id: str = field(N_("Bundle"))
    month: str = field(N_("Month"), pattern="[0-9]{4}-[0-9]{2}")
    orders: tuple[Order, ...] = field(N_("Orders"), ())
    amount: Money = field(N_("Amount"))
    drafted_at: datetime | None = field(N_("Drafted at"), None)
    drafted_by: str | None = field(N_("Drafted by"), None)
    handed_over_at: datetime | None = field(N_("Handed over at"), None)
    handed_over_by: str | None = field(N_("Handed over by"), None)
    received_by: str | None = field(N_("Taken over by"), None)
    received_role: str | None = field(N_("Taken over in the role"), None)
    checked_at: datetime | None = field(N_("Checked at"), None)
    checked_by: str | None = field(N_("Checked by"), None)
    remark: str | None = field(N_("Remark of finance"), None)
    reviewed_at: datetime | None = field(N_("Reviewed at"), None)
    reviewed_by: str | None = field(N_("Reviewed by"), None)
    opinion: str | None = field(N_("Opinion"), None)
    notices: tuple[Notice, ...] = field(N_("Fee notices"), ())
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    state: State = field(N_("State"), "draft")
