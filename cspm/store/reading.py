"""Asking the index: one snapshot per command, with a look at the files of the rows that are handed out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence

from cspm.errors import StoreProblem
from cspm.store import layout
from cspm.store.database import doubtful, ours
from cspm.store.files import stat_of
from cspm.store.index import Index
from cspm.store.words import phrase

Rows = list[sqlite3.Row]
LOOKED_AT = 1000
"""So many rows are looked at on disk; who asks for more makes a report, and `restat` is for those."""


class Reading:
    """An index as one command reads it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._db = index.reader()

    def query(self, sql: str, params: Sequence[object] = ()) -> Rows:
        """Rows of a read-only question; an index that turns out to be broken is built anew once."""
        try:
            return self._db.execute(sql, tuple(params)).fetchall()
        except sqlite3.DatabaseError as error:
            if not doubtful(error):
                raise
        self._db.close()
        try:
            self._db = self.index.rebuilt()
            return self._db.execute(sql, tuple(params)).fetchall()
        except sqlite3.DatabaseError as error:  # the disk below it fails
            if ours(error):
                raise
            raise StoreProblem(path=self.index.path, problem=str(error)) from error

    def verified(self, kind: str, sql: str, params: Sequence[object]) -> Rows:
        """The rows, after reading again those whose files were edited in place."""
        rows = self.query(sql, params)
        if rows and "id" in rows[0].keys() and len(rows) <= LOOKED_AT:  # noqa: SIM118 - a Row is no dict
            edited = self._edited(kind, [row["id"] for row in rows])
            if edited:
                self.reread(kind, edited)
                rows = self.query(sql, params)
        return rows

    def _edited(self, kind: str, ids: Sequence[str]) -> list[str]:
        """Which of these records' files are not as the index knows them."""
        known = self.index.kinds[kind]
        found = []
        for record_id, stamp in self._stamps(kind, ids):
            path = os.path.join(self.index.root, layout.relative(known, record_id))
            try:
                if stat_of(os.lstat(path)).stamp != stamp:
                    found.append(record_id)
            except OSError:
                found.append(record_id)
        return found

    def _stamps(self, kind: str, ids: Sequence[str]) -> Iterator[tuple[str, int]]:
        for start in range(0, len(ids), LOOKED_AT):
            part = ids[start : start + LOOKED_AT]
            marks = ", ".join("?" * len(part))
            rows = self.query(f'SELECT id, stamp FROM "{kind}" WHERE id IN ({marks})', part)
            yield from ((row[0], row[1]) for row in rows)

    def restat(self, kind: str, month: str) -> None:
        """Read again every record of a kind whose file is not as the index knows it."""
        rows = self.query(f"SELECT id FROM \"{kind}\" WHERE ? IN (shard, '')", (month,))
        edited = self._edited(kind, [row[0] for row in rows])
        if edited:
            self.reread(kind, edited)

    def reread(self, kind: str, ids: Sequence[str]) -> None:
        """Read these records' files into the index again; the snapshot moves on to now."""
        self._db.close()
        self._db = self.index.reader_after((kind, record_id) for record_id in ids)

    def rows(
        self, kind: str, where: str, params: Sequence[object], *, order: str, columns: Sequence[str], limit: int | None
    ) -> Rows:
        """Rows of the kind's table under a condition."""
        sql = f'SELECT {_named(kind, columns)} FROM "{kind}"' + (f" WHERE {where}" if where else "")
        return self.verified(kind, f"{sql} ORDER BY {order or 'sort'}{_at_most(limit)}", params)

    def search(
        self, kind: str, words: str, where: str, params: Sequence[object], *, scope: str, columns: Sequence[str],
        limit: int | None,
    ) -> Rows:  # fmt: skip
        """Rows of the kind's table that hold the words and are in the scope, newest first."""
        asked = phrase(words)
        if not asked:
            return []
        clauses, given = ["words MATCH ?"], [asked, *params]
        bounds = self._bounds(kind, where, params) if where else None
        if bounds is not None:
            clauses.append(f"words.rowid BETWEEN {bounds[0]} AND {bounds[1]}")
        clauses += [f"({each})" for each in (where, scope) if each]
        sql = f'SELECT {_named(kind, columns)} FROM words JOIN "{kind}" ON "{kind}".doc = words.rowid'
        sql += f' WHERE {" AND ".join(clauses)} ORDER BY "{kind}".sort DESC{_at_most(limit)}'
        return self.verified(kind, sql, given)

    def _bounds(self, kind: str, where: str, params: Sequence[object]) -> tuple[int, int] | None:
        """The first and last document under a condition that an index alone can answer, as that of a month; else None.

        Records of a month lie beside each other among the words, so that those of all other months need no look.
        """
        sql = f'SELECT coalesce(min(doc), 0), coalesce(max(doc), -1) FROM "{kind}" WHERE {where}'
        plan = " ".join(row["detail"] for row in self.query(f"EXPLAIN QUERY PLAN {sql}", params))
        if "SEARCH" not in plan or "USING COVERING INDEX" not in plan:
            return None
        first, last = self.query(sql, params)[0]
        return first, last

    def close(self) -> None:
        """End the snapshot."""
        self._db.close()


def _named(kind: str, columns: Sequence[str]) -> str:
    """The columns of a kind's table as SQL names them; all when none is named."""
    return ", ".join(f'"{kind}"."{name}"' for name in columns) or f'"{kind}".*'


def _at_most(limit: int | None) -> str:
    return "" if limit is None else f" LIMIT {int(limit)}"
