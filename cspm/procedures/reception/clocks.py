"""The clocks of reception: the manager's contact after a special customer's matter, feedback to the head. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.terms import Terms
from cspm.core.timing import running
from cspm.procedures.reception import figures
from cspm.procedures.reception.states import MANAGERS

if TYPE_CHECKING:
    from cspm.procedures.reception.model import Remark
    from cspm.procedures.tickets.model import Ticket


def of_ticket(ticket: Ticket, terms: Terms) -> Iterator[Clock]:
    """`contact`, from the handling of a special customer's matter on; imported history has none."""
    handled = ticket.finished_at or ticket.closed_at
    if ticket.customer.special and handled is not None and ticket.import_batch is None:
        yield running(
            "contact", figures.CONTACT_WITHIN, terms, start=handled, met=spoken_at(ticket), end=ticket.cancelled_at
        )


def spoken_at(ticket: Ticket) -> datetime | None:
    """When the manager first spoke with the customer after the handling: by a contact of his, or a callback that reached
    him; None when he did not."""
    handled = ticket.finished_at or ticket.closed_at
    if handled is None:
        return None
    calls = [call.at for call in ticket.callbacks if call.reached and call.role in MANAGERS]
    said = [one.at for one in ticket.contacts if one.role in MANAGERS]
    return min((at for at in (*calls, *said) if at >= handled), default=None)


def of_remark(remark: Remark, terms: Terms) -> Iterator[Clock]:
    """`report`, from the receipt on; imported history has none."""
    if remark.import_batch is None:
        start, met = remark.received_at, remark.reported_at
        yield running("report", figures.REMARK_WITHIN, terms, start=start, met=met)
