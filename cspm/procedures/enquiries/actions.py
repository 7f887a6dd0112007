"""What can be done with enquiries: load, decide, save. No Click here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cspm.procedures.enquiries import transitions

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office


def answer(
    office: Office, ticket_id: str, text: str, *, source: str | None = None, unsure: bool = False,
    topics: tuple[str, ...] = (), by: str | None = None,
) -> Revision:  # fmt: skip
    """The answer that was given (R382, R405). Raises WrongKind, NotPossibleNow, BadValue for a blank text."""
    return office.step(
        "tickets", ticket_id, "answer",
        lambda ticket, stamp: transitions.answered(ticket, stamp, text=text, source=source, unsure=unsure, topics=topics),
        by=by,
    )  # fmt: skip


def pending(
    office: Office, ticket_id: str, *, expert: str, promise: datetime | None = None, explanation: str | None = None,
    topics: tuple[str, ...] = (), by: str | None = None,
) -> Revision:  # fmt: skip
    """An expert was asked, and an answer promised (R382, R294). Raises WrongKind, NotPossibleNow, BadValue."""
    return office.step(
        "tickets", ticket_id, "pending",
        lambda ticket, stamp: transitions.pending(
            ticket, stamp, expert=expert, promise=promise, explanation=explanation, topics=topics
        ),
        by=by,
    )  # fmt: skip


def topics(office: Office, ticket_id: str, words: tuple[str, ...]) -> Revision:
    """What an enquiry is about (R380)."""
    return office.step(
        "tickets", ticket_id, "topics", lambda ticket, stamp: transitions.sorted_by(ticket, topics=words)
    )
