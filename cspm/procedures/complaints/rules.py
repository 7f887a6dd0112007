"""The rules about complaints that a single ticket can answer (DTZ part 2 chapter 2, and R126, R389). Pure.

Whose role matters, the role on the day is on the record; where none is (imports), nobody is judged for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.complaints import (
    figures,
    penalty_rules,
    rules_center,
    rules_common,
    rules_hospital,
    rules_sales,
    rules_vk,
)
from cspm.procedures.complaints.asking import MANAGERS, OUTSIDE, rules, verdict

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Complaint, Ticket

CSC = ("csc", "客服中心", "客户服务中心")
VERIFIERS = ("dispatch_assistant", "dispatch_director", "csc_director", *MANAGERS)
CALLERS = ("customer_assistant", "specialist", "front_desk", *VERIFIERS)


def right_department(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R037: a complaint against the centre itself goes to administration and personnel, or the general manager."""
    if (part.against or "").casefold() in CSC and part.judged_at is not None and part.judged_role:
        outside = part.judged_role in OUTSIDE
        yield verdict(outside, part.judged_at, N_("Against the centre, and judged by the centre itself"))


def relayed_if_light(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R038: only light complaints are passed on by another department."""
    if part.relayed_from and part.severity is not None and part.judged_at is not None:
        yield verdict(part.severity == "light", part.judged_at, N_("Relayed although it is not light"))


def major_is_valid(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R090: major and invalid exclude each other."""
    if part.judged_at is not None and part.severity == "major":
        yield verdict(part.nature != "invalid", part.judged_at, N_("Major and invalid at once"))


def invalid_explained(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R091: an invalid complaint is explained before it is closed."""
    if part.nature == "invalid" and ticket.closed_at is not None:
        done = part.explained_at is not None and part.explained_at <= ticket.closed_at
        yield verdict(done, ticket.closed_at, N_("Invalid, and closed without an explanation"))


def major_reported(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R092: a major complaint is reported to the CSC manager and the general property manager."""
    if part.nature != "major" or part.judged_at is None:
        return
    told = {step.role for step in ticket.escalations} | {part.judged_role}
    missing = tuple(Code("role", role) for role in MANAGERS if role not in told)
    at = max([part.judged_at, *(step.at for step in ticket.escalations)]) if not missing else part.judged_at
    yield verdict(not missing, at, N_("A major complaint not reported to: {missing}"), missing=missing)


def undetermined_referred(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R093: what the duty person cannot judge the CSC manager decides."""
    if part.nature == "undetermined" and part.judged_at is not None:
        asked = part.submitted_at is not None or any(step.role == "csc_manager" for step in ticket.escalations)
        yield verdict(asked, part.judged_at, N_("Not judged, and not referred to the CSC manager"))


def judged_before_dispatch(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R094: the nature is on the form before the complaint is sent out."""
    if ticket.dispatched_at is not None and ticket.import_batch is None:
        known = part.judged_at is not None and part.judged_at <= ticket.dispatched_at
        yield verdict(known, ticket.dispatched_at, N_("Sent out before its nature was judged"))


def paid_service_linked(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R095: a complaint about a paid service goes through the service procedure: its ticket is linked."""
    if ticket.nature == "paid":
        at = ticket.dispatched_at or ticket.registered_at
        yield verdict(bool(ticket.links), at, N_("About a paid service, and no service ticket is linked"))


def only_major_to_company(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R096: only a major complaint goes up to the company."""
    for step in ticket.escalations:
        if step.role == "company_leader":
            yield verdict(part.nature == "major", step.at, N_("Reported to the company although it is not major"))


def followed_up(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R097: the result is followed up; the last word is that it is in order."""
    if ticket.closed_at is not None and ticket.import_batch is None and part.nature in ("valid", "major"):
        good = bool(part.checks) and part.checks[-1].result == "ok"
        yield verdict(good, ticket.closed_at, N_("Closed, and its result was not verified"))


def right_verifier(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R097: dispatch verifies, the CSC manager where the complaint is major."""
    may = MANAGERS if part.nature == "major" else VERIFIERS
    for check in part.checks:
        if check.role:
            yield verdict(check.role in may, check.at, N_("Verified by: {role}"), role=Code("role", check.role))


def right_caller(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R099: customer assistants and reception call complainants back, the CSC manager where the complaint is major."""
    may = MANAGERS if part.nature == "major" else CALLERS
    for call in ticket.callbacks:
        if call.reached and call.role:
            yield verdict(call.role in may, call.at, N_("Called back by: {role}"), role=Code("role", call.role))


def major_visited(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R100: a major complaint is called back at the door (one judged major only later may have been phoned)."""
    if part.nature == "major":
        for call in ticket.callbacks:
            yield verdict(call.method == "visit", call.at, N_("A major complaint that was not called back by a visit"))


def made_public(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R102: what several complain of is talked about in a meeting or published, by the time it is closed."""
    if ticket.closed_at is not None:
        many = int(terms.figures.value(figures.COMMON_CONCERN, ticket.registered_at.date()))
        if len(ticket.links) + 1 >= many:
            told = part.published_at is not None
            yield verdict(told, ticket.closed_at, N_("Of common concern, and neither a meeting nor a notice"))


def new_deadline(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R105: to a dissatisfied complainant a time is given by when it will be put right."""
    for call in ticket.callbacks:
        if call.satisfied is False:
            yield verdict(call.due is not None, call.at, N_("Dissatisfied, and no time given to put it right"))


def both_confirmed(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R126: a complaint about a contractor is confirmed by both sides."""
    if part.contract and ticket.closed_at is not None:
        both = part.confirmed_a_at is not None and part.confirmed_b_at is not None
        yield verdict(both, ticket.closed_at, N_("About a contractor, and not confirmed by both sides"))


def clearly_answered(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R389: a big complaint (major, A17) gets a clear answer within days: a notice, an explanation, or its end."""
    if ticket.import_batch is not None or "major" not in (part.nature, part.severity):
        return
    due = ticket.received_at + terms.figures.span(figures.CLEAR_ANSWER, ticket.received_at.date())
    told = [*(notice.at for notice in part.notices), part.explained_at, ticket.closed_at]
    first = min((at for at in told if at is not None), default=None)
    if first is not None and first <= due:
        yield Kept(first)
    else:
        yield Broken(due, Message.of(N_("No clear answer by {due}"), due=due.strftime("%Y-%m-%d %H:%M")))


ASKED = (
    ("complaint_wrong_judge", "R037", "000 P2-一 2.2.8", "breach", right_department),
    ("relayed_not_light", "R038", "000 P2-一 2.2.8", "breach", relayed_if_light),
    ("major_invalid", "R090", "000 P2-二 2.4.1.3", "error", major_is_valid),
    ("invalid_not_explained", "R091", "000 P2-二 2.4.2.2", "breach", invalid_explained),
    ("major_not_reported", "R092", "000 P2-二 2.4.2.3", "breach", major_reported),
    ("undetermined", "R093", "000 P2-二 2.4.4", "breach", undetermined_referred),
    ("not_judged", "R094", "000 P2-二 2.4.3", "breach", judged_before_dispatch),
    ("paid_service_not_linked", "R095", "000 P2-二 2.5.1", "note", paid_service_linked),
    ("company_without_major", "R096", "000 P2-二 2.5.3", "breach", only_major_to_company),
    ("not_verified", "R097", "000 P2-二 2.6.1-2", "breach", followed_up),
    ("wrong_verifier", "R097", "000 P2-二 2.6.1-2", "breach", right_verifier),
    ("wrong_caller", "R099", "000 P2-二 2.7.1-2", "breach", right_caller),
    ("major_not_visited", "R100", "000 P2-二 2.7.4", "breach", major_visited),
    ("not_published", "R102", "000 P2-二 2.7.5", "note", made_public),
    ("no_new_deadline", "R105", "000 P2-二 2.7.8", "breach", new_deadline),
    ("not_confirmed", "R126", "000 P2-四 3.2.4", "note", both_confirmed),
    ("no_clear_answer", "R389", "004 A15 回访二", "breach", clearly_answered),
)  # fmt: skip

RULES = (
    *rules(ASKED), *rules_common.RULES, *rules_vk.RULES, *rules_sales.RULES, *rules_hospital.RULES, *rules_center.RULES,
)  # fmt: skip

OF_KIND = {"penalties": penalty_rules.RULES}
COMMANDS = {
    "R084": "create", "R089": "complaint judge", "R101": "callback", "R106": "report complaints",
    "R206": "complaint judge", "R214": "report closing-rate", "R216": "report complaints",
    "R309": "penalty add", "R313": "create", "R428": "report complaints",
}  # fmt: skip
"""Rules that are kept by a command's being there."""
