"""The rules about callbacks that a single ticket can answer (DTZ part 2 chapter 1 section 2.7). Pure.

Imported history is judged for what it says of its callbacks, never for having none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.callbacks import charge, figures, receivers, rounds, slips
from cspm.procedures.callbacks.states import ASPECTS

if TYPE_CHECKING:
    from datetime import datetime

    from cspm.procedures.tickets.model import Callback, Ticket


def answered(ticket: Ticket) -> Iterator[Callback]:
    """The callbacks in which the customer was reached."""
    return (call for call in ticket.callbacks if call.reached)


def by_time(ticket: Ticket, terms: Terms, *, due: datetime, sentence: str) -> Iterator[Judgement]:
    """Reached by `due`: kept; later or not at all: broken from then on; given up by then: neither (A83)."""
    calls = rounds.this_round(ticket)
    reached, given_up = rounds.reached_at(calls), rounds.given_up_at(calls, terms)
    if reached is not None and reached <= due:
        yield Kept(reached)
    elif reached is not None or given_up is None:
        yield Broken(due, Message.of(sentence, due=due.strftime("%Y-%m-%d %H:%M")))


def in_time(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R064: last month's services are called back by the 10th."""
    end = rounds.work_end(ticket)
    if ticket.kind != "service" or end is None or not rounds.owing(ticket):
        return
    if terms.figures.value(figures.MONTH_CALLBACKS, end.astimezone(terms.tz).date()):
        yield from by_time(ticket, terms, due=rounds.month_due(end, terms), sentence=N_("Not called back by {due}"))


def repair_in_time(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R387: every repair is called back by the end of the next day."""
    end = rounds.work_end(ticket)
    due = rounds.repair_due(ticket, end, terms) if end is not None and rounds.owing(ticket) else None
    if due is not None:
        yield from by_time(ticket, terms, due=due, sentence=N_("A repair that was not called back by {due}"))


def could_be_reached(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """A83: a customer who was not reached on several days is shown apart."""
    calls = rounds.this_round(ticket) if ticket.callbacks and rounds.owing(ticket) else ()
    given_up = rounds.given_up_at(calls, terms)
    if given_up is not None:
        yield Broken(given_up, Message(N_("The customer could not be reached")))


def visit_signed(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R066: at a door visit the customer signs."""
    for call in answered(ticket):
        if call.method == "visit":
            yield judged(bool(call.signed_by), call.at, Message(N_("A door visit without the customer's signature")))


def visit_opinion(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R066: at a door visit the customer writes an opinion."""
    for call in answered(ticket):
        if call.method == "visit":
            yield judged(bool(call.opinion), call.at, Message(N_("A door visit without the customer's opinion")))


def phone_opinion(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R067: after a phone callback the caller writes down what the customer really said."""
    for call in answered(ticket):
        if call.method == "phone":
            yield judged(bool(call.opinion), call.at, Message(N_("A phone callback without the customer's opinion")))


def corrected(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R069: dissatisfaction starts a corrective action, with a time by when; a later callback may add it in time."""
    unhappy = [call for call in answered(ticket) if call.satisfied is False]
    acted = [call.at for call in unhappy if call.action and call.due is not None]
    for call in unhappy:
        started = any(call.at <= at <= rounds.timely(call.at, terms) for at in acted)
        yield judged(started, call.at, Message(N_("Dissatisfied, and no corrective action with a due time")))


def somebody_else(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R063: who did the work is not the one who asks about it."""
    workers = {ticket.assignee, *ticket.with_}
    for call in answered(ticket):
        yield judged(call.by not in workers, call.at, Message.of(N_("{by} did the work and called back"), by=call.by))


def caller_in_charge(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R063: the area's customer assistant or the dispatch centre calls, or somebody who was asked to, or took it in."""
    for call in answered(ticket):
        if call.in_charge is not None:
            right = call.in_charge or charge.asked(ticket, call) or call.by == ticket.first_receiver
            wrong = Message.of(N_("{by} called back, who was neither in charge nor asked to"), by=call.by)
            yield judged(right, call.at, wrong)


def opinion_asked(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R244: a callback asks what the customer thinks."""
    for call in answered(ticket):
        yield judged(bool(call.opinion), call.at, Message(N_("Called back without asking for an opinion")))


def settled(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R392: what a callback found is dealt with soon, and the result is filed."""
    if rounds.imported_as_closed(ticket):
        return
    for call in answered(ticket):
        if call.satisfied is False:
            due = rounds.working(rounds.put_right_by(call, terms), figures.SETTLED_WITHIN, terms)
            if call.handled_at is None or call.handled_at > due:
                late = Message.of(N_("What the callback found was not filed by {due}"), due=f"{due:%Y-%m-%d %H:%M}")
                yield Broken(due, late)
            else:
                yield judged(bool(call.file), call.handled_at, Message(N_("Dealt with, but not filed anywhere")))


def all_aspects(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R391, A66: in the director's sample the customer is asked about every side of the service."""
    for call in answered(ticket):
        if call.sample is not None:
            missing = tuple(Code("callback_aspect", one) for one in ASPECTS.labels if one not in aspects_of(call))
            yield judged(not missing, call.at, Message.of(N_("Not asked about: {missing}"), missing=missing))


def aspects_of(call: Callback) -> set[str]:
    """What the customer was asked about."""
    return {one.aspect for one in call.aspects}


def after_the_work(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R062: callbacks follow the work. After a rework those before it are in order, only receipt comes first."""
    end = rounds.work_end(ticket)
    since = ticket.received_at if ticket.rework_count or end is None else end
    for call in ticket.callbacks:
        yield judged(call.at >= since, call.at, Message(N_("Called back before the work had ended")))


RULES = (
    Rule("callback_late", "R064", "000 P2-一 2.7.3", "breach", in_time, "owing"),
    Rule("unreachable", "R064", "000 P2-一 2.7.3", "note", could_be_reached, "callbacks"),
    Rule("repair_callback_late", "R387", "004 A15 回访一", "breach", repair_in_time, "owing"),
    Rule("visit_unsigned", "R066", "000 P2-一 2.7.4", "breach", visit_signed, "callbacks"),
    Rule("visit_opinion_missing", "R066", "000 P2-一 2.7.4", "breach", visit_opinion, "callbacks"),
    Rule("opinion_missing", "R067", "000 P2-一 2.7.4", "breach", phone_opinion, "callbacks"),
    Rule("no_corrective_action", "R069", "000 P2-一 2.7.6", "breach", corrected, "callbacks"),
    Rule("caller_is_worker", "R063", "000 P2-一 2.7.3", "breach", somebody_else, "callbacks", forced=True),
    Rule("other_caller", "R063", "000 P2-一 2.7.3", "breach", caller_in_charge, "callbacks"),
    Rule("opinion_not_asked", "R244", "003 一", "breach", opinion_asked, "callbacks"),
    Rule("problem_not_filed", "R392", "004 A15 回访四", "breach", settled, "callbacks"),
    Rule("aspects_missing", "R391", "004 A15 回访三", "breach", all_aspects, "callbacks"),
    Rule("callback_early", "R062", "000 P2-一 2.7.3", "error", after_the_work, "callbacks"),
    *slips.RULES,
    *receivers.RULES,
)

COMMANDS = {
    "R061": "slips hand-over", "R062": "callbacks queue", "R063": "callbacks assign", "R165": "slips tell", "R244": "callback",
    "R388": "report callbacks", "R390": "callbacks draw", "R384": "callbacks assign",
    "R391": "callback --aspect", "R392": "callbacks settle",
}  # fmt: skip
"""Rules that are kept by a command's being there."""
