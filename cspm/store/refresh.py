"""Is the index current, and making it so: folder times first, then only the files of changed folders.

Editors, git and sync tools replace files, which changes the time of the folder. An edit in place does not; `rows` looks
at the files of the rows it hands out, and `check` at all of them.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cspm.core.kinds import Kind
from cspm.store import journal, layout, lock
from cspm.store.disk import trouble
from cspm.store.files import Damaged, parse, read_bytes, stat_of
from cspm.store.hand import Hand, chunks
from cspm.store.messages import pack
from cspm.store.rows import Row, Shapes
from cspm.store.upkeep import Upkeep
from cspm.tuples import NamedTuple

Folders = dict[tuple[str, str], int]
Looked = tuple[str, list[tuple[Any, int]], list[str], list[tuple[str, str, int]]]


class State(NamedTuple):
    """What a reader compares before and after: the transaction number and the committed journal, if any."""

    number: int
    journal: int


def state_of(root: str) -> State:
    """The store's state now, in two small system calls."""
    return State(lock.read_state(layout.inner(root, "lock"))[0], journal.inode_of(root))


def known_folders(db: sqlite3.Connection) -> Folders:
    """The folders that the index has read, with their times."""
    return {(kind, shard): mtime for kind, shard, mtime in db.execute("SELECT kind, shard, mtime_ns FROM shards")}


def folders(root: str, kinds: Iterable[Kind], known: Mapping[tuple[str, str], int]) -> Folders:
    """The folders there are now. A folder whose time is known is not listed again."""
    found: Folders = {}
    for kind in kinds:
        _look(root, kind, "", known=known, found=found)
    return found


def _look(root: str, kind: Kind, shard: str, *, known: Mapping[tuple[str, str], int], found: Folders) -> None:
    path = os.path.join(root, kind.name, shard) if shard else os.path.join(root, kind.name)
    try:
        there = os.lstat(path)
    except OSError:
        return
    if not stat.S_ISDIR(there.st_mode):
        return
    found[kind.name, shard] = there.st_mtime_ns
    if is_leaf(kind, shard):
        return
    if known.get((kind.name, shard)) == there.st_mtime_ns:
        depth = shard.count("/") + 2 if shard else 1
        below = [s for k, s in known if k == kind.name and s.startswith(shard) and s and s.count("/") + 1 == depth]
    else:
        pattern = layout.MONTH if shard else layout.YEAR
        below = [f"{shard}/{name}" if shard else name for name in layout.names_in(path) if pattern.fullmatch(name)]
    for inner in sorted(below):
        _look(root, kind, inner, known=known, found=found)


def is_leaf(kind: Kind, shard: str) -> bool:
    """Whether records lie in this folder (and not months)."""
    return not kind.monthly or "/" in shard


@contextmanager
def undisturbed(root: str, wanted: bool) -> Iterator[None]:
    """Keep writers out while reading, as the last resort when they are too busy to read between them."""
    fd = -1
    if wanted:
        try:
            fd = os.open(layout.inner(root, "lock"), os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
            lock.poll(fd, fcntl.LOCK_SH, lock.PATIENCE)
        except OSError:
            pass  # no lock file, no writers; or a writer that holds it for a minute: read as it is
    try:
        yield
    finally:
        if fd >= 0:
            os.close(fd)


def is_current(db: sqlite3.Connection, root: str, kinds: Mapping[str, Kind]) -> bool:
    """Whether the index holds all that the record folders show."""
    state = state_of(root)
    number = db.execute("SELECT value FROM meta WHERE name = 'number'").fetchone()
    if state.journal or number is None or number[0] < state.number:
        return False
    known = known_folders(db)
    return known == folders(root, kinds.values(), known)


class Refresh:
    """Brings one open database up to date; the caller begins and commits around it."""

    def __init__(self, upkeep: Upkeep, root: str) -> None:
        self.upkeep = upkeep
        self.root = root
        self.read = 0
        self._look = Look(root, upkeep.shapes)
        self._hand = Hand(self._look)

    def run(self, *, everything: bool = False, extra: Iterable[tuple[str, str]] = ()) -> bool:
        """Read what changed. False when the store moved meanwhile, so that this may be half of something.

        `everything` looks at every file, changed folder or not; `extra` names records whose files were edited in place.
        """
        before = state_of(self.root)
        waiting = list(journal.waiting(self.root)) if before.journal else []  # first: what moves later is in it
        known = known_folders(self.upkeep.db)
        now = folders(self.root, self.upkeep.kinds.values(), known)
        try:
            for (name, shard), mtime in now.items():
                if everything or known.get((name, shard)) != mtime:
                    self._folder(self.upkeep.kinds[name], shard, mtime)
            self._take(self._hand.rest())
        finally:
            self._hand.close()
        for name, shard in known.keys() - now.keys():
            self._gone(self.upkeep.kinds[name], shard)
        for name, record_id in extra:
            kind = self.upkeep.kinds[name]
            self.file(kind, record_id, layout.relative(kind, record_id))
        for path in waiting:
            self._waiting(path)
        self.upkeep.done(before.number)
        return state_of(self.root) == before

    def _folder(self, kind: Kind, shard: str, mtime: int) -> None:
        count = 0
        if is_leaf(kind, shard):
            try:
                count = self.files(kind, shard)
            except OSError as error:  # what was known of it stays, and everybody is told
                self.upkeep.bad_folder(kind, shard, trouble(error))
                return
            self.upkeep.bad_folder(kind, shard, None)
        self.upkeep.folder(kind.name, shard, mtime, count)

    def files(self, kind: Kind, shard: str) -> int:
        """Compare a folder's files with what the index knows of them; the number of files."""
        known = self.upkeep.known(kind, shard)
        there = listed(self.root, kind, shard)
        changed = [record_id for record_id, stamp in there.items() if known.get(record_id) != stamp]
        for record_id in known.keys() - there.keys():
            self.upkeep.drop(kind, record_id)
        self.read += len(changed)
        for part in chunks(changed):
            asked = [(each, layout.relative(kind, each), there[each]) for each in part]
            self._take(self._hand.share((kind.name, asked)))
        return len(there)

    def file(self, kind: Kind, record_id: str, path: str) -> None:
        """Read one file into the index."""
        self.read += 1
        self._take([self._look((kind.name, [(record_id, path, 0)]))])

    def _take(self, answers: Iterable[Looked]) -> None:
        """Put what was read into the index."""
        for name, rows, gone, broken in answers:
            kind = self.upkeep.kinds[name]
            if rows:
                self.upkeep.put_rows(kind, [(Row(*row), stamp) for row, stamp in rows])
            for record_id in gone:
                self.upkeep.drop(kind, record_id)
            for record_id, why, stamp in broken:
                self.upkeep.damaged(kind, record_id, why, stamp)

    def _gone(self, kind: Kind, shard: str) -> None:
        if is_leaf(kind, shard):
            for record_id in self.upkeep.known(kind, shard):
                self.upkeep.drop(kind, record_id)
        self.upkeep.folder(kind.name, shard, None, 0)

    def _waiting(self, path: str) -> None:
        """A committed change counts as done: the file that waits to be moved stands for its record."""
        kind = self.upkeep.kinds.get(path.split("/")[0])
        if kind is not None:
            staged = journal.staged_path(self.root, path)
            record_id = os.path.basename(path)[: -len(layout.SUFFIX)]
            self.file(kind, record_id, staged if os.path.lexists(staged) else path)


class Look:
    """Reads record files and makes their rows: what of a refresh needs no index, and so may be done elsewhere."""

    def __init__(self, root: str, shapes: Shapes) -> None:
        self._root = root
        self._shapes = shapes

    def __call__(self, request: tuple[str, list[tuple[str, str, int]]]) -> Looked:
        """A kind, and the id, path and stamp of each file -> its rows, the ids that are gone, the damaged ones."""
        name, files = request
        shape = self._shapes[name]
        rows, gone, broken = [], [], []
        for record_id, path, stamp in files:
            try:
                data, found = read_bytes(os.path.join(self._root, path))
                stamp = found.stamp
                rows.append((tuple(shape.row(parse(data, record_id, name))), stamp))
            except FileNotFoundError:
                gone.append(record_id)
            except Damaged as why:
                broken.append((record_id, pack(why.problem), stamp))
        return name, rows, gone, broken


def listed(root: str, kind: Kind, shard: str) -> dict[str, int]:
    """The record files of a folder, whatever they are, with their stamps; other names are for `check`. Raises OSError."""
    found = {}
    with os.scandir(os.path.join(root, kind.name, shard)) as entries:
        for entry in entries:
            record_id = layout.id_of(kind, shard, entry.name)
            if record_id is not None:
                found[record_id] = stat_of(entry.stat(follow_symlinks=False)).stamp
    return found
