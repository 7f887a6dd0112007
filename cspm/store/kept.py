"""Small tables that this machine keeps in the cache folder, so that single commands need not work them out again.

A table lies under a name that tells what it was made from, and is simply not found when that has changed. Like the index
all of it can be thrown away, and may be anything: without it all is slower and the same (P16).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Any
from zlib import crc32  # tells versions apart; a digest proper costs every command 3 ms

from cspm import __version__
from cspm.store.files import Damaged, read_bytes, strict_json

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def fingerprint(sources: Iterable[str], *further: str) -> str:
    """Eight digits for the version of cspm and Python, those source files of cspm as they are now, and what else is told.

    Empty when the sources cannot be seen, as in an archive: then nothing may be kept.
    """
    told = [__version__, sys.version, *further]
    try:
        for source in sources:
            found = os.stat(os.path.join(PACKAGE, source))
            told += [str(found.st_mtime_ns), str(found.st_size)]
    except OSError:
        return ""
    return f"{crc32(' '.join(told).encode('utf-8', 'surrogateescape')):08x}"


def modules_in(folder: str) -> list[str]:
    """The source files of a folder of cspm, as `fingerprint` takes them; the folder itself when it cannot be listed."""
    try:
        return sorted(f"{folder}/{name}" for name in os.listdir(os.path.join(PACKAGE, folder)) if name.endswith(".py"))
    except OSError:
        return [folder]


def read(path: str) -> Any:
    """The table that was kept there. Raises LookupError when there is none, or something else."""
    try:
        return strict_json(read_bytes(path)[0])
    except (FileNotFoundError, Damaged) as error:
        raise LookupError(path) from error


def keep(path: str, table: object) -> None:
    """Write a table, whole or not at all; a cache that cannot be written is no trouble."""
    new = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            os.write(fd, json.dumps(table, ensure_ascii=False).encode("utf-8"))
        finally:
            os.close(fd)
        os.replace(new, path)
    except OSError:
        return
