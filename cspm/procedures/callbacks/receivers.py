"""What a first receiver owes after the work (R228, R384): he asks until the customer is satisfied, himself or by somebody. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.callbacks import charge, figures, rounds

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Callback, Ticket


def until_satisfied(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R228: the first receiver stays with it until the customer is satisfied: who was not is asked again in time.

    Silent about a customer whom nobody could reach afterwards (A83).
    """
    calls = sorted((call for call in ticket.callbacks if call.reached), key=lambda call: call.at)
    for place, call in enumerate(calls):
        if call.satisfied is False:
            again = next((one for one in calls[place + 1 :] if one.at > call.at), None)
            due = rounds.working(rounds.put_right_by(call, terms), figures.ASKED_AGAIN_WITHIN, terms)
            if again is not None and again.at <= due:
                yield Kept(again.at)
            elif again is not None or rounds.given_up_at(rounds.this_round(ticket), terms) is None:
                yield Broken(
                    due, Message.of(N_("Dissatisfied, and not asked again by {due}"), due=f"{due:%Y-%m-%d %H:%M}")
                )


def receiver_calls(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R384: the first receiver calls back himself, or somebody does it for him."""
    if ticket.import_batch is not None or not ticket.first_receiver:
        return
    for call in ticket.callbacks:
        day = call.at.astimezone(terms.tz).date()
        if call.reached and terms.figures.value(figures.RECEIVER_CALLS, day):
            stands = bool(terms.figures.value(figures.STANDING, day)) and for_the_receiver(call)
            right = call.by == ticket.first_receiver or stands or charge.asked(ticket, call)
            wrong = N_("{receiver} took it in, {by} called back and was not asked to")
            yield judged(right, call.at, Message.of(wrong, receiver=ticket.first_receiver, by=call.by))


def for_the_receiver(call: Callback) -> bool:
    """Whether the house's own order of who calls speaks for the caller; where nobody asks, it does."""
    return call.in_charge is not False


RULES = (
    Rule("not_asked_again", "R228", "003 三", "breach", until_satisfied, "callbacks"),
    Rule("receiver_not_calling", "R384", "004 A15 首问三", "breach", receiver_calls, "callbacks"),
)
