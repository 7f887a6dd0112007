"""The values of the accident report form (F55). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.procedures.accidents import figures

SHOWN = (
    "accident_type", "text", "happened_at", "by", "place", "contractor", "work", "persons", "major", "liable", "account", "file",
    "written_at", "written_by", "sent_to", "cause", "responsible", "measures", "educated", "code_ref", "investigated_at",
    "investigated_by", "closed_at",
)  # fmt: skip


def accident_report(document: Mapping[str, Any], terms: Terms, now: datetime) -> dict[str, Any]:
    """An accident as `accidents/report.html` wants it, with the time by which it must be handed in."""
    accident: Any = View(document)
    plain = {name: getattr(accident, name) for name in SHOWN}
    due = accident.happened_at + terms.figures.span(figures.WRITE_WITHIN, accident.happened_at.date())
    told = [{"at": one.at, "recipient": one.recipient, "name": one.name, "by": one.by} for one in accident.told]
    return plain | {"site": terms.site.name, "number": accident.id, "printed_at": now, "due": due, "told": told}
