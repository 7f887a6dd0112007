"""The columns that the index keeps of a ticket beside its plain fields. Pure; works on a model or a view."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.clocks import Clock, nearest
from cspm.core.kinds import micros
from cspm.core.terms import Terms
from cspm.procedures.tickets.clocks import pauses

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket

RESOLVING = ("promise", "resolution")
MINUTE = timedelta(minutes=1)


def columns(ticket: Ticket, clocks: tuple[Clock, ...], terms: Terms) -> Mapping[str, Any]:
    """`due` and `clock` of the nearest open clock, `deadline` = the promise or resolution deadline that makes a ticket
    overdue in the reports, `net_minutes` from receipt to closing without holds, and the parts that reports sum up."""
    first = nearest(clocks)
    deadlines = [clock.due for clock in clocks if clock.clock in RESOLVING]
    part = ticket.complaint
    return {
        "due": micros(first.due) if first else None,
        "clock": first.clock if first else None,
        "paused": first.paused if first else False,
        "deadline": micros(min(deadlines)) if deadlines else None,
        "net_minutes": net_minutes(ticket),
        "nature_judged": part.nature if part else None,
        "severity": part.severity if part else None,
        "type": part.type if part else None,
        "contract": part.contract if part else None,
        "cause": part.cause if part else None,
        "materials": [[line.item, str(line.quantity), line.way] for line in ticket.materials],
        "charges": [[line.item, str(line.amount)] for line in ticket.charges],
    }


def net_minutes(ticket: Ticket) -> float | None:
    """Minutes from receipt to closing without the holds (overlaps counted once); None while open or out of order."""
    if ticket.closed_at is None or ticket.closed_at < ticket.received_at:
        return None
    from cspm.core.worktime import ClockHours

    held = tuple((since, until or ticket.closed_at) for since, until in pauses(ticket))
    return ClockHours().elapsed(ticket.received_at, ticket.closed_at, pauses=held) / MINUTE
