"""SQLite as the index uses it: nothing happens unless told, and nobody folds the log in behind our back."""

from __future__ import annotations

import os
import sqlite3

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


def doubtful(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is not to be trusted, and not that the question was wrong."""
    if str(error).startswith(("no such table", "no such column")):  # every question is ours and fits our tables
        return True
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
