"""What all rules about complaints share: to whom they are asked, and how a judgement is said. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.rules import Broken, Judgement, Kept, Rule
from cspm.core.terms import Terms
from cspm.errors import Message

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Complaint, Ticket

Check = Callable[[Any, Terms], Iterable[Judgement]]
Asked = Callable[["Ticket", "Complaint", Terms], Iterable[Judgement]]
Line = tuple[str, str, str, str, Asked]

DISPATCH = ("dispatch_assistant", "dispatch_director", "security")
"""The dispatch centre, and the monitoring centre that stands in for it."""
CENTRE = (*DISPATCH, "csc_manager", "csc_director", "front_desk", "customer_assistant")
"""Who speaks for the customer-service centre."""
OUTSIDE = ("admin_hr", "general_manager")
MANAGERS = ("csc_manager", "general_manager")
SPECIALIST = "specialist"


def verdict(ok: bool, at: datetime, sentence: str, **facts: object) -> Judgement:
    """Kept when `ok`, else broken with the sentence."""
    return Kept(at) if ok else Broken(at, Message(sentence, facts))


def of_complaints(check: Asked) -> Check:
    """A rule that is asked of complaints only, with their complaint part."""

    def asked(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
        part = ticket.complaint
        return check(ticket, part, terms) if ticket.kind == "complaint" and part is not None else ()

    return asked


def rules(lines: Iterable[Line], *profiles: str) -> tuple[Rule, ...]:
    """Rules of complaints from lines `code, rule, clause, level, check`, for sites of these profiles (none: all)."""
    return tuple(
        Rule(code, rule, clause, level, of_complaints(check), "complaint", profiles)
        for code, rule, clause, level, check in lines
    )


def ended(ticket: Ticket) -> datetime | None:
    """When the ticket came to its end by cancelling, declining or closing."""
    return ticket.cancelled_at or ticket.declined_at or ticket.closed_at


def first_closed(ticket: Ticket) -> datetime | None:
    """When it was first closed: a reopening does not make late what was in time."""
    return min(
        (at for at in (*(one.closed_at for one in ticket.reopenings), ticket.closed_at) if at is not None), default=None
    )


def ours(ticket: Ticket) -> bool:
    """Whether it was taken in here, not imported as history."""
    return ticket.import_batch is None


def is_major(part: Complaint) -> bool:
    """Judged major, by nature or severity (A17)."""
    return "major" in (part.nature, part.severity)


def settled(ticket: Ticket, part: Complaint) -> datetime | None:
    """When a complaint that stands (valid or major) and is ours was closed."""
    return ticket.closed_at if ours(ticket) and part.nature in ("valid", "major") else None


def told_upwards(ticket: Ticket, part: Complaint, roles: tuple[str, ...]) -> datetime | None:
    """When one of these roles first knew: reported to him, or judged by him."""
    known = [step.at for step in ticket.escalations if step.role in roles]
    if part.judged_at is not None and part.judged_role in roles:
        known.append(part.judged_at)
    return min(known, default=None)
