"""What runs in contractors' records: the approval of a plan, the notice of an event. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.limits import limit
from cspm.core.periods import midnight
from cspm.core.terms import Terms
from cspm.procedures.contractors import figures

if TYPE_CHECKING:
    from cspm.procedures.contractors.model import ContractorEvent, WorkPlan


def of_plan(plan: WorkPlan, terms: Terms) -> Iterator[Clock]:
    """A plan is approved before its first day begins (R114); imported history has no clocks."""
    if plan.import_batch is None:
        due = midnight(plan.start, terms.tz)
        yield Clock("plan_approval", "R114", figures.PLAN, plan.submitted_at, due, plan.approved_at)


def of_event(event: ContractorEvent, terms: Terms) -> Iterator[Clock]:
    """The contractor is told in good time (R129); imported history has no clocks."""
    if event.import_batch is None:
        due, told = notice_due(event, terms), event.notified_at
        yield Clock(
            "event_notice", "R129", figures.EVENTS, event.known_at, due, told, event.closed_at if told is None else None
        )


def notice_due(event: ContractorEvent, terms: Terms) -> datetime:
    """Until when the contractor is told: in good time after the office knew, and before what was planned begins."""
    due = limit(figures.EVENT_WITHIN, terms, event.known_at).due
    planned = event.event != "emergency" and event.happens_at > event.known_at
    return min(due, event.happens_at) if planned else due
