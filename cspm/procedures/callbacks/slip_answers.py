"""What the commands of slips answer: what is written down now, and what comes next (R061, R165)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.errors import N_, Message
from cspm.procedures.callbacks.slips import due

if TYPE_CHECKING:
    from datetime import datetime

    from cspm.core.revision import Revision
    from cspm.core.terms import Terms
    from cspm.shell.output import Told


def back(ticket: Revision, terms: Terms) -> Told:
    """The sentence after a slip came back: dispatch is to be told."""
    text = N_("{id}: the slip is at the front desk. Tell dispatch now: cspm slips tell {id} (hand-over by {due})")
    return ticket, Message.of(text, id=ticket.id, due=shown(due(ticket.slip.returned_at, terms), terms))


def told(ticket: Revision, terms: Terms) -> Told:
    """The sentence after dispatch was told; the first time counts."""
    text = N_("{id}: dispatch was told at {at}. By {due}: cspm slips hand-over {id}")
    by_when, at = due(ticket.slip.returned_at, terms), ticket.slip.told_at
    return ticket, Message.of(text, id=ticket.id, at=shown(at, terms), due=shown(by_when, terms))


def handed(ticket: Revision, terms: Terms) -> Told:
    """The sentence after the slip was handed to dispatch: the list that both sign."""
    text = N_("{id}: the slip is at dispatch. The day's list to sign: cspm slips print --date {day}")
    return ticket, Message.of(text, id=ticket.id, day=shown(ticket.slip.handed_at, terms)[:10])


def shown(at: datetime, terms: Terms) -> str:
    """A time as people of the site write it."""
    return f"{at.astimezone(terms.tz):%Y-%m-%d %H:%M}"
