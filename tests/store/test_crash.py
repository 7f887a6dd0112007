"""A process that dies, or a disk that fails, at every single call: all or nothing, and the next command just works."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from cspm.core.language import language
from cspm.errors import CspmError, StoreNotWritable, StoreUnfinished
from cspm.store import disk
from cspm.store.check import check
from cspm.store.repository import Store
from tests.store.conftest import add, make_site, open_store
from tests.store.faults import calls_of, each_call, in_child
from tests.store.kinds import MONTH, note, place, stamp

Work = Callable[[Store], None]


def one(store: Store) -> None:
    """A single new record, in a month that has no folder yet."""
    with store.change() as change:
        change.put(note(change.new_id("notes", "2026-12"), "new"))


def step(store: Store) -> None:
    """The next revision of a record."""
    with store.change() as change:
        change.put(change.load("notes", "N-202611-0001").stepped(stamp(), "counted", counter=1, text="new"))


def several(store: Store) -> None:
    """Two new records and a changed one, as one."""
    with store.change() as change:
        change.put(note(change.new_id("notes", MONTH), "new"))
        change.put(place("3-2-1501", "new"))
        change.put(change.load("notes", "N-202611-0001").stepped(stamp(), "counted", counter=1, text="new"))


def many(store: Store) -> None:
    """A batch over several months, with one record changed."""
    with store.batch() as batch:
        for month in ("2026-10", MONTH):
            for _ in range(2):
                batch.put(note(batch.new_id("notes", month), "new"))
        batch.put(batch.load("notes", "N-202611-0001").stepped(stamp(), "counted", counter=1, text="new"))


WORKS = {"one": (one, 1), "step": (step, 1), "several": (several, 3), "many": (many, 5)}


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A store with two records, to be copied."""
    make_site(tmp_path / "sample" / "records")
    store = open_store(tmp_path / "sample" / "records")
    add(store, "old1")
    add(store, "old2")
    store.rows("notes")
    store.close()
    return tmp_path / "sample"


def news(store: Store) -> int:
    """How many records the change has written, as lists see it."""
    found = len(store.rows("notes", "text = 'new'")) + len(store.rows("places", "owner = 'new'"))
    by_file = sum(store.document("notes", one)["text"] == "new" for one in store.ids("notes"))
    assert by_file + len(store.ids("places")) == found
    return found


def verify(root: Path, whole: int) -> int:
    """Readers see all or nothing, before and after the next command; then everything is sound. The number seen."""
    reader = open_store(root)
    before = news(reader)
    assert before in (0, whole)
    reader.close()
    store = open_store(root)
    number = add(store, "after")
    assert news(store) == before
    assert store.document("notes", number)["text"] == "after"
    result = check(store)
    assert result.sound, result.findings
    assert store.document("notes", "N-202611-0002")["text"] == "old2"
    assert not store.damaged
    store.close()
    return before


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("name", WORKS)
def test_killed_at_every_call(sample: Path, tmp_path: Path, name: str, after: bool) -> None:
    """Dead before or after the n-th call: all or nothing, the next command works (P1, P2, P5, P6)."""
    work, whole = WORKS[name]
    copytree(sample, tmp_path / "probe")
    count = len(calls_of(lambda: work(open_store(tmp_path / "probe/records"))))
    outcomes = []
    for turn in range(1, count + 1):
        copytree(sample, tmp_path / f"t{turn}")
        root = tmp_path / f"t{turn}" / "records"

        def die(number: int, call: str, turn: int = turn) -> None:
            if number == turn:
                os._exit(9)

        def act(root: Path = root, die: Callable[[int, str], None] = die) -> None:
            with each_call(die, after=after):
                work(open_store(root))

        assert in_child(act) == 9
        outcomes.append(verify(root, whole))
    assert outcomes == sorted(outcomes), "once decided, it stays"
    assert outcomes[0] == 0
    assert outcomes[-1] == whole


@pytest.mark.parametrize("name", ["several", "many"])
def test_recovery_is_cut_off_too(sample: Path, tmp_path: Path, name: str) -> None:
    """Dead after the commit, then dead at every call of the recovery: still all of it."""
    work, whole = WORKS[name]

    def cut(number: int, call: str) -> None:
        if committed and call == "rename":
            os._exit(9)
        if call == "rename":
            committed.append(number)

    committed: list[int] = []
    copytree(sample, tmp_path / "cut")

    def act() -> None:
        with each_call(cut):
            work(open_store(tmp_path / "cut/records"))

    assert in_child(act) == 9
    copytree(tmp_path / "cut", tmp_path / "probe")
    count = len(calls_of(lambda: open_store(tmp_path / "probe/records").held().__enter__()))
    for turn in range(1, count + 1):
        copytree(tmp_path / "cut", tmp_path / f"r{turn}")

        def recover(turn: int = turn) -> None:
            store = open_store(tmp_path / f"r{turn}/records")
            with each_call(lambda number, call: os._exit(9) if number == turn else None), store.held():
                pass

        assert in_child(recover) == 9
        assert verify(tmp_path / f"r{turn}" / "records", whole) == whole


@pytest.mark.slow
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
@pytest.mark.parametrize("sticky", [False, True], ids=["once", "sticky"])
@pytest.mark.parametrize("name", WORKS)
def test_a_failing_disk(sample: Path, tmp_path: Path, name: str, sticky: bool, number: int) -> None:
    """Refused in one sentence at every call; what is said to be done is done; afterwards everything works (P7, P8)."""
    work, whole = WORKS[name]
    copytree(sample, tmp_path / "probe")
    count = len(calls_of(lambda: work(open_store(tmp_path / "probe/records"))))
    for turn in range(1, count + 1):
        copytree(sample, tmp_path / f"t{turn}")
        root = tmp_path / f"t{turn}" / "records"

        def fail(reached: int, call: str, turn: int = turn) -> None:
            if reached == turn or (sticky and reached > turn):
                raise OSError(number, os.strerror(number))

        refused: CspmError | None = None
        with each_call(fail):
            try:
                work(open_store(root))
            except CspmError as error:
                refused = error
                assert "{" not in language("en").message(error.message)
        seen = verify(root, whole)
        if refused is None:
            assert seen == whole, "no false success"
        elif isinstance(refused, StoreNotWritable):
            assert seen == 0, f"call {turn} said that nothing was changed"
        else:
            assert isinstance(refused, StoreUnfinished)


def test_every_mutating_call_goes_through_disk() -> None:
    """Nobody else in the package writes to a record folder; the index has a folder of its own, a backup is a file
    elsewhere, and what restore builds is no store before its last rename."""
    import re

    names = "rename replace unlink remove rmdir mkdir makedirs fsync fdatasync write pwrite link symlink truncate chmod"
    calls = re.compile(rf"os\.({names.replace(' ', '|')})\(")
    folder = Path(disk.__file__).parent
    own = "database.py index.py site_file.py log.py backup.py restore.py kept.py"
    allowed = {"disk.py", *own.split(), "link_lock.py"}  # link: the one call that decides who has that lock
    allowed |= {"hand.py"}  # its writes go into a pipe
    found = {path.name for path in folder.glob("*.py") if calls.search(path.read_text("utf-8"))}
    assert found <= allowed


@pytest.mark.parametrize("name", ["step", "several", "many"])
def test_nothing_is_called_done_that_may_not_last(sample: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the names cannot be made durable after the commit: StoreUnfinished, and it is tried only once (P8)."""
    done: list[str] = []
    rename, calls = disk.rename, {"fsync_folder": disk.fsync_folder, "sync_all": disk.sync_all}

    def moved(source: str, target: str) -> None:
        rename(source, target)
        done.append(target)

    def fail(path: str, call: str) -> None:
        if done:
            done.append("failed")
            raise OSError(errno.EIO, "broken")
        calls[call](path)

    monkeypatch.setattr(disk, "rename", moved)
    for call in calls:
        monkeypatch.setattr(disk, call, lambda path, call=call: fail(path, call))
    with pytest.raises(StoreUnfinished):
        WORKS[name][0](open_store(sample / "records"))
    assert done.count("failed") == 1
    monkeypatch.undo()
    assert verify(sample / "records", WORKS[name][1]) == WORKS[name][1]


def test_short_writes_are_continued(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes seven bytes at a time gets them all."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data[:7])))
    several(open_store(sample / "records"))
    monkeypatch.undo()
    assert verify(sample / "records", 3) == 3


@pytest.mark.parametrize("name", WORKS)
def test_what_must_be_durable_before_what(sample: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files before they are moved, names before the journal goes: ext4 forgives this, other file systems do not (P3)."""
    log: list[tuple[str, str]] = []

    def logged(call: str) -> Callable[..., object]:
        original: Callable[..., object] = getattr(disk, call)

        def wrapper(*args: object) -> object:
            result = original(*args)
            log.append((call, os.path.relpath(str(args[-1]), sample / "records") if isinstance(args[0], str) else ""))
            return result

        return wrapper

    for call in ("rename", "fsync", "fsync_folder", "sync_all", "rmdir"):
        monkeypatch.setattr(disk, call, logged(call))
    WORKS[name][0](open_store(sample / "records"))
    moves = [(turn, path) for turn, (call, path) in enumerate(log) if call == "rename" and path[0] != "."]
    assert any(call in ("fsync", "sync_all") for call, _ in log[: moves[0][0]])
    end = next((turn for turn, (call, _) in enumerate(log) if call == "rmdir"), len(log))
    for turn, target in moves:
        wanted = {("fsync_folder", os.path.dirname(target)), ("sync_all", ".")}
        assert wanted & set(log[turn:end]), target
    if name in ("several", "many"):
        commit = log.index(("rename", ".cspm/journal/commit"))
        assert log[commit + 1] == ("fsync_folder", ".cspm/journal")
        assert commit < moves[0][0]
