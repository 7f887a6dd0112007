"""The heads of a seal: inside it while they are few, else in files of their own beside it, for a file has a largest size.

`2026-10.2.1.heads` is the first part of the heads of version 2; the seal names each part with its SHA-256, and so the chain
of versions covers them too. A line is kind, id, revision and hash, in that order of kinds and ids.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice
from typing import IO, Any

from cspm.errors import N_, Message, StoreDamaged
from cspm.store import disk, journal, layout
from cspm.store.files import Damaged, read_bytes
from cspm.store.spool import nameless
from cspm.tuples import NamedTuple

Document = dict[str, Any]
FOLDER = f"{layout.INNER}/seals"
INLINE = 5_000
"""So many heads are kept in the seal itself: half a megabyte of every version."""
PART = 100_000
"""So many lines has a part: some ten megabytes."""


class Head(NamedTuple):
    """Where a record's chain ends: its revision, and the hash of its last event."""

    revision: int
    hash: str

    def __str__(self) -> str:
        return f"{self.revision} {self.hash}"

    @classmethod
    def parsed(cls, text: str) -> Head:
        """The head that `str` gave. Raises ValueError."""
        revision, _, digest = text.partition(" ")
        return cls(int(revision), digest)


class Heads:
    """The heads of a month on their way into a seal: in memory while they are few, else in a file without a name."""

    def __init__(self, root: str, found: Iterable[tuple[str, str, Head]]) -> None:
        """Take them in, by kind and id. Raises OSError, and what `found` raises."""
        self._root = root
        self._spool: IO[bytes] | None = None
        lines = (f"{kind} {record_id} {head}\n" for kind, record_id, head in found)
        few = list(islice(lines, INLINE + 1))
        self._few = few
        if len(few) > INLINE:
            journal.ensure_folder(root, f"{layout.INNER}/tmp")
            self._spool = nameless(self._staged())
            self._spool.writelines(line.encode() for line in chain(few, lines))
            self._few = []

    def _staged(self) -> str:
        """What is left under this name by a dead process is swept up as its changes are."""
        return layout.inner(self._root, f"tmp/new-{os.getpid()}-1.json")

    def place(self, month: str, version: int) -> Document:
        """What the seal says of its heads, after their parts are there and durable. Under the lock. Raises OSError."""
        if self._spool is None:
            return {"heads": _by_kind(self._few)}
        told: list[Document] = []
        self._spool.seek(0)
        while lines := list(islice(self._spool, PART)):
            data, name = b"".join(lines), part_name(month, version, len(told) + 1)
            placed(self._root, f"{FOLDER}/{name}", data, staged=self._staged())
            told.append({"name": name, "heads": len(lines), "sha256": sha256(data).hexdigest()})
        disk.fsync_folder(os.path.join(self._root, FOLDER))
        return {"parts": told}

    def close(self) -> None:
        """Let the file go."""
        if self._spool is not None:
            self._spool.close()


def _by_kind(lines: Iterable[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        kind, record_id, text = line.rstrip("\n").split(" ", 2)
        found.setdefault(kind, {})[record_id] = text
    return found


def placed(root: str, path: str, data: bytes, *, staged: str) -> None:
    """As a record is written: aside, made durable, renamed, over what is there; its folder is synced by the caller.

    Raises OSError: it is not there.
    """
    from cspm.store.commit import fill

    journal.ensure_folder(root, os.path.dirname(path))
    journal.ensure_folder(root, os.path.dirname(os.path.relpath(staged, root)))
    try:
        fill(disk.open_new(staged), data, root=root, durable=True)
        disk.rename(staged, os.path.join(root, path))
    except OSError:
        if os.path.lexists(staged):
            disk.unlink(staged)
        raise


def part_name(month: str, version: int, number: int) -> str:
    """The file of a part; parts and versions count from 1."""
    return f"{month}.{version}.{number}.heads"


def sound(version: Document, month: str) -> bool:
    """Whether a version tells its heads in one of the two ways. Raises AttributeError, LookupError, TypeError, ValueError."""
    if "parts" not in version:
        return all(Head.parsed(text) for known in version["heads"].values() for text in known.values())
    names = [part_name(month, version["version"], number) for number in range(1, len(version["parts"]) + 1)]
    told = [one["name"] for one in version["parts"]]
    return told == names and all(type(one["sha256"]) is str for one in version["parts"])


def sealed_heads(root: str, version: Document) -> Iterator[tuple[str, str, Head]]:
    """Kind, id and head of every record of a version, by kind and id; one part in memory at a time. Raises StoreDamaged."""
    for kind, known in sorted(version.get("heads", {}).items()):
        for record_id, text in sorted(known.items()):
            yield kind, record_id, Head.parsed(text)
    for part in version.get("parts", ()):
        yield from _read(root, part)


def _read(root: str, part: Document) -> Iterator[tuple[str, str, Head]]:
    path = f"{FOLDER}/{part['name']}"
    try:
        data, _ = read_bytes(os.path.join(root, path))
    except FileNotFoundError as error:
        raise StoreDamaged(path=path, problem=Message(N_("a part of the seal is missing"))) from error
    except Damaged as why:
        raise StoreDamaged(path=path, problem=why.problem) from why
    if sha256(data).hexdigest() != part["sha256"]:
        raise StoreDamaged(path=path, problem=Message(N_("the seal's digest does not fit its content")))
    try:
        for line in data.decode("utf-8").splitlines():
            kind, record_id, text = line.split(" ", 2)
            yield kind, record_id, Head.parsed(text)
    except ValueError as error:
        raise StoreDamaged(path=path, problem=Message(N_("the seal's digest does not fit its content"))) from error
