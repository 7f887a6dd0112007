"""What can be done with callbacks: load, decide, save. No Click here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from cspm.core.roles import decide
from cspm.core.texts import plain
from cspm.errors import N_, Code, Message, NotAllowed
from cspm.procedures.callbacks import transitions
from cspm.procedures.callbacks.states import PERMITS
from cspm.shell.office import unheard

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office

Method = Literal["phone", "visit", "other"]
Note = Callable[[Message], None]


def callback(
    office: Office, ticket_id: str, *, method: Method, outcome: str, score: int | None = None,
    opinion: str | None = None, signed_by: str | None = None, due: datetime | None = None, action: str | None = None,
    by: str | None = None, note: Note = unheard,
) -> Revision:  # fmt: skip
    """Record a callback (R062-R069, R100): `outcome` is satisfied, dissatisfied or unreachable.

    Raises NotPossibleNow (21) before the work is done, RefusedByRule (22) for an unsigned door visit and for a major
    complaint that was not visited. `note` is told the due time that was filled in by itself.
    """
    said = (plain(opinion), plain(signed_by), due, plain(action))
    call = transitions.Call(method, outcome, office.role_of(by), score, *said)
    made = office.step(
        "tickets", ticket_id, "callback",
        lambda ticket, stamp: transitions.called(ticket, stamp, call=call, terms=office.terms), by=by,
    )  # fmt: skip
    seen: Any = made
    filled = transitions.filled_in(seen)
    if filled is not None:
        sentence = N_("{id}: no time was given, so it is to be put right by {due}")
        note(Message.of(sentence, id=made.id, due=filled.strftime("%Y-%m-%d %H:%M")))
    return made


def spotcheck(office: Office, ticket_id: str, *, by: str | None = None) -> Revision:
    """One of the two managers reviewed the ticket's last callback (R068); desk roles may type it for them.

    Raises NotAllowed when somebody else did, NotPossibleNow when there is no callback.
    """
    reviewer = office.person(by) if by else office.actor
    decision = decide(PERMITS, "spotcheck", reviewer)
    if not decision.allowed:
        raise NotAllowed(
            staff=f"{reviewer.id} {reviewer.name}".strip(), role=Code("role", reviewer.role),
            action=Code("action", "spotcheck"), allowed=tuple(Code("role", role) for role in decision.line.roles),
            rule=decision.line.rule, clause=decision.line.clause,
        )  # fmt: skip
    return office.step(
        "tickets", ticket_id, "spotcheck", lambda ticket, stamp: transitions.checked(ticket, stamp, role=reviewer.role),
        permit="spotcheck" if reviewer.id == office.actor.id else "type for others", by=by,
    )  # fmt: skip
