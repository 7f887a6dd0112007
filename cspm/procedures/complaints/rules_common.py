"""Rules about complaints at every site: who takes them in, apology, grounds, who handles a major one (000, 001, A10). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.core.timing import due_by
from cspm.errors import N_, Code, Message
from cspm.procedures.complaints import figures
from cspm.procedures.complaints.asking import (
    CENTRE,
    DISPATCH,
    MANAGERS,
    OUTSIDE,
    SPECIALIST,
    Line,
    is_major,
    ours,
    rules,
    settled,
    told_upwards,
    verdict,
)

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Complaint, Ticket

ACCEPTING = (*CENTRE, SPECIALIST, *OUTSIDE, "site_admin")
RECORDING = (*DISPATCH, "csc_manager", "csc_director")
SUPERVISORS = ("csc_manager", "csc_director", "dispatch_director", "department_head", *OUTSIDE)
HANDLERS = {"vk": ("csc_manager", "csc_director"), "center": ("csc_director", "csc_manager")}
"""Who handles majors by profile (A18); elsewhere the general manager, everywhere whom he designates."""


def taken_in_by_the_centre(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R036: whoever heard it (A67), the service centre records it; one against the centre is recorded outside (R037)."""
    if part.recorded_role:
        role = Code("role", part.recorded_role)
        yield verdict(part.recorded_role in ACCEPTING, ticket.registered_at, N_("Recorded by: {role}"), role=role)


def relayed_and_recorded(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R087: what another department heard the dispatch or monitoring centre records."""
    if part.relayed_from and part.recorded_role:
        ok = part.recorded_role in RECORDING and part.relayed_at is not None
        yield verdict(ok, ticket.registered_at, N_("Passed on by another department, and not recorded by dispatch"))


def met_by_a_manager(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R088: when a visitor is received in person, the CSC manager or the general manager does it."""
    if part.met_at is not None and part.met_role:
        yield verdict(
            part.met_role in MANAGERS, part.met_at, N_("Received by: {role}"), role=Code("role", part.met_role)
        )


def apologised_first(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R086: a complaint by phone is met with sympathy or an apology, where that was noted (A16)."""
    wanted = terms.figures.value(figures.APOLOGISE_FIRST, ticket.registered_at.date())
    if ticket.channel == "phone" and part.apology is not None and wanted:
        yield verdict(part.apology != "none", ticket.registered_at, N_("No word of sympathy on the phone"))


def apologised_for_fault(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R333: an apology for a fault when the fault is ours, and only then (A16)."""
    wanted = terms.figures.value(figures.APOLOGISE_FOR_FAULT, ticket.registered_at.date())
    if part.apology is not None and part.liability is not None and wanted:
        sentence = (
            N_("Our fault, and no apology")
            if part.liability == "ours"
            else N_("Apologised for a fault that is not ours")
        )
        yield verdict((part.apology == "fault") == (part.liability == "ours"), ticket.registered_at, sentence)


def grounds(ticket: Ticket, part: Complaint, terms: Terms) -> bool:
    """Whether something was noted that makes it a major one: a ground, or a large claim (A76)."""
    limit = terms.figures.value(figures.MAJOR_CLAIM, ticket.received_at.date())
    return bool(part.grounds) or (part.claim_amount is not None and part.claim_amount > limit)


def major_with_ground(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R090: judged major for a reason that is on record (A76)."""
    if part.nature == "major" and part.judged_at is not None and ours(ticket):
        yield verdict(grounds(ticket, part, terms), part.judged_at, N_("Judged major, and no ground noted"))


def seen_as_major(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R090: a valid complaint with such a ground is a major one."""
    if part.nature == "valid" and part.judged_at is not None and grounds(ticket, part, terms):
        yield Broken(
            part.judged_at, Message(N_("There is a ground for a major complaint, and it was judged valid only"))
        )


def major_handled(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R092: a major complaint is handled by the general manager or whom he designates (A18: by profile)."""
    closed = settled(ticket, part)
    if part.nature == "major" and closed is not None:
        may = (*HANDLERS.get(terms.site.profile, ()), "general_manager")
        ok = part.handler_role in may or bool(part.handler and part.designated_by)
        yield verdict(ok, closed, N_("A major complaint that neither the general manager nor his designee handled"))


def asked_again(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R105: put right until satisfied: after the rectification the complainant is asked again."""
    calls = [call for call in ticket.callbacks if call.reached]
    unhappy = [call.at for call in calls if call.satisfied is False]
    closed = ticket.closed_at
    if not unhappy or closed is None or closed < unhappy[-1]:
        return
    due = due_by(figures.ASK_AGAIN, terms, closed)
    later = min((call.at for call in calls if call.at >= closed), default=None)
    if later is not None and later <= due:
        yield Kept(later)
    else:
        yield Broken(
            due, Message.of(N_("Put right, and the complainant not asked again by {due}"), due=f"{due:%Y-%m-%d %H:%M}")
        )


def reported_up(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R173: the front desk reports a complaint to its supervisor at once."""
    if part.recorded_role != "front_desk":
        return
    due = due_by(figures.SUPERVISOR_TOLD, terms, ticket.registered_at)
    told = told_upwards(ticket, part, SUPERVISORS)
    if told is not None and told <= due:
        yield Kept(told)
    else:
        yield Broken(due, Message.of(N_("Not reported to the supervisor by {due}"), due=f"{due:%Y-%m-%d %H:%M}"))


def within_the_specialist(ticket: Ticket, part: Complaint, terms: Terms) -> Iterable[Judgement]:
    """R174: specialists handle general complaints; the others they pass upwards."""
    if part.judged_role == SPECIALIST and part.judged_at is not None:
        ordinary = not is_major(part) and part.nature != "undetermined"
        passed = part.submitted_at is not None or told_upwards(ticket, part, SUPERVISORS) is not None
        yield verdict(ordinary or passed, part.judged_at, N_("Beyond a specialist, and not passed upwards"))


LINES: tuple[Line, ...] = (
    ("not_by_centre", "R036", "000 P2-一 2.2.8", "breach", taken_in_by_the_centre),
    ("relayed_not_recorded", "R087", "000 P2-二 2.3.3", "breach", relayed_and_recorded),
    ("met_by_nobody_in_charge", "R088", "000 P2-二 2.3.2", "breach", met_by_a_manager),
    ("no_sympathy", "R086", "000 P2-二 2.3.1", "breach", apologised_first),
    ("wrong_apology", "R333", "004 A10 五.5", "breach", apologised_for_fault),
    ("major_without_ground", "R090", "000 P2-二 2.4.1.3", "note", major_with_ground),
    ("major_not_seen", "R090", "000 P2-二 2.4.1.3", "breach", seen_as_major),
    ("major_wrong_handler", "R092", "000 P2-二 2.4.2.3", "breach", major_handled),
    ("complainant_not_asked", "R105", "000 P2-二 2.7.8", "breach", asked_again),
    ("supervisor_not_told", "R173", "001 一.2", "breach", reported_up),
    ("beyond_specialist", "R174", "001 一.2", "breach", within_the_specialist),
)  # fmt: skip
RULES = rules(LINES)
