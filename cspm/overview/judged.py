"""A ticket judged by every procedure that has a say in it: tickets, callbacks, complaints.

The ticket record is one, its rules live with the procedure that the manual gives them to; here they meet, for the index
and for `show`. Works on the JSON document, so that reading commands load no models.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from cspm.core.clocks import Clock
from cspm.core.forced import reason_rule
from cspm.core.judging import Clocks, with_judged
from cspm.core.kinds import Derived
from cspm.core.ladders import Climb, climbed
from cspm.core.rules import Finding, Rule, run
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.callbacks import derive as callbacks
from cspm.procedures.callbacks import figures as callback_figures
from cspm.procedures.callbacks import rounds, slips
from cspm.procedures.callbacks import rules as callback_rules
from cspm.procedures.complaints import clocks as complaint_clocks
from cspm.procedures.complaints import figures as complaint_figures
from cspm.procedures.complaints import rules as complaint_rules
from cspm.procedures.enquiries import clocks as enquiries
from cspm.procedures.enquiries import figures as enquiry_figures
from cspm.procedures.enquiries import rules as enquiry_rules
from cspm.procedures.fees import rules as fee_rules
from cspm.procedures.fees.states import CHARGED
from cspm.procedures.reception import clocks as reception
from cspm.procedures.reception import figures as reception_figures
from cspm.procedures.reception import rules as reception_rules
from cspm.procedures.referrals import clocks as referrals
from cspm.procedures.referrals import figures as referral_figures
from cspm.procedures.referrals import rules as referral_rules
from cspm.procedures.repairs import figures as repair_figures
from cspm.procedures.repairs import rules as repair_rules
from cspm.procedures.tickets import derive as tickets
from cspm.procedures.tickets import figures as ticket_figures
from cspm.procedures.tickets import rules as ticket_rules
from cspm.procedures.tickets.clocks import clocks

TICKET_CLOCKS: tuple[Clocks, ...] = (
    clocks, referrals.of_ticket, repair_rules.clocks, enquiries.clocks, reception.of_ticket, complaint_clocks.clocks,
    slips.of_ticket, rounds.of_ticket,
)  # fmt: skip
"""Those of the ticket's own procedure first, then those that other manuals add."""


def ticket_clocks(view: Any, terms: Terms) -> tuple[Clock, ...]:
    """Every clock of a ticket; a void one has none."""

    def made() -> tuple[Clock, ...]:
        return tuple(clock for each in TICKET_CLOCKS for clock in each(view, terms)) if view.state != "void" else ()

    found: tuple[Clock, ...] = view.once("all clocks", made)
    return found


TICKETS = Climb(
    "tickets", ticket_clocks,
    {
        **ticket_figures.LADDERS, **referral_figures.LADDERS, **repair_figures.LADDERS, **enquiry_figures.LADDERS,
        **reception_figures.LADDERS, **complaint_figures.LADDERS, **callback_figures.LADDERS,
    },
    pressing=lambda ticket: ticket.urgency == "emergency",
)  # fmt: skip
"""How every clock of a ticket climbs, whoever it belongs to."""
OF_PROCEDURES: tuple[Rule, ...] = (
    *ticket_rules.RULES, *callback_rules.RULES, *complaint_rules.RULES, *referral_rules.TICKET,
    *repair_rules.RULES, *enquiry_rules.TICKET, *reception_rules.TICKET, *fee_rules.TICKET,
)  # fmt: skip
OWN: tuple[Rule, ...] = (reason_rule(OF_PROCEDURES), climbed(TICKETS, "timed"))
"""What is asked of a ticket beside the rules of all procedures."""
TICKET_RULES: tuple[Rule, ...] = (*OF_PROCEDURES, *OWN)
OTHERWISE = ("ours", "timed", "nature", "complaint", "enquiry", "owing", "slip")
"""What rules may be `asked_of` that is more than one field with something in it."""
FILLED = tuple(sorted({rule.asked_of for rule in TICKET_RULES} - {"", *OTHERWISE}))
"""The fields that some rules are about: those are asked of tickets that have something there."""


def findings(document: Mapping[str, Any], terms: Terms) -> Iterator[Finding]:
    """Every finding of a ticket, with the instant from which it is true; a void ticket has none."""
    return judged(View(document), terms)


def judged(view: Any, terms: Terms) -> Iterator[Finding]:
    """The same of a ticket's view. Most tickets are plain ones that half of the rules have nothing to say about."""
    if view.state != "void":
        yield from run(asked_of(view, terms), view, terms)


def asked_of(view: Any, terms: Terms) -> tuple[Rule, ...]:
    """Those of the ticket's rules that can have something to say about it, in their order."""
    return _asked_of(_marks(view, terms), terms.site.profile)


def _marks(view: Any, terms: Terms) -> tuple[str, ...]:
    """What rules may be `asked_of` that is true of this ticket."""
    document = view.document()
    marks = [name for name in FILLED if document.get(name)]
    if view.import_batch is None:
        marks.append("ours")
    if ticket_clocks(view, terms):
        marks.append("timed")
    if view.nature in CHARGED:
        marks.append("nature")
    if view.kind == "complaint":
        marks.append("complaint")
    if view.kind == "enquiry":
        marks.append("enquiry")
    if rounds.owing(view):
        marks.append("owing")
    if view.slip is not None or view.return_point == slips.FRONT_DESK:
        marks.append("slip")
    return tuple(marks)


@cache
def _asked_of(marks: tuple[str, ...], profile: str) -> tuple[Rule, ...]:
    """The rules for tickets of these marks at a site of that profile, in their order."""
    for_site = (rule for rule in TICKET_RULES if not rule.profiles or profile in rule.profiles)
    return tuple(rule for rule in for_site if not rule.asked_of or rule.asked_of in marks)


def ticket(document: Mapping[str, Any], terms: Terms) -> Derived:
    """What the index keeps of a ticket."""
    view: Any = View(document)
    found = ticket_clocks(view, terms)
    work = tuple(clock for clock in found if clock.clock != "callback")  # that one has columns of its own
    columns = {**tickets.columns(view, work, terms), **callbacks.columns(view, terms)}
    return Derived(columns, found, tuple(judged(view, terms)))


def shown_ticket(document: Mapping[str, Any], terms: Terms, now: datetime) -> dict[str, Any]:
    """A ticket as `show --json` gives it."""
    view = View(document)
    return with_judged(document, ticket_clocks(view, terms), judged(view, terms), now=now, tz=terms.tz)
