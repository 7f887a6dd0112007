"""Numbers are never given twice (P9), whatever becomes of files, folders and hints."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cspm.store import disk, numbering
from cspm.store.check import check
from cspm.store.repository import Store
from tests.store.conftest import Open, add
from tests.store.kinds import KINDS, MONTH, note, stamp

NOTES = KINDS["notes"]
HINT = ".cspm/numbers/notes~2026-11"
MONTHS = "notes/2026/11"


def noted(store: Store, count: int = 1) -> str:
    """So many new notes, each noted as a commit does it; the last id."""
    record_id = ""
    for _ in range(count):
        record_id = add(store)
        numbering.note(store.root, numbering.given([(NOTES, record_id)]))
    return record_id


def last(root: Path) -> int:
    """What the next command takes for the highest number."""
    return numbering.last_number(str(root), NOTES, MONTH)


def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The record folders that are listed from now on."""
    seen: list[str] = []
    original = os.listdir

    def watching(path: str) -> list[str]:
        if "/notes/" in str(path):
            seen.append(str(path))
        return original(path)

    monkeypatch.setattr(os, "listdir", watching)
    return seen


def test_a_deleted_last_number_is_not_given_again(store: Store, again: Open, root: Path) -> None:
    """By hand, one or all of them, or with the whole month."""
    noted(store, 3)
    (root / MONTHS / "N-202611-0003.json").unlink()
    assert noted(again()) == "N-202611-0004"
    for path in (root / MONTHS).iterdir():
        path.unlink()
    assert noted(again()) == "N-202611-0005"
    (root / MONTHS).rename(root.parent / "gone")
    assert noted(again()) == "N-202611-0006"
    assert {problem.code for problem in check(again()).findings} == {"gap"}


def test_a_refused_change_takes_no_number(store: Store, root: Path) -> None:
    """Numbers are noted when they are committed: no gap is left by who thought better of it."""
    noted(store, 2)
    with pytest.raises(ZeroDivisionError), store.change() as change:
        change.put(note(change.new_id("notes", MONTH)))
        raise ZeroDivisionError
    with store.change(dry_run=True) as change:
        assert change.new_id("notes", MONTH) == "N-202611-0003"
    assert noted(store) == "N-202611-0003"


SPOILT: dict[str, Callable[[Path], object]] = {
    "lost": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(b"\0" * 61),
    "half": lambda path: path.write_bytes(path.read_bytes()[:9]),
    "edited up": lambda path: path.write_bytes(path.read_bytes().replace(b"5 ", b"9999 ", 1)),
    "edited down": lambda path: path.write_bytes(path.read_bytes().replace(b"5 ", b"1 ", 1)),
    "a number only": lambda path: path.write_text("77\n"),
    "10^30": lambda path: path.write_text("1" + "0" * 30),
    "GBK": lambda path: path.write_bytes("五".encode("gb18030")),
    "UTF-16": lambda path: path.write_bytes("5 1 1".encode("utf-16")),
    "conflict": lambda path: path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes() + b">>>>>>> x\n"),
    "folder": lambda path: (path.unlink(), path.mkdir()),
    "FIFO": lambda path: (path.unlink(), os.mkfifo(path)),
    "link": lambda path: (path.unlink(), path.symlink_to("/etc/hostname")),
    "loop": lambda path: (path.unlink(), path.symlink_to(path)),
    "the folder lost": lambda path: (path.unlink(), path.parent.rmdir()),
    "the folder a file": lambda path: (path.unlink(), path.parent.rmdir(), path.parent.write_text("x")),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_hint_is_healed_by_the_folder(store: Store, again: Open, root: Path, name: str) -> None:
    """Nothing that stands in its place raises or lowers a number, or stops a change."""
    noted(store, 5)
    SPOILT[name](root / HINT)
    assert last(root) == 5
    assert noted(again()) == "N-202611-0006"
    assert noted(again()) == "N-202611-0007"
    assert check(again()).sound


def test_a_hint_that_is_behind(store: Store, again: Open, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dead between commit and hint, or a desk without it: the files count."""
    noted(store, 2)
    before = (root / HINT).read_bytes()
    noted(store, 3)
    (root / HINT).write_bytes(before)
    assert last(root) == 5
    monkeypatch.setattr(numbering, "LONG", -1)  # a month too long to be listed
    assert last(root) == 5
    monkeypatch.setattr(numbering, "PROBES", 2)
    assert last(root) == 5
    (root / MONTHS / "N-202611-0009.json").write_text("{}")
    assert last(root) == 9


def test_files_that_come_by_hand(store: Store, again: Open, root: Path) -> None:
    """By copy or git pull: the highest counts, and what was quarantined too."""
    noted(store, 2)
    text = (root / MONTHS / "N-202611-0001.json").read_text("utf-8")
    (root / MONTHS / "N-202611-0007.json").write_text(text.replace("N-202611-0001", "N-202611-0007"), "utf-8")
    assert noted(again()) == "N-202611-0008"
    (root / MONTHS / "N-202611-0020.json").write_text("damaged")
    check(again(), fix=True)
    assert noted(again()) == "N-202611-0021"


def test_a_long_month_is_not_listed(store: Store, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An untouched month of any length never is; a long one not even after changes; no file is ever written over."""
    noted(store, 3)
    seen = listed(monkeypatch)
    assert last(root) == 3 and seen == []
    with store.change() as change:
        change.put(change.load("notes", "N-202611-0002").stepped(stamp(), "x", counter=1))
    seen.clear()
    assert last(root) == 3 and len(seen) == 1
    monkeypatch.setattr(numbering, "LONG", -1)
    seen.clear()
    (root / MONTHS / "N-202611-0004.json").write_text("by hand")
    assert last(root) == 4 and seen == []


def test_what_is_given() -> None:
    """The highest by month; kinds without months have no numbers."""
    ids = ["N-202611-0002", "N-202611-0010", "N-202612-0001"]
    found = numbering.given([*((NOTES, one) for one in ids), (KINDS["places"], "1-1-1")])
    assert found == {("notes", "2026-11"): 10, ("notes", "2026-12"): 1}


def test_a_failing_disk_spoils_no_change(store: Store, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hint that cannot be written is none; it never goes down."""
    noted(store, 2)

    def refuse(*args: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        for name in ("open_lock", "pwrite", "mkdir"):
            patch.setattr(disk, name, refuse)
            numbering.note(str(root), {("notes", MONTH): 3})
    numbering.note(str(root), {("notes", MONTH): 1})
    assert last(root) == 2


def test_a_new_id_costs_no_sync(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint is written in place and left to the kernel; other desks may write it too."""
    calls: list[str] = []
    for name in disk.CALLS:
        original = getattr(disk, name)
        monkeypatch.setattr(
            disk, name, lambda *args, name=name, original=original: (calls.append(name), original(*args))[1]
        )
    os.chmod(root / ".cspm", 0o770)
    old = os.umask(0o077)
    try:
        numbering.note(str(root), {("notes", MONTH): 3})
        numbering.note(str(root), {("notes", MONTH): 4})
    finally:
        os.umask(old)
    assert not {"fsync", "fsync_folder", "sync_all"} & set(calls)
    assert (root / HINT).stat().st_mode & 0o777 == 0o660
    assert last(root) == 4
