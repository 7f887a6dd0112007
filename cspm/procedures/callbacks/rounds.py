"""Which callback a ticket owes now, and how far it has come. Pure; works on a model or a view.

Every end of the work begins a new round: what was asked before a rework does not answer for the work after it (R105,
"until satisfied"). A round is answered when the customer was reached, or given up after attempts on several days (A83).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.figures import Figure
from cspm.core.limits import limit
from cspm.core.periods import midnight
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.callbacks import figures
from cspm.procedures.callbacks.states import DONE

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Callback, Ticket

Calls = tuple["Callback", ...]
ENDING = ("finish", "close")


def work_end(ticket: Ticket) -> datetime | None:
    """When the work ended: finished, else closed; it decides the month a callback belongs to (A10).

    What was finished before the ticket was opened again does not end the work after it.
    """
    again = ticket.reopenings[-1].at if ticket.reopenings else None
    if ticket.finished_at is not None and (again is None or ticket.finished_at >= again):
        return ticket.finished_at
    return ticket.closed_at or ticket.finished_at


def imported_as_closed(ticket: Ticket) -> bool:
    """Whether the ticket came in as closed history, which owes no callback; later work here makes it one of ours."""
    if ticket.import_batch is None or ticket.closed_at is None:
        return False
    if isinstance(ticket, View):  # asked of every ticket of an import: its history need not be read for that
        return not any(event.get("action") in ENDING for event in ticket.document()["history"])
    return not any(event.action in ENDING for event in ticket.history)


def owing(ticket: Ticket) -> bool:
    """Whether a ticket in its present state is one that is called back: work done, services and complaints (A81).

    Enquiries and invalid complaints (those were explained, R091) are not, nor is imported history.
    """
    if ticket.state not in DONE or ticket.kind == "enquiry":
        return False
    part = ticket.complaint
    if ticket.kind == "complaint" and part is not None and part.nature == "invalid":
        return False
    return not imported_as_closed(ticket)


def this_round(ticket: Ticket) -> Calls:
    """The callbacks made since the work last ended, in time order; a dissatisfied one ends the round before."""
    end = work_end(ticket)
    calls = tuple(sorted((call for call in ticket.callbacks if end and call.at >= end), key=lambda call: call.at))
    bad = [place for place, call in enumerate(calls) if call.reached and call.satisfied is False]
    return calls[bad[-1] + 1 :] if bad else calls


def reached_at(calls: Iterable[Callback]) -> datetime | None:
    """When the customer was first reached; None when they never were."""
    return min((call.at for call in calls if call.reached), default=None)


def given_up_at(calls: Iterable[Callback], terms: Terms) -> datetime | None:
    """When the last needed attempt on another day was made in vain (A83); None with fewer, or when one was reached."""
    days: dict[date, datetime] = {}
    for call in calls:
        if call.reached:
            return None
        days.setdefault(call.at.astimezone(terms.tz).date(), call.at)
    tried = sorted(days.values())
    if not tried:
        return None
    needed = int(terms.figures.value(figures.ATTEMPTS, min(days)))
    return tried[needed - 1] if len(tried) >= needed else None


def month_due(end: datetime, terms: Terms) -> datetime:
    """Day 10 24:00 of the month after the work ended (R064, A10)."""
    day = end.astimezone(terms.tz).date()
    return tenth(day.year, day.month, int(terms.figures.value(figures.CALLBACK_DAY, day)), terms.tz)


@lru_cache(maxsize=512)
def tenth(year: int, month: int, day: int, tz: tzinfo) -> datetime:
    """The end of that day of the month after `year` and `month`; a short month ends before a late day."""
    first = date(year + month // 12, month % 12 + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return midnight(min(first + timedelta(days=day), after), tz)


def timely(at: datetime, terms: Terms) -> datetime:
    """By when a corrective action is in time after a dissatisfied callback at `at` (R069, A57)."""
    return working(at, figures.CORRECTIVE_WITHIN, terms)


def working(at: datetime, figure: Figure, terms: Terms) -> datetime:
    """The end of the figure's limit that starts at `at`."""
    return limit(figure, terms, at).due


def put_right_by(call: Callback, terms: Terms) -> datetime:
    """When what a dissatisfied customer complained of was to be put right: as said, else in good time (A57)."""
    return call.due or timely(call.at, terms)


def repair_due(ticket: Ticket, end: datetime, terms: Terms) -> datetime | None:
    """The end of the day after a repair was finished (R387, A20); None for other work or when the site does without."""
    day = end.astimezone(terms.tz).date()
    if ticket.kind != "service" or ticket.category != "repair":
        return None
    if not terms.figures.value(figures.REPAIR_CALLBACKS, day):
        return None
    return midnight(day + timedelta(days=1 + int(terms.figures.value(figures.REPAIR_CALLBACK_DAYS, day))), terms.tz)


def first_due(ticket: Ticket, end: datetime, terms: Terms) -> tuple[str, datetime] | None:
    """By which rule and when the callback of work that ended at `end` is due: the policies run together, the first one
    that falls due counts (A19). None when the site does without all of them. Complaints are asked like services."""
    repair = repair_due(ticket, end, terms)
    if repair is not None:
        return figures.REPAIR_CALLBACKS.rule, repair
    if not terms.figures.value(figures.MONTH_CALLBACKS, end.astimezone(terms.tz).date()):
        return None
    return figures.CALLBACK_DAY.rule, month_due(end, terms)


def of_ticket(ticket: Ticket, terms: Terms) -> Iterator[Clock]:
    """The clock of the callback that the last end of the work began (R064, R387); given up it has lost its sense (A83)."""
    end = work_end(ticket)
    first = first_due(ticket, end, terms) if end is not None and owing(ticket) else None
    if end is not None and first is not None:
        calls = this_round(ticket)
        rule, due = first
        figure = next(one for one in (figures.REPAIR_CALLBACK_DAYS, figures.CALLBACK_DAY) if one.rule == rule)
        own = terms.figures.in_force(figure, end.astimezone(terms.tz).date()).override
        stopped = reached_at(calls), given_up_at(calls, terms)
        yield Clock("callback", rule, figure.clause, end, due, *stopped, figure=figure.key, override=own)
