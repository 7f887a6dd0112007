"""Putting records into the index and taking them out."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from cspm.core.kinds import Kind
from cspm.errors import Message
from cspm.store.files import Damaged, Document, Stat
from cspm.store.layout import relative, shard_of
from cspm.store.messages import pack
from cspm.store.rows import Row, Shape, Terms_, plain, sort_key


class Upkeep:
    """Writes the rows of records into one open database; the caller begins and commits."""

    def __init__(self, db: sqlite3.Connection, kinds: Mapping[str, Kind], terms: Terms_) -> None:
        self.db = db
        self.kinds = kinds
        self._terms = terms
        self._shapes: dict[str, Shape] = {}
        self._upserts: dict[str, str] = {}
        self._any_damaged = bool(db.execute("SELECT 1 FROM damaged LIMIT 1").fetchone())
        self._next_doc = int(self.meta("next_doc") or 1)

    def meta(self, name: str) -> Any:
        """A fact about the index: key, number, next_doc; None when it has none."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_meta(self, **facts: object) -> None:
        """Set facts about the index."""
        self.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(facts.items()))

    def done(self, number: int) -> None:
        """Note how far the index has come: to this transaction number."""
        self.set_meta(number=number, next_doc=self._next_doc)

    def shape(self, kind: Kind) -> Shape:
        """How that kind's documents become rows."""
        if kind.name not in self._shapes:
            self._shapes[kind.name] = shape = Shape(kind, self._terms)
            names = ["doc", "id", "shard", "stamp", "revision", "sort", "mark", *shape.columns]
            quoted = ", ".join(f'"{name}"' for name in names)
            sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names[2:])
            self._upserts[kind.name] = (
                f'INSERT INTO "{kind.name}" ({quoted}) VALUES ({", ".join("?" * len(names))})'
                f" ON CONFLICT (id) DO UPDATE SET {sets}"
            )
        return self._shapes[kind.name]

    def put(self, kind: Kind, document: Document, stat: Stat) -> None:
        """The rows of a record, in place of those it had. Raises Damaged when it does not fit its kind."""
        self.put_row(kind, document, self.shape(kind).row(document), stat)

    def put_row(self, kind: Kind, document: Document, row: Row, stat: Stat) -> None:
        """The same with the row already made, which cannot fail over the record any more."""
        record_id = document["id"]
        old = self.db.execute(f'SELECT doc, mark FROM "{kind.name}" WHERE id = ?', (record_id,)).fetchone()
        if old is None and self._any_damaged:
            self.db.execute("DELETE FROM damaged WHERE path = ?", (relative(kind, record_id),))
        if old is not None and old[1] == row.mark:
            doc = old[0]
        else:  # words cannot be taken out of a contentless table: leave them behind under a number nobody has
            doc, self._next_doc = self._next_doc, self._next_doc + 1
            if old is not None:
                self.db.execute(f'DELETE FROM "{kind.name}" WHERE id = ?', (record_id,))
            if row.words:
                self.db.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (doc, row.words))
        revision = plain("revision", document["revision"])
        head = (doc, record_id, shard_of(kind, record_id), stat.stamp, revision, sort_key(record_id), row.mark)
        self.db.execute(self._upserts[kind.name], head + row.values)
        self._lists(kind, record_id, row, replace=old is not None)

    def _lists(self, kind: Kind, record_id: str, row: Row, *, replace: bool) -> None:
        for table, rows in (("clocks", row.clocks), ("findings", row.findings)):
            if replace:
                self.db.execute(f"DELETE FROM {table} WHERE kind = ? AND id = ?", (kind.name, record_id))
            if rows:
                marks = ", ".join("?" * (len(rows[0]) + 3))
                full = [(kind.name, record_id, n, *values) for n, values in enumerate(rows)]
                self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", full)

    def drop(self, kind: Kind, record_id: str) -> None:
        """Take a record out."""
        self.db.execute(f'DELETE FROM "{kind.name}" WHERE id = ?', (record_id,))
        self.db.execute("DELETE FROM damaged WHERE path = ?", (relative(kind, record_id),))
        for table in ("clocks", "findings"):
            self.db.execute(f"DELETE FROM {table} WHERE kind = ? AND id = ?", (kind.name, record_id))

    def damaged(self, kind: Kind, record_id: str, why: Damaged, stamp: int) -> None:
        """Note that a file is no record; what was known of the record before is taken out."""
        self._any_damaged = True
        self.drop(kind, record_id)
        path = relative(kind, record_id)
        shard = shard_of(kind, record_id)
        row = (path, kind.name, shard, record_id, pack(why.problem), stamp)
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
