"""What a visit kept and broke: planned and agreed, in time, with the form, nothing left open, filed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.ladders import Climb, climbed
from cspm.core.rules import Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import orderly, timely
from cspm.errors import N_, Message
from cspm.procedures.visits import figures
from cspm.procedures.visits.clocks import clocks
from cspm.procedures.visits.states import FORM, OPEN, PLAN

if TYPE_CHECKING:
    from cspm.procedures.visits.model import Visit

IN_TIME = ("R135", "000 P2-五 4.1.2")


def agreed(visit: Visit, terms: Terms) -> Iterable[Judgement]:
    """R134: the visit was agreed with the customer before it was made."""
    if visit.arrived_at is not None and visit.import_batch is None:
        yield judged(visit.appointment_at is not None, visit.arrived_at, Message(N_("Visited without an appointment")))


def with_form(visit: Visit, terms: Terms) -> Iterable[Judgement]:
    """R135: the visitor carried the form for noting the talk."""
    if visit.arrived_at is not None and visit.import_batch is None:
        yield judged(bool(visit.form_carried), visit.arrived_at, Message(N_("Visited without the visit record form")))


def nothing_open(visit: Visit, terms: Terms) -> Iterable[Judgement]:
    """R136: what stayed open is reported and answered before the visit is filed."""
    if visit.question and visit.archived_at is not None:
        done = visit.reported_at is not None and visit.answered_at is not None
        yield judged(
            done, visit.archived_at, Message(N_("Archived with a question that was not reported and answered"))
        )


def filled_in(visit: Visit, terms: Terms) -> Iterable[Judgement]:
    """R137: the form says where, who was met and what was said."""
    if visit.arrived_at is None:
        return
    asked = (
        (N_("Unit"), visit.unit), (N_("Person met"), visit.met), (N_("Opinions and suggestions"), visit.opinions),
    )  # fmt: skip
    missing = tuple(Message(label) for label, value in asked if not value)
    at = visit.archived_at or visit.arrived_at
    yield judged(not missing, at, Message.of(N_("The visit record form lacks: {missing}"), missing=missing))


CLIMBS = (
    Climb(
        "visits", clocks, dict.fromkeys(("plan", "appointment", "report", "answer", "archive"), figures.LADDER),
        ("question", "purpose", "customer", "unit"),
    ),
)  # fmt: skip
RULES = (
    Rule("visit_not_agreed", *PLAN, "breach", agreed),
    timely("visit_not_made", "plan", PLAN, clocks, N_("The planned visit was not made by {due}")),
    timely("visit_late", "appointment", IN_TIME, clocks, N_("Not at the customer's at the agreed time {due}")),
    Rule("visit_without_form", *IN_TIME, "breach", with_form),
    timely("visit_not_reported", "report", OPEN, clocks, N_("The open question was not put to the company by {due}")),
    timely("visit_not_answered", "answer", OPEN, clocks, N_("The owner was not called back by {due}")),
    Rule("visit_left_open", *OPEN, "breach", nothing_open),
    Rule("visit_form_incomplete", *FORM, "breach", filled_in),
    timely("visit_not_archived", "archive", FORM, clocks, N_("Not in the archive by {due}")),
    orderly(
        "visit_time_order", *FORM, ("arrived_at", N_("Arrived at")), ("reported_at", N_("Reported at")),
        ("answered_at", N_("Owner called back at")), ("archived_at", N_("Archived at")),
    ),
    *map(climbed, CLIMBS),
)  # fmt: skip
OF_KIND = {"visits": RULES}
COMMANDS = {"R134": "visit add", "R135": "visit print", "R137": "visit archive"}
"""Rules that are kept by a command's being there."""
