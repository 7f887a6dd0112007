"""Which accidents a month or a year has, and the form of one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import Span, year_bounds
from cspm.core.tables import Report
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.accidents.forms import accident_report
from cspm.procedures.accidents.reports import board

if TYPE_CHECKING:
    from cspm.shell.desk import Desk
    from cspm.store.repository import Store

WHEN = "state != 'void' AND happened_at >= ? AND happened_at < ?"


def board_of(store: Store, terms: Terms, now: datetime, *, month: str | None, year: int | None) -> Report:
    """The board of a month, else of a year, by default this one."""
    asked = year or now.astimezone(terms.tz).year
    span = Span.month(month, terms.tz) if month else Span(str(asked), *year_bounds(asked, terms.tz))
    rows = store.rows(
        "accidents", WHEN, (micros(span.start), micros(span.end)), order="happened_at, id", columns=("id",)
    )
    found = [View(store.document("accidents", str(row["id"]))) for row in rows]
    return board(found, span, terms, now=now)


def sheet(desk: Desk, accident: str) -> dict[str, Any]:
    """The values of an accident's report."""
    return accident_report(desk.store.document("accidents", accident), desk.terms, desk.now)
