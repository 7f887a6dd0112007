"""The values of the visit record form (F19), to be carried along empty and filed filled in. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.core.view import View

SHOWN = (
    "occasion", "unit", "customer", "phone", "purpose", "planned_on", "appointment_at", "arrived_at", "met", "opinions", "answers",
    "question", "reported_at", "reported_to", "solution", "answered_at", "archived_at", "file",
)  # fmt: skip


def visit_record(
    document: Mapping[str, Any], terms: Terms, now: datetime, *, staff: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """A visit as `visits/visit_record.html` wants it, with the names of `staff` by id."""
    visit: Any = View(document)
    names = staff or {}
    visitor = f"{visit.visitor} {names[visit.visitor]}" if visit.visitor in names else visit.visitor
    plain = {name: getattr(visit, name) for name in SHOWN}
    return plain | {"site": terms.site.name, "number": visit.id, "printed_at": now, "visitor": visitor}
