"""What is recorded of first receivers: conducts that are forbidden (R386), complaints about those who do not help (R385)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from cspm.core.record import Record, field
from cspm.errors import N_


class Conduct(Record):
    """A forbidden conduct of a member of `staff` (R386, codes 1 to 5), as seen or reported; a manager confirms or dismisses.

    `conduct` is its code: not_handled (1), rude (2), unanswered (3), ignored (4), not_reported (5).
    """

    record_kind: ClassVar[str] = "conducts"

    id: str = field(N_("Conduct no."))
    staff: str = field(N_("Whose conduct"))
    conduct: Literal["not_handled", "rude", "unanswered", "ignored", "not_reported"] = field(
        N_("Forbidden conduct"), json_schema_extra={"vocabulary": "forbidden_conduct"}
    )
    happened_at: datetime = field(N_("Happened at"))
    by: str = field(N_("Recorded by"))
    ticket: str | None = field(N_("Ticket"), None)
    text: str | None = field(N_("What happened"), None)
    decided_at: datetime | None = field(N_("Decided at"), None)
    decided_by: str | None = field(N_("Decided by"), None)
    decision: str | None = field(N_("Decision"), None)
    state: Literal["recorded", "confirmed", "dismissed", "void"] = field(N_("State"), "recorded")


class InternalComplaint(Record):
    """A first receiver complains to a manager of a department or person that does not help with a matter (R385)."""

    record_kind: ClassVar[str] = "internal_complaints"

    id: str = field(N_("Internal complaint no."))
    by: str = field(N_("Complained by"))
    made_at: datetime = field(N_("Complained at"))
    against: str = field(N_("Department or person"))
    told: str = field(N_("Complained to"))
    told_role: str | None = field(N_("In the role"), None)
    ticket: str | None = field(N_("Ticket"), None)
    text: str | None = field(N_("What is complained of"), None)
    answered_at: datetime | None = field(N_("Answered at"), None)
    answered_by: str | None = field(N_("Answered by"), None)
    answer: str | None = field(N_("Answer"), None)
    state: Literal["recorded", "answered", "void"] = field(N_("State"), "recorded")
