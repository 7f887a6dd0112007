"""Which callback a ticket owes now, and how far it has come. Pure; works on a model or a view.

Every end of the work begins a new round: what was asked before a rework does not answer for the work after it (R105,
"until satisfied"). A round is answered when the customer was reached, or given up after attempts on several days (A83).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

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
    """When the work ended: finished, else closed; it decides the month a callback belongs to (A10)."""
    return ticket.finished_at or ticket.closed_at


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
    days = int(terms.figures.value(figures.CORRECTIVE_WITHIN, at.astimezone(terms.tz).date()))
    return terms.calendar.add_working_days(at, days)


def repair_due(ticket: Ticket, end: datetime, terms: Terms) -> datetime | None:
    """The end of the day after a repair was finished (R387, A20); None for other work or when the site does without."""
    day = end.astimezone(terms.tz).date()
    if ticket.kind != "service" or ticket.category != "repair":
        return None
    if not terms.figures.value(figures.REPAIR_CALLBACKS, day):
        return None
    return midnight(day + timedelta(days=1 + int(terms.figures.value(figures.REPAIR_CALLBACK_DAYS, day))), terms.tz)
