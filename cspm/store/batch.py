"""A change of any number of records: the verbs of Change, but nothing is kept in memory and one sync serves for all.

Records are staged by the chunk, with a second process where there are many: writing a record's file and making its rows
for the index need nothing but the record. Only the index itself stays with us.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cspm.core.ids import is_id
from cspm.core.kinds import Kind
from cspm.errors import N_, Message, StoreNotWritable
from cspm.store import commit, disk, format_file, hand, journal, layout, numbering
from cspm.store.files import parse, read_bytes
from cspm.store.firsts import Firsts
from cspm.store.indexing import Delta
from cspm.store.lock import Lock
from cspm.store.rows import Shapes
from cspm.store.transaction import Change, Put

if TYPE_CHECKING:
    from cspm.core.record import Beginnings
    from cspm.store.repository import Store

Document = dict[str, Any]
Asked = tuple[str, str, Document, bytes | None]
Staged = tuple[str, str, Any, int]


class Batch(Change):
    """Stages each record's file at once, without a sync; `finish` syncs, commits and moves all of them."""

    def __init__(self, store: Store, *, dry_run: bool) -> None:
        super().__init__(store, dry_run=dry_run)
        self._folder = ""
        self._places: set[tuple[str, str]] = set()
        self._delta: Delta | None = None
        self._hand: hand.Hand | None = None
        self._chunk: list[Asked] = []
        self._open: set[str] = set()  # paths that are in the chunk or with the hand, not known to be staged yet
        self._firsts: Firsts | None = None
        self._count = 0
        self._latest = ""
        self._collecting = gc.isenabled()
        if not dry_run:
            gc.disable()  # millions of records stream by and none refers to another

    def document(self, kind: str, record_id: str) -> Document:
        """The record as JSON, with what this batch has put already. Raises NoSuchRecord, StoreDamaged."""
        if self._holds(kind, record_id):
            self._settle()
            return parse(read_bytes(self._staged(kind, record_id))[0], record_id, kind)
        return super().document(kind, record_id)

    def exists(self, kind: str, record_id: str) -> bool:
        """Whether there is such a record, in the store or in this batch."""
        return self._holds(kind, record_id) or super().exists(kind, record_id)

    def _holds(self, kind: str, record_id: str) -> bool:
        """Whether this batch has staged that record; most of the time its place tells that it has not."""
        known = self.store.kind(kind)
        if not self._folder or not is_id(known, record_id):
            return False
        if (kind, layout.shard_of(known, record_id)) not in self._places:
            return False
        return layout.relative(known, record_id) in self._open or os.path.lexists(self._staged(kind, record_id))

    def _staged(self, kind: str, record_id: str) -> str:
        return f"{self._folder}/{journal.staged_name(layout.relative(self.store.kind(kind), record_id))}"

    def add(self, put: Put) -> None:
        """Stage a file. Raises StoreNotWritable, also for one that was added before; the whole batch is then given up."""
        if self.dry_run:
            super().add(put)
            return
        self._stage(put.kind, put.document, put.data)
        self.counted(put.kind, put.document["id"])

    def begin_all(self, beginnings: Beginnings) -> None:
        """Say how the records begin that `first` is given, before there is any."""
        self._firsts = Firsts(beginnings)

    def first(self, kind: Kind, content: Document) -> None:
        """Stage the first revision of a new record; its model has accepted the content. Raises StoreNotWritable."""
        if not self.dry_run:  # a dry run needs no files, and would have to keep all of them in memory
            self._stage(kind, content, None)

    def _stage(self, kind: Kind, document: Document, data: bytes | None) -> None:
        """Have a file staged, soon; without `data` the document is the content of a first revision."""
        try:
            self._in_turn(kind, document, data)
        except OSError as error:
            raise StoreNotWritable(path=self.store.root, problem=disk.trouble(error)) from error

    def _in_turn(self, kind: Kind, document: Document, data: bytes | None) -> None:
        if self._hand is None:
            self._begin()
        path = layout.relative(kind, document["id"])
        place = kind.name, layout.shard_of(kind, document["id"])
        if place not in self._places:
            journal.ensure_folder(self.store.root, os.path.dirname(path))
            self._places.add(place)
        if path in self._open:  # a later revision within this batch
            self._settle()
        self._open.add(path)
        self._chunk.append((kind.name, path, document, data))
        self._count, self._latest = self._count + 1, document["id"]
        if len(self._chunk) == hand.CHUNK:
            self._pass_on()

    def _begin(self) -> None:
        self._delta = self.store.delta()
        self._folder = journal.new_folder(self.store.root)
        self._hand = hand.Hand(Stage(self.store.root, self._folder, self._delta.shapes, self._firsts))

    def _pass_on(self) -> None:
        """Have the records of the chunk staged, some time."""
        if self._hand is not None and self._chunk:
            chunk, self._chunk = self._chunk, []
            self._take(self._hand.share(chunk))

    def _settle(self) -> None:
        """Have all records staged, now. Raises StoreNotWritable."""
        try:
            self._pass_on()
            if self._hand is not None:
                self._take(self._hand.rest())
        except OSError as error:
            raise StoreNotWritable(path=self.store.root, problem=disk.trouble(error)) from error

    def _take(self, answers: Iterable[list[Staged]]) -> None:
        """Put the rows of staged records into the index."""
        for staged in answers:
            self._open.difference_update(path for _, path, _, _ in staged)
            if self._delta is not None:
                self._delta.take(staged)

    @property
    def saved(self) -> list[str | Message]:
        """What was written, in a few words: the record that was put last names the batch."""
        if self._count < 2:
            return [self._latest] if self._count else []
        return [Message.of(N_("{id} with {count} records"), id=self._latest, count=self._count - 1)]

    def finish(self, lock: Lock) -> None:
        """Commit: all of it is there from now on. Raises StoreNotWritable, StoreUnfinished."""
        if not self._folder:
            return
        root = self.store.root
        self._settle()
        format_file.keep_up(root)
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
        numbering.note(root, self._last)

    def clear(self) -> None:
        """Let everything go; a batch that was not committed leaves nothing."""
        if self._hand is not None:
            self._hand.close()  # first: it writes into the folder
        if self._delta is not None:
            self._delta.abandon()
        commit.discard(self._folder)
        self._folder = ""
        if self._collecting:
            gc.enable()


class Stage:
    """Writes record files into a batch's folder and makes their rows, where there are shapes to make them by."""

    def __init__(self, root: str, folder: str, shapes: Shapes | None, firsts: Firsts | None) -> None:
        self._folder = folder
        self._mode = commit.mode_in(root)
        self._shapes = shapes
        self._firsts = firsts

    def __call__(self, chunk: list[Asked]) -> list[Staged]:
        """Kind, path, document and bytes of each record -> its kind, path, row and stamp. Raises OSError, Damaged.

        What was half done before is done again: a second process may have died over it.
        """
        staged = []
        for kind, path, document, data in chunk:
            if data is None and self._firsts is not None:
                document, data = self._firsts(document)
            assert data is not None
            row = tuple(self._shapes[kind].row(document)) if self._shapes is not None else None
            staged.append((kind, path, row, self._written(path, data)))
        return staged

    def _written(self, path: str, data: bytes) -> int:
        """Write a file; its stamp."""
        name = f"{self._folder}/{journal.staged_name(path)}"
        try:
            fd = disk.open_new(name)
        except FileExistsError:
            disk.unlink(name)
            fd = disk.open_new(name)
        return commit.filled(fd, data, mode=self._mode, durable=False).stamp
