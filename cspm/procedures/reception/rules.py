"""What reception kept and broke: relayed, reported upward, special customers, feedback, welcome duty. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.ladders import Climb, climbed
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import due_by, orderly, timely
from cspm.errors import N_, Code, Message
from cspm.procedures.reception import figures
from cspm.procedures.reception.clocks import of_remark, spoken_at
from cspm.procedures.reception.states import GREETERS, HEARD, RELAYED, SPECIAL, UPWARD, WELCOMED

if TYPE_CHECKING:
    from cspm.procedures.reception.model import Welcome
    from cspm.procedures.tickets.model import Ticket

RELAYING = ("dispatch", "refer", "escalate")
LEADERS = ("csc_director", "dispatch_director", "csc_manager", "general_manager", "company_leader")


def at_the_desk(ticket: Ticket) -> bool:
    """Whether the service desk took it in, here and not by an import."""
    return ticket.source == "service_desk" and ticket.import_batch is None and ticket.state != "void"


def first_relayed(ticket: Ticket) -> datetime | None:
    """When it was first sent to somebody, passed to a department or reported upward: from the history, for a later
    sending or a handing back does not undo the first."""
    return min((event.at for event in ticket.history if event.action in RELAYING), default=None)


def relayed(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R285: complaints, repairs and calls for help that the desk took in are passed on right away."""
    if not at_the_desk(ticket) or ticket.kind == "enquiry":
        return
    due = due_by(figures.RELAY_WITHIN, terms, ticket.received_at)
    at = first_relayed(ticket)
    ended = min((t for t in (ticket.closed_at, ticket.cancelled_at, ticket.declined_at) if t is not None), default=None)
    if at is not None and at <= due:
        yield Kept(at)
    elif ended is None or ended > due:
        yield Broken(due, Message(N_("Taken in at the desk and not passed on at once")))


def reported_upward(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R293: an emergency at the desk, and a complaint that nobody there could send on or settle, goes to the leader at once."""
    urgent = ticket.urgency == "emergency"
    if not at_the_desk(ticket) or not (urgent or ticket.kind == "complaint"):
        return
    due = due_by(figures.UPWARD_WITHIN, terms, ticket.received_at)
    told = [one.at for one in ticket.escalations if one.role in LEADERS]
    settled = (
        []
        if urgent
        else [ticket.dispatched_at, ticket.referred_at, ticket.closed_at, ticket.cancelled_at, ticket.declined_at]
    )
    first = min((at for at in (*told, *settled) if at is not None), default=None)
    if first is not None and first <= due:
        yield Kept(first)
    elif urgent:
        yield Broken(due, Message(N_("An emergency at the desk that no supervisor or manager was told of at once")))
    else:
        yield Broken(
            due, Message(N_("A complaint that the desk did not solve and did not report to its leader at once"))
        )


def manager_spoke(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R229: after the handling of a special customer's matter the manager speaks with him again, before it is closed."""
    if not ticket.customer.special or ticket.import_batch is not None:
        return
    at = spoken_at(ticket)
    if at is not None:
        yield Kept(at)
    elif ticket.closed_at is not None:
        said = N_("A special customer's matter closed, and the manager has not spoken with him again")
        yield Broken(ticket.closed_at, Message(said))


def long_enough(welcome: Welcome, terms: Terms) -> Iterable[Judgement]:
    """R227: half an hour, before office work begins or at the homecoming peak."""
    day = welcome.began_at.astimezone(terms.tz)
    length = terms.figures.span(figures.WELCOME_MINUTES, day.date())
    office = welcome.slot == "office"
    figure = figures.OFFICE_START if office else figures.HOMECOMING
    begins = datetime.combine(day.date(), terms.figures.hour(figure, day.date()), day.tzinfo)
    begins -= length if office else timedelta(0)
    kept = welcome.began_at <= begins and welcome.ended_at >= begins + length
    said = Message.of(
        N_("Not there from {start} on for {minutes} minutes"), start=f"{begins:%H:%M}", minutes=minutes(length)
    )
    yield judged(kept, welcome.ended_at, said)


def by_managers(welcome: Welcome, terms: Terms) -> Iterable[Judgement]:
    """R227: managers take turns; it is not left to others."""
    if welcome.role:
        said = Message.of(N_("On welcome duty: {role}"), role=Code("role", welcome.role))
        yield judged(welcome.role in GREETERS, welcome.began_at, said)


def minutes(length: timedelta) -> int:
    """A length in whole minutes."""
    return int(length / timedelta(minutes=1))


CLIMBS = (Climb("remarks", of_remark, {"report": figures.REMARK_LADDER}),)
TICKET = (
    Rule("not_relayed", *RELAYED, "breach", relayed, "ours"),
    Rule("desk_not_escalated", *UPWARD, "breach", reported_upward, "ours"),
    Rule("special_not_contacted", *SPECIAL, "breach", manager_spoke, "ours"),
)
REMARK = (
    timely("remark_not_reported", "report", HEARD, of_remark, N_("The department head was not told by {due}")),
    orderly("remark_time_order", *HEARD, ("received_at", N_("Received at")), ("reported_at", N_("Reported at"))),
    *map(climbed, CLIMBS),
)
WELCOME = (
    Rule("welcome_too_short", *WELCOMED, "breach", long_enough),
    Rule("welcome_not_manager", *WELCOMED, "breach", by_managers),
)
RULES = (*TICKET, *REMARK, *WELCOME)
OF_KIND = {"remarks": REMARK, "welcomes": WELCOME}
COMMANDS = {"R019": "remarks add", "R227": "welcome add", "R229": "contact"}
"""Rules that are kept by a command's being there."""
