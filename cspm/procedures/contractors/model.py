"""What is recorded of working with contractors (S19): plans, joint patrols, weekly meetings, event notices.

Sources: DTZ manual part 1 chapter 2 1.9 and chapter 3 5.7 (joint patrol), part 2 chapter 4 1.0 (work plan) and 3.4
(meeting, events); R010, R114, R128, R129, R159. Form F13 is the work plan.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from cspm.core.record import Part, Record, field
from cspm.errors import N_
from cspm.procedures.cleaning.model import Frequency

PlanState = Literal["submitted", "reviewed", "returned", "approved", "executed", "void"]


class Task(Part):
    """One task of a work plan: what is done, where, how often; `item` is the code of the execution standard."""

    text: str = field(N_("Task"), min_length=1)
    area: str | None = field(N_("Area"), None)
    item: str | None = field(N_("Item"), None)
    frequency: Frequency | None = field(N_("Frequency"), None)


class WorkPlan(Record):
    """A contractor's work plan (F13) for the days `start` to `end`: submitted, reviewed, approved before it begins (R114).

    `submitted_by` is the contractor's, `opinion` what the review or the return said. `result` says how it was carried out.
    """

    record_kind: ClassVar[str] = "work_plans"

    id: str = field(N_("Work plan"))
    contract: str = field(N_("Contract"))
    start: date = field(N_("Start"))
    end: date = field(N_("End"))
    text: str | None = field(N_("What it covers"), None)
    tasks: tuple[Task, ...] = field(N_("Tasks"), ())
    file: str | None = field(N_("Where the paper lies"), None)
    submitted_at: datetime = field(N_("Submitted at"))
    submitted_by: str | None = field(N_("Submitted by"), None)
    reviewed_at: datetime | None = field(N_("Reviewed at"), None)
    reviewed_by: str | None = field(N_("Reviewed by"), None)
    returned_at: datetime | None = field(N_("Returned at"), None)
    returned_by: str | None = field(N_("Returned by"), None)
    opinion: str | None = field(N_("Opinion"), None)
    approved_at: datetime | None = field(N_("Approved at"), None)
    approved_by: str | None = field(N_("Approved by"), None)
    executed_at: datetime | None = field(N_("Carried out at"), None)
    executed_by: str | None = field(N_("Confirmed by"), None)
    result: str | None = field(N_("Result"), None)
    state: PlanState = field(N_("State"), "submitted")

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"the plan ends on {self.end} before it starts on {self.start}")
        return self


class JointPatrol(Record):
    """The office and its contractors walk the grounds together (R010): `by` for the office, `contractor_by` for them."""

    record_kind: ClassVar[str] = "joint_patrols"

    id: str = field(N_("Joint patrol"))
    contracts: tuple[str, ...] = field(N_("Contracts"), min_length=1)
    walked_at: datetime = field(N_("Walked at"))
    by: str = field(N_("For the office"))
    contractor_by: str | None = field(N_("For the contractor"), None)
    areas: tuple[str, ...] = field(N_("Areas"), ())
    text: str | None = field(N_("What was seen"), None)
    agreed: str | None = field(N_("What was agreed"), None)
    ticket: str | None = field(N_("Ticket"), None)
    state: Literal["recorded", "void"] = field(N_("State"), "recorded")


class WeekCount(Part):
    """What one contract's inspections of the week found: the numbers that the minutes contain (R159).

    `problems` are problem points without judgement; `failed` are rechecks that were not done or poor, `unsettled` findings
    of the week without a recheck that is done.
    """

    contract: str = field(N_("Contract"))
    inspections: int = field(N_("Inspections"), ge=0)
    problems: int = field(N_("Problem points"), ge=0)
    minor: int = field(N_("Minor"), ge=0)
    severe: int = field(N_("Severe"), ge=0)
    failed: int = field(N_("Failed rechecks"), ge=0)
    unsettled: int = field(N_("Not put right yet"), ge=0)


class ContractorMeeting(Record):
    """The contractors' weekly meeting (R128, R159) about an ISO `week` such as 2026-W41.

    `attended` are the office's people, `contractor_attended` the names of the others. `counts` are the week's findings as
    the records had them when the minutes were written or counted again.
    """

    record_kind: ClassVar[str] = "contractor_meetings"

    id: str = field(N_("Meeting"))
    contracts: tuple[str, ...] = field(N_("Contracts"), min_length=1)
    week: str = field(N_("Week"), pattern="[0-9]{4}-W[0-9]{2}")
    held_at: datetime = field(N_("Held at"))
    attended: tuple[str, ...] = field(N_("Attended for the office"), ())
    contractor_attended: tuple[str, ...] = field(N_("Attended for the contractor"), ())
    by: str = field(N_("Minutes by"))
    text: str | None = field(N_("Summary of the week"), None)
    decisions: str | None = field(N_("What was decided"), None)
    file: str | None = field(N_("Where the paper lies"), None)
    counts: tuple[WeekCount, ...] = field(N_("Findings of the week"), ())
    state: Literal["recorded", "void"] = field(N_("State"), "recorded")


class ContractorEvent(Record):
    """A big event, an emergency or an inspection that contractors are told of in time and help with (R129).

    `known_at` is when the office knew, `happens_at` when it begins (an emergency: when it broke out).
    """

    record_kind: ClassVar[str] = "contractor_events"

    id: str = field(N_("Event notice"))
    event: Literal["activity", "emergency", "inspection"] = field(N_("What kind"))
    text: str = field(N_("Event"), min_length=1)
    contracts: tuple[str, ...] = field(N_("Contracts"), min_length=1)
    place: str | None = field(N_("Place"), None)
    known_at: datetime = field(N_("Known at"))
    happens_at: datetime = field(N_("Happens at"))
    by: str = field(N_("Recorded by"))
    notified_at: datetime | None = field(N_("Contractor told at"), None)
    notified_by: str | None = field(N_("Told by"), None)
    notified_to: str | None = field(N_("Told to"), None)
    assistance: str | None = field(N_("How the contractor helped"), None)
    assisted_at: datetime | None = field(N_("Helped at"), None)
    result: str | None = field(N_("Result"), None)
    closed_at: datetime | None = field(N_("Closed at"), None)
    state: Literal["recorded", "notified", "assisted", "closed", "void"] = field(N_("State"), "recorded")
