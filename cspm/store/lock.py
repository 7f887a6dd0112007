"""The one lock of a store, and the transaction number that lives in its file.

The file is never removed. It holds two lines of fixed width, written in place: the number of the last change, so that a
reader knows with one small read whether its index is current, and who holds the lock. A holder who died leaves his name
behind; the next one sees it and raises the number, as the dead one may have changed something and not said so.
"""

from __future__ import annotations

import fcntl
import os
import stat
from time import sleep
from types import FrameType
from typing import NoReturn

from cspm.errors import N_, Message, StoreLocked, StoreNotWritable, StoreProblem
from cspm.store import disk, format_file, layout, shares
from cspm.store.files import Damaged, read_bytes

SECONDS = 30
PATIENCE = 6000  # looks of `poll`, a hundredth of a second apart
LOCK_BY_LINK = "LOCK_BY_LINK"  # in `.cspm`: lock as `link_lock` does, also on a network share
_NUMBER, _HOLDER = 20, 100
_MOST = 10**18  # the index keeps the number too, and SQLite has 64 bits
_FREE = b" " * _HOLDER + b"\n"


class _Waited(Exception):
    pass


class Lock:
    """The exclusive lock of a store, held by whoever changes it. Blocking, with an alarm."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.path = layout.inner(root, "lock")
        self.number = 0
        self.died = False
        self.finished = False
        self.swept: list[str] = []
        self._fd = -1
        self._link = b""

    def take(self) -> None:
        """Wait for the lock. Raises StoreLocked naming the holder, StoreNotWritable, StoreProblem (network share)."""
        taken = False
        try:
            self._ask()
            self._open()
            format_file.refuse_newer(self.root)  # a newer cspm may have had the lock while we waited
            self.number, holder = _contents(os.pread(self._fd, 256, 0))
            self.died = bool(holder)
            self._say(_whoami())
            taken = True
        except OSError as error:
            raise StoreNotWritable(path=self.path, problem=disk.trouble(error)) from error
        finally:
            if not taken:
                self._close()

    def _ask(self) -> None:
        """Refuse a network share, or take the lock by link where the store asks for that one."""
        if not os.path.lexists(layout.inner(self.root, LOCK_BY_LINK)):
            shares.refuse(self.root)
            return
        from cspm.store import link_lock

        self._link = link_lock.take(self.root, _whoami(), SECONDS)

    def _open(self) -> None:
        """Open and lock the file, again when somebody removed it while we waited."""
        while True:
            fd = _opened(self.path)
            try:
                if not stat.S_ISREG(os.fstat(fd).st_mode):
                    raise StoreProblem(path=self.path, problem=Message(N_("the lock is not a regular file")))
                if not self._link:
                    wait_for(fd, self.path)
                if _same(fd, self.path):
                    self._fd, fd = fd, -1
                    return
            finally:
                if fd >= 0:
                    os.close(fd)

    def bump(self) -> None:
        """Say that something changed: raises the number. An error does not matter: folder times tell readers too."""
        self.number += 1
        try:
            disk.pwrite(self._fd, f"{self.number:0{_NUMBER}d}\n".encode(), 0)
        except OSError:
            self.died = True

    def release(self) -> None:
        """Let the next one in."""
        if self._fd < 0:
            return
        try:
            disk.pwrite(self._fd, _FREE, _NUMBER + 1)
        except OSError:
            self.died = True  # our name stays; the next holder takes us for dead, which costs a look
        finally:
            self._close()

    def _say(self, holder: str) -> None:
        line = holder.encode("utf-8", "replace")[:_HOLDER].ljust(_HOLDER) + b"\n"
        disk.pwrite(self._fd, f"{self.number:0{_NUMBER}d}\n".encode() + line, 0)

    def _close(self) -> None:
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)
        link, self._link = self._link, b""
        if link:
            from cspm.store import link_lock

            link_lock.release(self.root, link)


def _opened(path: str) -> int:
    """The lock file's descriptor; a new file gets its folder's permissions, so that all desks can lock."""
    new = not os.path.lexists(path)
    if new:
        folder = os.path.dirname(path)
        if not os.path.isdir(folder):
            disk.mkdir(folder)
    fd = disk.open_lock(path)
    if new:
        wanted = stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) & 0o666
        if wanted != stat.S_IMODE(os.fstat(fd).st_mode):
            disk.chmod(path, wanted)
    return fd


def _same(fd: int, path: str) -> bool:
    try:
        there, ours = os.stat(path), os.fstat(fd)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)


def wait_for(fd: int, path: str) -> None:
    """An exclusive flock. The kernel queues the waiting; an alarm ends it. Raises StoreLocked."""
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    except BlockingIOError:
        pass
    try:
        _block(fd)
    except _Waited:
        holder = read_state(path)[1] or "?"
        raise StoreLocked(path=path, holder=holder, seconds=SECONDS) from None


def _block(fd: int) -> None:
    """Wait in the kernel's queue until the alarm rings. Raises _Waited."""
    import signal

    def ring(number: int, frame: FrameType | None) -> NoReturn:
        raise _Waited

    try:
        before = signal.signal(signal.SIGALRM, ring)
    except ValueError:  # not the main thread: no alarm can be set
        return _look_again(fd)
    timer = signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, before)
    return None


def _look_again(fd: int) -> None:
    """Wait by looking every hundredth of a second. Raises _Waited."""
    try:
        poll(fd, fcntl.LOCK_EX, SECONDS * 100)
    except BlockingIOError:
        raise _Waited from None


def poll(fd: int, operation: int, patience: int) -> None:
    """A flock that is looked for so many hundredths of a second. Raises BlockingIOError."""
    for turn in range(patience + 1):
        try:
            fcntl.flock(fd, operation | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if turn == patience:
                raise
            sleep(0.01)


def read_state(path: str) -> tuple[int, str]:
    """The transaction number and the holder's name, without locking; (0, "") when there is no readable lock file."""
    try:
        data, _ = read_bytes(path)
    except (FileNotFoundError, Damaged):
        return 0, ""
    return _contents(data)


def _contents(data: bytes) -> tuple[int, str]:
    """Number and holder of a lock file; what somebody else wrote into it may be no number, or one without end."""
    number, _, holder = data.partition(b"\n")
    known = int(number) % _MOST if number.isdigit() and len(number) <= _NUMBER else 0
    return known, holder[:_HOLDER].decode("utf-8", "replace").strip(" \n\0")


def _whoami() -> str:
    import pwd

    try:
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a user id without a name, as in containers
        user = str(os.getuid())
    return f"{user} (process {os.getpid()} on {os.uname().nodename})"
