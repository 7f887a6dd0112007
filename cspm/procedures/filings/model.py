"""A filing: what was compiled for a period, by whom, and who reviewed or approved it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Part, Record, field
from cspm.errors import N_

State = Literal["filed", "reviewed", "approved", "rejected", "void"]
FormName = Literal[
    "complaint_daily", "agent_log", "daily_summary", "exchange_meeting", "closing_appraisal", "complaint_topic",
    "department_assessment", "complaint_analysis", "service_analysis", "callback_audit", "consultation_summary", "bulletin",
    "activity", "management_review", "complaint_statistics", "callback_summary", "accident_month", "accident_year",
]  # fmt: skip


class Measure(Part):
    """What is done about one group of complaints (R316): `group` is a complaint type, `department` answers for it."""

    group: str = field(N_("Complaint type"), json_schema_extra={"vocabulary": "complaint_type"})
    department: str | None = field(N_("Department"), None)
    causes: str | None = field(N_("Causes"), None)
    corrective: str | None = field(N_("Corrective measures"), None)
    preventive: str | None = field(N_("Preventive measures"), None)


class Filing(Record):
    """A report, a summary or the minutes of a meeting for a `period` (2026-11-22, 2026-W47, 2026-11, 2026-Q4, 2026).

    `subject` is the department or person it is about, `file` where the paper lies, `topics` what it is about in words.
    """

    record_kind: ClassVar[str] = "filings"

    id: str = field(N_("Filing"))
    form: FormName = field(N_("Kind of filing"), json_schema_extra={"vocabulary": "filing_form"})
    period: str = field(N_("Period"), min_length=4)
    subject: str | None = field(N_("About"), None)
    filed_at: datetime = field(N_("Filed at"))
    by: str = field(N_("Compiled by"))
    role: str | None = field(N_("In the role"), None)
    text: str | None = field(N_("Text"), None)
    topics: tuple[str, ...] = field(N_("Topics"), ())
    causes: str | None = field(N_("Causes"), None)
    corrective: str | None = field(N_("Corrective measures"), None)
    preventive: str | None = field(N_("Preventive measures"), None)
    attended: tuple[str, ...] = field(N_("Attended by"), ())
    sent_to: tuple[str, ...] = field(N_("Sent to"), (), json_schema_extra={"vocabulary": "role"})
    file: str | None = field(N_("Where the paper lies"), None)
    reviewed_at: datetime | None = field(N_("Reviewed at"), None)
    reviewed_by: str | None = field(N_("Reviewed by"), None)
    approved_at: datetime | None = field(N_("Approved at"), None)
    approved_by: str | None = field(N_("Approved by"), None)
    opinion: str | None = field(N_("Opinion"), None)
    measures: tuple[Measure, ...] = field(N_("Measures by group"), ())
    state: State = field(N_("State"), "filed")
