"""Rows that were judged and wait to be written: in memory, above some size in files without a name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import TracebackType
from typing import Any

IN_MEMORY = 16 << 20

Numbered = tuple[int, dict[str, Any]]


class Spool:
    """JSON objects, each with the number of its row, kept in order; those added as `first` come before the others."""

    def __init__(self) -> None:
        from tempfile import SpooledTemporaryFile

        self._files = {
            first: SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115 - closed in __exit__
            for first in (True, False)
        }

    def add(self, number: int, line: str, *, first: bool = False) -> None:
        """Keep one object, which is JSON on one line."""
        self._files[first].write(f"{number}\t{line}\n")

    def __iter__(self) -> Iterator[Numbered]:
        for file in self._files.values():
            file.seek(0)
            for line in file:
                number, _, text = line.partition("\t")
                yield int(number), json.loads(text)

    def chunks(self, size: int) -> Iterator[list[Numbered]]:
        """The same in lists of at most `size`."""
        chunk: list[Numbered] = []
        for row in self:
            chunk.append(row)
            if len(chunk) == size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()
