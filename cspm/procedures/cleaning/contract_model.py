"""A contract with a contractor, and what of it changes by date (F17, R127). Money is yuan."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from cspm.core.record import Money, Part, Record, field
from cspm.errors import N_, InputRejected
from cspm.procedures.cleaning.model import Domain
from cspm.sheets.schedule import checked


class Dated(Part):
    """What of a contract changes, from the day `start` on."""

    start: date = field(N_("Start"))


class Fee(Dated):
    """A change of the monthly fee: `monthly_fee` yuan."""

    monthly_fee: Money = field(N_("Monthly fee"), ge=0)


class AreaChange(Dated):
    """Another list of areas: all that the contract covers then."""

    areas: tuple[str, ...] = field(N_("Areas"), ())


class ScheduleChange(Dated):
    """Another deduction schedule; empty: the example (A02)."""

    schedule: dict[str, Any] = field(N_("Deduction schedule"), {})


class Contract(Record):
    """A contract with a contractor (R127): days `start` to `end`, both included, and the areas it covers.

    `monthly_fee`, `areas` and `schedule` hold from `start` on; `fees`, `area_changes` and `schedules` are later ones.
    A `schedule` is the deduction schedule as in the contract's TOML file, empty when `schedule_source` is `example`
    (A02). Party A is the office (`party_a`, empty: the site), party B the contractor. No id is so long that a month does
    not fit.
    """

    record_kind: ClassVar[str] = "contracts"

    id: str = field(N_("Contract"), max_length=54)
    contractor: str = field(N_("Contractor"), min_length=1)
    contractor_contact: str | None = field(N_("Contractor's contact"), None)
    contractor_phone: str | None = field(N_("Contractor's telephone"), None)
    party_a: str | None = field(N_("Party A"), None)
    party_a_contact: str | None = field(N_("Party A's contact"), None)
    party_a_phone: str | None = field(N_("Party A's telephone"), None)
    domain: Domain = field(N_("Domain"))
    monthly_fee: Money = field(N_("Monthly fee"), ge=0)
    fees: tuple[Fee, ...] = field(N_("Changes of the fee"), ())
    start: date = field(N_("Start"))
    end: date = field(N_("End"))
    areas: tuple[str, ...] = field(N_("Areas"), ())
    area_changes: tuple[AreaChange, ...] = field(N_("Changes of the areas"), ())
    schedule: dict[str, Any] = field(N_("Deduction schedule"), {})
    schedules: tuple[ScheduleChange, ...] = field(N_("Changes of the schedule"), ())
    schedule_source: Literal["contract", "example"] = field(N_("Source of the schedule"), "example")
    state: Literal["active", "void"] = field(N_("State"), "active")

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"the contract ends on {self.end} before it starts on {self.start}")
        changes: dict[str, tuple[Dated, ...]] = {
            "a fee": self.fees, "a list of areas": self.area_changes, "a schedule": self.schedules,
        }  # fmt: skip
        for what, dated in changes.items():
            days = [change.start for change in dated]
            outside = [day for day in days if not self.start < day <= self.end]
            if outside:
                held = f"{self.start} to {self.end}"
                raise ValueError(f"{what} that changes on {outside[0]} is outside the contract, {held}")
            if len(set(days)) < len(days):
                raise ValueError(f"{what} changes twice on one day")
        return self

    @model_validator(mode="after")
    def _schedules_known(self) -> Self:
        for schedule in (self.schedule, *(change.schedule for change in self.schedules)):
            try:
                if schedule:
                    checked(schedule, "schedule")
            except InputRejected as error:
                raise ValueError(str(error.facts["problem"])) from error
        return self
