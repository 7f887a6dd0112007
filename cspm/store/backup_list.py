"""What a backup holds so far, by path: kept in a file beside it, for a million of names would need half a gigabyte."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import IO, Any

from cspm.errors import Message

_TABLE = """CREATE TABLE files (number INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT UNIQUE, stamp INTEGER, place INTEGER, size INTEGER,
            sha256 TEXT)"""


class BackupList:
    """The files in the spool: when and where they were read. `skipped` are those that could not be, with the sentence why.

    All methods raise sqlite3.Error when the disk fails.
    """

    def __init__(self, path: str) -> None:
        self.skipped: dict[str, Message] = {}
        self._db = sqlite3.connect(path, isolation_level=None)
        for line in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "PRAGMA cache_size = -8000",
            _TABLE,
            "BEGIN",
        ):
            self._db.execute(line)

    def put(self, path: str, stamp: int, place: int, *, size: int, digest: str) -> None:
        """A file as it was read, in place of what was known of it; it gets a number above all others."""
        row = (path, stamp, place, size, digest)
        self._db.execute("INSERT OR REPLACE INTO files (path, stamp, place, size, sha256) VALUES (?, ?, ?, ?, ?)", row)

    def known(self, path: str) -> tuple[int, int]:
        """Number and stamp of a file; (0, 0) when it is not in the spool."""
        row = self._db.execute("SELECT number, stamp FROM files WHERE path = ?", (path,)).fetchone()
        return tuple(row) if row else (0, 0)

    def drop(self, path: str) -> None:
        """Forget a file."""
        self.skipped.pop(path, None)
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))

    def top(self) -> int:
        """The highest number."""
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM files").fetchone()[0])

    def keep(self, seen: bytearray) -> None:
        """Forget the files whose numbers are not marked; higher numbers than that stay."""
        gone = ((number,) for number in range(1, len(seen)) if not seen[number])
        self._db.executemany("DELETE FROM files WHERE number = ?", gone)

    def paths(self) -> Iterator[str]:
        """Every path, in order."""
        return (row[0] for row in self._db.execute("SELECT path FROM files ORDER BY path"))

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Path, place in the spool and size of every file, in order of the paths."""
        return iter(self._db.execute("SELECT path, place, size FROM files ORDER BY path"))

    def entries(self) -> Iterator[dict[str, Any]]:
        """The manifest's lines."""
        for path, size, digest in self._db.execute("SELECT path, size, sha256 FROM files ORDER BY path"):
            yield {"name": path, "size": size, "sha256": digest}

    def close(self) -> None:
        """Let the file go."""
        self._db.close()


def digest_of(files: Iterable[Mapping[str, Any]]) -> str:
    """One SHA-256 over the manifest's list of files."""
    total = sha256()
    for one in files:
        total.update(line_of(one))
    return total.hexdigest()


def line_of(entry: Mapping[str, Any]) -> bytes:
    """What the digest is made of, for one file."""
    return f"{entry['sha256']} {entry['size']} {entry['name']}\n".encode()


def write_manifest(out: IO[bytes], head: Mapping[str, Any], entries: Iterable[Mapping[str, Any]]) -> None:
    """The manifest with one line for each file, which `manifest` relies on; there is always one."""
    out.write(f'{json.dumps(head, ensure_ascii=False)[:-1]}, "files": ['.encode())
    comma = ""
    for one in entries:
        out.write(f"{comma}\n{json.dumps(one, ensure_ascii=False)}".encode())
        comma = ","
    out.write(b"\n]}\n")
    out.flush()
    out.seek(0, os.SEEK_SET)
