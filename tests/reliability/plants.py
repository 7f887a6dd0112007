"""Faults that are planted to see that the checks find them: what a careless store would do."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from typing import Any

from cspm.core.revision import Revision
from cspm.store.refresh import state_of
from tests.reliability.damage import VICTIM
from tests.reliability.scenes import write

_STEPPED = Revision.stepped


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


def dawdling(root: str, folder: str) -> None:
    """The same, so slowly that a reader may see it."""
    for name in os.listdir(folder):
        time.sleep(0.003)
        shutil.move(os.path.join(folder, name), os.path.join(root, name.replace("~", "/")))


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


def spoilt(root: str) -> bool:
    """Who is going to be killed leaves a store of a format that nobody knows."""
    if "next-" in root:
        write(os.path.join(root, ".cspm/FORMAT"), "99\n")
    return False


def mending(root: str) -> Any:
    """Who looks at a store puts an empty record where it finds a damaged one."""
    path = os.path.join(root, VICTIM)
    with open(path, "ab") if os.path.isfile(path) else open(os.devnull, "ab") as file:
        file.write(b" ")
    return state_of(root)


def by_the_clock(self: Revision, stamp: Any, action: str, /, **more: Any) -> Revision:
    """A change is only taken when the clock has gone on since the last one."""
    if stamp.recorded_at.isoformat() < self.document()["history"][-1]["recorded_at"]:
        raise ValueError("the clock went back")
    return _STEPPED(self, stamp, action, **more)


def any_format(root: str) -> int:
    """Every format is known."""
    return 1


def alarmed(words: Any) -> None:
    """SIGTERM ends the command with an exit code of its own."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(3))
