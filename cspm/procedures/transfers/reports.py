"""Records as tables: exports and the list of imports. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.core.kinds import Kind
from cspm.core.language import Language
from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, Message, Usage
from cspm.procedures.transfers import masking, states
from cspm.procedures.transfers.fields import Flat, headings, plain, value_out
from cspm.tuples import NamedTuple

IMPORTS = (
    Column("id", N_("Batch"), "id"), Column("kind", N_("Records")), Column("file", N_("File")),
    Column("imported_at", N_("Imported at"), "time"), Column("read", N_("Rows read"), "int"),
    Column("created", N_("Created"), "int"), Column("skipped", N_("Skipped"), "int"),
    Column("rejected", N_("Rejected"), "int"), Column("state", N_("State"), "code", states.WORDS),
)  # fmt: skip
LONGEST_CELL = 32_767
TOO_LONG = N_("{id}: the field {field} is too long for a cell of a workbook. Use -o csv or -o jsonl.")


class Export(NamedTuple):
    """What is exported: records of a `kind` with their flat fields; `masked`: without personal data."""

    kind: Kind
    known: Mapping[str, Flat]
    masked: bool = False

    def hides(self, name: str) -> bool:
        """Whether the column of that field is masked."""
        return self.masked and masking.personal(self.kind.name, name)

    def document(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """A record as it may leave the office."""
        if not self.masked:
            return document
        name, parts = self.kind.name, ("customer",)
        return {
            key: {below: masking.masked(name, f"{key}.{below}", item) for below, item in value.items()}
            if key in parts and isinstance(value, Mapping) else masking.masked(name, key, value)
            for key, value in document.items()
        }  # fmt: skip


def exported(
    export: Export, documents: Iterable[Mapping[str, Any]], tongue: Language, *, cells: bool = False
) -> Report:
    """Whole records as one table that import reads again: times in ISO form, codes as codes, lists of parts as JSON.

    With `cells` a text that no cell of a workbook holds is refused (Usage): cut off, it would not come back.
    """
    named = headings(export.known, tongue)
    rows = []
    for document in map(export.document, documents):
        row = tuple(cell(value_out(flat, document)) for flat in export.known.values())
        long = next((name for name, value in zip(named, row, strict=True) if cells and _too_long(value)), None)
        if long is not None:
            raise Usage(problem=Message.of(TOO_LONG, id=document["id"], field=named[long]))
        rows.append(row)
    columns = tuple(
        Column(name, masking.heading(text, tongue) if export.hides(name) else text) for name, text in named.items()
    )
    title = Message(export.kind.label)
    return Report("export", title, None, (Table(export.kind.name, title, columns, tuple(rows)),))


def _too_long(value: object) -> bool:
    return isinstance(value, str) and len(value.encode("utf-16-le")) > 2 * LONGEST_CELL


def cell(value: Any) -> str | None:
    """A JSON value as a text cell; yes and no as words that import knows."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def objects(export: Export, documents: Iterable[Mapping[str, Any]], tongue: Language) -> Iterator[dict[str, Any]]:
    """Records as JSON objects with flat names. Empty fields are left out, except masked ones: their names say so."""
    for document in map(export.document, documents):
        found = {}
        for name, flat in export.known.items():
            value = plain(flat, document)
            if export.hides(name):
                found[masking.heading(name, tongue)] = value
            elif value is not None and value not in ("", [], {}):
                found[name] = value
        yield found


def lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def listed(documents: Sequence[Mapping[str, Any]]) -> Report:
    """The imports, newest first."""
    rows = tuple(
        tuple(datetime.fromisoformat(document[c.key]) if c.kind == "time" else document[c.key] for c in IMPORTS)
        for document in documents
    )
    bare = [{column.key: document[column.key] for column in IMPORTS} for document in documents]
    title = Message(N_("Imports"))
    return Report("imports", title, bare, (Table("imports", title, IMPORTS, rows),))
