"""Every system call that changes something inside the store, each in a function of its own.

Nothing else in the package changes a record folder, so that a test can count, fail or cut off every such call (CALLS).
All functions raise OSError; `trouble` turns one into a sentence.
"""

from __future__ import annotations

import fcntl
import os
import stat

from cspm.core.troubles import trouble as trouble

CALLS = (
    "open_new", "open_lock", "write", "pwrite", "fsync", "fsync_folder", "sync_all", "rename", "unlink", "rmdir",
    "mkdir", "chmod", "fchmod",
)  # fmt: skip


def open_new(path: str) -> int:
    """A new file for writing; it must not exist."""
    return _above_stdio(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o660))


def open_lock(path: str) -> int:
    """The lock file, made when it is missing; it is never removed."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    return _above_stdio(os.open(path, flags, 0o660))


def _above_stdio(fd: int) -> int:
    """With stdout closed a file would become fd 1 and be printed into: move it up."""
    if fd > 2:
        return fd
    try:
        return fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 3)
    finally:
        os.close(fd)


def write(fd: int, data: bytes) -> None:
    """All of the bytes; a short write is continued."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def pwrite(fd: int, data: bytes, offset: int) -> None:
    """Bytes in place; used for the few bytes of the lock file only."""
    os.pwrite(fd, data, offset)


def fsync(fd: int) -> None:
    """Make a file's bytes durable. After a failure it is never tried again: the kernel has dropped the pages."""
    os.fsync(fd)


def fsync_folder(path: str) -> None:
    """Make the names in a folder durable."""
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def sync_all(path: str) -> None:
    """Make everything on the file system of `path` durable at once (syncfs where there is one)."""
    import ctypes

    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
        return
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if syncfs(fd) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), path)
    finally:
        os.close(fd)


def rename(source: str, target: str) -> None:
    """Move a file over whatever file is there, at once."""
    os.rename(source, target)


def unlink(path: str) -> None:
    """Remove a file."""
    os.unlink(path)


def rmdir(path: str) -> None:
    """Remove an empty folder."""
    os.rmdir(path)


def mkdir(path: str) -> None:
    """Make a folder that is open to whom its parent is open to: the desks of a site share it."""
    os.mkdir(path, 0o770)
    follow(path, os.path.dirname(path))


def follow(path: str, parent: str) -> None:
    """Give a folder the permissions of its parent, whatever the umask was."""
    wanted, given = (stat.S_IMODE(os.stat(place).st_mode) for place in (parent, path))
    if wanted != given:
        chmod(path, wanted)


def chmod(path: str, mode: int) -> None:
    """Set permissions."""
    os.chmod(path, mode)


def fchmod(fd: int, mode: int) -> None:
    """Set the permissions of an open file."""
    os.fchmod(fd, mode)
