"""Many processes: one lock, numbers without gaps, no lost update, batches whole or not at all, holders named."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import threading
from pathlib import Path
from time import sleep

import pytest

from cspm.errors import ChangedMeanwhile, StoreLocked, StoreNotWritable, StoreProblem
from cspm.store import disk, lock, shares
from cspm.store.check import check
from cspm.store.lock import Lock
from cspm.store.repository import Store
from tests.store.conftest import Open, add, open_store
from tests.store.kinds import MONTH, note, stamp

FORK = multiprocessing.get_context("fork")


def run_all(target: object, args: list[tuple[object, ...]]) -> None:
    """One process per argument; all must end well."""
    processes = [FORK.Process(target=target, args=one) for one in args]  # type: ignore[arg-type]
    for process in processes:
        process.start()
    for process in processes:
        process.join(100)
        assert process.exitcode == 0


def create(root: Path, number: int) -> None:
    """Five new notes."""
    store = open_store(root)
    for turn in range(5):
        add(store, f"{number}-{turn}")
    store.close()


def count(root: Path) -> None:
    """Five times one more, again when somebody was faster."""
    store = open_store(root)
    done = 0
    while done < 5:
        seen = store.load("notes", "N-202611-0001")
        try:
            with store.change() as change:
                change.load("notes", seen.id, revision=seen.revision)
                change.put(seen.stepped(stamp(), "counted", counter=seen.counter + 1))  # type: ignore[attr-defined]
            done += 1
        except ChangedMeanwhile:
            continue


def watch(root: Path, stop: str) -> None:
    """Lists and shows never go back, and never see half a batch."""
    highest, listed = 0, 0
    while not os.path.exists(stop):
        store = open_store(root)
        highest, before = max(highest, store.document("notes", "N-202611-0001")["counter"]), highest
        assert highest >= before
        (row,) = store.rows("notes", "id = 'N-202611-0001'", columns=["counter"])
        assert row["counter"] >= highest
        now = len(store.ids("notes"))
        assert now >= listed
        listed = now
        assert store.query("SELECT COUNT(*) FROM notes WHERE text = 'batch'")[0][0] % 40 == 0
        store.close()


@pytest.mark.slow
def test_twenty_processes(root: Path) -> None:
    """Numbers 1 to 100 without gap or double, and the texts are all there (P9)."""
    run_all(create, [(root, number) for number in range(20)])
    store = open_store(root)
    assert store.ids("notes") == [f"N-202611-{number:04d}" for number in range(1, 101)]
    assert len({row["text"] for row in store.rows("notes")}) == 100
    assert check(store).findings == []


@pytest.mark.slow
def test_counting_with_readers_beside(root: Path, tmp_path: Path) -> None:
    """No update is lost, nobody reads older or half data (P10, P11)."""
    add(open_store(root), "counter")
    stop = str(tmp_path / "stop")
    readers = [FORK.Process(target=watch, args=(root, stop)) for _ in range(2)]
    for reader in readers:
        reader.start()
    run_all(count, [(root,)] * 4)
    for _ in range(3):
        with open_store(root).batch() as batch:
            for _ in range(40):
                batch.put(note(batch.new_id("notes", MONTH), "batch"))
    Path(stop).write_text("")
    for reader in readers:
        reader.join(60)
        assert reader.exitcode == 0
    assert open_store(root).document("notes", "N-202611-0001")["counter"] == 20


def fill(root: Path) -> None:
    """A batch of 600 records."""
    with open_store(root).batch() as batch:
        for _ in range(600):
            batch.put(note(batch.new_id("notes", MONTH), "batch"))


@pytest.mark.slow
def test_a_batch_killed_at_any_moment(root: Path) -> None:
    """All of it or none, and the next command works (P1, P5)."""
    whole = 0
    for turn in range(12):
        process = FORK.Process(target=fill, args=(root,))
        process.start()
        sleep(0.02 + turn * 0.03)
        process.kill()
        process.join()
        store = open_store(root)
        seen = len(store.query("SELECT id FROM notes WHERE text = 'batch'"))
        assert seen in (whole, whole + 600)
        whole = seen
        add(store, "after")
        assert check(open_store(root)).sound
    fill(root)
    assert len(open_store(root).query("SELECT id FROM notes WHERE text = 'batch'")) == whole + 600


def test_a_busy_store_names_the_holder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time is up: who holds it."""
    monkeypatch.setattr(lock, "SECONDS", 1)
    ready, stop = FORK.Event(), FORK.Event()

    def hold() -> None:
        held = Lock(str(root))
        held.take()
        ready.set()
        stop.wait(30)

    process = FORK.Process(target=hold)
    process.start()
    ready.wait(10)
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(StoreLocked) as refused:
        Lock(str(root)).take()
    assert f"process {process.pid}" in str(refused.value)
    assert signal.getsignal(signal.SIGALRM) == before
    assert open_store(root).ids("notes") == []
    stop.set()
    process.join()
    add(open_store(root))


def test_waiting_in_a_thread(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no alarm can be set, the wait still ends."""
    monkeypatch.setattr(lock, "SECONDS", 1)
    held = Lock(str(root))
    held.take()
    refused: list[Exception] = []

    def wait() -> None:
        try:
            Lock(str(root)).take()
        except StoreLocked as error:
            refused.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    thread.join(20)
    held.release()
    assert len(refused) == 1


def test_a_dead_holder_raises_the_number(root: Path) -> None:
    """Who dies with the lock may have changed something: the next one makes readers look."""
    store = open_store(root)
    add(store)
    before = lock.read_state(str(root / ".cspm/lock"))

    def die() -> None:
        Lock(str(root)).take()
        os._exit(0)

    process = FORK.Process(target=die)
    process.start()
    process.join()
    assert lock.read_state(str(root / ".cspm/lock"))[1]
    with store.held():
        pass
    after = lock.read_state(str(root / ".cspm/lock"))
    assert after == (before[0] + 1, "")


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_network_shares_are_refused(root: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Before anything is written, in one sentence (P13); reading goes on."""
    monkeypatch.setattr(shares, "file_system", lambda path: kind)
    with pytest.raises(StoreProblem, match=kind):
        add(open_store(root))
    assert not (root / ".cspm/lock").exists()
    assert open_store(root).ids("notes") == []


def test_the_type_of_a_file_system() -> None:
    """As the kernel says it."""
    assert shares.file_system("/proc") == "proc"
    assert shares.file_system("/nowhere") == ""


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_store_that_may_only_be_read(root: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Writing is refused, reading works, check works."""
    add(open_store(root), "x")

    def refuse(*args: object) -> int:
        raise OSError(number, os.strerror(number))

    for name in disk.CALLS:
        monkeypatch.setattr(disk, name, refuse)
    with pytest.raises(StoreNotWritable):
        add(open_store(root))
    assert open_store(root).ids("notes") == ["N-202611-0001"]
    assert check(open_store(root)).sound


def test_a_lock_that_is_something_else(root: Path) -> None:
    """A folder or FIFO in its place is refused, and nothing hangs."""
    (root / ".cspm/lock").mkdir()
    with pytest.raises(StoreProblem):
        add(open_store(root))
    (root / ".cspm/lock").rmdir()
    os.mkfifo(root / ".cspm/lock")
    with pytest.raises(StoreProblem):
        add(open_store(root))
    assert open_store(root).ids("notes") == []


def test_a_removed_lock_file_locks_nobody_out(root: Path, store: Store, again: Open) -> None:
    """Who removes the lock file by hand loses nothing."""
    add(store)
    (root / ".cspm/lock").unlink()
    assert add(again()) == "N-202611-0002"
