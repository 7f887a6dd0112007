"""Which area has its turn, and a plan beside what was carried out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.view import View
from cspm.procedures.pests import forms, reports
from cspm.procedures.pests.obligations import lasts, treatments

if TYPE_CHECKING:
    from cspm.core.tables import Report
    from cspm.shell.desk import Desk


def turns_report(desk: Desk) -> Report:
    """Every area that was treated once and every corridor, the one that waits longest for its turn first."""
    done = treatments(desk.store)
    by_area = {one.area: one for one in done}
    lines = [
        reports.turn(area, last, getattr(by_area.get(area), "id", None), today=desk.office.today, terms=desk.terms)
        for area, last in lasts(desk.store, done, desk.terms).items()
    ]
    return reports.turns(sorted(lines, key=lambda line: (line["due"], line["area"])), desk.office.today)


def plan_sheet(desk: Desk, plan_id: str) -> dict[str, Any]:
    """The values of a plan's form (F69)."""
    staff = desk.names("staff")
    plan: Any = View(desk.store.document("pest_plans", plan_id))
    return forms.plan_sheet(plan, treatments(desk.store), desk.terms, now=desk.now, staff=staff)
