"""Rows that were checked and wait to be written: in memory, above some size in a file without a name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import TracebackType
from typing import Any

IN_MEMORY = 32 << 20


class Spool:
    """JSON objects kept in order; iterate after the last `add`."""

    def __init__(self) -> None:
        from tempfile import SpooledTemporaryFile

        self._file = SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115

    def add(self, value: dict[str, Any]) -> None:
        """Keep one object."""
        self._file.write(json.dumps(value, ensure_ascii=False))
        self._file.write("\n")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._file.seek(0)
        return (json.loads(line) for line in self._file)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
