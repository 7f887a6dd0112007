"""The values of the daily inspection record (F15). Pure. Those of the month's statement are in statement.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.texts import named, signature
from cspm.core.view import View
from cspm.errors import Code
from cspm.procedures.cleaning.evidence import finding_id
from cspm.procedures.cleaning.reading import Reader

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def daily_record(desk: Desk, inspection_id: str) -> dict[str, Any]:
    """An inspection as `cleaning/inspection.html` wants it. Raises NoSuchRecord."""
    document = desk.store.document("inspections", inspection_id)
    view: Any = View(document)
    contract = desk.store.document("contracts", view.contract)
    staff, areas, texts = desk.names("staff"), desk.names("areas"), item_texts(desk)
    found = {one.item for one in view.findings}
    return {
        "site": desk.site.name, "number": inspection_id, "printed_at": desk.now, "contract": view.contract,
        "contractor": contract["contractor"], "domain": contract["domain"], "date": view.date, "at": view.at,
        "area": named(view.area, areas), "by": named(view.by, staff), "with_": view.with_,
        "clean": [(item, texts.get(item, "")) for item in view.checked if item not in found],
        "photos": document["photos"],
        "problems": [problem(one, inspection_id, texts) for one in view.findings],
        "signed_a": signature(named(view.signed_a_by, staff), view.signed_a_at),
        "signed_b": signature(named(view.signed_b_by, staff), view.signed_b_at),
    }  # fmt: skip


def item_texts(desk: Desk) -> dict[str, str]:
    """What the items of the site's standard say in the language of the command, else those of the shipped one."""
    from cspm.procedures.cleaning.statement import words
    from cspm.sheets.standard import default_standard

    rows: list[Any] = [*default_standard(), *desk.store.rows("standard", "state != 'void'", columns=("id", "zh", "en"))]
    return {str(row["id"]): words(row, desk.lang) for row in rows}


def names_in(reader: Reader, kind: str) -> dict[str, str]:
    """The names of staff or areas by id."""
    return {row["id"]: row["name"] for row in reader.rows(kind, columns=("id", "name"))}


def problem(one: Any, inspection_id: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """A finding as a line of the form."""
    checks = [(check.at, Code("recheck", check.result), check.due) for check in one.rechecks]
    return {
        "id": finding_id(inspection_id, one.number), "item": one.item, "text": texts.get(one.item, ""),
        "severity": one.severity, "reason": one.reason, "note": one.note, "due": one.due, "rechecks": checks,
        "fixed_at": one.fixed_at, "serious": one.serious,
    }  # fmt: skip
