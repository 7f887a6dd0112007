"""The clocks of complaints: what each of the five manuals asks by when (A15). Pure; clock hours unless a figure says
working days (A14). Imported history has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.periods import midnight
from cspm.core.terms import Terms
from cspm.core.timing import running
from cspm.core.words import extend
from cspm.procedures.complaints import figures
from cspm.procedures.complaints.asking import CENTRE, ended, first_closed, is_major, ours, told_upwards

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Complaint, Ticket

extend(
    "clock", clear_answer="clear answer", at_once="at once", first_response="first response", submission="to the centre",
    major_submission="major one to the centre",
    decision="answer to the specialist", preliminary="preliminary answer", department="department's feedback",
    same_day="settled the same day", told_time="told a time the same day", form="handling form", form_call="call after the form",
)  # fmt: skip

HEADS = ("csc_manager", "csc_director")
SAME_DAY = ("R307", "004 A4 二.1")
TOLD_TIME = ("R308", "004 A4 二.2")
FORM = ("R314", "004 A7 一.3")


def clocks(ticket: Ticket, terms: Terms) -> tuple[Clock, ...]:
    """The clocks of a complaint at a site of this profile; none for other tickets, void ones and imported history."""
    part = ticket.complaint
    if ticket.kind != "complaint" or part is None or not ours(ticket) or ticket.state == "void":
        return ()
    own = OF_PROFILE.get(terms.site.profile)
    return (*big(ticket, part, terms), *(own(ticket, part, terms) if own else ()))


def first_answer(ticket: Ticket, part: Complaint) -> datetime | None:
    """When the complainant first got an answer in the matter: a notice, an explanation, a preliminary answer, the end."""
    told = [*(notice.at for notice in part.notices), part.explained_at, part.preliminary_at, first_closed(ticket)]
    return min((at for at in told if at is not None), default=None)


def big(ticket: Ticket, part: Complaint, terms: Terms) -> Iterator[Clock]:
    """R389: a big complaint is clearly answered within days."""
    if is_major(part):
        yield running(
            "clear_answer", figures.CLEAR_ANSWER, terms, start=ticket.received_at, met=first_answer(ticket, part),
            end=ended(ticket),
        )  # fmt: skip


def of_center(ticket: Ticket, part: Complaint, terms: Terms) -> Iterator[Clock]:
    """R252: who writes is answered in a minute; R389: a small complaint is handled at once."""
    start, end = ticket.received_at, ended(ticket)
    if ticket.channel == "online":
        met = part.responded_at or ticket.replied_at
        yield running("first_response", figures.FIRST_RESPONSE, terms, start=start, met=met, end=end)
    if part.nature == "valid" and part.severity in ("light", "general"):
        answers = [at for at in (ticket.replied_at, first_answer(ticket, part)) if at is not None]
        yield running("at_once", figures.SMALL_ANSWER, terms, start=start, met=min(answers, default=None), end=end)


def of_vk(ticket: Ticket, part: Complaint, terms: Terms) -> Iterator[Clock]:
    """R208, R211: to the centre in 4 hours; R209: answered in 4; R210: preliminary answer in 24; R224: feedback in 24."""
    end, pressing = ended(ticket), is_major(part) or ticket.urgency in ("urgent", "emergency")
    taken_elsewhere = part.recorded_role is not None and part.recorded_role not in CENTRE
    if taken_elsewhere and part.undetermined_at is not None:
        start, met = ticket.registered_at, part.submitted_at
        yield running("submission", figures.SUBMIT_UNCLEAR, terms, start=start, met=met, end=end)
    elif taken_elsewhere and pressing:
        known = (part.submitted_at, told_upwards(ticket, part, HEADS))
        met = min((at for at in known if at is not None), default=None)
        yield running("major_submission", figures.SUBMIT_MAJOR, terms, start=ticket.registered_at, met=met, end=end)
    if part.submitted_at is not None and part.undetermined_at is not None:
        yield running(
            "decision", figures.ANSWER_SPECIALIST, terms, start=part.submitted_at, met=part.answered_at, end=end
        )
    if part.submitted_at is not None and pressing:
        yield running(
            "preliminary", figures.PRELIMINARY, terms, start=part.submitted_at, met=part.preliminary_at, end=end
        )
    for form in part.handlings:
        yield running(
            "department", figures.DEPARTMENT_FEEDBACK, terms, start=form.issued_at, met=form.returned_at, end=end
        )


def of_sales(ticket: Ticket, part: Complaint, terms: Terms) -> Iterator[Clock]:
    """R307: settled on its day; R308: with several departments the customer is told a time on that day."""
    if part.nature == "invalid":
        return
    due = day_end(ticket, terms)
    rule, clause, name, met = *SAME_DAY, "same_day", first_closed(ticket)
    if several(ticket, part, terms):
        told = min((one.at for one in ticket.promises), default=None)
        met = min((at for at in (told, first_closed(ticket)) if at is not None), default=None)
        rule, clause, name = *TOLD_TIME, "told_time"
    yield Clock(name, rule, clause, ticket.received_at, due, met, None if met else ended(ticket))


def day_end(ticket: Ticket, terms: Terms) -> datetime:
    """The last instant of the day on which it was received."""
    return midnight(ticket.received_at.astimezone(terms.tz).date() + timedelta(days=1), terms.tz) - timedelta(seconds=1)


def several(ticket: Ticket, part: Complaint, terms: Terms) -> bool:
    """Whether several departments were asked on its day (A80)."""
    asked = {form.department for form in part.handlings if form.issued_at <= day_end(ticket, terms)}
    return len(asked) >= int(terms.figures.value(figures.SEVERAL_DEPARTMENTS, ticket.received_at.date()))


def of_hospital(ticket: Ticket, part: Complaint, terms: Terms) -> Iterator[Clock]:
    """R314: the handling form comes back when it was wanted, then the user is phoned."""
    end = ended(ticket)
    for form in part.handlings:
        if form.due is not None:
            met = form.returned_at
            yield Clock("form", *FORM, form.issued_at, form.due, met, None if met else end)
    back = [form.returned_at for form in part.handlings if form.returned_at is not None]
    if back and len(back) == len(part.handlings):
        start = max(back)
        called = (call.at for call in ticket.callbacks if call.reached and call.at >= start)
        gone = ticket.cancelled_at or ticket.declined_at
        yield running("form_call", figures.FORM_CALL, terms, start=start, met=min(called, default=None), end=gone)


Own = Callable[["Ticket", "Complaint", Terms], Iterator[Clock]]
OF_PROFILE: Mapping[str, Own] = {"vk": of_vk, "sales": of_sales, "hospital": of_hospital, "center": of_center}
