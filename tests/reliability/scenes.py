"""The sample site, and every kind of writing command upon it: what P2, P3, P5 and P7 cut off at each point."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import mkdtemp
from typing import Any, NamedTuple

from tests.reliability.engine import Outcome, Place, Work, command, done, nothing
from tests.reliability.loader import Document, essence

ROLES = ("site_admin", "general_manager", "csc_manager", "front_desk", "technician", "cleaning_supervisor")
HEAD = "text,source_id,phone,unit,received_at\n"
GM, CLEANING, DESK = "general_manager", "cleaning_supervisor", "csc_manager"
COMPLAINT, SHARED = "T-202503-0004", ("T-202503-0001", "T-202503-0002")
PROBE = "written after the crash"


def rows(token: str, count: int) -> str:
    """An import file of so many tickets."""
    lines = [f"{token}r{turn},{token}s{turn},13800000000,1-1-{101 + turn},2025-03-09 10:00\n" for turn in range(count)]
    return HEAD + "".join(lines)


def write(path: str, data: str | bytes) -> None:
    """A file of the trial, not of the store."""
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


class Scene(NamedTuple):
    """A writing command: its words and actor, and what leads to it.

    `code` is how it ends undisturbed, `steps` says that each of its records is a change of its own, `elsewhere` that it
    makes the store; `view` is the reading command that shows what it changes.
    """

    name: str
    words: tuple[str, ...]
    actor: str = DESK
    before: tuple[tuple[str, ...], ...] = ()
    act: Any = None
    code: int = 0
    steps: bool = False
    elsewhere: bool = False
    view: tuple[str, ...] = ("list", "--all", "--json")

    def prepare(self, place: Place) -> None:
        """Bring a fresh copy of the sample site to where the command is about to be typed."""
        if self.act is not None:
            self.act(place)
        for actor, *words in self.before:
            done(place, *words, actor=actor)

    def start(self, place: Place, act: Work = nothing, **more: Any) -> Outcome:
        """Type the command."""
        return command(place, *self.words, actor=self.actor, act=act, **more)


def _damage(place: Place) -> None:
    with open(f"{place.root}/tickets/2025/03/T-202503-0002.json", "r+b") as file:
        file.truncate(100)
    write(f"{place.root}/staff/technician.json", b"")


def _pack(place: Place) -> None:
    done(place, "backup", place / "backup.tar")
    shutil.rmtree(place.root)


def _bare(place: Place) -> None:
    shutil.rmtree(place.root)


def _two_hundred(place: Place) -> None:
    write(place / "many.csv", rows("many", 200))


SCENES = {
    scene.name: scene
    for scene in (
        Scene("create", ("create", "new", "--unit", "1-1-101")),
        Scene("create in a new month", ("--now", "2025-04-02 10:00", "create", "new")),
        Scene("dispatch", ("dispatch", "T-202503-0001", "--to", "technician")),
        Scene("dispatch two", ("dispatch", "T-202503-0001", "T-202503-0002", "--to", "technician")),
        Scene("close", ("close", "T-202503-0003", "--signed-by", "A")),
        Scene("materials", ("materials", "T-202503-0001", "--take", "tap:1")),
        Scene("judge", ("complaint", "judge", COMPLAINT, "valid", "--opinion", "o", "--severity", "major")),
        Scene("progress", ("complaint", "progress", COMPLAINT, "on its way")),
        Scene("link", ("complaint", "link", COMPLAINT, "T-202503-0001")),
        Scene("callback", ("callback", "T-202503-0005", "--method", "phone", "--satisfied", "--opinion", "good")),
        Scene("amend", ("amend", "T-202503-0001", "text=other", "--reason", "typed wrong")),
        Scene("undo", ("undo", "T-202503-0003")),
        Scene("cancel two", ("cancel", "T-202503-0001", "T-202503-0002", "--reason", "not wanted")),
        Scene("import", ("import", "rows.csv", "--as", "tickets", "--batch", "b2")),
        Scene("imports undo", ("imports", "undo", "b1")),
        Scene("staff add", ("staff", "add", "X1", "--name", "X", "--role", "technician"), "site_admin"),
        Scene("contract fee", ("contract", "fee", "C1", "--monthly-fee", "9", "--from", "2025-03-01", "--reason", "r"), GM),
        Scene("inspection", ("inspection", "add", "--contract", "C1", "--date", "2025-03-03", "--area", "A1"), CLEANING),
        Scene("draft", ("settlement", "draft", "--contract", "C1", "--month", "2025-02"), CLEANING,
              view=("settlement", "list", "-o", "json")),
        Scene("approve", ("settlement", "approve", "--contract", "C1", "--month", "2025-02"), GM,
              ((CLEANING, "settlement", "draft", "--contract", "C1", "--month", "2025-02"),), view=("settlement", "list", "-o", "json")),
        Scene("standard", ("standard", "load-default"), GM, view=("standard", "list", "-o", "json")),
        Scene("seal", ("seal", "--month", "2025-02"), GM),
        Scene("fix", ("check", "--fix"), "site_admin", act=_damage, code=1, steps=True),
        Scene("restore", ("restore", "backup.tar", "records"), "", act=_pack, elsewhere=True),
        Scene("init", ("init", "records", "--name", "T", "--timezone", "Asia/Shanghai"), "", act=_bare, elsewhere=True),
    )
}  # fmt: skip
LONG = Scene("import of 200", ("import", "many.csv", "--as", "tickets", "--batch", "b3"), act=_two_hundred)


def make_site(place: Place) -> None:
    """The sample site: people, tickets in several states, a complaint, an import, a contract with an inspection."""
    os.makedirs(place.path, exist_ok=True)
    done(place, "init", "records", "--name", "T", "--timezone", "Asia/Shanghai", "--profile", "dtz", actor="", now=None)
    for role in ROLES:
        done(place, "staff", "add", role, "--name", role, "--role", role, actor="")
    done(place, "areas", "add", "A1", "--name", "Lobby", actor="site_admin")
    for text in ("one", "two", "three"):
        done(place, "create", text, "--unit", "1-1-101")
    done(place, "create", "four", "--kind", "complaint", "--unit", "1-1-102")
    done(place, "create", "five", "--unit", "1-1-103")
    for ticket in ("T-202503-0003", "T-202503-0005"):
        done(place, "dispatch", ticket, "--to", "technician")
        done(place, "finish", ticket, "--result", "ok", "--by", "technician")
    done(place, "close", "T-202503-0005", "--signed-by", "A")
    write(place / "old.csv", rows("old", 3))
    write(place / "rows.csv", rows("new", 3))
    done(place, "import", "old.csv", "--as", "tickets", "--batch", "b1")
    term = ("--monthly-fee", "10000", "--start", "2025-01-01", "--end", "2025-12-31")
    done(place, "contract", "add", "--id", "C1", "--contractor", "X", "--domain", "cleaning", *term, actor=GM)
    done(place, "inspection", "add", "--contract", "C1", "--date", "2025-02-03", "--area", "A1", actor=CLEANING)
    done(place, "list", "--all", "-q")


class Ground:
    """A working folder with the sample site, and copies of it for the trials."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.site = Place(os.path.join(path, "site"))
        make_site(self.site)
        self._count = 0

    def place(self, name: str = "t", source: Place | None = None) -> Place:
        """A fresh copy of the sample site (or of another place)."""
        self._count += 1
        path = os.path.join(self.path, f"{name.replace(' ', '-')}-{os.getpid()}-{self._count}")
        shutil.copytree((source or self.site).path, path, symlinks=True)
        return Place(path)

    @contextmanager
    def trial(self, name: str = "t", source: Place | None = None) -> Iterator[Place]:
        """A copy for one trial, removed after it."""
        place = self.place(name, source)
        try:
            yield place
        finally:
            shutil.rmtree(place.path, ignore_errors=True)

    @contextmanager
    def empty(self, name: str) -> Iterator[Place]:
        """An empty folder for one trial, removed after it."""
        self._count += 1
        path = os.path.join(self.path, f"{name}-{os.getpid()}-{self._count}")
        os.mkdir(path)
        try:
            yield Place(path)
        finally:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def ground(workdir: str | None = None, *, keep: bool = False) -> Iterator[Ground]:
    """A ground in memory when there is room for one in memory, else in the temporary folder."""
    above = workdir or ("/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    path = mkdtemp(prefix="cspm-reliability-", dir=above)
    try:
        yield Ground(path)
    finally:
        if not keep:
            shutil.rmtree(path, ignore_errors=True)


class Ends(NamedTuple):
    """A scene made ready; what its store says before and after the command, and what its view shows then."""

    scene: Scene
    ready: Place
    said: tuple[Document, Document]
    shown: tuple[str, str]

    def between(self, found: Document) -> bool:
        """Whether every record is as before or as after: enough for a command of many steps, each on its own."""
        before, after = self.said
        return all(found.get(path) in (before.get(path), after.get(path)) for path in {*before, *after, *found})


def ready(ground: Ground, scene: Scene) -> Place:
    """A copy of the sample site in which the command is about to be typed."""
    place = ground.place(f"ready {scene.name}")
    scene.prepare(place)
    return place


def ends(ground: Ground, scene: Scene, prepared: Place | None = None) -> Ends:
    """Prepare a scene and run it once undisturbed."""
    start = prepared or ready(ground, scene)
    before = essence(start.root)
    with ground.trial("probe", start) as place:
        outcome = scene.start(place)
        if outcome.code != scene.code:
            raise RuntimeError(f"{scene.name}: {outcome}")
        after, shown = essence(place.root), command(place, *scene.view).out
    if before == after:
        raise RuntimeError(f"{scene.name} changes nothing")
    return Ends(scene, start, (before, after), (command(start, *scene.view).out, shown))


def without_probe(said: Document) -> Document:
    """What a store says, but for the record that a trial wrote after its crash."""
    return {path: one for path, one in said.items() if not (isinstance(one, dict) and one.get("text") == PROBE)}


def next_command(place: Place) -> Outcome:
    """What somebody types next: a new ticket."""
    return command(place, "create", PROBE)
