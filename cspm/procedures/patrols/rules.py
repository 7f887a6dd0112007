"""What patrols and defects kept and broke; patrols that were not made are counted in `obligations`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.rules import Judgement, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import orderly, running, timely
from cspm.errors import N_, Message
from cspm.procedures.patrols import figures

if TYPE_CHECKING:
    from cspm.procedures.patrols.model import Defect, Patrol

PATROLLED, REGISTERED = ("R179", "001 一.2 专员④"), ("R188", "001 二.3(1)⑤")


def defect_clocks(defect: Defect, terms: Terms) -> Iterator[Clock]:
    """Until it is sent to repair; what a cleaner saw also until the department knows."""
    over = defect.dismissed_at
    start = defect.found_at
    yield running("defect_repair", figures.DEFECT_REPAIR_WITHIN, terms, start=start, met=defect.ticket_at, end=over)
    if defect.found_how == "cleaning":
        met = defect.reported_at
        yield running("defect_report", figures.DEFECT_REPORT_WITHIN, terms, start=start, met=met, end=over)


def in_its_window(patrol: Patrol, terms: Terms) -> Iterable[Judgement]:
    """R179: a planned patrol ends in its window."""
    if patrol.state == "patrolled" and patrol.due is not None and patrol.ended_at is not None:
        grace = terms.figures.span(figures.PATROL_GRACE, patrol.date)
        said = Message.of(N_("Made after {due}"), due=f"{patrol.due:%Y-%m-%d %H:%M}")
        yield judged(patrol.ended_at <= patrol.due + grace, patrol.ended_at, said)


def every_point(patrol: Patrol, terms: Terms) -> Iterable[Judgement]:
    """R179: a patrol sees every point of its route."""
    if patrol.state == "patrolled" and patrol.ended_at is not None:
        left = tuple(point.place for point in patrol.points if not point.seen)
        yield judged(not left, patrol.ended_at, Message.of(N_("Not seen: {missing}"), missing=left))


def written_down(patrol: Patrol, terms: Terms) -> Iterable[Judgement]:
    """R179: what was not in order at a point is a defect on file."""
    if patrol.state == "patrolled" and patrol.ended_at is not None:
        bare = tuple(point.place for point in patrol.points if not point.fine and not point.defect)
        said = Message.of(N_("Not in order, and no defect on file: {missing}"), missing=bare)
        if any(not point.fine for point in patrol.points):
            yield judged(not bare, patrol.ended_at, said)


PATROL_RULES = (
    Rule("patrol_late", *PATROLLED, "breach", in_its_window),
    Rule("patrol_points_left", *PATROLLED, "breach", every_point),
    Rule("patrol_defect_unfiled", *PATROLLED, "breach", written_down),
    orderly("patrol_time_order", *PATROLLED, ("began_at", N_("Began at")), ("ended_at", N_("Ended at"))),
)
DEFECT_RULES = (
    timely("defect_not_repaired", "defect_repair", PATROLLED, defect_clocks, N_("Not sent to repair by {due}")),
    timely(
        "defect_not_reported", "defect_report", REGISTERED, defect_clocks, N_("The department was not told by {due}")
    ),
)
RULES = (*PATROL_RULES, *DEFECT_RULES)
OF_KIND = {"patrols": PATROL_RULES, "defects": DEFECT_RULES}
COMMANDS = {"R179": "patrol done", "R188": "defect add"}
"""Rules that are kept by a command's being there."""
