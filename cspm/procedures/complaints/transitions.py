"""What each step changes in a complaint: pure functions (ticket, stamp) -> changed fields.

The hard rule stands here (exit 22): a complaint is not major and invalid at once (R090).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.texts import needed
from cspm.core.view import View, replaced
from cspm.errors import N_, Code, Message, RefusedByRule, WrongKind
from cspm.procedures.complaints.states import FOLLOWED

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Complaint, Ticket

Changed = dict[str, Any]
EMPTY = View(
    dict.fromkeys(("nature", "severity", "contract", "area", "item", "breach", "impact"))
    | {"notices": [], "checks": []}
)
"""The part of a complaint of which nothing was said yet, as far as the steps look at it."""


def step(ticket: Ticket, verb: str) -> Complaint | View:
    """The complaint part, once the ticket is known to be one. Raises WrongKind, NotPossibleNow for a void ticket."""
    if ticket.kind != "complaint":
        raise WrongKind(id=ticket.id, kind=Code("kind", ticket.kind), wanted=Code("kind", "complaint"))
    FOLLOWED.target(ticket.id, verb, ticket.state)
    return ticket.complaint or EMPTY


def with_part(part: Any, **changed: object) -> Changed:
    """The complaint part with some fields replaced."""
    return {"complaint": replaced(part, **changed)}


def judged(
    ticket: Ticket, stamp: Stamp, *, nature: str, severity: str | None, type_: str | None, opinion: str | None,
    cause: str | None, role: str,
) -> Changed:  # fmt: skip
    """The nature as judged (R089, R094); what is not named again stays. Judging again is a later event of the history.

    Raises RefusedByRule for R090: invalid with a major severity, or invalid what was judged major, unless a severity
    that is not major is named with it.
    """
    part = step(ticket, "judge")
    was_major = "major" in (part.nature, part.severity)
    if nature == "invalid" and (severity == "major" or (severity is None and was_major)):
        sentence = N_("{id}: a major complaint is a valid one. To correct an earlier judgement name its severity anew")
        raise RefusedByRule(
            Message.of(sentence, id=ticket.id), rule="R090", clause="000 P2-二 2.4.1.3", code="major_invalid"
        )
    told = {"severity": severity, "type": type_, "opinion": opinion, "cause": cause}
    said = {name: value.strip() for name, value in told.items() if value is not None and value.strip()}
    return with_part(part, nature=nature, judged_at=stamp.at, judged_by=stamp.by, judged_role=role, **said)


def progressed(ticket: Ticket, stamp: Stamp, *, text: str) -> Changed:
    """What the complainant was told on the way (R098)."""
    part, said = step(ticket, "progress"), needed(text, "TEXT")
    return with_part(part, notices=(*part.notices, {"at": stamp.at, "by": stamp.by, "text": said}))


def explained(ticket: Ticket, stamp: Stamp, *, text: str) -> Changed:
    """Why the complaint is invalid, as it was explained (R091); the ticket may then be closed."""
    return with_part(step(ticket, "explain"), explained_at=stamp.at, explanation=needed(text, "TEXT"))


def verified(ticket: Ticket, stamp: Stamp, *, result: str, role: str) -> Changed:
    """The result was followed up (R097)."""
    part = step(ticket, "verify")
    check = {"at": stamp.at, "by": stamp.by, "role": role, "result": result}
    return with_part(part, checks=(*part.checks, check))


def published(ticket: Ticket, stamp: Stamp, *, how: str) -> Changed:
    """A meeting was held or the handling was published (R102)."""
    return with_part(step(ticket, "publish"), published_how=how, published_at=stamp.at)


def linked(ticket: Ticket, other: str) -> Changed:
    """One more linked ticket; nothing when it was linked already."""
    return {} if other in ticket.links else {"links": (*ticket.links, other)}


def attributed(ticket: Ticket, contract: str, **facts: object) -> Changed:
    """The contractor's contract it is about, with `area item breach impact` (R120, R126).

    What both sides confirmed they confirmed of the earlier attribution: a change of it takes the confirmations back.
    """
    part = step(ticket, "attribute")
    told = {"contract": contract, **facts}
    changed = part.contract is not None and any(getattr(part, name) != value for name, value in told.items())
    confirmations = ("confirmed_a_at", "confirmed_a_by", "confirmed_b_at", "confirmed_b_by")
    return with_part(part, **told, **(dict.fromkeys(confirmations) if changed else {}))


def confirmed(ticket: Ticket, stamp: Stamp, *, side: str, by: str) -> Changed:
    """Party A or B found the complaint to be true (R126)."""
    return with_part(
        step(ticket, "confirm"), **{f"confirmed_{side}_at": stamp.at, f"confirmed_{side}_by": needed(by, "--by")}
    )
