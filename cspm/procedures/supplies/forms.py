"""The values of the supplies and tools plan (F68): items with quantity, unit cost and sum, and what was bought. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cspm.core.money import to_cents
from cspm.core.terms import Terms
from cspm.core.texts import named, signature
from cspm.procedures.supplies.months import ZERO, exact, items


def plan_sheet(plan: Any, terms: Terms, *, now: datetime, staff: Mapping[str, str]) -> dict[str, Any]:
    """A plan as `supplies/plan.html` wants it, with the names of `staff` by id."""
    bought = {one.item: one for one in items([plan], ())}
    lines = [
        {
            "item": one.item, "unit": one.unit, "quantity": one.quantity, "price": one.price,
            "cost": to_cents(exact(one.quantity) * one.price) if one.price is not None else None,
            "bought": bought[one.item].bought, "paid": bought[one.item].bought_cost,
        }
        for one in plan.lines
    ]  # fmt: skip
    return {
        "site": terms.site.name, "number": plan.id, "printed_at": now, "month": plan.month, "made_at": plan.made_at,
        "by": named(plan.by, staff), "note": plan.note, "lines": lines,
        "total": to_cents(sum((one["cost"] for one in lines if one["cost"] is not None), ZERO)),
        "verified": signature(named(plan.verified_by, staff), plan.verified_at),
        "submitted": signature(named(plan.submitted_by, staff), plan.submitted_at), "submitted_to": plan.submitted_to,
        "reviewed": signature(named(plan.reviewed_by, staff), plan.reviewed_at), "review": plan.review,
    }  # fmt: skip
