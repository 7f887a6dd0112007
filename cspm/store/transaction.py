"""One change: what is loaded, judged and put under the lock, and then written as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cspm.core.ids import is_id, month_of, number_of, numbered
from cspm.core.kinds import Kind
from cspm.core.revision import Revision, begun
from cspm.errors import AlreadyThere, BadValue, ChangedMeanwhile
from cspm.store import layout
from cspm.store.numbering import last_number
from cspm.store.rendering import render
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    import sqlite3

    from cspm.core.record import Record
    from cspm.core.stamp import Stamp
    from cspm.store.repository import Store

Document = dict[str, Any]


class Put(NamedTuple):
    """A record's file as it will be."""

    kind: Kind
    document: Document
    data: bytes

    @property
    def path(self) -> str:
        """Where it goes, inside the store."""
        return layout.relative(self.kind, self.document["id"])


class Change:
    """What one command does to the store. Nothing is written before the end; any exception leaves all as it was."""

    def __init__(self, store: Store, *, dry_run: bool) -> None:
        self.store = store
        self.dry_run = dry_run
        self.puts: dict[tuple[str, str], Put] = {}
        self._last: dict[tuple[str, str], int] = {}

    def document(self, kind: str, record_id: str) -> Document:
        """The record as JSON, with what this change has put already. Raises NoSuchRecord, StoreDamaged."""
        put = self.puts.get((kind, record_id))
        return put.document if put is not None else self.store.document(kind, record_id)

    def load(self, kind: str, record_id: str, *, revision: int | None = None) -> Revision:
        """The record now, under the lock. Raises NoSuchRecord, StoreDamaged, ChangedMeanwhile (another revision)."""
        document = self.document(kind, record_id)
        if revision is not None and document["revision"] != revision:
            raise ChangedMeanwhile(id=record_id, found=document["revision"], expected=revision)
        return self.store.opened(kind, document)

    def begin(self, kind: str, stamp: Stamp, action: str, /, *, reason: str | None = None, **fields: Any) -> Revision:
        """A new record's first revision, still to be put. Raises BadValue when the fields do not make one."""
        return begun(
            self.store.kind(kind), self.store.shapes.of(self.store.kind(kind)), stamp, action, reason=reason, **fields
        )

    def exists(self, kind: str, record_id: str) -> bool:
        """Whether there is such a record, in the store or in this change."""
        return (kind, record_id) in self.puts or self.store.exists(kind, record_id)

    def new_id(self, kind: str, month: str) -> str:
        """The next free number of a month `2026-11`: without gaps, never one that a file or a quarantined file has."""
        known = self.store.kind(kind)
        last = self._last.get((kind, month))
        if last is None:
            last = last_number(self.store.root, known, month)
        self._last[kind, month] = last + 1
        return numbered(known, month, last + 1)

    def put(self, record: Revision | Record) -> None:
        """Write a new record or the next revisions of the one on disk.

        Raises AlreadyThere, ChangedMeanwhile when the record does not go on from what is there now, StoreDamaged.
        """
        kind = self.store.kind(record.record_kind)
        if not is_id(kind, record.id):
            raise BadValue(field="id", value=record.id, problem=kind.label)
        document = record.document()
        self._check_chain(kind, document)
        self.add(Put(kind, document, render(document)))

    def add(self, put: Put) -> None:
        """Keep a file until the end."""
        self.puts[put.kind.name, put.document["id"]] = put
        self.counted(put.kind, put.document["id"])

    def counted(self, kind: Kind, record_id: str) -> None:
        """Count an id that did not come from `new_id`."""
        if kind.monthly:
            key = kind.name, month_of(record_id)
            if key in self._last:
                self._last[key] = max(self._last[key], number_of(record_id))

    def _check_chain(self, kind: Kind, document: Document) -> None:
        record_id, revision, history = document["id"], document["revision"], document["history"]
        if not self.exists(kind.name, record_id):
            if len(history) != revision:
                raise ChangedMeanwhile(id=record_id, found=0, expected=revision - 1)
            return
        old = self.document(kind.name, record_id)
        found = old["revision"]
        if revision == 1:
            raise AlreadyThere(id=record_id)
        goes_on = len(history) == revision > found and history[found - 1]["hash"] == old["history"][-1].get("hash")
        if not goes_on:
            raise ChangedMeanwhile(id=record_id, found=found, expected=revision - 1)

    def query(self, sql: str, params: Sequence[object] = ()) -> list[sqlite3.Row]:
        """Read-only SQL on the index as it was before this change; what this change put is not in it yet."""
        return self.store.query(sql, params)
