"""The clock of an enquiry: answered as promised, else within the working days of the site (R382, R294). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.terms import Terms
from cspm.core.timing import running
from cspm.procedures.enquiries import figures
from cspm.procedures.enquiries.states import PROMISED

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket


def clocks(ticket: Ticket, terms: Terms) -> Iterator[Clock]:
    """`answer`, from registration; a closing with its result is an answer too. Imported history has none."""
    if ticket.kind != "enquiry" or ticket.import_batch is not None:
        return
    part = ticket.enquiry
    closed = ticket.reopenings[0].closed_at if ticket.reopenings else ticket.closed_at
    met = (part.answered_at if part is not None else None) or closed
    end = ticket.cancelled_at or ticket.declined_at
    if part is not None and part.promises:
        last = part.promises[-1]
        rule, clause = PROMISED
        yield Clock("answer", rule, clause, last.at, last.due, met, None if met else end)
    else:
        yield running("answer", figures.ANSWER_WITHIN, terms, start=ticket.registered_at, met=met, end=end)
