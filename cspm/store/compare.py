"""Does the index say what the files say? Row by row, with one folder's rows in memory at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.core.kinds import Kind
from cspm.store.files import Document, Stat
from cspm.store.rows import HEAD, Shape

if TYPE_CHECKING:
    from cspm.store.repository import Store


class Compare:
    """Compares sound documents of one kind with the index; `found` are (id, `index_stale` or `index_differs`)."""

    def __init__(self, store: Store, kind: Kind) -> None:
        self.store = store
        self.kind = kind
        self.shape = Shape(kind, store.terms)
        self.found: list[tuple[str, str]] = []
        self._edited: list[str] = []
        self._columns = ", ".join(f'"{name}"' for name in ("stamp", "mark", *HEAD, *self.shape.columns))

    def add(self, document: Document, stat: Stat) -> None:
        """One document as it was just read."""
        record_id = document["id"]
        rows = self.store.query(f'SELECT {self._columns} FROM "{self.kind.name}" WHERE id = ?', (record_id,))
        if not rows or rows[0][0] != stat.stamp:
            self._edited.append(record_id)
            return
        row = self.shape.row(document)
        lists = [self._list(table, record_id) for table in ("clocks", "findings")]
        if tuple(rows[0])[1:] != (row.mark, *row.values) or lists != [row.clocks, row.findings]:
            self.found.append((record_id, "index_differs"))

    def _list(self, table: str, record_id: str) -> list[tuple[object, ...]]:
        sql = f"SELECT * FROM {table} WHERE kind = ? AND id = ? ORDER BY n"
        return [tuple(row)[3:] for row in self.store.query(sql, (self.kind.name, record_id))]

    def next_shard(self, shard: str, ids: list[str]) -> None:
        """After each folder: rows without a file are found, and what was edited in place is read again."""
        rows = self.store.query(f'SELECT id FROM "{self.kind.name}" WHERE shard = ?', (shard,))
        gone = {row[0] for row in rows}.difference(ids)
        self.found += [(one, "index_differs") for one in sorted(gone) if not self.store.exists(self.kind.name, one)]
        for record_id in self._edited:
            self.found.append((record_id, "index_stale"))
        if self._edited:
            self.store.reread(self.kind.name, self._edited)
        self._edited = []
