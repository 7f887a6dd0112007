"""The clocks of a visit: being there, reporting what stayed open, calling back, filing (R134-R137). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from cspm.core.clocks import Clock
from cspm.core.periods import midnight
from cspm.core.terms import Terms
from cspm.core.timing import running
from cspm.procedures.visits import figures

if TYPE_CHECKING:
    from cspm.procedures.visits.model import Visit


def clocks(visit: Visit, terms: Terms) -> Iterator[Clock]:
    """Every clock of a visit; imported history has none."""
    if visit.import_batch is not None:
        return
    yield from being_there(visit, terms)
    if visit.arrived_at is None:
        return
    if visit.question:
        start, told = visit.arrived_at, visit.reported_at or visit.answered_at
        yield running("report", figures.REPORT_WITHIN, terms, start=start, met=told)
        yield running("answer", figures.ANSWER_WITHIN, terms, start=start, met=visit.answered_at)
    over = visit.arrived_at if not visit.question else visit.answered_at
    if over is not None:
        yield running("archive", figures.ARCHIVE_WITHIN, terms, start=over, met=visit.archived_at)


def being_there(visit: Visit, terms: Terms) -> Iterator[Clock]:
    """There at the appointed time (and its grace), else some time on the planned day."""
    ended = None if visit.arrived_at else visit.cancelled_at
    if visit.appointment_at is not None:
        day = visit.appointment_at.astimezone(terms.tz).date()
        due = visit.appointment_at + terms.figures.span(figures.GRACE, day)
        start = min(visit.noted_at, due)
        yield Clock("appointment", "R135", "000 P2-五 4.1.2", start, due, visit.arrived_at, ended)
    elif visit.planned_on is not None:
        due = midnight(visit.planned_on + timedelta(days=1), terms.tz)
        yield Clock("plan", "R134", "000 P2-五 4.1.1", min(visit.noted_at, due), due, visit.arrived_at, ended)
