"""What a callback or a spot check changes in a ticket: pure functions (ticket, stamp) -> changed fields.

The hard rules of callbacks stand here (exit 22): a door visit is signed (R066), a major complaint is visited (R100).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from cspm.core.terms import Terms
from cspm.core.view import replaced
from cspm.errors import N_, Code, Message, NotPossibleNow, RefusedByRule, Usage
from cspm.procedures.callbacks.rounds import this_round, timely
from cspm.procedures.callbacks.states import CALLED, REOPENED
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Ticket

Changed = dict[str, Any]


class Call(NamedTuple):
    """A callback as it was told: `outcome` is satisfied, dissatisfied or unreachable; `role` that of the caller.

    `due` and `action` are those of the corrective action. `aspects` are scores by side of the service (R391); `in_charge`,
    `instead` and `sample` as in the callback.
    """

    method: Literal["phone", "visit", "other"]
    outcome: str
    role: str
    score: int | None = None
    opinion: str | None = None
    signed_by: str | None = None
    due: datetime | None = None
    action: str | None = None
    instead: str | None = None
    aspects: tuple[tuple[str, int], ...] = ()
    in_charge: bool | None = None
    sample: str | None = None

    @property
    def reached(self) -> bool:
        """Whether the customer was reached."""
        return self.outcome != "unreachable"

    @property
    def satisfied(self) -> bool | None:
        """What the customer said; None when nobody was reached."""
        return self.outcome == "satisfied" if self.reached else None


def called(ticket: Ticket, stamp: Stamp, *, call: Call, terms: Terms) -> Changed:
    """One more callback; a dissatisfied one gives a due time and takes a closed ticket into rework (R069, R105).

    Raises NotPossibleNow before the work is done, RefusedByRule for R066 and R100, Usage for a score nobody gave.
    """
    CALLED.target(ticket.id, "callback", ticket.state)
    refuse(ticket, call)
    made = {
        "at": stamp.at, "by": stamp.by, "role": call.role, "method": call.method, "reached": call.reached,
        "attempt": attempt(ticket), "satisfied": call.satisfied, "score": call.score, "opinion": call.opinion,
        "signed_by": call.signed_by, "action": call.action, "due": call.due, "in_charge": call.in_charge,
        "instead": call.instead, "sample": call.sample,
        "aspects": tuple({"aspect": aspect, "score": score} for aspect, score in call.aspects),
    }  # fmt: skip
    changed: Changed = {"callbacks": (*ticket.callbacks, made)}
    return changed | (reworked(ticket, stamp, due=call.due, terms=terms) if call.satisfied is False else {})


def refuse(ticket: Ticket, call: Call) -> None:
    """Raise what may not be."""
    part = ticket.complaint
    if ticket.kind == "complaint" and part is not None and part.nature == "major" and call.method != "visit":
        sentence = N_("{id} is a major complaint: it is called back by a door visit, --method visit --signed-by NAME")
        raise RefusedByRule(
            Message.of(sentence, id=ticket.id), rule="R100", clause="000 P2-二 2.7.4", code="major_not_visited"
        )
    if call.reached and call.method == "visit" and not call.signed_by:
        sentence = N_("A door visit needs the customer's signature: --signed-by NAME")
        raise RefusedByRule(Message(sentence), rule="R066", clause="000 P2-一 2.7.4", code="visit_unsigned")
    if (call.score is not None or call.aspects) and not call.reached:
        raise Usage(problem=Message(N_("A customer who was not reached gave no score.")))


def attempt(ticket: Ticket) -> int:
    """The number of the next attempt: those made since the customer was last reached, and one."""
    calls = this_round(ticket)
    vain = 0
    for call in calls:
        vain = 0 if call.reached else vain + 1
    return vain + 1


def reworked(ticket: Ticket, stamp: Stamp, *, due: datetime | None, terms: Terms) -> Changed:
    """Due when that was said, else after the site's corrective time (A57); a closed ticket is open again.

    A ticket that is not closed stays where it is, and in rework keeps the due time it has unless another is said.
    """
    kept = ticket.resolution_due_at if ticket.state == REOPENED else None
    by = due or kept or timely(stamp.at, terms)
    if ticket.state != "closed":
        return {"resolution_due_at": by}
    return {
        "state": REOPENED, "closed_at": None, "resolution_due_at": by,
        "signed_at": None, "signed_by": None, "rework_count": ticket.rework_count + 1,
        "reopenings": (*ticket.reopenings, {"at": stamp.at, "closed_at": ticket.closed_at}),
    }  # fmt: skip


def filled_in(ticket: Ticket) -> datetime | None:
    """The due time that the last callback left open, so that it was filled in by itself; None when it did not."""
    last = ticket.callbacks[-1]
    return ticket.resolution_due_at if last.satisfied is False and last.due is None else None


def checked(ticket: Ticket, stamp: Stamp, *, role: str) -> Changed:
    """A spot check of the ticket's last callback (R068, A84). Raises NotPossibleNow when there is none."""
    if not ticket.callbacks:
        raise NotPossibleNow(
            id=ticket.id, action=Code("action", "spotcheck"), state=Message(N_("without a callback")),
            possible=Code("action", "callback"),
        )  # fmt: skip
    check = {"at": stamp.at, "by": stamp.by, "role": role, "callback": len(ticket.callbacks)}
    return {"spotchecks": (*ticket.spotchecks, check)}


def assigned(ticket: Ticket, stamp: Stamp, *, to: str, reason: str) -> Changed:
    """Somebody else is asked to call back (R063, R384). Raises NotPossibleNow for a ticket that will not be called back."""
    if ticket.state in ("cancelled", "declined", "void"):
        raise NotPossibleNow(
            id=ticket.id, action=Code("action", "assign"), state=Code("state", ticket.state),
            possible=Code("action", "nothing"),
        )  # fmt: skip
    return {"calling": {"staff": to, "at": stamp.at, "by": stamp.by, "reason": reason}}


def settled(ticket: Ticket, stamp: Stamp, *, text: str, file: str | None) -> Changed:
    """What the last dissatisfied callback found was dealt with, and where that is filed (R392).

    Raises NotPossibleNow when nobody was dissatisfied. Said again it replaces what was said before; the history keeps it.
    """
    bad = [place for place, call in enumerate(ticket.callbacks) if call.reached and call.satisfied is False]
    if not bad:
        raise NotPossibleNow(
            id=ticket.id, action=Code("action", "settle"), state=Message(N_("without a dissatisfied callback")),
            possible=Code("action", "callback"),
        )  # fmt: skip
    open_ = [place for place in bad if ticket.callbacks[place].handled_at is None]
    place = (open_ or bad[-1:])[0]
    done = replaced(ticket.callbacks[place], handled=text, handled_at=stamp.at, handled_by=stamp.by, file=file)
    return {"callbacks": (*ticket.callbacks[:place], done, *ticket.callbacks[place + 1 :])}
