"""The store as the rest of cspm sees it: read records, ask the index, make changes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from cspm.core.ids import is_id, numbered, short_form
from cspm.core.kinds import Kind
from cspm.core.terms import Terms
from cspm.errors import Message, NotUnique, StoreDamaged
from cspm.store import journal, layout
from cspm.store.files import Damaged, Document, parse, read_bytes
from cspm.store.lock import Lock
from cspm.store.messages import unpack
from cspm.store.unknown import unknown

if TYPE_CHECKING:
    import sqlite3

    from cspm.core.revision import Revision
    from cspm.store.batch import Batch
    from cspm.store.index import Index
    from cspm.store.indexing import Delta
    from cspm.store.reading import Reading
    from cspm.store.shape_cache import Shapes
    from cspm.store.transaction import Change

    Rows = list[sqlite3.Row]


class Store:
    """One record folder. Kinds come from the caller; `terms` is called when a `derive` or the index needs the site."""

    def __init__(self, root: str, kinds: Mapping[str, Kind], terms: Callable[[], Terms], *, cache: str) -> None:
        self.root = os.path.abspath(root)
        self.kinds = kinds
        self.terms = terms
        self.notes: list[Message] = []
        self.saved: list[str | Message] = []
        self.handed: deque[tuple[str, str]] = deque(maxlen=200)  # for `stumbling`
        self._cache = cache
        self._reading: Reading | None = None
        self._index: Index | None = None

    def kind(self, name: str) -> Kind:
        """The kind of that name; a KeyError is a bug of the caller."""
        return self.kinds[name]

    @cached_property
    def shapes(self) -> Shapes:
        """The plain checks of the kinds."""
        from cspm.store.shape_cache import Shapes

        return Shapes(self._cache)

    def document(self, kind: str, record_id: str) -> Document:
        """The JSON of a record as its file, or a committed change, has it. Raises NoSuchRecord, StoreDamaged."""
        known = self.kind(kind)
        if not is_id(known, record_id):
            raise unknown(known, record_id, self.kinds.values())
        path = layout.relative(known, record_id)
        self.handed.append((kind, record_id))
        for source in self._sources(path):
            try:
                data, _ = read_bytes(source)
                return parse(data, record_id, kind)
            except FileNotFoundError:
                continue
            except Damaged as error:
                raise StoreDamaged(path=path, problem=error.problem) from error
        raise unknown(known, record_id, self.kinds.values())

    def _sources(self, path: str) -> tuple[str, str]:
        """Where a record may lie: in a committed change that is being carried out, else in its place."""
        return journal.staged_path(self.root, path), os.path.join(self.root, path)

    def load(self, kind: str, record_id: str) -> Revision:
        """The record, judged by its model. Raises NoSuchRecord, StoreDamaged when the file does not fit."""
        return self.opened(kind, self.document(kind, record_id))

    def opened(self, kind: str, document: Document) -> Revision:
        """A document as the revision it is, judged by its model. Raises StoreDamaged."""
        return self.shapes.opened(self.kind(kind), document)

    def exists(self, kind: str, record_id: str) -> bool:
        """Whether there is a file (sound or not) for this id."""
        known = self.kind(kind)
        return is_id(known, record_id) and any(map(os.path.lexists, self._sources(layout.relative(known, record_id))))

    def documents(self, kind: str, ids: Iterable[str]) -> Iterator[Document]:
        """Several records' JSON, one after the other. Raises as `document`."""
        return (self.document(kind, record_id) for record_id in ids)

    def resolve(self, kind: str, typed: str) -> str:
        """The whole id for what was typed: itself, or a short form that fits one. Raises NoSuchRecord, NotUnique."""
        known = self.kind(kind)
        typed = typed.strip()
        if self.exists(kind, typed):
            return typed
        short = short_form(known, typed) if known.monthly else None
        if short is None:
            raise unknown(known, typed, self.kinds.values())
        month, number = short
        months = [shard.replace("/", "-") for shard in layout.shards(self.root, known)]
        fitting = [numbered(known, one, number) for one in months if month in ("", one.replace("-", ""))]
        found = [record_id for record_id in fitting if self.exists(kind, record_id)]
        if not found:
            raise unknown(known, typed, self.kinds.values())
        if len(found) > 1:
            raise NotUnique(id=typed, candidates=tuple(found))
        return found[0]

    def ids(self, kind: str) -> list[str]:
        """All ids of a kind, in the order of their numbers."""
        return [row[0] for row in self.query(f'SELECT id FROM "{kind}" ORDER BY sort')]

    def rows(
        self, kind: str, where: str = "", params: Sequence[object] = (), *, order: str = "", columns: Sequence[str] = (),
        limit: int | None = None,
    ) -> Rows:  # fmt: skip
        """Rows of the kind's table under SQL conditions; files that were edited in place are read again first."""
        return self._read().rows(kind, where, params, order=order, columns=columns, limit=limit)

    def query(self, sql: str, params: Sequence[object] = ()) -> Rows:
        """Read-only SQL on the index; all questions of one command see the same state."""
        return self._read().query(sql, params)

    def restat(self, kind: str, month: str = "") -> None:
        """Look at every file of a kind (of a month `2026-11`), so that reports see edits in place too."""
        self._read().restat(kind, month.replace("-", "/"))

    def reread(self, kind: str, ids: Sequence[str]) -> None:
        """Read these records' files into the index again; the snapshot moves on to now."""
        self._read().reread(kind, ids)

    def search(
        self, kind: str, words: str, *, where: str = "", params: Sequence[object] = (), scope: str = "",
        columns: Sequence[str] = (), limit: int | None = None,
    ) -> Rows:  # fmt: skip
        """Rows of the records that hold every word typed (any run of Chinese characters is a phrase), newest first.

        `where` is what was asked for, with `params`; `scope` what holds of all of them, without any.
        """
        return self._read().search(kind, words, where, params, scope=scope, columns=columns, limit=limit)

    @property
    def damaged(self) -> list[tuple[str, Message]]:
        """Files that are no records, with the sentence why: lists warn of them and exit non-zero."""
        return [(row[0], unpack(row[1])) for row in self.query("SELECT path, problem FROM damaged ORDER BY path")]

    def known_damage(self) -> list[tuple[str, Message]]:
        """The same, if this command has asked the index at all; else nothing."""
        return self.damaged if self._reading is not None else []

    def refresh(self) -> None:
        """Forget the state that the questions so far were answered from; the next one looks at the folders again."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    def reindex(self) -> int:
        """Drop the index and build it anew; the number of files read. Raises StoreNotWritable."""
        self.refresh()
        return self.index().made_anew()

    def index(self) -> Index:
        """The index of this store on this machine."""
        from cspm.store.index import Index

        if self._index is None:
            self._index = Index(self.root, self.kinds, self.terms, cache=self._cache, notes=self.notes)
        return self._index

    def delta(self) -> Delta:
        """The index opened for a batch, brought up to date before."""
        from cspm.store.indexing import Delta

        index = self.index()
        index.keep_up()
        return Delta(index, patience=500)

    def _read(self) -> Reading:
        from cspm.store.reading import Reading

        if self._reading is None:
            self._reading = Reading(self.index())
        return self._reading

    def close(self) -> None:
        """Let go of the index."""
        self.refresh()

    @contextmanager
    def change(self, *, dry_run: bool = False) -> Iterator[Change]:
        """A change of one or a few records: under the lock, all or nothing, durable when this ends.

        Raises StoreLocked, StoreNotWritable (nothing changed), StoreUnfinished (decided; the next command finishes it).
        A dry run takes no lock and writes nothing.
        """
        from cspm.store.commit import carry_out
        from cspm.store.transaction import Change

        change = Change(self, dry_run=dry_run)
        if dry_run:
            yield change
            return
        with self.held() as lock:
            yield change
            if change.puts:
                carry_out(self.root, tuple(change.puts.values()), lock=lock, index=self.index())
                self.saved += [record_id for _, record_id in change.puts]
        self.refresh()

    @contextmanager
    def batch(self, *, dry_run: bool = False) -> Iterator[Batch]:
        """A change of any number of records: the same promises, one sync for all, nothing kept in memory."""
        from cspm.store.batch import Batch

        if dry_run:
            yield Batch(self, dry_run=True)
            return
        with self.held() as lock:
            journal.sweep_all(self.root)
            batch = Batch(self, dry_run=False)
            try:
                yield batch
                batch.finish(lock)
                self.saved += batch.saved
            finally:
                batch.clear()
        self.refresh()

    @contextmanager
    def held(self) -> Iterator[Lock]:
        """The lock, with what a dead process left finished first (`lock.finished`, `lock.swept` say what)."""
        lock = Lock(self.root)
        lock.take()
        try:
            lock.swept = journal.leftovers(self.root)
            lock.finished = journal.recover(self.root)
            if lock.finished or lock.died:
                lock.bump()
            yield lock
        finally:
            lock.release()
