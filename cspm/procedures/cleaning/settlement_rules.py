"""What a month's settlement kept and broke, and what of it still runs: signatures, objections, approval, payment. Pure.

The manual leaves the day of payment open (3.3); the figures say by which day of the following month each thing is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.figures import Figure
from cspm.core.money import money_text
from cspm.core.periods import midnight, month_bounds
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.cleaning import figures
from cspm.procedures.cleaning.states import PAYMENT, STATISTICS

if TYPE_CHECKING:
    from cspm.procedures.cleaning.model import Objection, Settlement

SIDES = (("a", N_("party A")), ("b", N_("party B")))


def due_day(month: str, figure: Figure, terms: Terms) -> tuple[datetime, int]:
    """The end of the day of the following month that a figure names, and that day (1 is the first)."""
    after = month_bounds(month, terms.tz)[1]
    day = int(terms.figures.value(figure, after.date()))
    return midnight(after.date() + timedelta(days=day), terms.tz), day


def drafted_in_time(settlement: Settlement, terms: Terms) -> Iterable[Judgement]:
    """R127 with A01: first drawn up by the day of the following month that the figure names."""
    due, day = due_day(settlement.month, figures.SETTLEMENT_DAY, terms)
    first = settlement.history[0].at
    yield judged(first < due, min(first, due), Message.of(N_("Not drafted by day {day} of the next month"), day=day))


def settled_in_time(settlement: Settlement, terms: Terms) -> Iterable[Judgement]:
    """R127 with A01: approved by the day of the following month that the figure names."""
    due, day = due_day(settlement.month, figures.APPROVAL_DAY, terms)
    at = settlement.approved_at
    said = Message.of(N_("Not approved by day {day} of the next month"), day=day)
    yield Kept(at) if at is not None and at < due else Broken(due, said)


def signed_at(settlement: Settlement, side: str) -> datetime | None:
    """When a side signed the month's statistics."""
    return settlement.signed_a_at if side == "a" else settlement.signed_b_at


def signing_due(settlement: Settlement, terms: Terms) -> datetime:
    """Until when both sides sign: before the approval, and by the day that it is due."""
    due = due_day(settlement.month, figures.APPROVAL_DAY, terms)[0]
    return due if settlement.approved_at is None else min(due, settlement.approved_at)


def statistics_signed(settlement: Settlement, terms: Terms) -> Iterable[Judgement]:
    """R117: both sides sign the month's statistics, before they are approved."""
    due = signing_due(settlement, terms)
    for side, name in SIDES:
        at = signed_at(settlement, side)
        if at is not None and at <= due:
            yield Kept(at)
        else:
            said = N_("The month's statistics are not signed by {side}")
            late = N_("The month's statistics were signed by {side} after the approval or its day")
            yield Broken(due, Message.of(said if at is None else late, side=Message(name)))


def objection_due(settlement: Settlement, objection: Objection, terms: Terms) -> datetime:
    """Until when an objection is answered: before the approval, one that comes afterwards by the next approval's day."""
    due = signing_due(settlement, terms)
    if objection.raised_at < due:
        return due
    return due_day(f"{objection.raised_at.astimezone(terms.tz):%Y-%m}", figures.APPROVAL_DAY, terms)[0]


def objections_answered(settlement: Settlement, terms: Terms) -> Iterable[Judgement]:
    """R127: what the contractor objects to is answered before the general manager approves."""
    for one in settlement.objections:
        due = objection_due(settlement, one, terms)
        said = Message.of(N_("Objection {number} is not answered in time"), number=one.number)
        in_time = one.answered_at is not None and one.answered_at <= due
        yield Kept(one.answered_at) if in_time and one.answered_at else Broken(due, said)


def paid_in_time(settlement: Settlement, terms: Terms) -> Iterable[Judgement]:
    """R127: what was approved is paid by the day that the figure names (the manual leaves the day blank, A01)."""
    if settlement.approved_at is not None:
        due = payment_due(settlement, terms)
        at = settlement.paid_at
        yield Kept(at) if at is not None and at <= due else Broken(due, Message(N_("Not paid in time")))


def payment_due(settlement: Settlement, terms: Terms) -> datetime:
    """Until when it is paid: the day of the month after the settled one, of the next month when it was approved later."""
    due = due_day(settlement.month, figures.PAYMENT_DAY, terms)[0]
    approved = settlement.approved_at
    if approved is None or approved < due:
        return due
    return due_day(f"{approved.astimezone(terms.tz):%Y-%m}", figures.PAYMENT_DAY, terms)[0]


def paid_as_approved(settlement: Settlement, terms: Terms) -> Iterable[Judgement]:
    """R127: what is paid is what was approved."""
    if settlement.paid_at is not None and settlement.paid_amount is not None:
        paid, payable = settlement.paid_amount, settlement.payable
        said = Message.of(N_("{paid} paid, {payable} approved"), paid=money_text(paid), payable=money_text(payable))
        yield judged(paid == payable, settlement.paid_at, said)


def clocks(settlement: Settlement, terms: Terms) -> Iterator[Clock]:
    """What runs: each side's signature, each objection's answer, the approval, the payment."""
    start, approval = settlement.history[0].at, due_day(settlement.month, figures.APPROVAL_DAY, terms)[0]
    for side, _ in SIDES:
        yield _clock(f"sign_{side}", "R117", STATISTICS, start, approval, signed_at(settlement, side))
    for one in settlement.objections:
        due = objection_due(settlement, one, terms)
        yield _clock("objection", "R127", PAYMENT, one.raised_at, due, one.answered_at)
    approved = settlement.approved_at
    yield _clock("approval", "R127", PAYMENT, start, approval, approved, figures.APPROVAL_DAY.key)
    if approved is not None:
        due = payment_due(settlement, terms)
        yield _clock("payment", "R127", PAYMENT, approved, due, settlement.paid_at, figures.PAYMENT_DAY.key)


def _clock(
    name: str, rule: str, clause: str, start: datetime, due: datetime, met: datetime | None, figure: str = ""
) -> Clock:
    return Clock(name, rule, clause, start, due, met, figure=figure)


SETTLEMENT: tuple[Rule, ...] = (
    Rule("statistics_not_signed", "R117", STATISTICS, "breach", statistics_signed),
    Rule("drafted_late", "R127", PAYMENT, "note", drafted_in_time),
    Rule("objection_not_answered", "R127", PAYMENT, "breach", objections_answered),
    Rule("settled_late", "R127", PAYMENT, "breach", settled_in_time),
    Rule("paid_late", "R127", PAYMENT, "note", paid_in_time),
    Rule("paid_otherwise", "R127", PAYMENT, "error", paid_as_approved),
)
