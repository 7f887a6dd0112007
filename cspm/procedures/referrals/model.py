"""A problem referred to a department (S51), and a row of the customer communication register (form F31)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Part, Record, Rung, field
from cspm.errors import N_

ReferralState = Literal["referred", "handled", "fed_back", "void"]
RowState = Literal["registered", "told", "cleared", "void"]


class Referral(Record):
    """A problem beyond the centre, told to a department by phone, or in a written `report` when complex or serious.

    The department deals with it (`handled_at`, `result`) and feeds back to the centre (`fed_back_at`). `fast` is the fast
    lane of project work (R199). `ticket` is the matter behind it, if there is one.
    """

    record_kind: ClassVar[str] = "referrals"

    id: str = field(N_("Referral"))
    department: str = field(N_("Department"), min_length=1)
    text: str = field(N_("Problem"), min_length=1)
    gravity: Literal["general", "complex", "serious"] = field(N_("How grave"), "general")
    manner: Literal["phone", "report"] = field(N_("Referred by"), "phone")
    report: str | None = field(N_("Written report"), None)
    fast: bool = field(N_("Fast lane"), False)
    ticket: str | None = field(N_("Ticket"), None)
    referred_at: datetime = field(N_("Referred at"))
    referred_by: str = field(N_("Referred by whom"))
    received_by: str | None = field(N_("Taken by"), None)
    handled_at: datetime | None = field(N_("Handled at"), None)
    handled_by: str | None = field(N_("Handled by"), None)
    result: str | None = field(N_("Result"), None)
    fed_back_at: datetime | None = field(N_("Fed back at"), None)
    fed_back_to: str | None = field(N_("Fed back to"), None)
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    state: ReferralState = field(N_("State"), "referred")


class Urge(Part):
    """The centre was urged to clear a row."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    text: str | None = field(N_("What was said"), None)


class Communication(Record):
    """A complaint that the company itself received (R238): told to the centre, which is urged until it is cleared."""

    record_kind: ClassVar[str] = "communications"

    id: str = field(N_("Entry"))
    customer: str | None = field(N_("Customer"), None)
    phone: str | None = field(N_("Phone"), None)
    unit: str | None = field(N_("Unit"), None)
    text: str = field(N_("Complaint"), min_length=1)
    received_at: datetime = field(N_("Received at"))
    received_by: str = field(N_("Received by"))
    told_at: datetime | None = field(N_("Centre told at"), None)
    told_to: str | None = field(N_("Told to"), None)
    ticket: str | None = field(N_("Ticket"), None)
    urges: tuple[Urge, ...] = field(N_("Urged"), ())
    cleared_at: datetime | None = field(N_("Cleared at"), None)
    cleared_by: str | None = field(N_("Cleared by"), None)
    result: str | None = field(N_("Result"), None)
    ladder: tuple[Rung, ...] = field(N_("Ladder of escalation"), ())
    state: RowState = field(N_("State"), "registered")
