"""What can be done with callbacks: load, decide, save. No Click here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from cspm.procedures.callbacks import transitions
from cspm.procedures.tickets.model import Ticket

if TYPE_CHECKING:
    from cspm.shell.office import Office

Method = Literal["phone", "visit", "other"]


def callback(
    office: Office, ticket_id: str, *, method: Method, outcome: str, score: int | None = None,
    opinion: str | None = None, signed_by: str | None = None, due: datetime | None = None, action: str | None = None,
    by: str | None = None,
) -> Ticket:  # fmt: skip
    """Record a callback (R062-R069, R100): `outcome` is satisfied, dissatisfied or unreachable.

    Raises NotPossibleNow (21) before the work is done, RefusedByRule (22) for an unsigned door visit and for a major
    complaint that was not visited.
    """
    call = transitions.Call(method, outcome, role_of(office, by), score, opinion, signed_by, due, action)
    return office.step(
        Ticket, ticket_id, "callback",
        lambda ticket, stamp: transitions.called(ticket, stamp, call=call, terms=office.terms), by=by,
    )  # fmt: skip


def spotcheck(office: Office, ticket_id: str, *, by: str | None = None) -> Ticket:
    """A manager reviewed the ticket's last callback (R068). Raises NotPossibleNow when it has none."""
    role = role_of(office, by)
    return office.step(
        Ticket, ticket_id, "spotcheck", lambda ticket, stamp: transitions.checked(ticket, stamp, role=role), by=by
    )


def role_of(office: Office, by: str | None) -> str:
    """The role, on this day, of who did it. Raises NoSuchRecord."""
    return (office.person(by) if by else office.actor).role
