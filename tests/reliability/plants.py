"""Faults that are planted to see that the checks find them: what a careless store would do."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import Any


def no_lock(fd: int, path: str) -> None:
    """Everybody gets the lock."""


def not_recovered(root: str) -> bool:
    """A committed change is left as it lies."""
    return False


def copied(source: str, target: str) -> None:
    """A rename that is a copy, so that there is a moment with half a file."""
    if os.path.isdir(source):
        os.rename(source, target)
        return
    from cspm.store import disk

    with open(source, "rb") as file:
        data = file.read()
    with open(target, "wb", buffering=0) as file:
        disk.write(file.fileno(), data[: len(data) // 2])
        disk.write(file.fileno(), data[len(data) // 2 :])
    os.unlink(source)


def in_place(root: str, folder: str) -> None:
    """Files of a change moved one by one, with no commit before."""
    for name in os.listdir(folder):
        target = os.path.join(root, name.replace("~", "/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.move(os.path.join(folder, name), target)
        from cspm.store import disk

        disk.pwrite(os.open(os.path.join(root, ".cspm/lock"), os.O_RDWR), b"", 0)


def applied_already(root: str) -> None:
    """Nothing is left to apply."""


def careless(fd: int, data: bytes, *, root: str, durable: bool) -> Any:
    """A file is filled, and no failure is noticed."""
    from cspm.store import disk
    from cspm.store.files import stat_of

    with suppress(OSError):
        disk.write(fd, data)
    found = os.fstat(fd)
    os.close(fd)
    return stat_of(found)


def unwritten(*args: Any, **more: Any) -> None:
    """The index is not told of a change."""


def believing(*args: Any, **more: Any) -> list[str]:
    """Every history is right."""
    return []


def no_output(data: bytes) -> None:
    """Nothing is written, and nobody notices."""


def always_current(*args: Any, **more: Any) -> bool:
    """The index is always right."""
    return True


def careless_ids(*args: Any, **more: Any) -> str:
    """An id is looked up, and one that is not there is a bug."""
    raise IndexError("list index out of range")


def linked_at_once(root: str, holder: str, seconds: float) -> bytes:
    """Everybody gets the lock by link, whoever holds it."""
    return b"nobody's"
