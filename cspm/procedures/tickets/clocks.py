"""The clocks of a ticket, derived from its times (R043, R045, R046, R098, R105, R228). Pure.

Appointments, promises and rectification times are points that the customer was told: a pause does not move them, only a
new promise does. Clocks of working time (order receipt, and those that the site says so of) stop while the ticket is on
hold; the receipt counts by the calendar of the team that has the order, the others by the site's.

A reopening: reply, receipt and appointment stay as they were; a promise that was met by the first closing stays met; the
rectification time runs from the reopening; progress notices are asked for again from there on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock, Pause
from cspm.core.figures import Figure
from cspm.core.limits import limit
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.tickets import figures
from cspm.procedures.tickets.answers import TIMES, answered, answers, closings

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


def over(ticket: Ticket, start: datetime) -> datetime | None:
    """When a clock that runs from `start` lost its sense: at the first end since. A reopening does not wake it."""
    closed = min((at for at in closings(ticket) if at >= start), default=None)
    return closed or ended(ticket)


def pauses(ticket: Ticket) -> tuple[Pause, ...]:
    """The holds as pairs; the last one may be open."""
    return tuple((hold.since, hold.until) for hold in ticket.holds)


def _clocks(ticket: Ticket, terms: Terms) -> Iterator[Clock]:
    if not imported(ticket):
        start = ticket.registered_at
        yield _within("reply", figures.REPLY_WITHIN, terms, ticket, start=start, met=answered(ticket, "reply", terms))
        if ticket.dispatched_at is not None:
            yield _receipt(ticket, terms, ticket.dispatched_at)
    if ticket.appointment_at is not None:
        yield _point(ticket, "appointment", ticket.appointment_at, terms, start=ticket.registered_at)
    if ticket.promised_at is not None:
        said = ticket.promises[-1].at if ticket.promises else ticket.registered_at
        yield _point(ticket, "promise", ticket.promised_at, terms, start=said)
    if ticket.resolution_due_at is not None:
        start = ticket.reopenings[-1].at if ticket.reopenings else ticket.registered_at
        yield _point(ticket, "resolution", ticket.resolution_due_at, terms, start=start)
    finance = _finance(ticket, terms)
    if finance is not None:
        yield finance
    progress = _progress(ticket, terms)
    if progress is not None:
        yield progress


def _point(ticket: Ticket, name: str, due: datetime, terms: Terms, *, start: datetime) -> Clock:
    """A time that was told. What was promised is answered by the first closing since, also when that was reopened."""
    rule, clause = CLAUSES[name]
    again = ticket.reopenings and name != "appointment"
    met = answered(ticket, name, terms, since=start if again else None)
    return Clock(name, rule, clause, start, due, met, None if met else over(ticket, start))


def _receipt(ticket: Ticket, terms: Terms, start: datetime) -> Clock:
    """The order's receipt, counted by the calendar of the team that it was sent to."""
    met, team = answered(ticket, "receipt", terms), ticket.team or ""
    return _within("receipt", figures.RECEIPT_WITHIN, terms, ticket, start=start, met=met, team=team)


def _progress(ticket: Ticket, terms: Terms) -> Clock | None:
    part = ticket.complaint
    if ticket.kind != "complaint" or imported(ticket) or (part is not None and part.nature == "invalid"):
        return None
    start = max(told(ticket, terms))
    return _within("progress", figures.PROGRESS_GAP, terms, ticket, start=start, met=None)


def told(ticket: Ticket, terms: Terms) -> list[datetime]:
    """When the complainant was last in touch with the office: registered, told how it stands, opened again."""
    steps = (at for step in answers("progress", terms) for at in TIMES[step](ticket) if at is not None)
    return sorted((ticket.registered_at, *steps, *(one.at for one in ticket.reopenings)))


def _finance(ticket: Ticket, terms: Terms) -> Clock | None:
    """Until finance knows what will be charged: from intake for what is chargeable by nature, else from the price."""
    chargeable = ticket.nature in ("paid", "business")
    start = ticket.registered_at if chargeable else ticket.price_agreed_at if ticket.amount else None
    if start is None or imported(ticket):
        return None
    told_at = ticket.finance_told_at
    clock = _within("finance", figures.FINANCE_WITHIN, terms, ticket, start=start, met=told_at)
    return clock._replace(
        ended_at=None if told_at else ticket.cancelled_at or ticket.declined_at
    )  # closing ends nothing


def _within(
    name: str, figure: Figure, terms: Terms, ticket: Ticket, *, start: datetime, met: datetime | None, team: str = ""
) -> Clock:  # fmt: skip
    """A clock of so much time: by the clock nothing stops it, working time stands still while the ticket is on hold."""
    found = limit(figure, terms, start, team=team, pauses=pauses(ticket))
    working = found.mode == "working"
    return Clock(
        name, figure.rule, figure.clause, start, found.due, met, None if met else over(ticket, start), found.mode,
        figure.key, found.override, found.pauses, working and ticket.state == "on_hold", team if working else "",
    )  # fmt: skip
