"""The values of the pest-control plan (F69): each line with the treatment that carried it out, or empty to be signed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.core.texts import named
from cspm.procedures.pests.turns import carried_out, standing


def plan_sheet(
    plan: Any, treatments: Sequence[Any], terms: Terms, *, now: datetime, staff: Mapping[str, str]
) -> dict[str, Any]:
    """A plan as `pests/plan.html` wants it, with the names of `staff` by id."""
    return {
        "site": terms.site.name, "number": plan.id, "printed_at": now, "period": plan.period, "contract": plan.contract,
        "made_at": plan.made_at, "by": named(plan.by, staff), "note": plan.note,
        "lines": [line(one, carried_out(one, treatments, terms), staff) for one in standing(plan)],
        "dropped": [{"planned_on": one.planned_on, "area": one.area, "why": one.why} for one in plan.dropped],
    }  # fmt: skip


def line(planned: Any, done: Any, staff: Mapping[str, str]) -> dict[str, Any]:
    """A line of the plan beside its treatment, whose fields are None while there is none."""
    return {
        "planned_on": planned.planned_on, "area": planned.area, "pests": list(planned.pests), "agent": planned.agent,
        "treatment": getattr(done, "id", None), "treated_at": getattr(done, "treated_at", None),
        "used": getattr(done, "agent", None), "by": named(getattr(done, "by", None), staff),
        "supervised_by": named(getattr(done, "supervised_by", None), staff), "effect": getattr(done, "effect", None),
    }  # fmt: skip
