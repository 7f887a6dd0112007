"""The report of a month's fit-outs, put together from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.core.periods import Span, last_month
from cspm.core.view import View
from cspm.procedures.fitouts import reports

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk


def month_report(desk: Desk, month: str | None) -> Report:
    """`report fitouts` of a month, by default the last complete one."""
    span = Span.month(month or last_month(desk.now, desk.site.tz), desk.site.tz)
    rows = desk.store.rows("fitouts", "state != 'void'", order="sort, id", columns=("id",))
    found = [View(one) for one in desk.store.documents("fitouts", [str(row["id"]) for row in rows])]
    return reports.month(found, span, desk.terms, now=desk.now)
