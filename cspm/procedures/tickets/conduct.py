"""Forbidden conduct no. 3 of a first receiver, which shows by itself: not answered or not dealt with in time (R386). Pure.

The other conducts are recorded (`cspm conduct add`). Imported history is not judged: nobody here took it in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept, Rule
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.tickets.clocks import clocks
from cspm.procedures.tickets.figures import OVERDUE_IS_CONDUCT

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket

OWED = ("reply", "promise")
"""The clocks by which a customer is answered and served."""


def answered_in_time(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R386 no. 3: what a first receiver took in is answered and dealt with within the limits."""
    if ticket.import_batch is not None or not ticket.first_receiver:
        return
    for clock in clocks(ticket, terms):
        if clock.clock not in OWED or clock.paused:
            continue
        if not terms.figures.value(OVERDUE_IS_CONDUCT, clock.start.astimezone(terms.tz).date()):
            continue
        stopped = clock.met_at or clock.ended_at
        if stopped is None or stopped > clock.due:
            text = N_("{staff}: forbidden conduct no. 3, {clock} was due {due}")
            due = f"{clock.due:%Y-%m-%d %H:%M}"
            yield Broken(
                clock.due, Message.of(text, staff=ticket.first_receiver, clock=Code("clock", clock.clock), due=due)
            )
        elif clock.met_at is not None:
            yield Kept(clock.met_at)


RULES = (Rule("conduct_unanswered", "R386", "004 A15 首问五 3", "breach", answered_in_time, "ours"),)
