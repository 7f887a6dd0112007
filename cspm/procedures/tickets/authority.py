"""What a role may promise or grant by itself, and that what exceeds it is reported upward (R030, R007). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.ladders import REPORT
from cspm.core.limits import limit
from cspm.core.rules import Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.tickets import authority_figures as figures

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket


def promise_within_authority(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R030: nobody promises a time beyond what his role may, unless it was reported upward before."""
    for promise in ticket.promises:
        figure = figures.PROMISE_DAYS.get(promise.role or "")
        days = float(terms.figures.value(figure, promise.at.astimezone(terms.tz).date())) if figure else 0
        if days:
            within = (promise.due - promise.at).total_seconds() <= days * DAY
            ok = within or backed(ticket, promise.at, role=promise.role, most=figures.PROMISE_DAYS, terms=terms)
            said = N_("{role} promised more than {days} days ahead and reported it to nobody")
            yield judged(ok, promise.at, Message.of(said, role=Code("role", promise.role or ""), days=f"{days:g}"))


def amount_within_authority(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R007: a price beyond what one's role may agree is reported upward at once."""
    at = ticket.price_agreed_at
    figure = figures.AMOUNTS.get(ticket.quoted_role or "")
    if at is None or figure is None or ticket.amount is None:
        return
    most = float(terms.figures.value(figure, at.astimezone(terms.tz).date()))
    if most:
        ok = float(ticket.amount) <= most
        ok = ok or backed(ticket, at, role=ticket.quoted_role, most=figures.AMOUNTS, terms=terms, late=True)
        said = N_("{role} agreed more than {most} yuan and reported it to nobody")
        yield judged(ok, at, Message.of(said, role=Code("role", ticket.quoted_role or ""), most=f"{most:g}"))


DAY = 86_400


def backed(ticket: Ticket, at: datetime, *, role: Any, most: Any, terms: Terms, late: bool = False) -> bool:
    """Whether a role that may more had been told by then; with `late` also at once after it."""
    until = limit(figures.REPORTED_WITHIN, terms, at).due if late else at
    day = at.astimezone(terms.tz).date()

    def allowed(named: str) -> float:
        found = float(terms.figures.value(most[named], day)) if named in most else 0
        return found or float("inf")

    return any(one.at <= until and allowed(one.role) > allowed(role) for one in ticket.escalations)


RULES = (
    Rule("promise_beyond_authority", *figures.PROMISE, "breach", promise_within_authority, "promises", forced=True),
    Rule("amount_beyond_authority", *REPORT, "breach", amount_within_authority, "price_agreed_at", forced=True),
)
