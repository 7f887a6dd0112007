"""What a referral, a row of the communication register and a referred ticket kept and broke. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.ladders import Climb, climbed
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import due_by, orderly, punctual, timely
from cspm.errors import N_, Message
from cspm.procedures.referrals import figures
from cspm.procedures.referrals.clocks import of_communication, of_referral, of_ticket
from cspm.procedures.referrals.states import LANE, REGISTER, WITHIN, WRITTEN

if TYPE_CHECKING:
    from cspm.procedures.referrals.model import Communication, Referral

LATE = N_("The department had not dealt with it by {due}")


def fast(referral: Referral, terms: Terms) -> Iterable[Judgement]:
    """R199: what goes through the fast lane is dealt with sooner."""
    if referral.fast:
        yield from in_days(referral, terms)


def plain(referral: Referral, terms: Terms) -> Iterable[Judgement]:
    """R236: what was referred is dealt with within the department's days."""
    if not referral.fast:
        yield from in_days(referral, terms)


def in_days(referral: Referral, terms: Terms) -> Iterable[Judgement]:
    """Whether the department kept its days."""
    for clock in of_referral(referral, terms):
        if clock.clock == "referral":
            yield from punctual(clock, LATE)


def in_writing(referral: Referral, terms: Terms) -> Iterable[Judgement]:
    """R237: what is complex or serious is referred in a written report."""
    if referral.gravity != "general":
        written = referral.manner == "report" and bool(referral.report)
        yield judged(
            written, referral.referred_at, Message(N_("Complex or serious, and referred without a written report"))
        )


def urged(row: Communication, terms: Terms) -> Iterable[Judgement]:
    """R238: a row that is open beyond its days is urged, and again after as many days, until it is cleared."""
    if row.import_batch is not None:
        return
    asked = due_by(figures.CLEAR_WITHIN, terms, row.received_at)
    for urge in sorted(urge.at for urge in row.urges):
        if urge > asked:
            break
        asked = max(asked, due_by(figures.CLEAR_WITHIN, terms, urge))
    if row.cleared_at is not None and row.cleared_at <= asked:
        yield Kept(row.cleared_at)
    else:
        yield Broken(asked, Message(N_("Not cleared, and the centre was not urged")))


REFERRALS = Climb("referrals", of_referral, dict.fromkeys(("referral", "feedback"), figures.LADDER))
COMMUNICATIONS = Climb(
    "communications", of_communication, dict.fromkeys(("telling", "clearance"), figures.COMPANY_LADDER)
)
CLIMBS = (REFERRALS, COMMUNICATIONS)
REFERRAL = (
    Rule("referral_late", *WITHIN, "breach", plain),
    Rule("fast_lane_late", *LANE, "breach", fast),
    timely("referral_no_feedback", "feedback", WITHIN, of_referral, N_("The department did not tell the centre by {due}")),
    Rule("referral_not_written", *WRITTEN, "breach", in_writing),
    orderly("referral_time_order", *WITHIN, ("referred_at", N_("Referred at")), ("handled_at", N_("Handled at")),
            ("fed_back_at", N_("Fed back at"))),
    climbed(REFERRALS),
)  # fmt: skip
COMMUNICATION = (
    timely(
        "communication_not_told", "telling", REGISTER, of_communication, N_("The centre was not told of it by {due}")
    ),
    timely("communication_open", "clearance", REGISTER, of_communication, N_("Not cleared by {due}")),
    Rule("communication_not_urged", *REGISTER, "breach", urged),
    climbed(COMMUNICATIONS),
)
TICKET = (timely("referred_ticket_late", "referral", WITHIN, of_ticket, LATE, asked_of="referred_at"),)
RULES = (*REFERRAL, *COMMUNICATION, *TICKET)
OF_KIND = {"referrals": REFERRAL, "communications": COMMUNICATION}
COMMANDS = {"R237": "referral add", "R238": "communication add"}
"""Rules that are kept by a command's being there."""
