"""A fit-out (S31): what was applied for and approved, who works from when to when, on which days somebody looked, what was
against the rules, and the deposit."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Money, Part, Record, field
from cspm.errors import N_

Day = date  # a field named `date` hides the type
ViolationType = Literal["blocked_way", "building", "piling", "facade", "unapproved", "accident", "other"]


class Look(Part):
    """Somebody looked at the site on that day; `idle`: nobody worked there; `found` are the works he found (R021)."""

    date: Day = field(N_("Date"))
    by: str = field(N_("Who"))
    idle: bool = field(N_("No work that day"), False)
    found: tuple[str, ...] = field(N_("Works found"), ())
    note: str | None = field(N_("Note"), None)


class Violation(Part):
    """Something against the rules, the stop order (`order` its number), which leader was told (R022), when it was put right."""

    number: int = field(N_("Number"))
    violation_type: ViolationType = field(N_("Kind of violation"))
    text: str | None = field(N_("What was found"), None)
    found_at: datetime = field(N_("Found at"))
    found_by: str = field(N_("Found by"))
    order: str | None = field(N_("Stop order"), None)
    stopped_at: datetime | None = field(N_("Stop ordered at"), None)
    stopped_by: str | None = field(N_("Stop ordered by"), None)
    told_at: datetime | None = field(N_("Leader told at"), None)
    told: str | None = field(N_("Leader told"), None)
    cleared_at: datetime | None = field(N_("Put right at"), None)


class Fitout(Record):
    """A fit-out: applied for, approved, entered (R020), active from `start` until `ended_on`; somebody looks at the site on
    each of these days.

    `items` are the works that were declared; `approved_items` those that were approved, all of them when empty.
    `deposit_amount` was taken, `returned_amount` given back.
    """

    record_kind: ClassVar[str] = "fitouts"

    id: str = field(N_("Fit-out"))
    unit: str = field(N_("Unit"), min_length=1)
    applicant: str | None = field(N_("Applicant"), None)
    contractor: str | None = field(N_("Fit-out contractor"), None)
    phone: str | None = field(N_("Phone"), None)
    items: tuple[str, ...] = field(N_("Works declared"), ())
    applied_on: Day | None = field(N_("Applied on"), None)
    approved_items: tuple[str, ...] = field(N_("Works approved"), ())
    decided_at: datetime | None = field(N_("Decided at"), None)
    decided_by: str | None = field(N_("Decided by"), None)
    opinion: str | None = field(N_("Opinion"), None)
    deposit_amount: Money | None = field(N_("Deposit"), None, ge=0)
    deposit_at: datetime | None = field(N_("Deposit taken at"), None)
    deposit_by: str | None = field(N_("Deposit taken by"), None)
    returned_amount: Money | None = field(N_("Deposit given back"), None, ge=0)
    returned_at: datetime | None = field(N_("Deposit given back at"), None)
    returned_by: str | None = field(N_("Deposit given back by"), None)
    inspector: str | None = field(N_("Who looks at it"), None)
    start: Day | None = field(N_("Entered on"), None)
    end: Day | None = field(N_("Planned end"), None)
    ended_on: Day | None = field(N_("Finished on"), None)
    looks: tuple[Look, ...] = field(N_("Days on which somebody looked"), ())
    violations: tuple[Violation, ...] = field(N_("Violations"), ())
    state: Literal["applied", "approved", "rejected", "active", "finished", "void"] = field(N_("State"), "applied")
