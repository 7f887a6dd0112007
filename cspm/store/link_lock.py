"""The lock of a store on a network share, for who must keep it there: `.cspm/LOCK_BY_LINK` asks for it.

On some shares two machines both get the same flock. What every server does at once is to give a file a second name: each
one who wants the lock writes a file of its own, with who it is inside, and links it to `lock.held`; whose file that is
has the lock. All desks of the store see the same switch, the server's own too, so all of them lock in this way.

A holder who dies leaves `lock.held` behind. It is never taken away in silence: who waits is told whose it is and what to
type, and `cspm check --fix` removes it only where it is certain that the process is dead: on its own machine.
"""

from __future__ import annotations

import os
from contextlib import suppress
from time import monotonic, sleep

from cspm.errors import N_, Message, StoreLocked, StoreNotWritable
from cspm.store import disk, holders, journal, layout
from cspm.store.problem import Problem

HELD = "lock.held"
REFUSALS = 20
"""So many refusals in a row, with no holder there, and the share is believed to have no hard links."""


class LinkHeld(StoreLocked):
    """Somebody's `lock.held` has been there for too long."""

    sentence = N_(
        "The store is locked by {holder} since {since} ({path}). Nothing was written; try again. If that process is gone:"
        " cspm check --fix on its machine, or remove that file while nobody works."
    )


def take(root: str, holder: str, seconds: float) -> bytes:
    """Wait for the lock and take it; what its file says, for `release`. Raises LinkHeld, OSError."""
    held = layout.inner(root, HELD)
    end = monotonic() + seconds
    refusals = 0
    while True:
        if os.path.lexists(held):
            refusals = 0
        else:
            try:
                if mark := _linked(root, held, holder):
                    return mark
            except PermissionError:  # what sshfs says when somebody was faster
                refusals += 1
                if refusals == REFUSALS:
                    raise
        if monotonic() > end:
            raise LinkHeld(path=held, holder=holders.name(holders.said(held)), since=_since(held))
        sleep(0.05)


def _linked(root: str, held: str, holder: str) -> bytes:
    """Try once: a file of our own, linked. What counts is whose file is there, for an answer of the server may be lost.

    Whose it is, is told by what it says: some shares (sshfs) give the two names of one file two different inodes.
    """
    journal.ensure_folder(root, f"{layout.INNER}/tmp")
    token = int.from_bytes(os.urandom(6), "big")
    own = layout.inner(root, f"tmp/new-{os.getpid()}-{token}.json")
    mark = holders.described(holder, token)
    fd = disk.open_new(own)
    try:
        disk.write(fd, mark)
        disk.fsync(fd)
        try:
            os.link(own, held)
        except OSError as error:
            faster = isinstance(error, (FileExistsError, FileNotFoundError))  # or our file was swept up with the rest
            if not faster and holders.said(held) != mark:
                raise
        return mark if holders.said(held) == mark else b""
    finally:
        os.close(fd)
        with suppress(FileNotFoundError):
            disk.unlink(own)


def release(root: str, mark: bytes) -> None:
    """Let the next one in, if the lock is still ours. One that cannot be removed stays, and whoever waits is told whose."""
    held = layout.inner(root, HELD)
    with suppress(OSError):
        if holders.said(held) == mark:
            disk.unlink(held)


def stale(root: str, *, fix: bool) -> Problem | None:
    """What `check` says of a lock whose holder is dead; with `fix` it is removed. Raises StoreNotWritable."""
    held = layout.inner(root, HELD)
    mark = holders.said(held)
    if not holders.is_dead(mark):
        return None
    text = Message.of(N_("the lock of {holder}, who died, stands in everybody's way"), holder=holders.name(mark))
    if not fix:
        return Problem("stale_lock", f"{layout.INNER}/{HELD}", "", text, N_("remove it with: cspm check --fix"))
    try:
        if holders.said(held) == mark:  # nobody else has mended it meanwhile
            disk.unlink(held)
    except OSError as error:
        raise StoreNotWritable(path=held, problem=disk.trouble(error)) from error
    return Problem("stale_lock", f"{layout.INNER}/{HELD}", "", text, N_("it was removed"), "info")


def _since(path: str) -> str:
    """When the file was written, by the server's clock."""
    from datetime import datetime

    with suppress(OSError):
        return datetime.fromtimestamp(os.lstat(path).st_mtime).astimezone().isoformat(" ", "seconds")
    return "?"
