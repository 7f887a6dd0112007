"""A disk that forgets: the calls of a command on a model of it, and every state in which a power cut may leave it.

Names and bytes are kept apart, as a file system does. A name (made, moved, removed) lasts when the folder that holds it
was synced after it; bytes last when their file was synced after them; one sync of the disk makes all last. Of the rest
any part may be there after a cut: each change of a name on its own, each write wholly, in part or as zeros; a rename
is one thing. That is what POSIX allows; ext4, XFS and btrfs show less.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import product
from random import Random
from typing import NamedTuple

FEW = 4
"""Up to so many changes that may be lost, all combinations of them are states."""


class Change(NamedTuple):
    """A change to the disk: bytes of a file (`node`), or names: one taken away and one given, either may be absent."""

    node: int
    data: bytes | None = None
    offset: int = 0
    taken: tuple[int, str] | None = None
    given: tuple[int, str] | None = None


class Call(NamedTuple):
    """A call as the tape has it: its name, the paths it names, bytes and offset of a write."""

    name: str
    path: str
    target: str = ""
    data: bytes = b""
    offset: int = 0


class Kept(NamedTuple):
    """A change in order of time, and when it began to last (None: it may be lost)."""

    change: Change
    at: int
    lasting: int | None


class State(NamedTuple):
    """A tree as a power cut may leave it, after so many calls."""

    cut: int
    files: dict[str, bytes]
    folders: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What tells states apart; the number in the lock file does not."""
        known = sorted((path, data) for path, data in self.files.items() if not path.endswith(".cspm/lock"))
        return sha256(repr((known, sorted(self.folders))).encode()).hexdigest()

    def lay_out(self, path: str) -> None:
        """Write the tree into a folder."""
        os.makedirs(path, exist_ok=True)
        for folder in sorted(self.folders):
            os.mkdir(os.path.join(path, folder))
        for name, data in self.files.items():
            with open(os.path.join(path, name), "wb") as file:
                file.write(data)


class Model:
    """The tree below a folder as it was, durable, and the calls since then."""

    def __init__(self, base: str, tops: Callable[[str], bool]) -> None:
        self.base = base
        self.bytes: dict[int, bytes] = {}
        self.first: dict[int, dict[str, int]] = {0: {}}
        self.now: dict[int, dict[str, int]] = {}
        self.kept: list[Kept] = []
        self.calls = 0
        for top in filter(tops, os.listdir(base)):
            self._scan(0, top, os.path.join(base, top))
        self.now = {node: dict(names) for node, names in self.first.items()}

    def _new(self) -> int:
        node = len(self.bytes) + len(self.now or self.first)
        while node in self.bytes or node in self.first or node in self.now:
            node += 1
        return node

    def _scan(self, above: int, name: str, path: str) -> None:
        node = self.first[above][name] = self._new()
        if os.path.isdir(path):
            self.first[node] = {}
            for inner in os.listdir(path):
                self._scan(node, inner, os.path.join(path, inner))
        else:
            with open(path, "rb") as file:
                self.bytes[node] = file.read()

    def _folder(self, path: str) -> int:
        """The node of a folder; one that was made past the watched calls may be lost like any other."""
        node = 0
        for part in os.path.relpath(path, self.base).split("/"):
            if part == ".":
                continue
            if part not in self.now[node]:
                self._make(node, part, folder=True)
            node = self.now[node][part]
        return node

    def _spot(self, path: str) -> tuple[int, str]:
        above, name = os.path.split(path)
        return self._folder(above), name

    def _make(self, above: int, name: str, *, folder: bool) -> None:
        node = self._new()
        if folder:
            self.now[node] = {}
            self.first[node] = {}
        else:
            self.bytes[node] = b""
        self._keep(Change(node, given=(above, name)))

    def _keep(self, change: Change) -> None:
        self.kept.append(Kept(change, self.calls, None))
        if change.taken:
            self.now[change.taken[0]].pop(change.taken[1], None)
        if change.given:
            self.now[change.given[0]][change.given[1]] = change.node

    def _lasting(self, which: Callable[[Change], bool]) -> None:
        self.kept = [
            one._replace(lasting=self.calls) if one.lasting is None and which(one.change) else one for one in self.kept
        ]

    def play(self, call: Call) -> None:
        """One call of `cspm.store.disk`."""
        self.calls += 1
        if call.name == "sync_all":
            self._lasting(lambda change: True)
            return
        if call.name == "fsync_folder":
            held = self._folder(call.path)
            self._lasting(lambda change: held in {spot[0] for spot in (change.given or change.taken,) if spot})
            return
        above, name = self._spot(call.path)
        node = self.now[above].get(name, -1)
        if call.name in ("open_new", "open_lock") and node < 0:
            self._make(above, name, folder=False)
        elif call.name == "mkdir":
            self._make(above, name, folder=True)
        elif call.name in ("write", "pwrite"):
            self._keep(Change(node, call.data, call.offset))
        elif call.name == "rename":
            self._keep(Change(node, taken=(above, name), given=self._spot(call.target)))
        elif call.name in ("unlink", "rmdir"):
            self._keep(Change(node, taken=(above, name)))
        elif call.name == "fsync":
            self._lasting(lambda change: change.node == node and change.data is not None)

    def cuts(self, since: int) -> range:
        """The moments of a cut: after each call from one on."""
        return range(since, self.calls + 1)

    def at(self, cut: int) -> tuple[list[Kept], list[int]]:
        """The changes until a cut, and the places of those that may be lost."""
        until = [one for one in self.kept if one.at <= cut]
        return until, [turn for turn, one in enumerate(until) if one.lasting is None or one.lasting > cut]

    def plans(self, since: int, random: Random, extra: int) -> Iterator[tuple[int, dict[int, float]]]:
        """Every cut from a call on, with what is there of each change that may be lost."""
        for cut in self.cuts(since):
            for chosen in choices(*self.at(cut), random, extra):
                yield cut, chosen

    def state(self, cut: int, chosen: dict[int, float]) -> State:
        """The tree after a cut."""
        until = self.at(cut)[0]
        names = {node: dict(held) for node, held in self.first.items()}
        data = dict(self.bytes)
        for turn, one in enumerate(until):
            share = chosen.get(turn, 1.0)
            if share:
                _apply(one.change, share, names, data)
        files: dict[str, bytes] = {}
        folders: list[str] = []
        self._walk(0, "", names, data, files, folders)
        return State(cut, files, tuple(folders))

    def _walk(
        self, node: int, path: str, names: dict[int, dict[str, int]], data: dict[int, bytes], files: dict[str, bytes],
        folders: list[str],
    ) -> None:  # fmt: skip
        for name, held in names[node].items():
            inner = f"{path}/{name}".lstrip("/")
            if held in names:
                folders.append(inner)
                self._walk(held, inner, names, data, files, folders)
            else:
                files[inner] = data[held]


def _apply(change: Change, share: float, names: dict[int, dict[str, int]], data: dict[int, bytes]) -> None:
    """One change; of a torn write (0 < share < 1) a part, of a write that came as zeros (share < 0) only its length."""
    if change.data is not None:
        said = bytes(len(change.data)) if share < 0 else change.data[: int(len(change.data) * share)]
        old = data[change.node].ljust(change.offset, b"\0")
        data[change.node] = old[: change.offset] + said + old[change.offset + len(said) :]
        return
    if change.taken and names[change.taken[0]].get(change.taken[1]) == change.node:
        del names[change.taken[0]][change.taken[1]]
    if change.given:
        names[change.given[0]][change.given[1]] = change.node


def choices(until: Sequence[Kept], loose: Sequence[int], random: Random, extra: int) -> Iterator[dict[int, float]]:
    """Which of the changes that may be lost are there, by their places: 1 whole, 0 not at all, else a part."""
    if len(loose) <= FEW:
        for bits in product((0.0, 1.0), repeat=len(loose)):
            yield dict(zip(loose, bits, strict=True))
    bytes_of = {turn: until[turn].change.data is not None for turn in loose}
    yield dict.fromkeys(loose, 0.0)
    yield {turn: float(bytes_of[turn]) for turn in loose}
    yield {turn: float(not bytes_of[turn]) for turn in loose}
    for turn in loose:
        yield {**dict.fromkeys(loose, 1.0), turn: 0.0}
        yield {**dict.fromkeys(loose, 0.0), turn: 1.0}
        yield {one: float(one <= turn) for one in loose}
        if bytes_of[turn]:
            yield {**dict.fromkeys(loose, 1.0), turn: 0.5}
            yield {**dict.fromkeys(loose, 1.0), turn: -1.0}
    for _ in range(extra if len(loose) > FEW else 0):
        yield {turn: random.choice((0.0, 1.0, 1.0, 0.5, -1.0) if bytes_of[turn] else (0.0, 1.0)) for turn in loose}
