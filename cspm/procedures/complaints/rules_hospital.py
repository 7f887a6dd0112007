"""Complaints in the hospital project (004 article 7, S11). Pure. The quarter's analysis stands among the filings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Judgement
from cspm.core.terms import Terms
from cspm.core.timing import timely
from cspm.errors import N_, Code
from cspm.procedures.complaints.asking import Line, is_major, ours, rules, settled, told_upwards, verdict
from cspm.procedures.complaints.clocks import FORM, clocks

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Complaint, Ticket

HOSPITAL = ("hospital",)
CENTRE_MANAGER = ("general_manager",)
"""The property centre manager of the hospital project (A18)."""


def in_the_register(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R313: every complaint stands in the register of visitors and calls: who, how he came, what he said."""
    if ours(ticket):
        known = {
            "customer": ticket.customer.name or ticket.customer.phone,
            "channel": ticket.channel,
            "text": ticket.text,
        }
        missing = tuple(Code("field", name) for name, value in known.items() if not value)
        yield verdict(
            not missing, ticket.registered_at, N_("Not in the visitor and call register: {missing}"), missing=missing
        )


def form_issued(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R314: what has to be handled goes to the department on a handling form."""
    closed = settled(ticket, part)
    if closed is not None:
        yield verdict(bool(part.handlings), closed, N_("Closed, and no handling form was issued"))


def form_back(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R314: the form is back before the complaint is closed."""
    closed = settled(ticket, part)
    if closed is None or not part.handlings:
        return
    out = tuple(form.department for form in part.handlings if form.returned_at is None or form.returned_at > closed)
    yield verdict(not out, closed, N_("Closed while the handling form was out at: {departments}"), departments=out)


def told_the_centre_manager(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R315: a major complaint is reported to the manager of the property centre."""
    if is_major(part) and part.judged_at is not None and ours(ticket):
        told = told_upwards(ticket, part, CENTRE_MANAGER)
        at = part.judged_at if told is None else max(told, part.judged_at)
        yield verdict(told is not None, at, N_("A major complaint not reported to the property centre manager"))


LINES: tuple[Line, ...] = (
    ("not_in_register", "R313", "004 A7 一.2", "breach", in_the_register),
    ("form_not_issued", "R314", "004 A7 一.3", "breach", form_issued),
    ("form_not_back", "R314", "004 A7 一.3", "breach", form_back),
    ("centre_manager_not_told", "R315", "004 A7 一.4", "breach", told_the_centre_manager),
)
TIMED = (
    ("form_late", "form", N_("The handling form was not back by {due}")),
    ("form_call_late", "form_call", N_("The form is back, and the user was not phoned by {due}")),
)
RULES = (
    *rules(LINES, *HOSPITAL),
    *(
        timely(code, name, FORM, clocks, sentence, asked_of="complaint")._replace(profiles=HOSPITAL)
        for code, name, sentence in TIMED
    ),
)
