"""The rules about taking in and following up that a ticket can answer: judged, routed, acceptable, told, verified, filed.

DTZ part 2 chapter 1 sections 2.2-2.3, chapter 2 section 2.8, chapter 3; the handbook's one-stop service. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from cspm.core.limits import limit
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.tickets import figures
from cspm.procedures.tickets.clocks import clocks, ended, imported

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket


def kind_judged_at(ticket: Ticket) -> datetime | None:
    """When it was known what the matter is: it was said, or the procedure of its kind was begun.

    A kind that is not the one that stands until somebody judges was said at registration.
    """
    part = ticket.complaint
    known = (
        ticket.routed_at, ticket.dispatched_at, ticket.referred_at, ticket.declined_at, part.judged_at if part else None,
        *(handler.since for handler in ticket.handlers[:1]), ticket.registered_at if ticket.kind != "service" else None,
    )  # fmt: skip
    return min((at for at in known if at is not None), default=None)


def kind_judged(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R109: every matter is judged an enquiry, a complaint or a demand for service before it ends."""
    at, end = kind_judged_at(ticket), ended(ticket)
    if imported(ticket):
        return
    if at is not None:
        yield Kept(at)
    elif end is not None:
        yield Broken(end, Message(N_("Ended without having been judged a service, a complaint or an enquiry")))


def routed_in_time(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R160: it goes to the procedure of its kind within the figure."""
    if imported(ticket):
        return
    due = limit(figures.ROUTED_WITHIN, terms, ticket.registered_at).due
    at, end = kind_judged_at(ticket), ended(ticket)
    if at is not None and at <= due:
        yield Kept(at)
    elif end is None or end > due:
        yield Broken(due, Message.of(N_("Not sent to the procedure of its kind by {due}"), due=f"{due:%Y-%m-%d %H:%M}"))


def acceptable(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R041: what is offered is accepted, what is not offered is not sent out as if it were."""
    if ticket.offer is None or imported(ticket):
        return
    offered = ticket.offer.status == "offered"
    if ticket.declined_at is not None:
        yield judged(not offered, ticket.declined_at, Message(N_("Declined although it is in the price list")))
    elif ticket.dispatched_at is not None:
        yield judged(offered, ticket.dispatched_at, Message(N_("Sent out although it is not in the price list")))


def explained(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R041: who is declined is told why."""
    if ticket.declined_at is not None and not imported(ticket):
        yield judged(bool(ticket.result), ticket.declined_at, Message(N_("Declined, and no reason that was told")))


def demand_recorded(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R035: a service that is not offered is recorded as a demand."""
    if ticket.declined_at is None or imported(ticket) or ticket.offer is None or ticket.offer.status == "offered":
        return
    yield judged(bool(ticket.demand), ticket.declined_at, Message(N_("Not offered, and not recorded as a demand")))


def finance_told(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R110: finance is told promptly of what will be charged."""
    for clock in clocks(ticket, terms):
        if clock.clock != "finance":
            continue
        if clock.met_at is not None and clock.met_at <= clock.due:
            yield Kept(clock.met_at)
        elif clock.met_at is not None or clock.ended_at is None or clock.ended_at > clock.due:
            yield Broken(clock.due, Message.of(N_("Finance was not told by {due}"), due=f"{clock.due:%Y-%m-%d %H:%M}"))


def free_of_charge(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R051: rework that the site does free of charge is not charged."""
    if ticket.free and ticket.rework_of:
        at = ticket.price_agreed_at or ticket.closed_at
        if at is not None:
            text = N_("Charged although it is rework of {other} and free of charge")
            yield judged(not ticket.amount, at, Message.of(text, other=ticket.rework_of))


def verified_at(ticket: Ticket) -> datetime | None:
    """When the quality or the customer's satisfaction was verified: he signed, or the complaint's result was checked."""
    part = ticket.complaint
    if ticket.kind == "complaint":
        return next((check.at for check in part.checks if check.result == "ok"), None) if part else None
    return ticket.signed_at


def verified_first(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R111: a callback follows when the work was verified. Those before a rework are left alone, and so are the
    director's of a sample (R390): they look at the callbacks of a quarter, whatever became of the order."""
    part = ticket.complaint
    if imported(ticket) or ticket.kind == "enquiry" or (part is not None and part.nature == "invalid"):
        return
    at = verified_at(ticket)
    for call in ticket.callbacks:
        if not call.reached or call.sample or (ticket.rework_count and (at is None or call.at < at)):
            continue
        verified = at is not None and at <= call.at
        yield judged(verified, call.at, Message(N_("Called back before the result was verified")))


def one_stop(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R226: request, somebody sent, done, confirmed by the customer, called back: one after the other."""
    called = next((call.at for call in ticket.callbacks if call.reached), None)
    if ticket.kind != "service" or imported(ticket) or called is None or ticket.rework_count:
        return
    way = (
        ("registered_at", ticket.registered_at), ("dispatched_at", ticket.dispatched_at), ("finished_at", ticket.finished_at),
        ("signed_at", ticket.signed_at), ("callbacks", called),
    )  # fmt: skip
    known = [(name, at) for name, at in way if at is not None]
    wrong = tuple(Code("field", later[0]) for first, later in pairwise(known) if later[1] < first[1])
    yield judged(not wrong, called, Message.of(N_("Out of the order of one-stop service: {wrong}"), wrong=wrong))


def archived(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R107: a closed complaint is filed by a customer assistant."""
    if ticket.kind != "complaint" or ticket.closed_at is None or imported(ticket):
        return
    due = limit(figures.ARCHIVED_WITHIN, terms, ticket.closed_at).due
    filed = ticket.archived
    if filed is None or filed.at is None or filed.at > due:
        yield Broken(due, Message.of(N_("Not filed by {due}"), due=f"{due:%Y-%m-%d}"))
    else:
        assistant = filed.role in (None, "customer_assistant")
        yield judged(assistant, filed.at, Message(N_("Filed by somebody who is no customer assistant")))


def two_copies(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R113: one copy in the office archive, one in the owner's file."""
    if ticket.archived is not None and ticket.archived.at is not None:
        missing = tuple(
            Code("archive_copy", copy) for copy in ("office", "owner_file") if copy not in ticket.archived.copies
        )
        yield judged(not missing, ticket.archived.at, Message.of(N_("No copy in: {missing}"), missing=missing))


RULES = (
    Rule("kind_not_judged", "R109", "000 P2-三 1.3.1", "breach", kind_judged, "ours"),
    Rule("not_routed", "R160", "000 P2-三 1.3.2-1.3.3", "note", routed_in_time, "ours"),
    Rule("not_acceptable", "R041", "000 P2-一 2.3.2", "breach", acceptable, "ours"),
    Rule("decline_unexplained", "R041", "000 P2-一 2.3.2", "breach", explained, "ours"),
    Rule("demand_not_recorded", "R035", "000 P2-一 2.2.7", "breach", demand_recorded, "ours"),
    Rule("finance_not_told", "R110", "000 P2-三 1.2.3", "breach", finance_told, "timed"),
    Rule("rework_charged", "R051", "000 P2-一 2.5.4", "breach", free_of_charge, "rework_of", forced=True),
    Rule("callback_unverified", "R111", "000 P2-三 1.4.1-1.4.2", "breach", verified_first, "callbacks"),
    Rule("one_stop_order", "R226", "003 一", "error", one_stop, "callbacks"),
    Rule("not_archived", "R107", "000 P2-二 2.8.2", "breach", archived, "complaint"),
    Rule("copy_missing", "R113", "000 P2-三 1.7.1", "breach", two_copies, "archived"),
)
