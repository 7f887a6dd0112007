"""The clocks of a ticket, derived from its times (R043, R045, R046, R098, R105, R228). Pure.

Appointments, promises and rectification times are points that the customer was told: a pause does not move them, only a
new promise does. The receipt clock counts working time and stops while the ticket is on hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock, Pause
from cspm.core.figures import Figure
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.tickets import figures

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket

CLAUSES = {
    "appointment": ("R046", "000 P2-一 2.4.4"),
    "promise": ("R228", "003 三"),
    "resolution": ("R105", "000 P2-二 2.7.8"),
}


def clocks(ticket: Ticket, terms: Terms) -> tuple[Clock, ...]:
    """Every clock of the ticket, in the order in which they begin to matter. Imported history and void tickets have none
    that run from registration."""
    if isinstance(ticket, View):
        found: tuple[Clock, ...] = ticket.once("clocks", lambda: _all(ticket, terms))
        return found
    return _all(ticket, terms)


def _all(ticket: Ticket, terms: Terms) -> tuple[Clock, ...]:
    return () if ticket.state == "void" else tuple(_clocks(ticket, terms))


def imported(ticket: Ticket) -> bool:
    """Whether the ticket came in as history by an import."""
    return ticket.import_batch is not None


def ended(ticket: Ticket) -> datetime | None:
    """When the ticket came to its end by cancelling, declining or closing."""
    return ticket.cancelled_at or ticket.declined_at or ticket.closed_at


def pauses(ticket: Ticket) -> tuple[Pause, ...]:
    """The holds as pairs; the last one may be open."""
    return tuple((hold.since, hold.until) for hold in ticket.holds)


def _clocks(ticket: Ticket, terms: Terms) -> Iterator[Clock]:
    end = ended(ticket)
    if not imported(ticket):
        yield _reply(ticket, terms, end)
        if ticket.dispatched_at is not None:
            yield _receipt(ticket, terms, end)
    if ticket.appointment_at is not None:
        came = ticket.arrived_at or ticket.started_at or ticket.finished_at
        yield _point("appointment", ticket.registered_at, ticket.appointment_at, met=came, end=end)
    if ticket.promised_at is not None:
        said = ticket.promises[-1].at if ticket.promises else ticket.registered_at
        yield _point("promise", said, ticket.promised_at, met=ticket.closed_at, end=end)
    if ticket.resolution_due_at is not None:
        yield _point("resolution", ticket.registered_at, ticket.resolution_due_at, met=ticket.closed_at, end=end)
    progress = _progress(ticket, terms, end)
    if progress is not None:
        yield progress


def _point(name: str, start: datetime, due: datetime, *, met: datetime | None, end: datetime | None) -> Clock:
    rule, clause = CLAUSES[name]
    return Clock(name, rule, clause, start, due, met, None if met else end)


def _reply(ticket: Ticket, terms: Terms, end: datetime | None) -> Clock:
    start = ticket.registered_at
    return _within(
        "reply", figures.REPLY_WITHIN, terms, start=start,
        due=start + terms.figures.span(figures.REPLY_WITHIN, start.date()), met=ticket.replied_at, end=end,
    )  # fmt: skip


def _receipt(ticket: Ticket, terms: Terms, end: datetime | None) -> Clock:
    start = ticket.dispatched_at
    assert start is not None
    days = int(terms.figures.value(figures.RECEIPT_WITHIN, start.date()))
    stops = pauses(ticket)
    over = tuple(
        pause for pause in stops if pause[1] is not None
    )  # a pause that lasts shows as `paused`, it moves nothing yet
    due = terms.calendar.add_working_days(start, days)
    held = terms.calendar.elapsed(start, due) - terms.calendar.elapsed(start, due, pauses=over)
    if held:
        due = terms.calendar.due(due, held, pauses=over)
    met = ticket.accepted_at or ticket.arrived_at or ticket.started_at or ticket.finished_at
    clock = _within("receipt", figures.RECEIPT_WITHIN, terms, start=start, due=due, met=met, end=end)
    return clock._replace(mode="working", pauses=stops, paused=ticket.state == "on_hold")


def _progress(ticket: Ticket, terms: Terms, end: datetime | None) -> Clock | None:
    part = ticket.complaint
    if ticket.kind != "complaint" or imported(ticket) or (part is not None and part.nature == "invalid"):
        return None
    told = [ticket.replied_at, *(notice.at for notice in part.notices)] if part is not None else [ticket.replied_at]
    start = max([ticket.registered_at, *(at for at in told if at is not None)])
    gap = terms.figures.span(figures.PROGRESS_GAP, start.date())
    return _within("progress", figures.PROGRESS_GAP, terms, start=start, due=start + gap, met=None, end=end)


def _within(
    name: str, figure: Figure, terms: Terms, *, start: datetime, due: datetime, met: datetime | None, end: datetime | None
) -> Clock:  # fmt: skip
    override = terms.figures.in_force(figure, start.date()).override
    return Clock(
        name, figure.rule, figure.clause, start, due, met, None if met else end, "clock", figure.key, override
    )  # fmt: skip
