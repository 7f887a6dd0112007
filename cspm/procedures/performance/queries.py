"""The report of a month's performance, put together from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.periods import Span, last_month
from cspm.core.tables import Report
from cspm.procedures.performance import reading, reports, sheet, sheet_answers

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def performance_report(desk: Desk, month: str | None, *, worker: str | None) -> Report:
    """The sheets of a month, by default the last complete one; of one worker if he is named."""
    span = Span.month(month or last_month(desk.now, desk.site.tz), desk.site.tz)
    found = reading.month(desk.store, span)
    below = list(sheet.below(found, desk.terms, reading.decided(desk.store)))
    made = reports.performance(found, sheet.lines(found, desk.terms), below, desk.terms, now=desk.now, worker=worker)
    signed = sheet_answers.approved(desk, span.name)
    found_now = [line for one in signed for line in one["differences"] if worker in (None, line["worker"])]
    document: Any = made.document
    tables = (*made.tables, sheet_answers.differing(found_now)) if found_now else made.tables
    return made._replace(document={**document, "sheets": signed}, tables=tables)


def performance_form(desk: Desk, month: str | None, *, worker: str | None) -> None:
    """The sheets of a month as a form to sign, a page for each worker."""
    from cspm.shell.printing import put_form

    document: Any = performance_report(desk, month, worker=worker).document
    values = reports.form(document, desk.site.name, desk.now)
    put_form(desk, "performance/sheet.html", values, name=f"performance-{values['month']}")
