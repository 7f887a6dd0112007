"""The lock by link, for shares: one holder at a time, named to those who wait, and never pushed aside in silence (P13)."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from cspm.core.language import language
from cspm.errors import StoreLocked, StoreProblem
from cspm.store import holders, layout, link_lock, lock, shares
from cspm.store.check import check
from cspm.store.lock import Lock
from tests.store.conftest import Open, add, open_store
from tests.store.test_lock import create, run_all

FORK = multiprocessing.get_context("fork")


@pytest.fixture(autouse=True)
def switch(root: Path) -> None:
    """The store asks for the lock by link."""
    (root / ".cspm/LOCK_BY_LINK").touch()


def hold(root: Path, ready: object, stop: object) -> None:
    """Have the lock until told."""
    held = Lock(str(root))
    held.take()
    ready.set()  # type: ignore[attr-defined]
    stop.wait(30)  # type: ignore[attr-defined]
    held.release()


def killed(root: Path) -> int:
    """A process that dies with the lock; its number."""
    ready, stop = FORK.Event(), FORK.Event()
    process = FORK.Process(target=hold, args=(root, ready, stop))
    process.start()
    assert ready.wait(10)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    return process.pid or 0


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "ext4"])
def test_a_share_with_the_switch_is_written(root: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """On any file system, for all desks must lock alike; nothing is left over; without the switch it is refused."""
    monkeypatch.setattr(shares, "file_system", lambda path: kind)
    assert add(open_store(root)) == "N-202611-0001"
    assert not (root / ".cspm/lock.held").exists() and os.listdir(root / ".cspm/tmp") == []
    (root / ".cspm/LOCK_BY_LINK").unlink()
    if kind != "ext4":
        with pytest.raises(StoreProblem, match="share"):
            add(open_store(root))


def test_two_processes_take_turns(root: Path) -> None:
    """Numbers without gap or double; whoever waits gets it."""
    run_all(create, [(root, number) for number in range(3)])
    store = open_store(root)
    assert store.ids("notes") == [f"N-202611-{number:04d}" for number in range(1, 16)]
    assert check(store).findings == []


def test_a_holder_is_named_and_not_pushed_aside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time is up: who, since when, what to type; `check --fix` leaves him alone; then it goes on."""
    monkeypatch.setattr(lock, "SECONDS", 0.2)
    ready, stop = FORK.Event(), FORK.Event()
    process = FORK.Process(target=hold, args=(root, ready, stop))
    process.start()
    assert ready.wait(10)
    with pytest.raises(StoreLocked, match=f"process {process.pid} .*check --fix") as refused:
        add(open_store(root))
    assert "lock.held" in language("zh").message(refused.value.message)
    assert check(open_store(root)).findings == []
    assert link_lock.stale(str(root), fix=True) is None
    stop.set()
    process.join()
    assert add(open_store(root)) == "N-202611-0001"


def test_a_dead_holder_stays_until_check_removes_him(root: Path, again: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named to who waits and by check; `check --fix` removes the lock; the number is raised for the dead one's sake."""
    monkeypatch.setattr(lock, "SECONDS", 0.2)
    add(again())
    before = lock.read_state(str(root / ".cspm/lock"))[0]
    pid = killed(root)
    with pytest.raises(StoreLocked, match=f"process {pid} "):
        add(again())
    assert again().ids("notes") == ["N-202611-0001"]
    found = check(again())
    assert [(one.code, one.level) for one in found.findings] == [("stale_lock", "error")]
    fixed = check(again(), fix=True)
    assert [(one.code, one.level) for one in fixed.findings] == [("stale_lock", "info")] and fixed.sound
    assert add(again()) == "N-202611-0002"
    assert lock.read_state(str(root / ".cspm/lock"))[0] == before + 2
    assert check(again()).findings == []


def rewritten(line: int, text: str) -> Callable[[Path], object]:
    """One line of what the holder said of himself replaced."""

    def act(path: Path) -> None:
        lines = path.read_text("utf-8").split("\n")
        lines[line] = text
        path.write_text("\n".join(lines), "utf-8")

    return act


UNCERTAIN: dict[str, Callable[[Path], object]] = {
    "another machine": rewritten(1, "elsewhere 0123456789"),
    "another container": rewritten(3, "pid:[1]"),
    "no number": rewritten(4, "x"),
    "other digits": rewritten(4, "٣"),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:30]),
    "not UTF-8": lambda path: path.write_bytes("赵".encode("gb18030")),
    "folder": lambda path: (path.unlink(), path.mkdir()),
    "FIFO": lambda path: (path.unlink(), os.mkfifo(path)),
    "link": lambda path: (path.unlink(), path.symlink_to("/nowhere")),
    "itself alive": lambda path: path.write_bytes(holders.described("me", 1)),
}


@pytest.mark.parametrize("name", UNCERTAIN)
def test_what_is_not_certainly_dead_is_left_alone(
    root: Path, again: Open, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Of another machine or container, garbage, something else: refused in a sentence, also by `check --fix`."""
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    killed(root)
    UNCERTAIN[name](root / ".cspm/lock.held")
    assert link_lock.stale(str(root), fix=True) is None
    assert os.path.lexists(root / ".cspm/lock.held")
    with pytest.raises(StoreLocked, match=r"lock\.held"):
        add(again())
    assert check(again()).findings == []


CERTAIN: dict[str, Callable[[Path], object]] = {
    "started anew": rewritten(2, "00000000-0000-0000-0000-000000000000"),
    "its number was given again": rewritten(4, str(os.getpid())),
    "no such process": rewritten(4, "4194305"),
}


@pytest.mark.parametrize("name", CERTAIN)
def test_what_is_certainly_dead(root: Path, name: str) -> None:
    """The machine was started since, or another process has the number now."""
    killed(root)
    CERTAIN[name](root / ".cspm/lock.held")
    assert holders.is_dead((root / ".cspm/lock.held").read_bytes())


def test_a_machine_that_cannot_tell_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a machine id two machines of one name look alike: nothing is certain."""
    killed(root)
    known = holders._here()
    monkeypatch.setattr(holders, "_here", lambda: ("host ", *known[1:]))
    rewritten(1, "host ")(root / ".cspm/lock.held")
    assert not holders.is_dead((root / ".cspm/lock.held").read_bytes())


def test_a_lock_that_somebody_took_over_is_not_released(root: Path) -> None:
    """Who was pushed aside by hand does not push aside in turn."""
    held = Lock(str(root))
    held.take()
    (root / ".cspm/lock.held").unlink()
    (root / ".cspm/lock.held").write_text("another's")
    held.release()
    assert (root / ".cspm/lock.held").read_text() == "another's"


def test_an_answer_that_got_lost(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server linked and its answer did not come: the second try says that it is there, and it is ours."""
    link = os.link

    def twice(source: str, target: str) -> None:
        link(source, target)
        link(source, target)

    monkeypatch.setattr(os, "link", twice)
    assert add(open_store(root)) == "N-202611-0001"
    assert not (root / ".cspm/lock.held").exists()


def test_a_share_without_hard_links(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused in a sentence, nothing is left over."""

    def refuse(*args: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(StoreProblem, match="not supported"):
        add(open_store(root))
    assert os.listdir(root / ".cspm/tmp") == []


def test_a_refusal_under_the_lock_lets_it_go(root: Path) -> None:
    """A newer store, or no lock file to be had: the next one need not wait."""
    (root / ".cspm/FORMAT").write_text(f"{layout.FORMAT + 1}\n")
    with pytest.raises(StoreProblem, match="format"):
        add(open_store(root))
    (root / ".cspm/FORMAT").write_text(f"{layout.FORMAT}\n")
    (root / ".cspm/lock").unlink()
    (root / ".cspm/lock").mkdir()
    with pytest.raises(StoreProblem):
        add(open_store(root))
    (root / ".cspm/lock").rmdir()
    assert add(open_store(root)) == "N-202611-0001"


def test_a_share_that_gives_each_name_its_own_inode(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As sshfs does: whose lock it is, is told by what it says."""

    def linked(source: str, target: str) -> None:
        Path(target).write_bytes(Path(source).read_bytes())

    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(lock, "SECONDS", 0.3)
    assert add(open_store(root)) == "N-202611-0001"
    assert not (root / ".cspm/lock.held").exists()


def test_a_refusal_for_somebody_was_faster(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sshfs says "not permitted" then: it is tried again; a share that always says so is told as it is."""
    link, left = os.link, [3]

    def refused(source: str, target: str) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(1, "Operation not permitted")
        link(source, target)

    monkeypatch.setattr(os, "link", refused)
    assert add(open_store(root)) == "N-202611-0001"
    left[0] = 1000
    with pytest.raises(StoreProblem, match="permission denied"):
        add(open_store(root))
