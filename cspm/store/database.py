"""SQLite as the index uses it: nothing happens unless told, and nobody folds the log in behind our back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress

from cspm.store import schema

LARGEST_WAL = 1 << 20


def connect(path: str, mode: str) -> sqlite3.Connection:
    """A connection that begins and commits only when told, checkpoints only when told."""
    if path:
        name = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        path = f"file:{name}?mode={mode}"
    db = sqlite3.connect(path, uri=True, isolation_level=None, timeout=10)
    db.execute("PRAGMA wal_autocheckpoint = 0")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA cache_size = -16000")  # KiB, taken as needed: a batch must not write its pages again and again
    return db


def valid(db: sqlite3.Connection, key: str) -> bool:
    """Whether a database is an index of this version, site and set of kinds."""
    if db.execute("PRAGMA user_version").fetchone()[0] != schema.VERSION:
        return False
    row = db.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
    return row is not None and row[0] == key


def fold(db: sqlite3.Connection, path: str) -> None:
    """Fold a grown write-ahead log into the file. Only under index.lock: SQLite 3.40 errs with two at a time."""
    try:
        if os.stat(f"{path}-wal").st_size > LARGEST_WAL:
            db.execute("PRAGMA busy_timeout = 0")  # readers keep it from being folded whole: then some other time
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except FileNotFoundError:
        return


_SOUND = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY,
                    sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM, sqlite3.SQLITE_INTERRUPT))  # fmt: skip
"""Errors of a file that may well be good, which a new one in its place would meet again."""


def doubtful(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is not to be trusted: every question is ours and fits our tables.

    A torn file need not say that it is one: full-text search speaks of a wrong format, a lost page of a missing table.
    """
    return _code(error) not in _SOUND


def ours(error: sqlite3.Error) -> bool:
    """Whether an error on a file that was just made says that the question was wrong: a bug, and no trouble of a disk."""
    return _code(error) == sqlite3.SQLITE_ERROR


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def roll_back(db: sqlite3.Connection) -> None:
    """Undo what was not committed; on a torn file this may fail too, and closing it undoes as well."""
    with suppress(sqlite3.Error):
        if db.in_transaction:
            db.execute("ROLLBACK")


def remove(path: str) -> None:
    """Remove a file of the index, if it is there. Raises OSError."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def make_durable(path: str) -> None:
    """A file that is renamed before its bytes are on disk may be all holes after a power cut. Raises OSError."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
