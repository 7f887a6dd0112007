"""What each step changes in an enquiry: pure functions (ticket, stamp) -> changed fields."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.texts import needed, plain
from cspm.core.view import View, replaced
from cspm.errors import Code, WrongKind
from cspm.procedures.enquiries.states import ENQUIRED

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Ticket

Changed = dict[str, Any]
EMPTY = View({"topics": [], "promises": []})
"""The part of an enquiry of which nothing was said yet, as far as the steps look at it."""


def step(ticket: Ticket, verb: str) -> Any:
    """The enquiry part, once the ticket is known to be one. Raises WrongKind, NotPossibleNow for one that was ended."""
    if ticket.kind != "enquiry":
        raise WrongKind(id=ticket.id, kind=Code("kind", ticket.kind), wanted=Code("kind", "enquiry"))
    ENQUIRED.target(ticket.id, verb, ticket.state)
    return ticket.enquiry or EMPTY


def answered(
    ticket: Ticket, stamp: Stamp, *, text: str, source: str | None, unsure: bool, topics: tuple[str, ...]
) -> Changed:
    """The answer that was given (R405), with its source when it is not certain (R425). It is the ticket's result too, and
    the user was told with it (R043)."""
    part, said = step(ticket, "answer"), needed(text, "TEXT")
    told = {"answer": said, "answered_at": stamp.at, "answered_by": stamp.by, "source": plain(source), "unsure": unsure}
    changed: Changed = {
        "enquiry": replaced(part, status="answered", topics=topics or part.topics, **told),
        "result": said,
    }
    return changed | first_told(ticket, stamp, said)


def pending(
    ticket: Ticket, stamp: Stamp, *, expert: str, promise: datetime | None, explanation: str | None,
    topics: tuple[str, ...],
) -> Changed:  # fmt: skip
    """Nobody knows yet: the user was told so, an expert was asked, an answer was promised (R382, R294, R425)."""
    part, said = step(ticket, "pending"), plain(explanation)
    kept: Changed = {"status": "pending_expert", "expert": needed(expert, "--expert"), "topics": topics or part.topics}
    kept["asked_at"] = getattr(part, "asked_at", None) or stamp.at
    if said:
        kept["explanation"] = said
    if promise is not None and (not part.promises or part.promises[-1].due != promise):
        kept["promises"] = (*part.promises, {"due": promise, "at": stamp.at})
    return {"enquiry": replaced(part, **kept)} | (first_told(ticket, stamp, said) if said else {})


def sorted_by(ticket: Ticket, *, topics: tuple[str, ...]) -> Changed:
    """What it is about, in words that the quarter's summary counts (R380)."""
    return {"enquiry": replaced(step(ticket, "topics"), topics=topics)}


def first_told(ticket: Ticket, stamp: Stamp, said: str) -> Changed:
    """The first thing that the user is told stops the clock of the reply; later ones do not count again."""
    return {} if ticket.replied_at is not None else {"replied_at": stamp.at, "reply_text": said}
