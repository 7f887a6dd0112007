"""A plan of pest control for a period, and one treatment of one area."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from cspm.core.record import Part, Record, field
from cspm.errors import N_
from cspm.procedures.pests.states import PESTS

Pest = Literal["rats", "mosquitoes", "flies", "cockroaches", "other"]
AIMED_AT = {"vocabulary": PESTS.name}


class Planned(Part):
    """One line of the plan: this area is treated on that day, against these pests, with that agent."""

    planned_on: date = field(N_("Planned for"))
    area: str = field(N_("Area"), min_length=1)
    pests: tuple[Pest, ...] = field(N_("Pests"), (), json_schema_extra=AIMED_AT)
    agent: str | None = field(N_("Agent"), None)


class Dropped(Part):
    """A line that was taken out of the plan, and why: rain, a feast, works in the area."""

    planned_on: date = field(N_("Planned for"))
    area: str = field(N_("Area"), min_length=1)
    why: str = field(N_("Why"), min_length=1)
    at: datetime | None = field(N_("When"), None)
    by: str | None = field(N_("Who"), None)


class PestPlan(Record):
    """The plan of pest control (R193) for a `period`: a month 2026-11, a quarter 2026-Q4 or a year 2026.

    `role` is that of who made it, on that day.
    """

    record_kind: ClassVar[str] = "pest_plans"

    id: str = field(N_("Pest-control plan"))
    period: str = field(N_("Period"), min_length=4)
    contract: str | None = field(N_("Contract"), None)
    made_at: datetime = field(N_("Made at"))
    by: str = field(N_("Made by"))
    role: str | None = field(N_("In the role"), None)
    lines: tuple[Planned, ...] = field(N_("Planned treatments"), ())
    dropped: tuple[Dropped, ...] = field(N_("Taken out"), ())
    note: str | None = field(N_("Note"), None)
    state: Literal["made", "void"] = field(N_("State"), "made")


class Treatment(Record):
    """One area treated once (R025, R186). `by` did it, staff or a name; `supervised_by` of the office watched over it.

    `planned_on` is the day of the plan that it stands for, when it is not that of the treatment itself. `effect` is what a
    later look found.
    """

    record_kind: ClassVar[str] = "treatments"

    id: str = field(N_("Treatment"))
    area: str = field(N_("Area"), min_length=1)
    place: str | None = field(N_("Place"), None)
    treated_at: datetime = field(N_("Treated at"))
    pests: tuple[Pest, ...] = field(N_("Pests"), (), json_schema_extra=AIMED_AT)
    agent: str | None = field(N_("Agent"), None)
    by: str | None = field(N_("Treated by"), None)
    contract: str | None = field(N_("Contract"), None)
    supervised_by: str | None = field(N_("Supervised by"), None)
    supervised_role: str | None = field(N_("Role of who supervised"), None)
    planned_on: date | None = field(N_("Planned for"), None)
    effect: Literal["gone", "some_left"] | None = field(N_("Effect"), None)
    checked_at: datetime | None = field(N_("Checked at"), None)
    checked_by: str | None = field(N_("Checked by"), None)
    note: str | None = field(N_("Note"), None)
    state: Literal["executed", "checked", "void"] = field(N_("State"), "executed")
