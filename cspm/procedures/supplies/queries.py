"""A month of supplies put together from plans and uses; a plan as its form has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.periods import Span, last_month
from cspm.core.view import View
from cspm.procedures.supplies import forms, reports
from cspm.procedures.supplies.obligations import plans_of, uses_of

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk


def month_report(desk: Desk, month: str | None) -> Report:
    """Plan against use of a month, with the cost of the month before."""
    named = month or last_month(desk.now, desk.site.tz)
    span = Span.month(named, desk.site.tz)
    before = Span.month(last_month(span.start, desk.site.tz), desk.site.tz)
    earlier = reports.Month(before.name, plans_of(desk.store, before.name), uses_of(desk.store, before))
    mine = reports.Month(named, plans_of(desk.store, named), uses_of(desk.store, span))
    return reports.supplies(mine, earlier, desk.terms, now=desk.now)


def plan_sheet(desk: Desk, plan_id: str) -> dict[str, Any]:
    """The values of a plan's form (F68)."""
    staff = desk.names("staff")
    plan: Any = View(desk.store.document("supply_plans", plan_id))
    return forms.plan_sheet(plan, desk.terms, now=desk.now, staff=staff)
