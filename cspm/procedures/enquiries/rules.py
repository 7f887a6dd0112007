"""What an enquiry, and what was said to a customer, kept and broke (004 A15 咨询, A10 三, A3). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import due_by, punctual
from cspm.errors import N_, Message
from cspm.procedures.enquiries import figures
from cspm.procedures.enquiries.clocks import clocks
from cspm.procedures.enquiries.phrases import banned
from cspm.procedures.enquiries.states import ASKED, CALLS, POLITE, PROMISED, RECORDED, SURE

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket


def in_good_time(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R382: answered in good time where no time was promised."""
    for clock in clocks(ticket, terms):
        if clock.rule == ASKED[0]:
            yield from punctual(clock, N_("The enquiry was not answered by {due}"))


def as_promised(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R294: an answer promised for later is given when it is due."""
    for clock in clocks(ticket, terms):
        if clock.rule == PROMISED[0]:
            yield from punctual(clock, N_("The answer promised for {due} was not given"))


def not_put_off(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R294: the time of a promised answer was not put off."""
    if ticket.kind == "enquiry" and ticket.enquiry is not None:
        for later in ticket.enquiry.promises[1:]:
            yield Broken(later.at, Message(N_("The time of the promised answer was put off")))


def expert_asked(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R382: what is unclear is explained to the user and asked of an expert at once."""
    part = ticket.enquiry
    if ticket.kind != "enquiry" or part is None or part.asked_at is None or ticket.import_batch is not None:
        return
    due = due_by(figures.EXPERT_WITHIN, terms, ticket.registered_at)
    if part.asked_at > due:
        yield Broken(part.asked_at, Message(N_("The expert was not asked at once")))
    else:
        yield judged(
            bool(part.explanation), part.asked_at, Message(N_("The user was not told why there is no answer yet"))
        )


def on_record(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R405: user, question, answer and who gave it are on record when an enquiry is closed."""
    if ticket.kind != "enquiry" or ticket.closed_at is None or ticket.import_batch is not None:
        return
    part = ticket.enquiry
    answer, by = (part.answer, part.answered_by) if part is not None else (None, None)
    asked = (
        (N_("Customer"), ticket.customer.name or ticket.customer.phone), (N_("Matter"), ticket.text),
        (N_("Answer"), answer), (N_("Answered by"), by),
    )  # fmt: skip
    missing = tuple(Message(label) for label, value in asked if not value)
    said = Message.of(N_("The record of the consultation lacks: {missing}"), missing=missing)
    yield judged(not missing, ticket.closed_at, said)


def certain(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R425: who is not certain asks, or names where the answer comes from."""
    part = ticket.enquiry
    if ticket.kind == "enquiry" and part is not None and part.answered_at is not None:
        sure = not part.unsure or bool(part.source)
        yield judged(sure, part.answered_at, Message(N_("An uncertain answer without a source")))


def polite(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R383: what customers were told has none of the phrases that shrug them off."""
    for at, text in sayings(ticket):
        phrase = banned(text)
        said = Message.of(N_("The customer was told a phrase that is banned: {phrase}"), phrase=phrase or "")
        yield judged(phrase is None, at, said)


def sayings(ticket: Ticket) -> Iterator[tuple[datetime, str]]:
    """Everything that a ticket says the customer was told, with its time; only what is new of it."""
    part, complaint = ticket.enquiry, ticket.complaint
    told: list[tuple[datetime | None, str | None]] = [(ticket.replied_at, ticket.reply_text)]
    if part is not None:
        told += [(part.asked_at, part.explanation), (part.answered_at, part.answer)]
    if complaint is not None:
        told += [
            *((notice.at, notice.text) for notice in complaint.notices),
            (complaint.explained_at, complaint.explanation),
        ]
    if ticket.declined_at is not None:
        told.append((ticket.declined_at, ticket.result))
    known: set[str] = set()
    for at, text in told:
        if at is not None and text and text not in known:
            known.add(text)
            yield at, text


def call_recorded(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R423: a call with an enquiry or a complaint is on record: who called, from where, what was said."""
    if ticket.channel != "phone" or ticket.kind == "service" or ticket.import_batch is not None:
        return
    asked = (
        (N_("Customer"), ticket.customer.name), (N_("Phone"), ticket.customer.phone), (N_("Matter"), ticket.text),
    )  # fmt: skip
    missing = tuple(Message(label) for label, value in asked if not value)
    said = Message.of(N_("The record of the call lacks: {missing}"), missing=missing)
    yield judged(not missing, ticket.registered_at, said)


TICKET = (
    Rule("answer_late", *ASKED, "breach", in_good_time, "enquiry"),
    Rule("expert_not_asked", *ASKED, "breach", expert_asked, "enquiry"),
    Rule("promised_answer_late", *PROMISED, "breach", as_promised, "enquiry"),
    Rule("promised_answer_moved", *PROMISED, "breach", not_put_off, "enquiry"),
    Rule("consultation_incomplete", *RECORDED, "breach", on_record, "enquiry"),
    Rule("answer_uncertain", *SURE, "breach", certain, "enquiry"),
    Rule("banned_phrase", *POLITE, "breach", polite),
    Rule("call_not_recorded", *CALLS, "breach", call_recorded, "ours"),
)
RULES = TICKET
COMMANDS = {"R382": "enquiry pending", "R405": "enquiry answer", "R425": "enquiry pending", "R380": "report enquiries"}
"""Rules that are kept by a command's being there."""
