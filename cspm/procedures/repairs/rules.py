"""What a repair kept and broke: the values of its technical checklist, its order, who followed it up (S17). Pure.

Of a step that was done again the last value counts: what failed is repaired until it is in order (2.3.3.1 f).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.clocks import Clock
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Code, Message
from cspm.procedures.checklists.model import Check, Checklist, Test, checklists, in_force, missing, verdicts, wanted
from cspm.procedures.repairs import figures
from cspm.procedures.repairs.states import FOLLOWERS

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket

Stood = tuple[Check, Test, bool]
CheckOf = Callable[[Any, Terms], Iterable[Judgement]]


def values(ticket: Ticket) -> dict[str, str]:
    """The last value of each step."""
    return {line.step: line.value for line in ticket.checks}


def checklist_of(ticket: Ticket, terms: Terms) -> Checklist | None:
    """The checklist that the work was finished by; None when the site no longer has it."""
    return checklists(terms.site).get(ticket.checklist) if ticket.checklist else None


def tests(ticket: Ticket, terms: Terms) -> tuple[Stood, ...]:
    """Every test of the ticket's values, and whether it was stood."""
    if isinstance(ticket, View):
        found: tuple[Stood, ...] = ticket.once("checklist tests", lambda: tuple(_tests(ticket, terms)))
        return found
    return tuple(_tests(ticket, terms))


def _tests(ticket: Ticket, terms: Terms) -> Iterator[Stood]:
    checklist = checklist_of(ticket, terms)
    if checklist is not None and ticket.finished_at is not None and ticket.import_batch is None:
        yield from verdicts(checklist, values(ticket), in_force(terms, ticket.finished_at.date()))


def stood(rule: str) -> CheckOf:
    """The tests of one rule: each value kept or broke it when the work was finished."""

    def check(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
        for step, test, ok in tests(ticket, terms):
            if test.rule == rule and ticket.finished_at is not None:
                yield Kept(ticket.finished_at) if ok else failed(ticket, step, test, terms, at=ticket.finished_at)

    return check


def failed(ticket: Ticket, step: Check, test: Test, terms: Terms, *, at: datetime) -> Broken:
    """A value that is not accepted: the step, what was measured, what is asked."""
    found = values(ticket)
    value: object = " ".join(part for part in (found[step.name], step.unit) if part)
    if step.kind == "yes":
        value = Code("check_value", found[step.name])
    asked = wanted(test, in_force(terms, at.date()), found)
    return Broken(at, Message.of(N_("{step}: {value}, asked: {asked}"), step=step.shown, value=value, asked=asked))


def nothing_missing(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R166: handling is recorded as it happens: every required step of the checklist has its value."""
    checklist = checklist_of(ticket, terms)
    if checklist is not None and ticket.finished_at is not None and ticket.import_batch is None:
        bare = tuple(step.shown for step in missing(checklist, values(ticket)))
        sentence = Message.of(N_("Steps of the checklist without a value: {missing}"), missing=bare)
        yield judged(not bare, ticket.finished_at, sentence)


def repair(ticket: Ticket) -> bool:
    """Whether it is a repair of this office."""
    return ticket.kind == "service" and ticket.category == "repair" and ticket.import_batch is None


def order_and_specialist(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R172: recorded in detail when the order goes out, and a specialist follows it."""
    sent = ticket.dispatched_at
    if sent is None or not repair(ticket) or not terms.figures.value(figures.ASKS_SPECIALIST, sent.date()):
        return
    known = {
        "customer": ticket.customer.name, "unit": ticket.unit or ticket.area, "phone": ticket.customer.phone,
        "text": ticket.text, "follow_up": ticket.follow_up,
    }  # fmt: skip
    missed = tuple(Code("field", name) for name, value in known.items() if not value)
    if missed:
        yield Broken(sent, Message.of(N_("Not on the repair order: {missing}"), missing=missed))
    elif ticket.follow_up_role and ticket.follow_up_role not in FOLLOWERS:
        yield Broken(sent, Message.of(N_("Followed up by: {role}"), role=Code("role", ticket.follow_up_role)))
    else:
        yield Kept(sent)


def clocks(ticket: Ticket, terms: Terms) -> tuple[Clock, ...]:
    """The clock `owner_told` of a repair that a specialist follows: from the end of the work until the owner is told."""
    if ticket.state == "void" or ticket.finished_at is None or ticket.follow_up is None or not repair(ticket):
        return ()
    figure, start = figures.FEEDBACK_WITHIN, ticket.finished_at
    override = terms.figures.in_force(figure, start.date()).override
    return (
        Clock("owner_told", figure.rule, figure.clause, start, told_by(start, terms), told_at(ticket), ticket.cancelled_at,
              "working", figure.key, override),
    )  # fmt: skip


def told_by(finished: datetime, terms: Terms) -> datetime:
    """Until when the owner of a repair is to be told."""
    return terms.calendar.add_working_days(finished, int(terms.figures.value(figures.FEEDBACK_WITHIN, finished.date())))


def told_at(ticket: Ticket) -> datetime | None:
    """When the owner was first told after the work was done: by a message, or in a callback that reached him."""
    end = ticket.finished_at
    told = [one.at for one in ticket.feedback] + [call.at for call in ticket.callbacks if call.reached]
    return min((at for at in told if end is not None and at >= end), default=None)


def owner_told(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R175: the owner hears in good time how his repair went."""
    if ticket.finished_at is None or not repair(ticket) or ticket.state in ("void", "cancelled"):
        return
    if not terms.figures.value(figures.ASKS_SPECIALIST, ticket.finished_at.date()):
        return
    due, told = told_by(ticket.finished_at, terms), told_at(ticket)
    if told is not None and told <= due:
        yield Kept(told)
    else:
        yield Broken(
            due, Message.of(N_("The owner was not told how the repair went by {due}"), due=f"{due:%Y-%m-%d %H:%M}")
        )


VALUES = (
    ("lamp_flickers", "R071", "000 P2-一 2.3.3.1 f"), ("part_not_same", "R072", "000 P2-一 2.3.3.1-3"),
    ("overloaded", "R073", "000 P2-一 2.3.3.2 a"), ("insulation_not_tested", "R074", "000 P2-一 2.3.3.2 c"),
    ("tap_not_tight", "R075", "000 P2-一 2.3.3.3 c-d"), ("ignition_trials", "R076", "000 P2-一 2.3.3.4 b v"),
    ("refrigerant_leak", "R077", "000 P2-一 2.3.3.7 h"), ("pressure_off", "R078", "000 P2-一 2.3.3.7 h"),
    ("too_many_unions", "R079", "000 P2-一 2.3.3.8 c i"), ("pipe_out_of_line", "R080", "000 P2-一 2.3.3.8 c iii"),
    ("hot_pipe_place", "R081", "000 P2-一 2.3.3.8 c iv"), ("clamps_missing", "R082", "000 P2-一 2.3.3.8 c v"),
    ("pipe_leaks", "R083", "000 P2-一 2.3.3.8 c vi"), ("check_failed", "R050", "000 P2-一 2.5.3"),
)  # fmt: skip
"""The findings of values, by rule; R050 is asked of what has to be in order without a rule of its own."""

RULES = (
    *(Rule(code, rule, clause, "breach", stood(rule), "checks") for code, rule, clause in VALUES),
    Rule("check_missing", "R166", "000 P2-二 2.5.2", "note", nothing_missing, "checklist"),
    Rule("no_specialist", "R172", "001 一.2 前台③", "breach", order_and_specialist, "ours"),
    Rule("owner_not_told", "R175", "001 一.2 专员⑤", "breach", owner_told, "ours"),
)
COMMANDS = {"R172": "follow", "R175": "feedback"}
"""Rules that are kept by a command's being there."""
