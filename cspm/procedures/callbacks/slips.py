"""The slips that come back to the front desk: when they have to be at dispatch, and what is written on the way. Pure.

A slip comes back when it is taken back at the desk, or when the ticket is closed with the front desk as its return point.
Dispatch is told at once by word of mouth (R165) and gets the slip at the day's hand-over (R061).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.clocks import Clock
from cspm.core.rules import Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import punctual
from cspm.core.view import replaced
from cspm.errors import N_, Code, Message, NotPossibleNow
from cspm.procedures.callbacks import figures
from cspm.procedures.callbacks.states import SLIPS

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Ticket

Changed = dict[str, Any]
FRONT_DESK = "front_desk"
RULE, CLAUSE = "R061", "000 P2-一 2.7.3"


def back_at(ticket: Ticket) -> datetime | None:
    """When the slip came back to the front desk; None when it did not, or when the ticket is imported history."""
    if ticket.import_batch is not None:
        return None
    if ticket.slip is not None:
        return ticket.slip.returned_at
    return ticket.closed_at if ticket.return_point == FRONT_DESK else None


def due(back: datetime, terms: Terms) -> datetime:
    """By when a slip that came back at `back` is at dispatch: that day's hand-over, a later one the next day's (A11)."""
    here = back.astimezone(terms.tz)
    said = terms.figures.value(figures.HAND_OVER, here.date())
    at = said if isinstance(said, time) else time.fromisoformat(said)
    today = datetime.combine(here.date(), at, tzinfo=terms.tz)
    return today if here < today else datetime.combine(here.date() + timedelta(days=1), at, tzinfo=terms.tz)


def clock(ticket: Ticket, terms: Terms) -> Clock | None:
    """The clock of a slip at the front desk."""
    back = back_at(ticket)
    if back is None:
        return None
    handed = ticket.slip.handed_at if ticket.slip is not None else None
    own = terms.figures.in_force(figures.HAND_OVER, back.astimezone(terms.tz).date()).override
    return Clock("slip", RULE, CLAUSE, back, due(back, terms), handed, figure=figures.HAND_OVER.key, override=own)


def of_ticket(ticket: Ticket, terms: Terms) -> Iterator[Clock]:
    """That clock, if there is one."""
    running = clock(ticket, terms)
    if running is not None:
        yield running


def returned(ticket: Ticket, stamp: Stamp) -> Changed:
    """Taken back at the front desk. Raises NotPossibleNow before the work is done, or when the slip is there already."""
    SLIPS.target(ticket.id, "slip-return", ticket.state)
    if ticket.slip is not None and ticket.slip.handed_at is None:
        raise NotPossibleNow(
            id=ticket.id, action=Code("action", "slip-return"), state=Message(N_("with its slip at the front desk")),
            possible=Code("action", "hand-over"),
        )  # fmt: skip
    return {"return_point": FRONT_DESK, "slip": {"returned_at": stamp.at, "returned_by": stamp.by}}


def at_desk(ticket: Ticket, action: str) -> Changed:
    """The slip that lies at the front desk, as a document. Raises NotPossibleNow when none does."""
    back = back_at(ticket)
    if ticket.slip is not None and ticket.slip.handed_at is None:
        return replaced(ticket.slip)
    if back is None or ticket.slip is not None:
        raise NotPossibleNow(
            id=ticket.id, action=Code("action", action), state=Message(N_("without a slip at the front desk")),
            possible=Code("action", "slip-return"),
        )  # fmt: skip
    return {"returned_at": back}


def told(ticket: Ticket, stamp: Stamp, *, whom: str | None) -> Changed:
    """Dispatch was told by word of mouth; the first time counts (R165)."""
    slip = at_desk(ticket, "slip-tell")
    if slip.get("told_at"):
        return {}
    return {"slip": {**slip, "told_at": stamp.at, "told_by": stamp.by, "told": whom}}


def handed(ticket: Ticket, stamp: Stamp, *, to: str | None) -> Changed:
    """Handed over to dispatch (R061)."""
    return {"slip": {**at_desk(ticket, "hand-over"), "handed_at": stamp.at, "handed_by": stamp.by, "received_by": to}}


def handed_in_time(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R061: the slips of the day are handed to dispatch at the hand-over."""
    for running in of_ticket(ticket, terms):
        yield from punctual(running, N_("The slip was not handed to dispatch by {due}"))


def told_first(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R165: dispatch hears of a slip by word of mouth before it is handed over."""
    running = clock(ticket, terms)
    if running is not None:
        known = ticket.slip.told_at if ticket.slip is not None else None
        until = running.met_at or running.due
        kept = known is not None and known <= until
        silent = Message(N_("Dispatch was not told of the slip before the hand-over"))
        yield judged(kept, known if kept and known is not None else until, silent)


def in_order(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R061: a slip is told of and handed over after it came back."""
    slip = ticket.slip
    if slip is not None:
        later = [at for at in (slip.told_at, slip.handed_at) if at is not None]
        if later:
            wrong = Message(N_("The slip was told of or handed over before it came back"))
            yield judged(min(later) >= slip.returned_at, min(later), wrong)


RULES = (
    Rule("slip_late", RULE, CLAUSE, "breach", handed_in_time, "slip"),
    Rule("slip_not_told", "R165", CLAUSE, "breach", told_first, "slip"),
    Rule("slip_order", RULE, CLAUSE, "error", in_order, "slip"),
)
