"""Patrols as records: the route with its plan, one patrol, and a defect that was seen."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Part, Record, field
from cspm.errors import N_

Day = date  # a field named `date` hides the type
Plan = Literal["daily", "weekdays", "interval", "dates"]
FoundHow = Literal["patrol", "cleaning", "other"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Route(Record):
    """A route: its `points` in order, who goes it, and the plan of its patrols.

    `plan` says on which days: every day, `weekdays`, every `interval` days counted from `active_from`, or `planned_on`.
    `windows` are the times of the day, such as 08:00-10:00, one patrol in each; none: one patrol, all day.
    """

    record_kind: ClassVar[str] = "patrol_routes"

    id: str = field(N_("Route"))
    name: str | None = field(N_("Named"), None)
    area: str | None = field(N_("Area"), None)
    points: tuple[str, ...] = field(N_("Points in order"), min_length=1)
    patroller: str | None = field(N_("Who goes it"), None)
    plan: Plan = field(N_("Plan"), "daily")
    weekdays: tuple[Weekday, ...] = field(N_("Days of the week"), (), json_schema_extra={"vocabulary": "weekday"})
    interval: int | None = field(N_("Every so many days"), None)
    planned_on: tuple[Day, ...] = field(N_("Dates"), ())
    windows: tuple[str, ...] = field(N_("Times of the day"), ())
    active_from: date = field(N_("In use from"))
    active_to: date | None = field(N_("In use until"), None)
    state: Literal["active", "void"] = field(N_("State"), "active")


class Passed(Part):
    """A point of the route: seen or not, in order or not; `defect` is what was found wrong there."""

    place: str = field(N_("Point of the route"))
    seen: bool = field(N_("Seen"), True)
    fine: bool = field(N_("Point in order"), True)
    defect: str | None = field(N_("Defect"), None)
    note: str | None = field(N_("Note"), None)


class Patrol(Record):
    """One patrol. Its id is `ROUTE.DAY.NUMBER`, the number that of the day's window, so there is one of each; a patrol
    beside the plan has a number behind those and no `due`. `why_not` says why a planned one was not made."""

    record_kind: ClassVar[str] = "patrols"

    id: str = field(N_("Patrol"))
    route: str = field(N_("Route"))
    date: Day = field(N_("Date"))
    number: int = field(N_("Number of the day"), 1)
    opens_at: datetime | None = field(N_("From"), None)
    due: datetime | None = field(N_("Due"), None)
    began_at: datetime | None = field(N_("Began at"), None)
    ended_at: datetime | None = field(N_("Ended at"), None)
    by: str = field(N_("Who"))
    points: tuple[Passed, ...] = field(N_("Points in order"), ())
    note: str | None = field(N_("Note"), None)
    why_not: str | None = field(N_("Why it was not made"), None)
    state: Literal["patrolled", "excused", "void"] = field(N_("State"), "patrolled")


class Defect(Record):
    """Something wrong with a public facility: where, who saw it and how, the department told, the ticket that repairs it."""

    record_kind: ClassVar[str] = "defects"

    id: str = field(N_("Defect"))
    text: str = field(N_("What is wrong"), min_length=1)
    place: str = field(N_("Place"), min_length=1)
    area: str | None = field(N_("Area"), None)
    found_how: FoundHow = field(N_("How it was found"))
    found_at: datetime = field(N_("Found at"))
    found_by: str = field(N_("Found by"))
    patrol: str | None = field(N_("Patrol"), None)
    reported_at: datetime | None = field(N_("Reported at"), None)
    reported_to: str | None = field(N_("Reported to"), None)
    ticket: str | None = field(N_("Ticket"), None)
    ticket_at: datetime | None = field(N_("Sent to repair at"), None)
    decision: str | None = field(N_("Why it is none"), None)
    dismissed_at: datetime | None = field(N_("Dismissed at"), None)
    state: Literal["found", "reported", "linked", "dismissed", "void"] = field(N_("State"), "found")
