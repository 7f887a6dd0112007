"""Lists of parts inside a record as tables of their own: the tasks of a plan, the counts of a meeting, the points of a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cspm.core.tables import Column, Table
from cspm.errors import Message
from cspm.shell.show import label_of, part_label, shown_value

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def part_tables(desk: Desk, kind: str, document: Mapping[str, Any], names: Sequence[str]) -> tuple[Table, ...]:
    """A table for each of these fields that holds something: a column for each field of its parts, a row for each part."""
    if desk.face == "json":
        return ()
    labels = desk.store.shapes.labels(desk.store.kind(kind))
    tables = []
    for name in names:
        parts = document.get(name) or ()
        if parts:
            keys = tuple(key for key in parts[0] if any(part.get(key) not in (None, "", []) for part in parts))
            columns = tuple(Column(key, part_label(f"{name}.{key}", labels)) for key in keys)
            rows = tuple(
                tuple(shown_value(f"{name}.{key}", part.get(key), desk=desk, labels=labels) for key in keys)
                for part in parts
            )
            tables.append(Table(name, Message(label_of(name, labels)), columns, rows))
    return tuple(tables)
