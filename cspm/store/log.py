"""The log of a bug: a file of its own in the user's state folder, never in the store."""

from __future__ import annotations

import os


def write_log_file(path: str, text: str) -> bool:
    """Write a bug's log; False when even that is not possible (there is nobody left to tell but the terminal)."""
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        return False
    return True
