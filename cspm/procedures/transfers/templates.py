"""The columns of an empty workbook: everything a person fills in by hand, with an example row that imports."""

from __future__ import annotations

from collections.abc import Mapping

from cspm.core.kinds import Kind
from cspm.core.language import Language
from cspm.core.words import VOCABULARIES
from cspm.procedures.transfers.fields import Flat, headings, needed
from cspm.sheets.workbook_template import TemplateField

NOT_BY_HAND = ("import_batch", "state")
EXAMPLES = {"time": "2026-11-22 09:30", "date": "2026-11-22", "money": "120.00", "number": "1", "int": "1", "yes": "no"}
IDS = {"staff": "TE01", "units": "3-2-1501", "areas": "A1", "contracts": "BJ-2026", "standard": "C01"}
OWN = {
    "name": "王芳", "customer.name": "王芳", "owner": "王芳", "unit": "3-2-1501", "area": "A1", "contract": "BJ-2026",
    "text": "厨房水龙头漏水", "phone": "13800000000", "customer.phone": "13800000000", "role": "technician",
    "contractor": "洁净清洁公司", "zh": "地面无垃圾、无积水", "start": "2026-01-01", "end": "2026-12-31", "by": "CS01",
    "month": "2026-10", "week": "2026-W47", "work": "W1", "digest": "-", "form": "service_analysis", "period": "2026-10",
}  # fmt: skip


def template_fields(kind: Kind, known: Mapping[str, Flat], tongue: Language) -> list[TemplateField]:
    """The columns of an empty table of a kind."""
    named = headings(known, tongue)
    wanted = needed(kind, known)
    return [
        _column(kind, flat, named[name], required=name in wanted, tongue=tongue)
        for name, flat in known.items()
        if not (flat.as_json or name in NOT_BY_HAND or (kind.monthly and name == "id"))
    ]


def _column(kind: Kind, flat: Flat, heading: str, *, required: bool, tongue: Language) -> TemplateField:
    words = VOCABULARIES.get(flat.shape.vocabulary) if flat.shape.kind == "text" else VOCABULARIES.get(flat.shape.kind)
    choices = tuple(tongue.label(words.name, code) for code in words.labels) if words else ()
    shown = example(kind, flat, tongue) if required or flat.name in OWN else ""
    return TemplateField(flat.name, heading, form(flat, choices), choices, required, shown)


def form(flat: Flat, choices: tuple[str, ...]) -> str:
    """The kind of a template column."""
    if flat.shape.many:
        return "list"
    if choices:
        return "choice"
    if flat.name.endswith("phone"):
        return "phone"
    return {"int": "number"}.get(flat.shape.kind, flat.shape.kind)


def example(kind: Kind, flat: Flat, tongue: Language) -> str:
    """What the example row holds in that column."""
    if flat.name == "id":
        return IDS.get(kind.name, "1")
    known = VOCABULARIES.get(flat.shape.vocabulary)
    if known is not None and flat.shape.kind == "text":
        code = OWN.get(flat.name, next(iter(known.labels)))
        return tongue.label(known.name, code)
    return OWN.get(flat.name) or EXAMPLES.get(flat.shape.kind, "1")
