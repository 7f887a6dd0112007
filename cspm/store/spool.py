"""Files without a name, for what is too much for memory and is gone with its process."""

from __future__ import annotations

import os
from typing import IO

from cspm.store import disk


def nameless(path: str) -> IO[bytes]:
    """A file for reading and writing that nobody else can open, on the disk of `path`; nothing may be there. Raises OSError.

    Only what a process leaves that dies between the two calls has a name.
    """
    file = open(path, "x+b", opener=_private)  # noqa: SIM115 - closed by the caller
    try:
        disk.unlink(path)
    except OSError:
        file.close()
        raise
    return file


def _private(path: str, flags: int) -> int:
    """Names and phone numbers may be in it."""
    return os.open(path, flags | os.O_CLOEXEC, 0o600)
