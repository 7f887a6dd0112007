"""A change of any number of records: the verbs of Change, but nothing is kept in memory and one sync serves for all."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Any

from cspm.core.ids import is_id
from cspm.errors import StoreNotWritable
from cspm.store import commit, disk, journal, layout
from cspm.store.files import parse, read_bytes
from cspm.store.indexing import Delta
from cspm.store.lock import Lock
from cspm.store.transaction import Change, Put

if TYPE_CHECKING:
    from cspm.store.repository import Store

Document = dict[str, Any]


class Batch(Change):
    """Stages each record's file at once, without a sync; `finish` syncs, commits and moves all of them."""

    def __init__(self, store: Store, *, dry_run: bool) -> None:
        super().__init__(store, dry_run=dry_run)
        self._folder = ""
        self._places: set[tuple[str, str]] = set()
        self._delta: Delta | None = None
        self._collecting = gc.isenabled()
        gc.disable()  # millions of records stream by and none refers to another

    def document(self, kind: str, record_id: str) -> Document:
        """The record as JSON, with what this batch has put already. Raises NoSuchRecord, StoreDamaged."""
        if self._holds(kind, record_id):
            return parse(read_bytes(self._staged(kind, record_id))[0], record_id)
        return super().document(kind, record_id)

    def exists(self, kind: str, record_id: str) -> bool:
        """Whether there is such a record, in the store or in this batch."""
        return self._holds(kind, record_id) or super().exists(kind, record_id)

    def _holds(self, kind: str, record_id: str) -> bool:
        """Whether this batch has staged that record; most of the time its place tells that it has not."""
        known = self.store.kind(kind)
        if not self._folder or not is_id(known, record_id):
            return False
        place = kind, layout.shard_of(known, record_id)
        return place in self._places and os.path.lexists(self._staged(kind, record_id))

    def _staged(self, kind: str, record_id: str) -> str:
        return f"{self._folder}/{journal.staged_name(layout.relative(self.store.kind(kind), record_id))}"

    def add(self, put: Put) -> None:
        """Stage a file. Raises StoreNotWritable; the whole batch is then given up."""
        if self.dry_run:
            super().add(put)
            return
        try:
            self._stage(put)
        except OSError as error:
            raise StoreNotWritable(path=self.store.root, problem=disk.trouble(error)) from error
        self.taken(put)

    def _stage(self, put: Put) -> None:
        root = self.store.root
        if not self._folder:
            self._delta = self.store.delta()
            self._folder = journal.new_folder(root)
        place = put.kind.name, layout.shard_of(put.kind, put.document["id"])
        if place not in self._places:
            journal.ensure_folder(root, os.path.dirname(put.path))
            self._places.add(place)
        path = f"{self._folder}/{journal.staged_name(put.path)}"
        try:
            fd = disk.open_new(path)
        except FileExistsError:  # a later revision within this batch
            disk.unlink(path)
            fd = disk.open_new(path)
        found = commit.fill(fd, put.data, root=root, durable=False)
        if self._delta is not None:
            self._delta.put(put.kind, put.document, found)

    def finish(self, lock: Lock) -> None:
        """Commit: all of it is there from now on. Raises StoreNotWritable, StoreUnfinished."""
        if not self._folder:
            return
        root = self.store.root
        try:
            disk.sync_all(root)
            journal.commit(root, self._folder)
        except OSError as error:
            raise StoreNotWritable(path=root, problem=disk.trouble(error)) from error
        self._folder = ""
        journal.apply(root)
        if self._delta is not None:
            self._delta.finish(lock.number + 1, self._places)
        lock.bump()

    def clear(self) -> None:
        """Let everything go; a batch that was not committed leaves nothing."""
        if self._delta is not None:
            self._delta.abandon()
        commit.discard(self._folder)
        self._folder = ""
        if self._collecting:
            gc.enable()
