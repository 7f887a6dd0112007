"""Rows that were judged and wait to be written: in memory, above some size in files without a name."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Any

IN_MEMORY = 1 << 20
CHUNK = 100
_HEAD = 8  # bytes that tell the length of a chunk

Numbered = tuple[int, dict[str, Any]]


class Spool:
    """JSON objects, each with the number of its row, kept in order; those added as `first` come before the others.

    They are kept by the chunk, in which a key that all of them have is there once.
    """

    def __init__(self) -> None:
        from tempfile import SpooledTemporaryFile

        self._files: dict[bool, IO[bytes]] = {
            first: SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed in __exit__
            for first in (True, False)
        }
        self._open: dict[bool, list[Numbered]] = {True: [], False: []}

    def add(self, number: int, content: dict[str, Any], *, first: bool = False) -> None:
        """Keep one object."""
        chunk = self._open[first]
        chunk.append((number, content))
        if len(chunk) == CHUNK:
            data = marshal.dumps(chunk)
            self._files[first].write(len(data).to_bytes(_HEAD, "little") + data)
            chunk.clear()

    def chunks(self) -> Iterator[list[Numbered]]:
        """All of them, some at a time."""
        for first, file in self._files.items():
            file.seek(0)
            while head := file.read(_HEAD):
                yield marshal.loads(file.read(int.from_bytes(head, "little")))
            if self._open[first]:
                yield self._open[first]

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()
