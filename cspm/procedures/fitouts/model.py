"""A fit-out site: where who works from when to when, on which days somebody looked, what was against the rules."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Part, Record, field
from cspm.errors import N_

Day = date  # a field named `date` hides the type
ViolationType = Literal["blocked_way", "building", "piling", "facade", "other"]


class Look(Part):
    """Somebody looked at the site on that day; `idle`: nobody worked there."""

    date: Day = field(N_("Date"))
    by: str = field(N_("Who"))
    idle: bool = field(N_("No work that day"), False)
    note: str | None = field(N_("Note"), None)


class Violation(Part):
    """Something against the rules, the stop order (`order` its number) and when it was put right."""

    number: int = field(N_("Number"))
    violation_type: ViolationType = field(N_("Kind of violation"))
    text: str | None = field(N_("What was found"), None)
    found_at: datetime = field(N_("Found at"))
    found_by: str = field(N_("Found by"))
    order: str | None = field(N_("Stop order"), None)
    stopped_at: datetime | None = field(N_("Stop ordered at"), None)
    stopped_by: str | None = field(N_("Stop ordered by"), None)
    cleared_at: datetime | None = field(N_("Put right at"), None)


class Fitout(Record):
    """A fit-out site: active from `start` until `ended_on`; somebody looks at it on each of these days."""

    record_kind: ClassVar[str] = "fitouts"

    id: str = field(N_("Fit-out site"))
    unit: str = field(N_("Unit"), min_length=1)
    contractor: str | None = field(N_("Contractor"), None)
    phone: str | None = field(N_("Phone"), None)
    inspector: str | None = field(N_("Who looks at it"), None)
    start: date = field(N_("Start"))
    end: Day | None = field(N_("Planned end"), None)
    ended_on: Day | None = field(N_("Ended on"), None)
    looks: tuple[Look, ...] = field(N_("Days on which somebody looked"), ())
    violations: tuple[Violation, ...] = field(N_("Violations"), ())
    state: Literal["active", "ended", "void"] = field(N_("State"), "active")
