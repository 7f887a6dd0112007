"""Backups: one moment of the store in one file, and a store again only from a file that is sound."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.errors import AlreadyThere, BadValue, StoreNotWritable
from cspm.store import backup as backups
from cspm.store import disk
from cspm.store.backup import MANIFEST, backup
from cspm.store.check import check
from cspm.store.repository import Store
from cspm.store.restore import restore
from cspm.store.seals import month_heads, write
from tests.store.conftest import add, open_store
from tests.store.kinds import KINDS, MONTH, place, stamp

FACTS = {"site": "test-store", "name": "小区", "made_at": "2026-11-22T10:00:00+08:00"}


def filled(store: Store) -> Store:
    """A store with records of both kinds, a seal, and something in quarantine."""
    for text in ("漏水", "停电", "电梯"):
        add(store, text)
    with store.change() as change:
        change.put(place("3-2-1501", "王芳"))
    write(store, MONTH, {"figures": {}}, month_heads(store, MONTH), after=0)
    Path(store.root, ".cspm/quarantine/notes~2026~11~N-202611-0009.json.1").write_bytes(b"\xff{")
    return store


def once_copied(record_id: str, act: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Do something right after that record was copied for the first time; the list then holds its path."""
    copy, done = backups._copy, []

    def busy(root: str, path: str, *rest: Any) -> None:
        copy(root, path, *rest)
        if path.endswith(f"{record_id}.json") and not done:
            done.append(path)
            act(Path(root, path))

    monkeypatch.setattr(backups, "_copy", busy)
    return done


def renew(root: str, record_id: str) -> None:
    """Another process changes a note."""
    with open_store(Path(root)).change() as change:
        change.put(change.load("notes", record_id).stepped(stamp("li", 5), "changed", text="new"))


def contents(root: str) -> dict[str, bytes]:
    """Every file of a store but the lock and the hints of numbers, which belong to a moment."""
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder, name)
            if path.parent.name == "numbers":
                continue
            found[str(path.relative_to(root))] = path.read_bytes()
    found.pop(".cspm/lock", None)
    return found


@pytest.fixture
def made(store: Store, tmp_path: Path) -> str:
    """A backup of a filled store."""
    return str(backup(filled(store), str(tmp_path / "b.tar"), facts=FACTS)["file"])


@pytest.mark.parametrize("name", ["b.tar", "b.tar.gz", "b.tgz"])
def test_a_restored_store_is_the_same(store: Store, tmp_path: Path, name: str) -> None:
    """Every byte of records, settings, seals and quarantine; `check` finds nothing."""
    said = backup(filled(store), str(tmp_path / name), facts=FACTS)
    assert (said["records"], said["skipped"]) == (4, [])
    again = restore(said["file"], str(tmp_path / "new" / "records"), KINDS)
    assert (again["records"], again["files"], again["site"]) == (4, said["files"], "test-store")
    assert contents(again["store"]) == contents(store.root)
    there = open_store(Path(again["store"]))
    assert [finding for finding in check(there).findings if finding.level != "info"] == []
    assert add(there) == "N-202611-0010"
    there.close()


def test_a_store_put_back_in_its_place_is_read_anew(store: Store, root: Path, tmp_path: Path) -> None:
    """The index of this machine still knows the later state; nothing of it is shown."""
    add(store, "before")
    file = backup(store, str(tmp_path / "b.tar"), facts=FACTS)["file"]
    add(store, "after")
    assert len(store.ids("notes")) == 2
    store.close()
    root.rename(tmp_path / "lost")
    restore(file, str(root), KINDS)
    there = open_store(root)
    assert [row["text"] for row in there.rows("notes")] == ["before"]
    there.close()


def test_equal_records_give_equal_backups(store: Store, tmp_path: Path) -> None:
    """Order, owners and times are not those of the moment, so two backups can be compared as files."""
    filled(store)
    first, second = (
        Path(backup(store, str(tmp_path / name), facts=FACTS)["file"]) for name in ("a.tar.gz", "b.tar.gz")
    )
    assert first.read_bytes() == second.read_bytes()


def test_what_changes_while_it_is_copied_is_copied_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record changed, one added and one removed during the copying: the backup is the store at the end of it."""
    first, second = add(store, "old"), add(store, "goes")

    def meanwhile(path: Path) -> None:
        renew(store.root, first)
        add(open_store(Path(store.root)), "added")
        path.unlink()

    done = once_copied(second, meanwhile, monkeypatch)
    said = backup(store, str(tmp_path / "b.tar"), facts=FACTS)
    again = restore(said["file"], str(tmp_path / "new"), KINDS)
    assert contents(again["store"]) == contents(store.root)
    assert done


def test_the_last_file_copied_changes_too(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was copied last is copied again and not forgotten; nothing of it is kept in memory or beside the backup."""
    last = add(store, "old")
    done = once_copied(last, lambda _path: renew(store.root, last), monkeypatch)
    said = backup(store, str(tmp_path / "out.tar"), facts=FACTS)
    again = restore(said["file"], str(tmp_path / "new"), KINDS)
    assert contents(again["store"]) == contents(store.root) and done
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("folder", ["none", "file"])
def test_a_backup_into_no_folder(store: Store, tmp_path: Path, folder: str) -> None:
    """The sentence names the file that was asked for and the reason, not the parts it is made of."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreNotWritable, match="there is no folder") as caught:
        backup(store, str(tmp_path / folder / "b.tar"), facts=FACTS)
    assert caught.value.facts["path"] == str(tmp_path / folder / "b.tar")


def test_a_list_that_cannot_be_kept(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full while names are noted: refused, nothing is left over."""
    import sqlite3

    filled(store)

    def full(*args: Any, **more: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backups.BackupList, "put", full)
    (tmp_path / "out").mkdir()
    with pytest.raises(StoreNotWritable, match="full"):
        backup(store, str(tmp_path / "out/b.tar"), facts=FACTS)
    assert os.listdir(tmp_path / "out") == []


def test_nobody_waits_for_the_copying(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that did not change are not read under the lock."""
    filled(store)
    held: list[bool] = []
    copy = backups._copy

    def watched(root: str, path: str, *rest: Any) -> None:
        held.append(Path(root, ".cspm/lock").read_bytes().splitlines()[1].strip() != b"")
        copy(root, path, *rest)

    monkeypatch.setattr(backups, "_copy", watched)
    backup(store, str(tmp_path / "b.tar"), facts=FACTS)
    assert held
    assert not any(held)


def test_a_file_that_cannot_be_read_is_named(store: Store, tmp_path: Path) -> None:
    """A link in a record's place is not followed and not passed over in silence; a damaged file is kept as it is."""
    filled(store)
    Path(store.root, "notes/2026/11/N-202611-0001.json").write_bytes(b"{")
    gone = Path(store.root, "notes/2026/11/N-202611-0002.json")
    gone.unlink()
    gone.symlink_to("/etc/hostname")
    said = backup(store, str(tmp_path / "b.tar"), facts=FACTS)
    assert [one["path"] for one in said["skipped"]] == ["notes/2026/11/N-202611-0002.json"]
    restore(said["file"], str(tmp_path / "new"), KINDS)
    assert (tmp_path / "new/notes/2026/11/N-202611-0001.json").read_bytes() == b"{"


def test_lock_journal_and_foreign_files_stay_out(store: Store, tmp_path: Path) -> None:
    """Only what a store is made of; neither leftovers nor what somebody put between the records."""
    filled(store)
    for name in ("notes/2026/11/copy of N-202611-0001.json", "notes.bak", ".cspm/tmp/new-1-1.json", ".cspm/x"):
        Path(store.root, name).write_text("x", encoding="utf-8")
    with tarfile.open(backup(store, str(tmp_path / "b.tar"), facts=FACTS)["file"]) as tar:
        names = tar.getnames()
    assert names[0] == MANIFEST
    assert names[1:] == sorted(names[1:])
    assert not [
        name for name in names if "copy" in name or "bak" in name or "tmp" in name or name.endswith(("/x", "lock"))
    ]


def test_a_backup_overwrites_nothing(made: str, store: Store) -> None:
    """A file of that name stays as it is, also a dangling link; nothing is left beside it."""
    before = Path(made).read_bytes()
    with pytest.raises(AlreadyThere):
        backup(store, made, facts=FACTS)
    link = Path(made).with_name("link.tar")
    link.symlink_to("nowhere")
    with pytest.raises(AlreadyThere):
        backup(store, str(link), facts=FACTS)
    assert Path(made).read_bytes() == before
    with pytest.raises(BadValue):
        backup(store, made + ".zip", facts=FACTS)


def test_a_backup_is_for_its_maker_only(made: str) -> None:
    """It holds names and phone numbers."""
    assert os.stat(made).st_mode & 0o077 == 0


@pytest.mark.parametrize("call", ["fsync", "rename", "fsync_folder"])
def test_a_failing_disk_leaves_no_backup(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """No false success, and before the rename nothing of that name."""
    filled(store)
    real: Callable[..., None] = getattr(disk, call)

    def fails(*args: Any) -> None:
        if call == "fsync" or str(tmp_path / "out") in args[0]:
            raise OSError(28, "No space left on device")
        real(*args)

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(disk, call, fails)
    with pytest.raises(StoreNotWritable) as caught:
        backup(store, str(tmp_path / "out" / "b.tar"), facts=FACTS)
    assert caught.value.facts["path"] == str(tmp_path / "out" / "b.tar")
    assert os.listdir(tmp_path / "out") == (["b.tar"] if call == "fsync_folder" else [])
