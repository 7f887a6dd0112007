"""Carrying a change out: stage every file, commit, move into place, tell the index, raise the number."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from itertools import count, islice

from cspm.errors import StoreNotWritable
from cspm.store import disk, format_file, journal, layout, numbering
from cspm.store.files import Stat, stat_of
from cspm.store.index import Index
from cspm.store.indexing import Delta
from cspm.store.lock import Lock
from cspm.store.transaction import Put

_TURN = count(1)


def carry_out(root: str, puts: Sequence[Put], *, lock: Lock, index: Index) -> None:
    """Write the files of a change as one.

    Raises StoreNotWritable (nothing changed), StoreUnfinished (decided; the next command goes on).
    """
    format_file.keep_up(root)
    delta = Delta(index)
    try:
        if len(puts) == 1:
            _one(root, puts[0], delta)
        else:
            _several(root, puts, delta)
        delta.finish(lock.number + 1, {(put.kind.name, layout.shard_of(put.kind, put.document["id"])) for put in puts})
    finally:
        delta.abandon()
    lock.bump()
    new = ((put.kind, put.document["id"]) for put in puts if put.document["revision"] == 1)
    numbering.note(root, numbering.given(new))


def _one(root: str, put: Put, delta: Delta) -> None:
    """A single file needs no journal: its rename is the commit."""
    path = os.path.join(root, put.path)
    staged = ""
    try:
        prepare(root, put.path)
        journal.ensure_folder(root, f"{layout.INNER}/tmp")
        staged, fd = _temporary(root)
        found = fill(fd, put.data, root=root, durable=True)
        delta.put(put.kind, put.document, found)
        disk.rename(staged, path)
    except BaseException as error:
        _take_away(staged)
        if isinstance(error, OSError):
            raise StoreNotWritable(path=path, problem=disk.trouble(error)) from error
        raise
    try:
        disk.fsync_folder(os.path.dirname(path))
    except OSError as error:
        raise journal.unfinished(root, error) from error


def _several(root: str, puts: Sequence[Put], delta: Delta) -> None:
    folder = ""
    try:
        folder = journal.new_folder(root)
        for put in puts:
            prepare(root, put.path)
            found = fill(disk.open_new(f"{folder}/{journal.staged_name(put.path)}"), put.data, root=root, durable=True)
            delta.put(put.kind, put.document, found)
        disk.fsync_folder(folder)
        journal.commit(root, folder)
    except OSError as error:
        discard(folder)
        raise StoreNotWritable(path=root, problem=disk.trouble(error)) from error
    journal.apply(root)


def prepare(root: str, path: str) -> None:
    """Make a record's folder, and see that nothing but a file stands where the record goes. Raises OSError."""
    journal.ensure_folder(root, os.path.dirname(path))
    target = os.path.join(root, path)
    try:
        mode = os.lstat(target).st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        number = 21 if stat.S_ISDIR(mode) else 17
        raise OSError(number, os.strerror(number), target)


def _temporary(root: str) -> tuple[str, int]:
    while True:
        path = layout.inner(root, f"tmp/new-{os.getpid()}-{next(_TURN)}.json")
        try:
            return path, disk.open_new(path)
        except FileExistsError:
            continue  # of a process that died and had our number


def fill(fd: int, data: bytes, *, root: str, durable: bool) -> Stat:
    """Write and close a staged file; its stat will be that of the record, as a rename changes none of it."""
    return filled(fd, data, mode=mode_in(root), durable=durable)


def mode_in(root: str) -> int:
    """The permissions of files in a store: those of its folder, so that all desks can write."""
    return stat.S_IMODE(os.stat(root).st_mode) & 0o666


def filled(fd: int, data: bytes, *, mode: int, durable: bool) -> Stat:
    """The same with the permissions that `mode_in` gave: a batch asks once for all its files."""
    try:
        disk.write(fd, data)
        found = os.fstat(fd)
        if stat.S_IMODE(found.st_mode) != mode:
            disk.fchmod(fd, mode)
        if durable:
            disk.fsync(fd)
        return stat_of(found)
    finally:
        os.close(fd)


def _take_away(path: str) -> None:
    """Remove a staged file of a change that did not happen; what stays is swept up by the next one."""
    try:
        if path:
            disk.unlink(path)
    except OSError:
        return


def _some(folder: str) -> list[str]:
    """Up to a thousand names of a folder: there may be a million, and all of them will go."""
    with os.scandir(folder) as entries:
        return [entry.name for entry in islice(entries, 1000)]


def discard(folder: str) -> None:
    """Remove a folder of finished files that was not committed; what stays is swept up by the next one."""
    if not folder:
        return
    try:
        while names := _some(folder):
            for name in names:
                disk.unlink(os.path.join(folder, name))
        disk.rmdir(folder)
    except OSError:
        return
