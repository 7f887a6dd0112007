"""The index of one store on one machine: a SQLite file in the cache folder, never in the store, never trusted.

Whoever writes it holds `index.lock` beside it. Readers open it read-only, which also keeps them from checkpointing.
When it is not current, a reader brings it up to date; when it cannot be written at all, a private copy serves the one
command (`notes` says so). It is built in a new file and moved into place, so nobody sees half an index.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

from cspm import __version__
from cspm.core.kinds import Kind
from cspm.errors import N_, Message, StoreNotWritable, StoreProblem
from cspm.store import layout, schema
from cspm.store.database import connect, doubtful, fold, make_durable, remove, roll_back, valid
from cspm.store.disk import trouble
from cspm.store.lock import PATIENCE, poll
from cspm.store.refresh import Refresh, is_current, undisturbed
from cspm.store.rows import Terms_
from cspm.store.upkeep import Upkeep

TRIES = 4


class Index:
    """Opens, refreshes and rebuilds; every connection it hands out belongs to the caller."""

    def __init__(
        self, root: str, kinds: Mapping[str, Kind], terms: Terms_, *, cache: str, notes: list[Message]
    ) -> None:
        self.root = root
        self.kinds = kinds
        self.terms = terms
        self.notes = notes
        self._broken = False
        self._edited: tuple[tuple[str, str], ...] = ()
        site = terms().site
        self.folder = os.path.join(cache, _safe(site.id))
        self.path = os.path.join(self.folder, f"index-{_digest(os.path.realpath(root))[:12]}.db")
        self.key = _digest(
            "\n".join([__version__, str(layout.FORMAT), site.id, site.digest, *map(repr, kinds.values())])
        )

    def reader(self) -> sqlite3.Connection:
        """A connection whose snapshot holds everything that was acknowledged before this call."""
        db = self._open_current() or self._updated() or self._private()
        db.row_factory = sqlite3.Row
        return db

    def reader_after(self, edited: Iterable[tuple[str, str]]) -> sqlite3.Connection:
        """The same after reading these records' files again, which were edited in place."""
        self._edited = tuple(edited)
        db = self._updated() or self._private()
        self._edited = ()
        db.row_factory = sqlite3.Row
        return db

    def keep_up(self) -> None:
        """Bring the file up to date, if it can be; for who is about to write into it."""
        db = self._open_current() or self._updated()
        if db is not None:
            db.close()

    def rebuilt(self) -> sqlite3.Connection:
        """The same after the file turned out to be broken: built anew."""
        try:
            with self.locked(PATIENCE):
                self.build()
        except (OSError, sqlite3.Error) as error:
            self._tell(error)
            self._broken = True
        return self.reader()

    def _open_current(self) -> sqlite3.Connection | None:
        db = self.open_valid()
        if db is not None:
            with suppress(sqlite3.Error):  # a torn page behind a sound head
                if is_current(db, self.root, self.kinds):
                    return db
            db.close()
        return None

    def open_valid(self) -> sqlite3.Connection | None:
        """The file as it is, read-only, a snapshot begun; None when it is not this store's index of this version."""
        if self._broken:
            return None
        try:
            before = os.lstat(self.path)
            if not stat.S_ISREG(before.st_mode):
                return None
            db = connect(self.path, "ro")
        except (OSError, sqlite3.Error):
            return None
        try:
            db.execute("BEGIN")
            if valid(db, self.key) and os.lstat(self.path).st_ino == before.st_ino:
                return db
        except (OSError, sqlite3.Error):
            pass
        db.close()
        return None

    def _updated(self) -> sqlite3.Connection | None:
        """Bring the file up to date, or build it; None when it cannot be written here."""
        try:
            with self.locked(PATIENCE):
                for _ in range(2):
                    if self._try_update():
                        found = self.open_valid()
                        if found is not None:
                            return found
                    self.build()
                return self.open_valid()
        except (OSError, sqlite3.Error) as error:
            self._tell(error)
            return None

    def _try_update(self) -> bool:
        db = self.open_valid()
        if db is None:
            return False
        try:
            db.execute("COMMIT")  # its snapshot would keep the log from being folded in
            writable = connect(self.path, "rw")
            try:
                self.refresh(writable)
                fold(writable, self.path)
            finally:
                writable.close()
        except sqlite3.DatabaseError as error:
            if not doubtful(error):
                raise
            return False
        finally:
            db.close()
        return True

    def refresh(self, db: sqlite3.Connection) -> int:
        """One transaction that reads what changed; the number of files read."""
        for attempt in range(TRIES):
            db.execute("BEGIN IMMEDIATE")
            try:
                work = Refresh(Upkeep(db, self.kinds, self.terms), self.root)
                with undisturbed(self.root, attempt == TRIES - 1):
                    whole = work.run(extra=self._edited)
                if whole or attempt == TRIES - 1:
                    db.execute("COMMIT")
                    return work.read
            finally:
                roll_back(db)
        return 0

    def build(self) -> int:
        """The index anew from the record files, in a new file that replaces the old one; the number of records."""
        new = f"{self.path}.new"
        for leftover in (new, f"{new}-journal", f"{new}-wal", f"{new}-shm"):
            remove(leftover)
        db = connect(new, "rwc")
        try:
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            count = self.fill(db)
            db.execute("PRAGMA journal_mode = WAL")
        finally:
            db.close()
        make_durable(new)
        for old in (f"{self.path}-wal", f"{self.path}-shm"):
            remove(old)
        if layout.is_folder(self.path):
            os.rmdir(self.path)
        os.replace(new, self.path)
        return count

    def made_anew(self) -> int:
        """Build it whatever there is; the number of records. Raises StoreNotWritable."""
        try:
            with self.locked(PATIENCE):
                return self.build()
        except (OSError, sqlite3.Error) as error:
            problem = trouble(error) if isinstance(error, OSError) else str(error)
            raise StoreNotWritable(path=self.path, problem=problem) from error

    def fill(self, db: sqlite3.Connection) -> int:
        """Tables and rows in an empty database; the number of files read."""
        schema.create(db, self.kinds.values())
        db.execute("INSERT INTO meta VALUES ('key', ?)", (self.key,))
        count = self.refresh(db)
        schema.create_indexes(db, self.kinds.values())
        return count

    def _private(self) -> sqlite3.Connection:
        """An index for this command alone: a copy of the file when it is of use, else built. Raises StoreProblem."""
        old = self.open_valid()
        if old is not None:
            db = connect("", "rw")
            try:
                old.backup(db)
                self.refresh(db)
                return db
            except sqlite3.Error:  # it was of no use
                db.close()
            finally:
                old.close()
        db = connect("", "rw")
        try:
            self.fill(db)
        except sqlite3.Error as error:  # no room for temporary files
            db.close()
            raise StoreProblem(path=self.path, problem=str(error)) from error
        return db

    def drop(self) -> None:
        """Under index.lock: let the file go, as something is wrong with it; whoever asks next builds it anew."""
        with suppress(OSError):
            remove(self.path)

    def _tell(self, error: OSError | sqlite3.Error) -> None:
        text = N_("The index cannot be kept in {path} ({problem}); this command made its own.")
        self.notes.append(Message.of(text, path=self.path, problem=str(error)))

    @contextmanager
    def locked(self, patience: int) -> Iterator[None]:
        """Hold the index's own lock. Raises BlockingIOError when it stays taken, OSError when there can be none."""
        os.makedirs(self.folder, 0o700, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK
        fd = os.open(os.path.join(self.folder, "index.lock"), flags, 0o600)
        try:
            poll(fd, fcntl.LOCK_EX, patience)
            yield
        finally:
            os.close(fd)


def _safe(text: str) -> str:
    """A store id as the name of a folder."""
    return "".join(char if char.isalnum() or char in "-_" else "_" for char in text)[:80] or "_"


def _digest(text: str) -> str:
    from zlib import crc32

    data = text.encode("utf-8", "surrogateescape")
    return f"{crc32(data):08x}{len(data):04x}"
