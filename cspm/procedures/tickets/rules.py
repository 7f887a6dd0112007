"""The rules a single ticket can answer (DTZ part 2 chapters 1-3 and the handbook's first-receiver rule). Pure.

Each yields what was kept or broken from which instant; see `cspm.core.rules`. History that was imported is judged for
what identifies it and for contradictions, not for clocks that nobody here could keep.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.limits import limit
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.tickets import authority, conduct, figures, intake_rules, order_rules
from cspm.procedures.tickets.clocks import clocks, ended, imported, over, pauses, told
from cspm.procedures.tickets.materials import no_more_than_taken, tools_back

if TYPE_CHECKING:
    from cspm.procedures.tickets.model import Ticket


def on_time(name: str, sentence: str) -> Rule:
    """The rule of one clock: broken from its due time on unless it was met or lost its sense before."""
    code, rule, clause = CLOCK_RULES[name]

    def check(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
        for clock in clocks(ticket, terms):
            if clock.clock != name or clock.paused:
                continue
            late = Broken(clock.due, Message.of(sentence, due=clock.due.strftime("%Y-%m-%d %H:%M")))
            stopped = clock.met_at or clock.ended_at
            if stopped is None or stopped > clock.due:
                yield late
            elif clock.met_at is not None:
                yield Kept(clock.met_at)

    return Rule(code, rule, clause, "breach", check, "timed")


CLOCK_RULES = {
    "reply": ("reply_late", "R043", "000 P2-一 2.4.3"),
    "receipt": ("receipt_late", "R045", "000 P2-一 2.4.4"),
    "appointment": ("late_arrival", "R046", "000 P2-一 2.4.4"),
    "promise": ("promise_broken", "R228", "003 三"),
    "resolution": ("rectification_late", "R105", "000 P2-二 2.7.8"),
}


def complete(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R039: name, address, contact, department and request are on every record."""
    known = {
        "customer": ticket.customer.name, "unit": ticket.unit or ticket.area, "phone": ticket.customer.phone,
        "text": ticket.text, "channel": ticket.channel,
        "result": ticket.result or not (imported(ticket) and ticket.closed_at),
    }  # fmt: skip
    if all(known.values()):
        yield Kept(ticket.registered_at)
        return
    missing = tuple(Code("field", name) for name, value in known.items() if not value)
    yield Broken(ticket.registered_at, Message.of(N_("Not recorded: {missing}"), missing=missing))


def service_complete(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R040: a service record names the appointed time too, once the work is sent out."""
    if ticket.kind == "service" and ticket.dispatched_at is not None and not imported(ticket):
        agreed = ticket.appointment_at is not None or ticket.promised_at is not None
        yield judged(agreed, ticket.dispatched_at, Message(N_("Sent out without an appointed or promised time")))


def complaint_complete(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R085: a complaint names who, where, what and how to reach them."""
    if ticket.kind == "complaint":
        whole = bool(ticket.customer.name and (ticket.unit or ticket.area) and ticket.text and ticket.customer.phone)
        yield judged(whole, ticket.registered_at, Message(N_("The complaint form is not complete")))


def registered_at_once(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R154: the matter is registered at once after it was received."""
    if not imported(ticket):
        late = ticket.registered_at > limit(figures.REGISTER_WITHIN, terms, ticket.received_at).due
        yield judged(not late, ticket.registered_at, Message(N_("Registered long after it was received")))


def has_result(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R006: every matter that came to its end has a result."""
    end = ended(ticket)
    if end is not None and not imported(ticket) and ticket.state != "void":
        yield judged(bool(ticket.result), end, Message(N_("Ended without a result")))


def times_in_order(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """The times of a ticket follow each other: nothing ends before it was received (R166: recorded as it happened)."""
    later = (
        ("replied_at", ticket.replied_at), ("arrived_at", ticket.arrived_at), ("started_at", ticket.started_at),
        ("finished_at", ticket.finished_at), ("closed_at", ticket.closed_at),
    )  # fmt: skip
    received = ticket.received_at
    known = [(name, at) for name, at in later if at is not None]
    wrong = [(name, at) for name, at in (("registered_at", ticket.registered_at), *known) if at < received]
    if wrong:
        name, at = wrong[-1]
        yield Broken(at, Message.of(N_("{field} is before the matter was received"), field=Code("field", name)))
    elif known:
        yield Kept(known[-1][1])


def nature_of_fee(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R028: only paid and business services cost money."""
    if ticket.amount and ticket.price_agreed_at:
        paid = ticket.nature in ("paid", "business")
        yield judged(paid, ticket.price_agreed_at, Message(N_("Charged although it is not a paid or business service")))


def price_agreed(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R047: the price of a paid service is agreed before the work starts."""
    begun = ticket.started_at or ticket.finished_at
    if ticket.nature == "paid" and begun is not None and not imported(ticket):
        agreed = ticket.price_agreed_at is not None and ticket.price_agreed_at <= begun
        yield judged(agreed, begun, Message(N_("The work started before the price was agreed")))


def customer_signed(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R050: the customer tests the work and signs."""
    if ticket.kind == "service" and ticket.closed_at is not None and not imported(ticket):
        yield judged(bool(ticket.signed_by), ticket.closed_at, Message(N_("Closed without the customer's signature")))


def rework_escalated(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R052: still not satisfied after rework: reported to the CSC manager or the general property manager."""
    if not ticket.rework_count:
        return
    limit = int(terms.figures.value(figures.REWORKS_BEFORE_ESCALATION, ticket.registered_at.date()))
    if ticket.rework_count > limit:
        told = any(step.role in ("csc_manager", "general_manager") for step in ticket.escalations)
        at = ticket.finished_at or ticket.closed_at or ticket.registered_at
        yield judged(told, at, Message(N_("Reworked without success and not reported upwards")))


def appointment_confirmed(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R042: a changed appointment was confirmed with the customer."""
    for agreed in ticket.appointments[1:]:
        yield judged(bool(agreed.confirmed_by), agreed.at, Message(N_("Appointment moved without the customer's word")))


def promise_kept_as_said(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R222: what was promised stands; moving it is recorded and shows."""
    for moved in ticket.promises[1:]:
        yield Broken(moved.at, Message.of(N_("The promise was moved: {reason}"), reason=moved.reason or "-"))
    if len(ticket.promises) == 1:
        yield Kept(ticket.promises[0].at)


def steps_recorded(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R166: handling is recorded as it happens: no step of the way is missing."""
    if ticket.kind != "service" or ticket.closed_at is None or imported(ticket):
        return
    way = (
        ("dispatched_at", ticket.dispatched_at), ("accepted_at", ticket.accepted_at), ("arrived_at", ticket.arrived_at),
        ("finished_at", ticket.finished_at),
    )  # fmt: skip
    skipped = tuple(Code("field", name) for name, at in way if at is None)
    yield judged(not skipped, ticket.closed_at, Message.of(N_("Steps without a record: {skipped}"), skipped=skipped))


def first_receiver_promises(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R228: the first receiver tells the customer a time."""
    if ticket.first_receiver and not imported(ticket):
        said = ticket.promised_at is not None or ticket.appointment_at is not None
        yield judged(said, ticket.registered_at, Message(N_("The first receiver promised no time")))


def kept_informed(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R098: while a complaint is open the complainant hears about it, no gap longer than the figure allows."""
    part = ticket.complaint
    if ticket.kind != "complaint" or imported(ticket) or (part is not None and part.nature == "invalid"):
        return
    since = told(ticket, terms)
    for start, following in zip(since, [*since[1:], None], strict=True):
        due = limit(figures.PROGRESS_GAP, terms, start, pauses=pauses(ticket)).due
        until = min((at for at in (following, over(ticket, start)) if at is not None), default=None)
        if until is None or until > due:
            yield Broken(
                due, Message.of(N_("No progress notice since {since}"), since=start.strftime("%Y-%m-%d %H:%M"))
            )
        else:
            yield Kept(until)


RULES = (
    Rule("incomplete", "R039", "000 P2-一 2.2.9", "note", complete),
    Rule("no_time_agreed", "R040", "000 P2-一 2.3.1", "note", service_complete, "ours"),
    Rule("complaint_incomplete", "R085", "000 P2-二 2.3.1", "breach", complaint_complete, "complaint"),
    Rule("registered_late", "R154", "000 P2-三 1.2.1-1.2.2", "breach", registered_at_once, "ours"),
    Rule("no_result", "R006", "000 P1-二 1.2-1.3", "breach", has_result, "ours"),
    Rule("time_order", "R166", "000 P2-二 2.5.2", "error", times_in_order),
    Rule("fee_without_nature", "R028", "000 P2-一 2.1.1-2.1.3", "breach", nature_of_fee, "price_agreed_at"),
    Rule("price_not_agreed", "R047", "000 P2-一 2.4.4", "breach", price_agreed, "ours"),
    Rule("tools_out", "R049", "000 P2-一 2.4.5", "breach", tools_back, "materials"),
    Rule("materials_over", "R049", "000 P2-一 2.4.5", "error", no_more_than_taken, "materials"),
    Rule("not_signed", "R050", "000 P2-一 2.5.3", "breach", customer_signed, "ours"),
    Rule("rework_not_reported", "R052", "000 P2-一 2.5.5", "breach", rework_escalated, "rework_count"),
    Rule("appointment_unconfirmed", "R042", "000 P2-一 2.3.2", "breach", appointment_confirmed, "appointments"),
    Rule("promise_moved", "R222", "002 §5", "breach", promise_kept_as_said, "promises", forced=True),
    Rule("steps_skipped", "R166", "000 P2-二 2.5.2", "note", steps_recorded, "ours", forced=True),
    Rule("no_promise", "R228", "003 三", "note", first_receiver_promises, "ours"),
    Rule("no_progress_notice", "R098", "000 P2-二 2.6.3", "breach", kept_informed, "complaint"),
    on_time("reply", N_("The customer was not told by {due}")),
    on_time("receipt", N_("The order's receipt was not written down by {due}")),
    on_time("appointment", N_("Not there at the appointed time {due}")),
    on_time("promise", N_("Not done at the promised time {due}")),
    on_time("resolution", N_("Not put right by {due}")),
    *authority.RULES,
    *conduct.RULES,
    *intake_rules.RULES,
    *order_rules.RULES,
)

COMMANDS = {
    "R029": "create", "R031": "create", "R041": "decline", "R048": "cancel", "R051": "reject", "R055": "print",
    "R084": "create", "R108": "create", "R109": "route", "R345": "amend", "R049": "loans", "R110": "tell-finance",
    "R151": "outside", "R107": "archive", "R113": "archive", "R160": "route", "R044": "dispatch", "R152": "team",
    "R007": "escalations",
}  # fmt: skip
"""Rules that are kept by a command's being there."""
