"""A deep clean with its workload, its own roster, and who was kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Part, Record, field
from cspm.errors import N_


class Workload(Part):
    """The work in an area: `square_metres` in `days` days, of which one person does `a_day` a day. The last one counts."""

    area: str = field(N_("Area"), min_length=1)
    square_metres: int = field(N_("Square metres"), ge=0, le=10_000_000)
    a_day: int | None = field(N_("Square metres a person and day"), None, ge=1, le=1_000_000)
    days: int | None = field(N_("Days"), None, ge=1, le=1_000)
    at: datetime | None = field(N_("When"), None)
    by: str | None = field(N_("Who"), None)


class Hired(Part):
    """Somebody on the temporary roster, which is no part of the establishment: for an area, from a day until a day."""

    name: str = field(N_("Name"), min_length=1)
    area: str = field(N_("Area"), min_length=1)
    phone: str | None = field(N_("Phone"), None)
    from_on: date | None = field(N_("From"), None)
    until_on: date | None = field(N_("Until"), None)
    at: datetime | None = field(N_("When"), None)
    by: str | None = field(N_("Who"), None)


class Chosen(Part):
    """One of the best, who stays on, and why."""

    name: str = field(N_("Name"), min_length=1)
    why: str | None = field(N_("Why"), None)
    at: datetime | None = field(N_("When"), None)
    by: str | None = field(N_("Who"), None)


class DeepClean(Record):
    """An initial deep clean (S24, R171): measured, staffed by workload, done, and decided who is kept."""

    record_kind: ClassVar[str] = "deep_cleans"

    id: str = field(N_("Deep clean"))
    name: str = field(N_("Project"), min_length=1)
    areas: tuple[str, ...] = field(N_("Areas to clean"), ())
    planned_on: date | None = field(N_("Planned for"), None)
    noted_at: datetime = field(N_("Noted at"))
    by: str = field(N_("Taken down by"))
    workload: tuple[Workload, ...] = field(N_("Workload"), ())
    roster: tuple[Hired, ...] = field(N_("Temporary roster"), ())
    done_at: datetime | None = field(N_("Deep clean done at"), None)
    done_by: str | None = field(N_("Reported by"), None)
    result: str | None = field(N_("Result"), None)
    chosen: tuple[Chosen, ...] = field(N_("Kept on"), ())
    selected_at: datetime | None = field(N_("Decided at"), None)
    selected_by: str | None = field(N_("Decided by"), None)
    decision: str | None = field(N_("Decision"), None)
    note: str | None = field(N_("Note"), None)
    state: Literal["planned", "measured", "staffed", "done", "closed", "void"] = field(N_("State"), "planned")
