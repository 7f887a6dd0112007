"""Complaints between specialist and centre (VK procedure 002, S09). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.core.timing import due_by, timely
from cspm.core.words import COMPLAINT_TYPE, CUSTOMER_CLASS
from cspm.errors import N_, Code, Message
from cspm.procedures.complaints import figures
from cspm.procedures.complaints.asking import CENTRE, SPECIALIST, Line, ended, ours, rules, settled, verdict
from cspm.procedures.complaints.clocks import clocks
from cspm.procedures.complaints.routing import by_phase

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Complaint, Ticket

VK = ("vk",)


def written(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R220: a complaint that was accepted is on record in writing: what was said, by whom, and which way it came."""
    who = ticket.customer.name or ticket.customer.phone or ticket.unit
    known = ((N_("Customer"), who), (N_("Channel"), ticket.channel)) if ours(ticket) else ()
    missing = tuple(Message(label) for label, value in ((N_("Matter"), ticket.text), *known) if not value)
    said = Message.of(N_("Accepted, and not in writing: {missing}"), missing=missing)
    yield Broken(ticket.registered_at, said) if missing else Kept(ticket.registered_at)


def promise_kept(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R222: what was promised to the complainant is done by then; the callback that follows is R228's and R064's."""
    until = ticket.promised_at
    if until is None or ticket.cancelled_at is not None or ticket.declined_at is not None:
        return
    said = ticket.promises[-1].at if ticket.promises else ticket.registered_at
    closings = (*(one.closed_at for one in ticket.reopenings), ticket.closed_at)
    done = min((at for at in closings if at is not None and at >= said), default=None)
    if done is not None and done <= until:
        yield Kept(done)
    else:
        text = N_("Promised for {due}, and not done by then")
        yield Broken(until, Message.of(text, due=f"{until.astimezone(terms.tz):%Y-%m-%d %H:%M}"))


def typed(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R206: a judged complaint is of one of the six types."""
    if part.judged_at is not None and part.nature in ("valid", "major") and ours(ticket):
        known = part.type in COMPLAINT_TYPE.labels
        yield verdict(known, part.judged_at, N_("Judged, and of none of the six types"))


def classed(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R207: the complainant is of one of the customer classes."""
    if ours(ticket):
        known = ticket.customer.customer_class in CUSTOMER_CLASS.labels
        yield verdict(known, ticket.registered_at, N_("The customer's class is not recorded"))


def with_opinion(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R208: what the specialist cannot judge he submits with his own basic opinion."""
    if part.submitted_at is not None and part.undetermined_at is not None:
        yield verdict(bool(part.basic_opinion), part.submitted_at, N_("Submitted without a basic opinion"))


def guided_by_the_panel(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R210: the preliminary answer follows the opinion of the expert panel."""
    at = part.preliminary_at
    if at is not None:
        asked = bool(part.panel_opinion) and part.panel_at is not None and part.panel_at <= at
        yield verdict(asked, at, N_("A preliminary answer without the expert panel's opinion"))


def specialist_informed(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R210: the specialist is informed of the preliminary answer and follows it up."""
    if part.preliminary_at is not None:
        at = max(part.preliminary_at, part.informed_at or part.preliminary_at)
        yield verdict(bool(part.informed), at, N_("The specialist was not informed of the preliminary answer"))


def answered_by_the_centre(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R217: forum posts and mails to the mailbox are answered by the centre only."""
    if ticket.channel in ("forum", "mailbox") and ticket.replied_at is not None and ticket.replied_role:
        role = Code("role", ticket.replied_role)
        ok = ticket.replied_role in (*CENTRE, "general_manager", "site_admin")
        yield verdict(ok, ticket.replied_at, N_("Answered in the forum or mailbox by: {role}"), role=role)


def right_route(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R218: by the phase of the home to the specialist of the project or of the property department."""
    if part.phase and part.group and part.routed_at is not None:
        ok = part.group == by_phase(part.phase, part.type)
        yield verdict(ok, part.routed_at, N_("Routed to: {group}"), group=Code("service_group", part.group))


def routed(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R218: every complaint that stands is routed by phase."""
    closed = settled(ticket, part)
    if closed is not None:
        yield verdict(bool(part.phase and part.group), closed, N_("Closed without having been routed by phase"))


def somebody_responsible(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R219: the head of a department that is asked answers for it."""
    for form in part.handlings:
        yield verdict(
            bool(form.head), form.issued_at, N_("Nobody answers for it at: {department}"), department=form.department
        )


def told_when_late(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R221: not finished in the time that was said: the customer is told how it stands."""
    for said in (ticket.promised_at, ticket.resolution_due_at):
        if said is not None:
            yield from _told(ticket, part, said, terms)


def _told(ticket: Ticket, part: Complaint, said: datetime, terms: Terms) -> Iterable[Judgement]:
    end, until = ended(ticket), due_by(figures.LATE_NOTICE, terms, said)
    if end is not None and end <= until:
        return
    told = min((notice.at for notice in part.notices if said - (until - said) <= notice.at <= until), default=None)
    if told is not None:
        yield Kept(told)
    else:
        yield Broken(
            until, Message.of(N_("Late, and not told how it stands by {until}"), until=f"{until:%Y-%m-%d %H:%M}")
        )


def repeated(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R221: the same subject from the same unit again (A77): the first handling did not last."""
    if part.repeat_of:
        at = part.repeated_at or ticket.registered_at
        yield Broken(at, Message.of(N_("A repeated complaint: {earlier}"), earlier=part.repeat_of))


def certain(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R223: valid or invalid is the centre's to decide when the specialist is unsure."""
    if part.judged_role == SPECIALIST and part.judged_at is not None and part.nature in ("valid", "invalid"):
        yield verdict(part.certain is True, part.judged_at, N_("Judged by a specialist who was not certain"))


LINES: tuple[Line, ...] = (
    ("not_in_writing", "R220", "002 §5", "breach", written),
    ("promise_not_kept", "R222", "002 §5", "breach", promise_kept),
    ("no_complaint_type", "R206", "002 §3", "note", typed),
    ("no_customer_class", "R207", "002 §3", "note", classed),
    ("no_basic_opinion", "R208", "002 §4", "breach", with_opinion),
    ("no_panel_opinion", "R210", "002 §4", "breach", guided_by_the_panel),
    ("specialist_not_informed", "R210", "002 §4", "breach", specialist_informed),
    ("answered_outside_centre", "R217", "002 §4", "breach", answered_by_the_centre),
    ("wrong_route", "R218", "002 §4", "breach", right_route),
    ("route_unrecorded", "R218", "002 §4", "breach", routed),
    ("nobody_responsible", "R219", "002 §4", "breach", somebody_responsible),
    ("late_and_not_told", "R221", "002 §5", "breach", told_when_late),
    ("repeated_complaint", "R221", "002 §5", "note", repeated),
    ("judged_unsure", "R223", "002 §4", "breach", certain),
)  # fmt: skip
TIMED = (
    ("unclear_submitted_late", "submission", figures.SUBMIT_UNCLEAR, N_("Not submitted to the centre by {due}")),
    ("major_submitted_late", "major_submission", figures.SUBMIT_MAJOR, N_("Not submitted to the centre by {due}")),
    ("specialist_answered_late", "decision", figures.ANSWER_SPECIALIST, N_("The specialist was not answered by {due}")),
    ("preliminary_late", "preliminary", figures.PRELIMINARY, N_("No preliminary answer by {due}")),
    ("department_feedback_late", "department", figures.DEPARTMENT_FEEDBACK, N_("No feedback of the department by {due}")),
)  # fmt: skip
RULES = (
    *rules(LINES, *VK),
    *(
        timely(code, name, (figure.rule, figure.clause), clocks, sentence, asked_of="complaint")._replace(profiles=VK)
        for code, name, figure, sentence in TIMED
    ),
)
