"""What is answered about a complaint that was laid to a contractor's account: who confirmed it, whether it counts (R126)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Code, Message

if TYPE_CHECKING:
    from cspm.core.revision import Revision


def laid(ticket: Revision) -> tuple[Revision, Message]:
    """The ticket, and a sentence: the side that has not confirmed it yet, or that it counts."""
    part: Any = ticket.complaint
    facts = {"id": ticket.id, "contract": part.contract}
    for side, at in (("a", part.confirmed_a_at), ("b", part.confirmed_b_at)):
        if at is None:
            text = N_(
                "{id}: laid to {contract}; it counts when both sides confirmed it. "
                "Next: cspm complaint confirm {id} --side {side} --by NAME"
            )
            return ticket, Message.of(text, side=side, **facts)
    return ticket, Message.of(N_("{id}: confirmed by both sides, it counts on the account of {contract}"), **facts)


def judged(ticket: Revision) -> tuple[Revision, Message]:
    """The ticket, and a sentence: as what it was judged."""
    part: Any = ticket.complaint
    nature, severity = Code("complaint_nature", part.nature), Code("complaint_severity", part.severity)
    if part.severity is None:
        return ticket, Message.of(N_("{id}: judged {nature}"), id=ticket.id, nature=nature)
    return ticket, Message.of(N_("{id}: judged {nature}, {severity}"), id=ticket.id, nature=nature, severity=severity)
