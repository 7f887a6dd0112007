"""The writer's part of the index: the rows of its own change, when the index was current before it.

Otherwise nothing is written: the next reader sees that the index is behind and reads what changed. Nothing that goes
wrong here can spoil a change that is already on disk.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

from cspm.core.kinds import Kind
from cspm.store import schema
from cspm.store.database import connect, doubtful, fold, roll_back, valid
from cspm.store.files import Document, Stat
from cspm.store.index import Index
from cspm.store.refresh import is_current
from cspm.store.rows import Row, Shapes
from cspm.store.upkeep import Upkeep

MANY = 2_000  # rows, and at least as many as there were: then the indexes are made anew


class Delta:
    """An open transaction on the index, from before the commit of a change until after it."""

    def __init__(self, index: Index, *, patience: int = 20) -> None:
        """Take the index if it is free and current; without `upkeep` nothing is written."""
        self.index = index
        self.upkeep: Upkeep | None = None
        self._stack = ExitStack()
        self._taken = 0
        self._bare = False
        self._worth = MANY
        self._open(patience)

    def _open(self, patience: int) -> None:
        try:
            self._stack.enter_context(self.index.locked(patience))
            keeper = self.index.open_valid()  # closed last, and read-only: so the log is not folded in at every close
            if keeper is not None:
                self._stack.callback(keeper.close)
                keeper.execute("COMMIT")
                keeper.execute("PRAGMA user_version").fetchone()
                db = connect(self.index.path, "rw")
                self._stack.callback(db.close)
                db.execute("BEGIN IMMEDIATE")
                if valid(db, self.index.key) and is_current(db, self.index.root, self.index.kinds):
                    self.upkeep = Upkeep(db, self.index.kinds, self.index.terms)
                    self._worth = max(MANY, self.upkeep.highest + 1)
                    return
        except (OSError, sqlite3.Error):
            pass
        self._stack.close()

    def put(self, kind: Kind, document: Document, found: Stat) -> None:
        """Write a record's rows. A sound record that its `derive` cannot read raises here, before the commit."""
        if self.upkeep is None:
            return
        row = self.upkeep.shapes[kind.name].row(document)
        try:
            self.upkeep.put_rows(kind, [(row, found.stamp)])
        except sqlite3.Error as error:
            self._lose(error)

    @property
    def shapes(self) -> Shapes | None:
        """How documents become rows; None when nothing is written here."""
        return self.upkeep.shapes if self.upkeep is not None else None

    def take(self, staged: Iterable[tuple[str, str, Any, int]]) -> None:
        """Write rows that were made elsewhere: kind, path, row and stamp of records, each there once."""
        rows: dict[str, list[tuple[Row, int]]] = {}
        for kind, _, row, stamp in staged:
            if row is not None:
                rows.setdefault(kind, []).append((Row(*row), stamp))
        try:
            for kind, found in rows.items():
                if self.upkeep is not None:
                    self._lay_bare(len(found))
                    self.upkeep.put_rows(self.index.kinds[kind], found)
        except sqlite3.Error as error:
            self._lose(error)

    def _lay_bare(self, more: int) -> None:
        """Drop the indexes once it is cheaper to make them anew; nobody else sees it before the commit."""
        if self.upkeep is None or self._bare:
            return
        self._taken += more
        if self._taken >= self._worth:
            schema.drop_indexes(self.upkeep.db)
            self._bare = True

    def finish(self, number: int, folders: Iterable[tuple[str, str]]) -> None:
        """Commit the rows with the new times of the folders and the number of the change."""
        if self.upkeep is None:
            return
        db = self.upkeep.db
        try:
            for kind, shard in sorted({(name, part) for name, leaf in folders for part in above(leaf)}):
                path = os.path.join(self.index.root, kind, shard) if shard else os.path.join(self.index.root, kind)
                self.upkeep.folder(kind, shard, os.lstat(path).st_mtime_ns, 0)
            if self._bare:
                schema.create_indexes(db, self.index.kinds.values())
            self.upkeep.done(number)
            db.execute("COMMIT")
            fold(db, self.index.path)
        except OSError:
            pass
        except sqlite3.Error as error:
            self._lose(error)
        self.abandon()

    def _lose(self, error: sqlite3.Error) -> None:
        """Go on without the index. A file in doubt goes, even if its next reader might not stumble where we did."""
        if doubtful(error):
            self.index.drop()
        self.abandon()

    def abandon(self) -> None:
        """Let the index go; what was not committed is undone."""
        upkeep, self.upkeep = self.upkeep, None
        if upkeep is not None:
            roll_back(upkeep.db)
        self._stack.close()


def above(shard: str) -> list[str]:
    """A folder and those above it below the kind's: `2026/11` -> "", `2026`, `2026/11`."""
    return ["", shard.split("/")[0], shard] if shard else [""]
