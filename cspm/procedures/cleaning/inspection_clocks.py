"""The clocks of an inspection: the day for both signatures (R116), the times agreed to put findings right (R118). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.terms import Terms
from cspm.procedures.cleaning import inspection_rules

if TYPE_CHECKING:
    from cspm.procedures.cleaning.model import Inspection, Problem

RESOLUTION = "resolution"
NEVER = datetime.max.replace(tzinfo=UTC)


def clocks(inspection: Inspection, terms: Terms) -> Iterator[Clock]:
    """The day for both signatures (R116), and the clocks of every finding: one for each time that was agreed.

    What was imported is on paper: nobody signs it here.
    """
    if not inspection_rules.standing(inspection):
        return
    if inspection.import_batch is None:
        end = inspection_rules.end_of(inspection.date, terms)
        for clock, at in (("signature_a", inspection.signed_a_at), ("signature_b", inspection.signed_b_at)):
            yield Clock(clock, "R116", inspection_rules.DAILY, min(inspection.at, end), end, at)
    for found in inspection.findings:
        yield from stages(found)


def stages(found: Problem) -> Iterator[Clock]:
    """One clock per agreed time: met by a recheck that is done, ended by a failed one, whose time begins the next."""
    start, due = found.at, found.due
    for check in sorted(found.rechecks, key=lambda check: check.at):
        done = check.result == "done"
        if due is not None:
            yield Clock(
                RESOLUTION,
                "R118",
                inspection_rules.RECTIFY,
                start,
                due,
                check.at if done else None,
                None if done else check.at,
            )
        start, due = check.at, None if done else check.due
    if due is not None:
        yield Clock(RESOLUTION, "R118", inspection_rules.RECTIFY, start, due)


def climbing(inspection: Inspection, terms: Terms) -> Iterator[Clock]:
    """The clocks as they climb the ladder: findings of one time that were to be put right by one time are told of once,
    until the last of them is done."""
    together: dict[tuple[datetime, datetime], Clock] = {}
    for clock in clocks(inspection, terms):
        if clock.clock != RESOLUTION:
            yield clock
        elif stopped(clock) >= stopped(together.setdefault((clock.start, clock.due), clock)):
            together[clock.start, clock.due] = clock
    yield from together.values()


def stopped(clock: Clock) -> datetime:
    """When a clock was stopped; one that runs on is the last."""
    return clock.met_at or clock.ended_at or NEVER
