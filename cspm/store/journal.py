"""Several records as one change: a folder of finished files that is committed by its name.

Every file of a change is written whole into a folder of our own, `.cspm/tmp/change-<process>-<n>/`, named after the
place where it belongs (`tickets~2026~11~T-202611-0042.json`), and made durable there. Renaming that folder to
`.cspm/journal/commit`, with the fsync of the journal's folder, is the commit. Before it nothing in the record folders
has changed and the folder is waste; after it only renames are left, which need no space, can be repeated, and are
finished by the next command if we die. Readers look into the committed folder first: a file that is still in it stands
for its record. So a batch of a million is all or nothing for readers too, and its bytes are written once.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from itertools import count, islice

from cspm.errors import StoreUnfinished
from cspm.store import disk, layout

OURS = re.compile(r"new-[0-9]+-[0-9]+\.json|change-[0-9]+-[0-9]+")
STAGED = re.compile(r"[^~/.][^~/]*(~[0-9]{4}~[0-9]{2})?~[^~/]+\.json")
MANY = 8  # from so many folders on, one sync of the whole disk is cheaper than one for each
SWEPT = 500  # leftovers removed by one command, so that none is slow after a killed import
_TURN = count(1)


def commit_path(root: str) -> str:
    """Where a folder of finished files is a committed change."""
    return layout.inner(root, "journal/commit")


def staged_name(path: str) -> str:
    """The name of a record's file in a folder of finished files."""
    return path.replace("/", "~")


def staged_path(root: str, path: str) -> str:
    """Where a record's file lies while a committed change is being carried out."""
    return f"{commit_path(root)}/{staged_name(path)}"


def inode_of(root: str) -> int:
    """What tells one committed change from another; 0 when there is none."""
    try:
        return os.stat(commit_path(root)).st_ino
    except OSError:
        return 0


def waiting(root: str) -> Iterator[str]:
    """The record paths whose files are still in the committed folder, as far as it can be read."""
    try:
        yield from _left(root)
    except OSError:
        return


def _left(root: str) -> Iterator[str]:
    """The same; raises OSError when the folder is there and cannot be read. A million names are not held at once."""
    try:
        entries = os.scandir(commit_path(root))
    except (FileNotFoundError, NotADirectoryError):
        return
    with entries:
        for entry in entries:
            if STAGED.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                yield entry.name.replace("~", "/")


def new_folder(root: str) -> str:
    """A folder of our own for finished files. Raises OSError."""
    ensure_folder(root, f"{layout.INNER}/tmp")
    while True:
        path = layout.inner(root, f"tmp/change-{os.getpid()}-{next(_TURN)}")
        try:
            disk.mkdir(path)
            return path
        except FileExistsError:
            continue  # of a process that died and had our number


def commit(root: str, folder: str) -> None:
    """Commit a folder whose files are durable: the change is decided when this returns.

    Raises OSError when nothing was decided, StoreUnfinished when only the disk knows.
    """
    ensure_folder(root, f"{layout.INNER}/journal")
    disk.rename(folder, commit_path(root))
    try:
        disk.fsync_folder(layout.inner(root, "journal"))
    except OSError as error:
        raise unfinished(root, error) from error


def apply(root: str) -> None:
    """Move every file of the committed folder to its place and make that durable. Idempotent.

    Raises StoreUnfinished; the folder stays and the next command goes on.
    """
    source = commit_path(root)
    folders: set[str] = set()
    try:
        moved = True
        while moved:  # a folder that is read while files leave it may pass over some: read it until there are none
            moved = False
            for path in _left(root):
                folder = os.path.dirname(path)
                if folder not in folders:
                    ensure_folder(root, folder)
                    folders.add(folder)
                disk.rename(f"{source}/{staged_name(path)}", os.path.join(root, path))
                moved = True
        sync_folders(root, folders)
        _clear_away(root)
    except OSError as error:
        raise unfinished(root, error) from error


def _clear_away(root: str) -> None:
    """Remove the emptied folder. What is still in it is not ours: it goes to tmp with the folder."""
    try:
        disk.rmdir(commit_path(root))
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise
        disk.rename(commit_path(root), layout.inner(root, f"tmp/left-{os.getpid()}-{next(_TURN)}"))
    disk.fsync_folder(layout.inner(root, "journal"))


def unfinished(root: str, error: OSError) -> StoreUnfinished:
    """The refusal after the point of no return."""
    return StoreUnfinished(path=root, problem=disk.trouble(error))


def sync_folders(root: str, folders: Iterable[str]) -> None:
    """Make the names in several record folders durable."""
    todo = sorted(folders)
    if len(todo) > MANY:
        disk.sync_all(root)
        return
    for folder in todo:
        disk.fsync_folder(os.path.join(root, folder))


def recover(root: str) -> bool:
    """Under the lock: finish a committed change and sweep what is left over. True when there was one."""
    there = os.path.lexists(commit_path(root))
    if there:
        apply(root)
    sweep(root)
    return there


def ensure_folder(root: str, folder: str) -> None:
    """Make a record folder and those above it, each durable in the one above. Raises OSError."""
    path = root
    for part in folder.split("/"):
        above, path = path, os.path.join(path, part)
        if layout.is_folder(path):
            continue
        try:
            disk.mkdir(path)
        except FileExistsError:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path) from None
        disk.fsync_folder(above)


def leftovers(root: str) -> list[str]:
    """Files and folders of our own making in tmp that nothing needs any more. Foreign things are not ours to touch."""
    try:
        names = os.listdir(layout.inner(root, "tmp"))
    except OSError:
        return []
    return sorted(layout.inner(root, f"tmp/{name}") for name in names if OURS.fullmatch(name))


def sweep(root: str, most: int = SWEPT) -> int:
    """Remove leftovers, at most so many files; what cannot be removed stays and hurts nobody. Under the lock."""
    left = most
    for path in leftovers(root):
        left = _remove(path, left)
        if left <= 0:
            break
    return most - left


def sweep_all(root: str) -> None:
    """Remove all leftovers, as whoever writes thousands of files may: a killed import leaves no more than itself. Under
    the lock."""
    while sweep(root) >= SWEPT:
        pass


def _remove(path: str, left: int) -> int:
    try:
        if not layout.is_folder(path):
            disk.unlink(path)
            return left - 1
        with os.scandir(path) as entries:
            names = [entry.name for entry in islice(entries, left)]
        for name in names:
            disk.unlink(os.path.join(path, name))
            left -= 1
        if left > 0:
            disk.rmdir(path)
    except OSError:
        return left
    return left
