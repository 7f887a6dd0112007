"""What an incident kept and broke: told at once, acted on, watched until help came, reported, settled upward. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cspm.core.ladders import Climb, climbed
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import due_by, orderly, timely
from cspm.errors import N_, Code, Message
from cspm.procedures.incidents import figures
from cspm.procedures.incidents.clocks import clocks, told_at
from cspm.procedures.incidents.states import (
    ACTS,
    BEFORE,
    CALLS,
    HEADS,
    MAJOR,
    NOTIFIED,
    PROTECTS,
    REPORTED,
    SLIP,
    STAYS,
)

if TYPE_CHECKING:
    from cspm.procedures.incidents.model import Incident

QUARRELS = ("dispute", "violence")


def acted(incident: Incident, terms: Terms) -> Iterable[Judgement]:
    """R149: the finder acts at once instead of only waiting; who told nobody's help to come acts himself too."""
    if incident.import_batch is not None or incident.incident_type == "dispute":
        return
    due = due_by(figures.ACT_WITHIN, terms, incident.found_at)
    if incident.acted_at is not None and incident.acted_at <= due:
        yield Kept(incident.acted_at)
    else:
        yield Broken(due, Message(N_("The finder did not begin to act at once")))


def stayed(incident: Incident, terms: Terms) -> Iterable[Judgement]:
    """R032: the finder stays until the department's people have come."""
    if incident.left_at is not None:
        there = incident.arrived_at is not None and incident.arrived_at <= incident.left_at
        yield judged(there, incident.left_at, Message(N_("The finder left before the department's people came")))


def told_before_closing(incident: Incident, terms: Terms) -> Iterable[Judgement]:
    """R033: the superior knows how it went, and decided about it, before it is closed."""
    if incident.closed_at is None or incident.import_batch is not None:
        return
    done = incident.reported_at is not None and incident.reported_at <= incident.closed_at
    yield judged(done, incident.closed_at, Message(N_("Closed before the superior was told how it went")))


def both_informed(incident: Incident, terms: Terms) -> Iterable[Judgement]:
    """R034: of a major accident the department head and the general property manager both know, in good time."""
    if not incident.major or incident.import_batch is not None:
        return
    due = due_by(figures.INFORM_WITHIN, terms, incident.found_at)
    asked = ((HEADS, "department_head"), (("general_manager",), "general_manager"))
    told = [(told_at(incident, roles), code) for roles, code in asked]
    missing = tuple(Code("role", code) for at, code in told if at is None or at > due)
    if missing:
        yield Broken(due, Message.of(N_("Of a major accident not told in time: {missing}"), missing=missing))
    else:
        yield Kept(max(at for at, _ in told if at is not None))


def called(incident: Incident, terms: Terms) -> Iterable[Judgement]:
    """R147: when a quarrel looms a superior is called at once and those involved are led apart."""
    if incident.incident_type not in QUARRELS or incident.import_batch is not None:
        return
    due = due_by(figures.CALL_WITHIN, terms, incident.found_at)
    if incident.superior_at is None or incident.superior_at > due:
        yield Broken(due, Message(N_("No superior was called when a quarrel loomed")))
    elif incident.incident_type == "dispute" and incident.apart_at is None:
        yield Broken(incident.superior_at, Message(N_("Those involved were not led to a separate room")))
    else:
        yield Kept(incident.superior_at)


def before_it_broke_out(incident: Incident, terms: Terms) -> Iterable[Judgement]:
    """R030: a brewing dispute is handed upward before it breaks out, not after."""
    if incident.incident_type != "dispute" or incident.import_batch is not None:
        return
    at = incident.broke_out_at or incident.superior_at
    if at is not None:
        before = incident.superior_at is not None and incident.superior_at <= at
        yield judged(before, at, Message(N_("The dispute broke out before a superior was called")))


def violence_told(incident: Incident, terms: Terms) -> Iterable[Judgement]:
    """R148: what was done against violence is written down and told to the superior, so that he can judge it."""
    if incident.incident_type == "violence" and incident.handled_at is not None:
        due = due_by(figures.REPORT_WITHIN, terms, incident.handled_at)
        if incident.measures and incident.reported_at is not None and incident.reported_at <= due:
            yield Kept(incident.reported_at)
        else:
            yield Broken(due, Message(N_("Violence, and no account of what was done that the superior has")))


def pressing(incident: Incident) -> bool:
    """Told at any hour: emergencies, violence, and what is a serious accident."""
    return incident.major or incident.incident_type in ("emergency", "violence")


CLIMBS = (
    Climb("incidents", clocks, dict.fromkeys(("notice", "report", "contact_slip"), figures.LADDER), pressing=pressing),
)
RULES = (
    timely("incident_not_notified", "notice", NOTIFIED, clocks, N_("No responsible department head was told by {due}")),
    Rule("incident_not_acted", *ACTS, "breach", acted),
    Rule("finder_left_early", *STAYS, "breach", stayed),
    timely("incident_not_reported", "report", REPORTED, clocks, N_("The superior was not told how it went by {due}")),
    Rule("incident_closed_unreported", *REPORTED, "breach", told_before_closing),
    Rule("major_not_informed", *MAJOR, "breach", both_informed),
    Rule("dispute_escalated_late", *BEFORE, "breach", before_it_broke_out),
    Rule("superior_not_called", *CALLS, "breach", called),
    Rule("violence_not_told", *PROTECTS, "breach", violence_told),
    timely("contact_slip_missing", "contact_slip", SLIP, clocks, N_("No work contact slip by {due}")),
    orderly("incident_time_order", *REPORTED, ("found_at", N_("Found at")), ("arrived_at", N_("Department there at")),
            ("handled_at", N_("Handled at")), ("closed_at", N_("Closed at"))),
    *map(climbed, CLIMBS),
)  # fmt: skip
OF_KIND = {"incidents": RULES}
COMMANDS = {"R031": "incident add", "R033": "incident report"}
"""Rules that are kept by a command's being there."""
