"""Which accidents a month or a year has, and the form of one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.periods import Span, last_month, year_bounds
from cspm.core.tables import Report
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.accidents.forms import accident_report
from cspm.procedures.accidents.reports import period_report

if TYPE_CHECKING:
    from cspm.shell.desk import Desk
    from cspm.store.repository import Store

WHEN = "state != 'void' AND happened_at >= ? AND happened_at < ?"


def report_of(store: Store, terms: Terms, now: datetime, *, month: str | None, year: int | None) -> Report:
    """The report of a month or of a year, by default of the last complete month."""
    span = (
        Span(str(year), *year_bounds(year, terms.tz))
        if year
        else Span.month(month or last_month(now, terms.tz), terms.tz)
    )
    bounds = (micros(span.start), micros(span.end))
    rows = store.rows("accidents", WHEN, bounds, order="happened_at, id", columns=("id",))
    found = {str(one["id"]): View(one) for one in store.documents("accidents", [str(row["id"]) for row in rows])}
    return period_report([found[str(row["id"])] for row in rows], span, terms, now=now)


def sheet(desk: Desk, accident: str) -> dict[str, Any]:
    """The values of an accident's report."""
    return accident_report(desk.store.document("accidents", accident), desk.terms, desk.now)
