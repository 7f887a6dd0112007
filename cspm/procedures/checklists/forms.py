"""The values of the paper on which a technical checklist is filled in, empty or for a ticket. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import Code
from cspm.procedures.checklists.model import Check, Checklist, in_force, wanted


def sheet(
    checklist: Checklist, terms: Terms, now: datetime, *, ticket: Mapping[str, Any] | None = None,
    staff: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """A checklist as `checklists/sheet.html` wants it; with the values of a ticket where it has them."""
    view: Any = View(ticket) if ticket else None
    known = {line.step: line.value for line in view.checks} if view else {}
    worker = view.assignee if view else None
    figures = in_force(terms, day_of(view, now, terms))
    return {
        "site": terms.site.name, "number": view.id if view else None, "printed_at": now, "checklist": checklist.shown,
        "clause": checklist.clause, "place": (view.unit or view.area) if view else None,
        "customer": view.customer.name if view else None, "phone": view.customer.phone if view else None,
        "worker": f"{worker} {(staff or {}).get(worker, '')}".strip() if worker else None,
        "finished_at": view.finished_at if view else None, "result": view.result if view else None,
        "steps": [
            {
                "shown": check.shown, "text": check.text, "unit": check.unit, "required": check.required,
                "kind": check.kind, "asked": tuple(wanted(test, figures) for test in check.tests),
                "value": value(check, known.get(check.name)),
            }
            for check in checklist.checks
        ],
    }  # fmt: skip


def day_of(view: Any, now: datetime, terms: Terms) -> date:
    """The day whose figures hold: that on which the work was finished, else today."""
    at: datetime = view.finished_at if view and view.finished_at else now
    return at.astimezone(terms.tz).date()


def value(check: Check, found: str | None) -> object:
    """A value as it is printed."""
    if found is None or check.kind not in ("yes", "choice"):
        return found
    return Code("check_value", found)
