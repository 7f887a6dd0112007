"""`.cspm/FORMAT`: the number of the newest format that may be in a store (P19).

A store without the file is of the first format, or has lost it: its records are read all the same, for each is upgraded
by what is in it (`core.upgrades`). A newer store is refused, by reading commands too. The number is raised before the
first change of a newer cspm is committed, not after it: so an older one is refused at once, and never finds a record that
it cannot read. If that change is then cut off, the store only says that it may hold what it does not hold yet.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress

from cspm.errors import N_, Message, StoreNotWritable, StoreProblem, StoreUnfinished
from cspm.store import disk, layout
from cspm.store.files import Damaged, read_bytes

NUMBER = re.compile(rb"[1-9][0-9]{0,8}")
_UNREADABLE = N_(
    "the number of the store's format cannot be read: {problem}. If a cspm like this one wrote it last, it is {known}"
)


def read(root: str) -> int:
    """The format of a store; 0 when nothing says it. Raises StoreProblem."""
    path = layout.inner(root, "FORMAT")
    try:
        data, _ = read_bytes(path)
    except FileNotFoundError:
        return 0
    except Damaged as why:
        raise _unreadable(path, why.problem) from why
    if not data.strip():
        raise _unreadable(path, Message(N_("it is empty")))
    if not NUMBER.fullmatch(data.strip()):
        shown = repr(data[:20].decode("utf-8", "replace"))
        raise _unreadable(path, Message.of(N_("it holds {found}"), found=shown))
    return int(data)


def _unreadable(path: str, problem: Message) -> StoreProblem:
    return StoreProblem(path=path, problem=Message.of(_UNREADABLE, problem=problem, known=layout.FORMAT))


def refuse_newer(root: str) -> int:
    """The format of a store that this cspm can read. Raises StoreProblem in one line for a newer one."""
    found = read(root)
    if found > layout.FORMAT:
        problem = Message.of(N_("this store has format {found}; this cspm knows {known}. Install a newer cspm"),
                             found=found, known=layout.FORMAT)  # fmt: skip
        raise StoreProblem(path=root, problem=problem)
    return found


def keep_up(root: str) -> None:
    """Under the lock and before a change is committed: the store's number becomes ours. Raises StoreProblem, StoreNotWritable."""
    if refuse_newer(root) < layout.FORMAT:
        write(root)


def write(root: str) -> None:
    """Write our number. Raises StoreNotWritable."""
    place(layout.inner(root, "FORMAT"), f"{layout.FORMAT}\n")


def place(path: str, text: str) -> None:
    """A small file of the store's frame: temp, write, fsync, rename, fsync of the folder."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}")
    try:
        fd = disk.open_new(temporary)
        try:
            disk.write(fd, text.encode("utf-8"))
            wanted = stat.S_IMODE(os.stat(folder).st_mode) & 0o666
            if stat.S_IMODE(os.fstat(fd).st_mode) != wanted:
                disk.fchmod(fd, wanted)  # all desks read it, whatever the umask of this one is
            disk.fsync(fd)
        finally:
            os.close(fd)
        disk.rename(temporary, path)
    except OSError as error:
        if os.path.lexists(temporary):
            with suppress(OSError):  # the disk that failed may fail again; the refusal says why
                disk.unlink(temporary)
        raise StoreNotWritable(path=path, problem=disk.trouble(error)) from error
    try:
        disk.fsync_folder(folder)
    except OSError as error:  # it is there, and only the disk knows whether for good
        raise StoreUnfinished(path=path, problem=disk.trouble(error)) from error
