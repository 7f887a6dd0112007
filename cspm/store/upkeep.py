"""Putting records into the index and taking them out."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from cspm.core.kinds import Kind
from cspm.errors import Message
from cspm.store.layout import relative, shard_of
from cspm.store.messages import pack
from cspm.store.rows import HEAD, Row, Shapes, Terms_


class Upkeep:
    """Writes the rows of records into one open database; the caller begins and commits."""

    def __init__(self, db: sqlite3.Connection, kinds: Mapping[str, Kind], terms: Terms_) -> None:
        self.db = db
        self.kinds = kinds
        self.shapes = Shapes(kinds, terms)
        self._inserts: dict[str, str] = {}
        self._any_damaged = bool(db.execute("SELECT 1 FROM damaged LIMIT 1").fetchone())
        self._next_doc = int(self.meta("next_doc") or 1)

    def meta(self, name: str) -> Any:
        """A fact about the index: key, number, next_doc; None when it has none."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    @property
    def highest(self) -> int:
        """The highest number that a record was given here: at least so many it has had."""
        return self._next_doc - 1

    def set_meta(self, **facts: object) -> None:
        """Set facts about the index."""
        self.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(facts.items()))

    def done(self, number: int) -> None:
        """Note how far the index has come: to this transaction number."""
        self.set_meta(number=number, next_doc=self._next_doc)

    def put_rows(self, kind: Kind, rows: Sequence[tuple[Row, int]]) -> None:
        """Rows of different records with the stamps of their files, in place of those they had."""
        ids = [row.values[0] for row, _ in rows]
        marks = ", ".join("?" * len(ids))
        old = self.db.execute(f'SELECT id, doc, mark FROM "{kind.name}" WHERE id IN ({marks})', ids).fetchall()
        if old:
            self._forget(kind, [record_id for record_id, _, _ in old])
        if self._any_damaged:
            self.db.executemany("DELETE FROM damaged WHERE path = ?", [(relative(kind, str(each)),) for each in ids])
        same = {(record_id, mark): doc for record_id, doc, mark in old}
        self._insert(kind, rows, same)

    def _insert(self, kind: Kind, rows: Sequence[tuple[Row, int]], same: Mapping[tuple[Any, int], int]) -> None:
        """Insert rows of records that have none. Words cannot be taken out of a contentless table: those of a record
        that stay the `same` keep their number, others are left behind under a number nobody has any more."""
        full, words = [], []
        for row, stamp in rows:
            doc = same.get((row.values[0], row.mark))
            if doc is None:
                doc, self._next_doc = self._next_doc, self._next_doc + 1
                if row.words:
                    words.append((doc, row.words))
            full.append((doc, row.mark, stamp, *row.values))
        self.db.executemany("INSERT INTO words (rowid, tokens) VALUES (?, ?)", words)
        self.db.executemany(self._statement(kind), full)
        for table, lists in (
            ("clocks", [row.clocks for row, _ in rows]),
            ("findings", [row.findings for row, _ in rows]),
        ):
            lines = [
                (kind.name, row.values[0], n, *values)
                for (row, _), found in zip(rows, lists, strict=True)
                for n, values in enumerate(found)
            ]
            if lines:
                self.db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(lines[0]))})", lines)

    def _statement(self, kind: Kind) -> str:
        if kind.name not in self._inserts:
            names = ("doc", "mark", "stamp", *HEAD, *self.shapes[kind.name].columns)
            quoted = ", ".join(f'"{name}"' for name in names)
            self._inserts[kind.name] = f'INSERT INTO "{kind.name}" ({quoted}) VALUES ({", ".join("?" * len(names))})'
        return self._inserts[kind.name]

    def _forget(self, kind: Kind, ids: Sequence[Any]) -> None:
        """Take the rows of records out."""
        marks = ", ".join("?" * len(ids))
        self.db.execute(f'DELETE FROM "{kind.name}" WHERE id IN ({marks})', ids)
        for table in ("clocks", "findings"):
            self.db.execute(f"DELETE FROM {table} WHERE kind = ? AND id IN ({marks})", (kind.name, *ids))

    def drop(self, kind: Kind, record_id: str) -> None:
        """Take a record out."""
        self._forget(kind, [record_id])
        self.db.execute("DELETE FROM damaged WHERE path = ?", (relative(kind, record_id),))

    def damaged(self, kind: Kind, record_id: str, why: str, stamp: int) -> None:
        """Note that a file is no record, with the packed sentence why; what was known of the record is taken out."""
        self._any_damaged = True
        self.drop(kind, record_id)
        path = relative(kind, record_id)
        shard = shard_of(kind, record_id)
        row = (path, kind.name, shard, record_id, why, stamp)
        self.db.execute("INSERT OR REPLACE INTO damaged VALUES (?, ?, ?, ?, ?, ?)", row)

    def bad_folder(self, kind: Kind, shard: str, problem: Message | None) -> None:
        """Note that a folder cannot be listed, or that it can again."""
        path = f"{kind.name}/{shard}".rstrip("/")
        self.db.execute("DELETE FROM damaged WHERE path = ?", (path,))
        if problem is not None:
            self.db.execute("INSERT INTO damaged VALUES (?, ?, ?, NULL, ?, 0)", (path, kind.name, shard, pack(problem)))

    def known(self, kind: Kind, shard: str) -> dict[str, int]:
        """Stamps by id of what the index has of a folder, damaged files too."""
        sound = self.db.execute(f'SELECT id, stamp FROM "{kind.name}" WHERE shard = ?', (shard,)).fetchall()
        listed = "SELECT id, stamp FROM damaged WHERE kind = ? AND shard = ? AND id NOT NULL"
        broken = self.db.execute(listed, (kind.name, shard)).fetchall()
        return dict(sound + broken)

    def folder(self, kind: str, shard: str, mtime_ns: int | None, count: int) -> None:
        """Note a folder's time as it was before its files were read; None takes it out."""
        if mtime_ns is None:
            self.db.execute("DELETE FROM shards WHERE kind = ? AND shard = ?", (kind, shard))
        else:
            self.db.execute("INSERT OR REPLACE INTO shards VALUES (?, ?, ?, ?)", (kind, shard, mtime_ns, count))
