"""What the performance of outsourced crews is reckoned from (S54): the days of collector maintenance, and assessments; and the
month's sheets as they were signed.

Source: 004 A12 5. Percentages are of the crew's monthly base for each worker (A42); amounts are yuan.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Literal

from cspm.core.record import Money, Record, field
from cspm.errors import N_

Day = date  # a field named `date` hides the type
DeviceType = Literal["wireless", "carrier"]
About = Literal["site_quality", "collection", "complaint", "other"]


class DayWork(Record):
    """What one worker maintained on a day: `count` devices (wireless) or users (carrier), R361, R362.

    The success rate is `succeeded` of `attempted`; without `attempted` it is of `count`.
    """

    record_kind: ClassVar[str] = "dayworks"

    id: str = field(N_("Day's work"))
    source_id: str | None = field(N_("Number in another system"), None)
    crew: str = field(N_("Crew"), min_length=1)
    worker: str = field(N_("Worker"), min_length=1)
    date: Day = field(N_("Date"))
    device_type: DeviceType = field(N_("Kind of collector"))
    count: int = field(N_("Maintained"), ge=0, le=100_000)
    attempted: int | None = field(N_("Readings asked for"), None, ge=0, le=10_000_000)
    succeeded: int = field(N_("Successful"), ge=0, le=10_000_000)
    by: str | None = field(N_("Written by"), None)
    note: str | None = field(N_("Note"), None)
    state: Literal["recorded", "void"] = field(N_("State"), "recorded")


class Assessment(Record):
    """An amount that somebody decides by the circumstances (A41), or a complaint order that is judged (R369).

    It counts in `month`; without a `worker` it is the crew's. `verified`: the complaint is true. `deduct_amount` is taken
    off, with the `grounds` for it; nothing is taken off by itself.
    """

    record_kind: ClassVar[str] = "assessments"

    id: str = field(N_("Assessment"))
    about: About = field(N_("About"), json_schema_extra={"vocabulary": "assessment_about"})
    month: str = field(N_("Month"), pattern="[0-9]{4}-[0-9]{2}")
    crew: str = field(N_("Crew"), min_length=1)
    worker: str | None = field(N_("Worker"), None)
    work: str | None = field(N_("Work"), None)
    ticket: str | None = field(N_("Ticket"), None)
    text: str | None = field(N_("What it is about"), None)
    raised_at: datetime = field(N_("Raised at"))
    raised_by: str = field(N_("Raised by"))
    verified: bool | None = field(N_("It is true"), None)
    verified_at: datetime | None = field(N_("Verified at"), None)
    verified_by: str | None = field(N_("Verified by"), None)
    deduct_amount: Money | None = field(N_("Deducted"), None, ge=0)
    grounds: str | None = field(N_("Grounds"), None)
    decided_at: datetime | None = field(N_("Decided at"), None)
    decided_by: str | None = field(N_("Decided by"), None)
    state: Literal["raised", "decided", "dismissed", "void"] = field(N_("State"), "raised")


def sheet_id(crew: str, month: str) -> str:
    """The id of a crew's sheets of a month."""
    return f"{crew}-{month}"


class PerformanceSheet(Record):
    """A crew's performance sheets of a month, its id the crew and the month.

    `statement` is what `report performance` said of the crew when it was drafted, `digest` the SHA-256 of its canonical JSON.
    Party A is the office, party B the contractor; approved it stays as it is.
    """

    record_kind: ClassVar[str] = "performance_sheets"

    id: str = field(N_("Performance sheet"))
    crew: str = field(N_("Crew"), min_length=1)
    month: str = field(N_("Month"), pattern="[0-9]{4}-[0-9]{2}")
    statement: dict[str, Any] = field(N_("Statement"))
    digest: str = field(N_("Digest"))
    drafted_at: datetime = field(N_("Drafted at"))
    drafted_by: str = field(N_("Drafted by"))
    signed_a_at: datetime | None = field(N_("Signed by party A at"), None)
    signed_a_by: str | None = field(N_("Signed by party A"), None)
    signed_b_at: datetime | None = field(N_("Signed by party B at"), None)
    signed_b_by: str | None = field(N_("Signed by party B"), None)
    approved_at: datetime | None = field(N_("Approved at"), None)
    approved_by: str | None = field(N_("Approved by"), None)
    state: Literal["draft", "approved", "void"] = field(N_("State"), "draft")
