"""The second half of an import, under the lock: number the good rows and write them in one batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import Kind, load
from cspm.core.record import Beginnings
from cspm.procedures.transfers.states import TAKEN_BACK
from cspm.store.rendering import render
from cspm.store.transaction import Put

if TYPE_CHECKING:
    from cspm.core.record import Record
    from cspm.core.stamp import Stamp
    from cspm.store.batch import Batch

Content = dict[str, Any]
TOLD = 10


class Counts:
    """What became of the rows; `first_skipped` are the numbers of the first ones that were passed over."""

    def __init__(self) -> None:
        self.created = self.skipped = 0
        self.first_skipped: list[int] = []


class Seen:
    """The ids and source ids of the rows so far: in a database without a name, which keeps most of them on disk."""

    def __init__(self) -> None:
        import sqlite3

        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript("CREATE TABLE seen (what, key, PRIMARY KEY (what, key)) WITHOUT ROWID; BEGIN")
        self._any: set[str] = set()

    def __contains__(self, asked: tuple[str, str | None]) -> bool:
        if asked[1] is None or asked[0] not in self._any:
            return False
        return self._db.execute("SELECT 1 FROM seen WHERE what = ? AND key = ?", asked).fetchone() is not None

    def add(self, what: str, key: str | None) -> None:
        """Remember an id or source id."""
        if key is not None:
            self._any.add(what)
            self._db.execute("INSERT INTO seen VALUES (?, ?)", (what, key))


class Writer:
    """Writes contents that were accepted as first revisions of one import.

    What is there already is passed over: the same source id (void records have given theirs free), or the same id. A
    record that an undone import left void comes back as its next revision.
    """

    def __init__(self, writing: Batch, kind: Kind, stamp: Stamp, *, batch: str, tz: tzinfo) -> None:
        self.counts = Counts()
        self._writing = writing
        self._kind = kind
        self._stamp = stamp
        self._batch = batch
        self._tz = tz
        self._today = stamp.at.astimezone(tz).isoformat()
        self._beginnings = Beginnings(stamp, "imported")
        self._taken: set[str] = set()
        self._seen = Seen()

    def chunk(self, rows: Iterable[tuple[int, Content]]) -> None:
        """Write some rows, each with its number in the file."""
        held = list(rows)
        self._taken = self._known_sources([content for _, content in held])
        for number, content in held:
            if not self._written(content):
                self.counts.skipped += 1
                if len(self.counts.first_skipped) < TOLD:
                    self.counts.first_skipped.append(number)

    def _written(self, content: Content) -> bool:
        record_id, source = content["id"], source_of(content)
        if source in self._taken or ("source", source) in self._seen or ("id", record_id) in self._seen:
            return False
        content["import_batch"] = self._batch
        if record_id is None:
            content["id"] = self._next_id(month_of(content, self._tz, self._today))
            self._put(content)
        elif not self._writing.exists(self._kind.name, record_id):
            self._put(content)
        elif not self._brought_back(content):
            return False
        self._seen.add("id", record_id)
        self._seen.add("source", source)
        self.counts.created += 1
        return True

    def _next_id(self, month: str) -> str:
        """The next number of the month that no row of this file has brought along."""
        while True:
            record_id = self._writing.new_id(self._kind.name, month)
            if ("id", record_id) not in self._seen:
                return record_id

    def _put(self, content: Content) -> None:
        if not self._writing.dry_run:  # a dry run needs no files, and would have to keep all of them in memory
            document = self._beginnings.document(content)
            self._writing.add(Put(self._kind, document, render(document)))

    def _brought_back(self, content: Content) -> bool:
        document = self._writing.document(self._kind.name, content["id"])
        undone = str(document["history"][-1].get("reason") or "").startswith(TAKEN_BACK)
        if not undone or document.get("state") != "void" or content.get("state") == "void":
            return False
        model: type[Record] = load(self._kind.model)
        fields = {name: content[info.alias or name] for name, info in model.model_fields.items() if name not in FRAME}
        old = model.model_validate(document)
        if not self._writing.dry_run:
            self._writing.put(old.stepped(self._stamp, "imported", **fields))
        return True

    def _known_sources(self, contents: list[Content]) -> set[str]:
        """The source ids of these contents that the store has already."""
        wanted = [source for source in map(source_of, contents) if source]
        if not wanted or "source_id" not in self._kind.columns:
            return set()
        marks = ", ".join("?" for _ in wanted)
        sql = f"SELECT source_id FROM \"{self._kind.name}\" WHERE source_id IN ({marks}) AND state != 'void'"
        return {str(row[0]) for row in self._writing.query(sql, wanted)}


FRAME = frozenset({"id", "created_by", "revision", "history"})


def source_of(content: Mapping[str, Any]) -> str | None:
    """The source id that a record holds taken; a void one holds none."""
    source = content.get("source_id")
    return str(source) if source and content.get("state") != "void" else None


def month_of(content: Mapping[str, Any], tz: tzinfo, otherwise: str) -> str:
    """The month that a numbered record belongs to: that of its time of receipt or its day, at the site."""
    for name in ("received_at", "at"):
        if content.get(name):
            return datetime.fromisoformat(content[name]).astimezone(tz).strftime("%Y-%m")
    return str(content.get("date") or otherwise)[:7]
