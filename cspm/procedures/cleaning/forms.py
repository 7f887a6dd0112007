"""The values of the daily inspection record (F15). Pure. Those of the month's statement are in statement.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import Code
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.inspection_reports import spoken
from cspm.procedures.cleaning.reading import Reader


def daily_record(
    reader: Reader, inspection_id: str, *, terms: Terms, now: datetime, default: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """An inspection as `cleaning/inspection.html` wants it. Raises NoSuchRecord.

    Items stand with the words of the site's standard, else with those of the `default` one.
    """
    document = reader.document("inspections", inspection_id)
    view: Any = View(document)
    contract = reader.document("contracts", view.contract)
    texts = {**(default or {}), **{row["id"]: row["zh"] for row in reader.rows("standard", columns=("id", "zh"))}}
    staff, areas = names_in(reader, "staff"), names_in(reader, "areas")
    found = {one.item for one in view.findings}
    return {
        "site": terms.site.name, "number": inspection_id, "printed_at": now, "contract": view.contract,
        "contractor": contract["contractor"], "domain": contract["domain"], "date": view.date, "at": view.at,
        "area": named(view.area, areas), "by": named(view.by, staff), "with_": view.with_,
        "clean": [(item, texts.get(item, "")) for item in view.checked if item not in found],
        "photos": document["photos"],
        "problems": [problem(one, inspection_id, texts) for one in view.findings],
        "signed_a": signature(named(view.signed_a_by, staff), view.signed_a_at),
        "signed_b": signature(named(view.signed_b_by, staff), view.signed_b_at),
    }  # fmt: skip


def names_in(reader: Reader, kind: str) -> dict[str, str]:
    """The names of staff or areas by id."""
    return {row["id"]: row["name"] for row in reader.rows(kind, columns=("id", "name"))}


def named(one: str | None, names: Mapping[str, str]) -> str | None:
    """`CS01 Zhu`: an id with its name, or alone when there is none."""
    return f"{one} {names[one]}" if one and one in names else one


def problem(one: Any, inspection_id: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """A finding as a line of the form."""
    checks = [(check.at, Code("recheck", check.result), check.due) for check in one.rechecks]
    return {
        "id": finding_id(inspection_id, one.number), "item": one.item, "text": texts.get(one.item, ""),
        "severity": one.severity, "reason": one.reason, "note": one.note, "due": one.due, "rechecks": checks,
        "fixed_at": one.fixed_at, "serious": one.serious,
    }  # fmt: skip


def signature(name: str | None, at: datetime | str | None) -> str | None:
    """`Wang 2026-10-05 09:30`; None where nobody has signed."""
    if not name or at is None:
        return None
    return f"{name} {spoken(datetime.fromisoformat(at) if isinstance(at, str) else at)}"
