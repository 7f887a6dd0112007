"""Records as tables: exports, the list of imports, the columns of an empty workbook. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cspm.core.language import Language
from cspm.core.tables import Column, Report, Table
from cspm.core.words import VOCABULARIES
from cspm.errors import Message, N_
from cspm.procedures.transfers.fields import Flat, value_out
from cspm.register import KINDS

IMPORTS = (
    Column("id", N_("Batch"), "id"), Column("kind", N_("Records")), Column("file", N_("File")),
    Column("imported_at", N_("Imported at"), "time"), Column("read", N_("Rows read"), "int"),
    Column("created", N_("Created"), "int"), Column("skipped", N_("Skipped"), "int"),
    Column("rejected", N_("Rejected"), "int"), Column("state", N_("State"), "code", "state"),
)  # fmt: skip


def headings(known: Mapping[str, Flat], language: Language) -> dict[str, str]:
    """The heading of every field: its label where no other field has the same, else its name."""
    taken = {name.casefold() for name in known}
    found: dict[str, str] = {}
    for name, flat in known.items():
        label = language.text(flat.label)
        if label.casefold() != name and label.casefold() in taken:
            label = name
        taken.add(label.casefold())
        found[name] = label
    return found


def exported(
    kind: str, documents: Iterable[Mapping[str, Any]], known: Mapping[str, Flat], *, language: Language
) -> Report:
    """Whole records as one table that import reads again: times in ISO form, codes as codes, lists of parts as JSON."""
    named = headings(known, language)
    rows = tuple(tuple(cell(value_out(flat, document)) for flat in known.values()) for document in documents)
    columns = tuple(Column(name, named[name]) for name in known)
    title = Message(KINDS[kind].label)
    return Report("export", title, None, (Table(kind, title, columns, rows),))


def cell(value: Any) -> Any:
    """A JSON value as a text cell; yes and no as words that import knows."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def lines(documents: Iterable[Mapping[str, Any]], known: Mapping[str, Flat]) -> Iterator[str]:
    """Records as JSON lines with flat names; empty fields are left out."""
    for document in documents:
        flat = {name: plain(field, document) for name, field in known.items()}
        yield (
            json.dumps({name: value for name, value in flat.items() if value not in (None, [], {})}, ensure_ascii=False)
            + "\n"
        )


def plain(flat: Flat, document: Mapping[str, Any]) -> Any:
    """The JSON value of a field by its dotted name."""
    value: Any = document
    for step in flat.name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def listed(documents: Sequence[Mapping[str, Any]]) -> Report:
    """The imports, newest first."""
    from datetime import datetime

    rows = tuple(
        tuple(datetime.fromisoformat(document[c.key]) if c.kind == "time" else document[c.key] for c in IMPORTS)
        for document in documents
    )
    plain_rows = [{column.key: document[column.key] for column in IMPORTS} for document in documents]
    return Report(
        "imports", Message(N_("Imports")), plain_rows, (Table("imports", Message(N_("Imports")), IMPORTS, rows),)
    )


def template_fields(known: Mapping[str, Flat], language: Language) -> list[Any]:
    """The columns of an empty workbook: everything a person fills in by hand."""
    from cspm.sheets.workbook_template import TemplateField

    named = headings(known, language)
    found = []
    for name, flat in known.items():
        if flat.as_json or name in ("import_batch", "state"):
            continue
        words = VOCABULARIES.get(flat.shape.vocabulary)
        choices = tuple(language.label(words.name, code) for code in words.labels) if words else ()
        found.append(
            TemplateField(
                name, named[name], form(name, flat, choices), choices, flat.shape.required, example(name, flat, choices)
            )
        )
    return found


def form(name: str, flat: Flat, choices: tuple[str, ...]) -> str:
    """The kind of a template column."""
    if flat.shape.many:
        return "list"
    if choices:
        return "choice"
    if name.endswith("phone"):
        return "phone"
    return {"int": "number"}.get(flat.shape.kind, flat.shape.kind)


EXAMPLES = {"time": "2026-11-22 09:30", "date": "2026-11-22", "money": "120.00", "number": "1", "int": "1", "yes": "no"}
OWN = {"id": "", "name": "王芳", "customer.name": "王芳", "unit": "3-2-1501", "text": "厨房水龙头漏水", "phone": "13800000000",
       "customer.phone": "13800000000", "owner": "王芳"}  # fmt: skip


def example(name: str, flat: Flat, choices: tuple[str, ...]) -> str:
    """What the example row holds; only fields that a person would fill in at once."""
    if name in OWN:
        return OWN[name]
    if choices and flat.shape.closed:
        return choices[0]
    return EXAMPLES.get(flat.shape.kind, "") if flat.shape.required else ""
