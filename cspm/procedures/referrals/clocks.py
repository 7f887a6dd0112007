"""The clocks of what was referred: the department's days, its feedback, the clearing of what the company received. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.terms import Terms
from cspm.core.timing import running
from cspm.procedures.referrals import figures

if TYPE_CHECKING:
    from cspm.procedures.referrals.model import Communication, Referral
    from cspm.procedures.tickets.model import Ticket


def of_referral(referral: Referral, terms: Terms) -> Iterator[Clock]:
    """The department's days, in the fast lane fewer, then its feedback; imported history has no clocks."""
    if referral.import_batch is not None:
        return
    limit = figures.FAST_WITHIN if referral.fast else figures.HANDLE_WITHIN
    done = referral.handled_at or referral.fed_back_at
    yield running("referral", limit, terms, start=referral.referred_at, met=done)
    if referral.handled_at is not None:
        met = referral.fed_back_at
        yield running("feedback", figures.FEED_BACK_WITHIN, terms, start=referral.handled_at, met=met)


def of_communication(row: Communication, terms: Terms) -> Iterator[Clock]:
    """Telling the centre, and clearing the row; imported history has no clocks."""
    if row.import_batch is not None:
        return
    told = row.told_at or row.cleared_at
    yield running("telling", figures.TELL_WITHIN, terms, start=row.received_at, met=told)
    yield running("clearance", figures.CLEAR_WITHIN, terms, start=row.received_at, met=row.cleared_at)


def of_ticket(ticket: Ticket, terms: Terms) -> Iterator[Clock]:
    """A ticket that was passed to a department: done, or ended, within the department's days."""
    if ticket.referred_at is None or ticket.import_batch is not None:
        return
    start = ticket.referred_at
    done = [at for at in (ticket.finished_at, ticket.closed_at, ticket.declined_at) if at is not None and at >= start]
    yield running(
        "referral", figures.HANDLE_WITHIN, terms, start=start, met=min(done, default=None), end=ticket.cancelled_at
    )
