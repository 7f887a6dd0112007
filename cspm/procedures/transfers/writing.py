"""The second half of an import, under the lock: number the good rows and write them in one batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import Kind, load
from cspm.core.record import Beginnings
from cspm.procedures.transfers.states import TAKEN_BACK

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

    def among(self, what: str, keys: Collection[str]) -> set[str]:
        """Which of these ids or source ids there were already."""
        if what not in self._any or not keys:
            return set()
        marks = ", ".join("?" * len(keys))
        sql = f"SELECT key FROM seen WHERE what = ? AND key IN ({marks})"
        return {str(row[0]) for row in self._db.execute(sql, (what, *keys))}

    def add(self, what: str, keys: Collection[str]) -> None:
        """Remember ids or source ids that there were not."""
        if keys:
            self._any.add(what)
            self._db.executemany("INSERT INTO seen VALUES (?, ?)", [(what, key) for key in keys])


class Taken:
    """The ids or source ids that rows of one chunk find taken: those before it, and the `new` ones of its own rows."""

    def __init__(self, before: set[str]) -> None:
        self._before = before
        self.new: set[str] = set()

    def __contains__(self, key: str | None) -> bool:
        return key in self._before or key in self.new

    def add(self, key: str | None) -> None:
        """One more, if it is one."""
        if key is not None:
            self.new.add(key)


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
        writing.begin_all(Beginnings(stamp, "imported"))
        self._sources = self._ids = Taken(set())
        self._seen = Seen()

    def chunk(self, rows: Iterable[tuple[int, Content]]) -> None:
        """Write some rows, each with its number in the file."""
        held = list(rows)
        sources = [source for _, content in held if (source := source_of(content))]
        ids = [content["id"] for _, content in held if content["id"] is not None]
        self._sources = Taken(self._known_sources(sources) | self._seen.among("source", sources))
        self._ids = Taken(self._seen.among("id", ids))
        for number, content in held:
            if not self._written(content):
                self.counts.skipped += 1
                if len(self.counts.first_skipped) < TOLD:
                    self.counts.first_skipped.append(number)
        self._seen.add("source", self._sources.new)
        self._seen.add("id", self._ids.new)

    def _written(self, content: Content) -> bool:
        record_id, source = content["id"], source_of(content)
        if source in self._sources or record_id in self._ids:
            return False
        content["import_batch"] = self._batch
        if record_id is None:
            content["id"] = self._next_id(month_of(content, self._tz, self._today))
            self._writing.first(self._kind, content)
        elif not self._writing.exists(self._kind.name, record_id):
            self._writing.first(self._kind, content)
            self._writing.counted(self._kind, record_id)
        elif not self._brought_back(content):
            return False
        self._ids.add(record_id)
        self._sources.add(source)
        self.counts.created += 1
        return True

    def _next_id(self, month: str) -> str:
        """The next number of the month that no row of this file has brought along."""
        while True:
            record_id = self._writing.new_id(self._kind.name, month)
            if record_id not in self._ids and not self._seen.among("id", (record_id,)):
                return record_id

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

    def _known_sources(self, wanted: list[str]) -> set[str]:
        """Those of these source ids that the store has already."""
        if not wanted or "source_id" not in self._kind.columns:
            return set()
        marks = ", ".join("?" * len(wanted))
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
