"""In whose hands a ticket is, was, and why it left them: what dispatch and hand-back write. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.view import replaced
from cspm.procedures.tickets.transitions import moved, promised

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Ticket

Changed = dict[str, Any]


def dispatch(
    ticket: Ticket, stamp: Stamp, *, to: str, with_: tuple[str, ...], team: str, promise: datetime | None,
    known: Mapping[str, Any] | None = None, reason: str | None = None, role: str = "",
) -> Changed:  # fmt: skip
    """Sent to somebody: a fresh dispatch starts the receipt clock anew. `known` is what the table of teams says of it."""
    state = moved(ticket, "dispatch")
    entry = {"staff": to, "since": stamp.at, "by": stamp.by, "team": team or None, **(known or {})}
    changed: Changed = {
        "state": state, "assignee": to, "with_": with_, "team": team or None, "dispatched_at": stamp.at,
        "accepted_at": None, "arrived_at": None,
        "handlers": (*left(ticket, stamp, how="transfer", reason=reason), entry),
    }  # fmt: skip
    return changed | (promised(ticket, stamp, due=promise, reason=None, role=role) if promise else {})


def left(ticket: Ticket, stamp: Stamp, *, how: str, reason: str | None = None) -> tuple[Any, ...]:
    """The handlers, the last of them relieved, unless he was already."""
    if not ticket.handlers or ticket.handlers[-1].until is not None:
        return tuple(ticket.handlers)
    return (*ticket.handlers[:-1], replaced(ticket.handlers[-1], until=stamp.at, ended=how, reason=reason))


def returned(ticket: Ticket, stamp: Stamp, *, reason: str) -> Changed:
    """Handed back to dispatch: nobody has it."""
    return {
        "state": moved(ticket, "return"), "assignee": None, "with_": (), "accepted_at": None, "dispatched_at": None,
        "handlers": left(ticket, stamp, how="return", reason=reason),
    }  # fmt: skip


def referred(ticket: Ticket, stamp: Stamp, *, to: str) -> Changed:
    """Passed to a department (R236): whoever had it has it no more."""
    return {
        "state": moved(ticket, "refer"), "referred_to": to, "referred_at": stamp.at,
        "handlers": left(ticket, stamp, how="refer", reason=to),
    }  # fmt: skip
