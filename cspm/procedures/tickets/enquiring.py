"""The parts of a ticket that enquiries and special customers add: the answer and how it was found, the manager's contact."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from cspm.core.record import Part, field
from cspm.errors import N_


class AnswerPromise(Part):
    """A time by which an answer was promised: `due`, said at `at` (R294)."""

    due: datetime = field(N_("Due"))
    at: datetime = field(N_("When"))


class Enquiry(Part):
    """What became of an enquiry (R382, R405, R425).

    `explanation` is what the user was told while nobody knew yet, `expert` who was asked at `asked_at`. `source` says
    where the answer comes from (a person, a rule, a notice); `unsure` that who answered was not certain of it.
    """

    status: Literal["pending_expert", "answered"] | None = field(
        N_("Enquiry"), None, json_schema_extra={"vocabulary": "enquiry_status"}
    )
    topics: tuple[str, ...] = field(N_("Topics"), ())
    explanation: str | None = field(N_("What the user was told first"), None)
    expert: str | None = field(N_("Expert"), None)
    asked_at: datetime | None = field(N_("Expert asked at"), None)
    promises: tuple[AnswerPromise, ...] = field(N_("Answer promised for"), ())
    answer: str | None = field(N_("Answer"), None)
    answered_at: datetime | None = field(N_("Answered at"), None)
    answered_by: str | None = field(N_("Answered by"), None)
    source: str | None = field(N_("Where the answer comes from"), None)
    unsure: bool = field(N_("Not certain"), False)


class Contact(Part):
    """The manager spoke with a special customer again after the handling (R229); `role` is his on that day."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    role: str | None = field(N_("Role"), None)
    text: str = field(N_("What was said"))
