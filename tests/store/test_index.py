"""The index may be lost, broken, foreign or impossible: the answers are the same (P16)."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cspm.store.check import check
from cspm.store.index import Index
from cspm.store.repository import Store
from tests.store.conftest import Open, add
from tests.store.kinds import MONTH, NOW, note, place, stamp


def answers(store: Store) -> list[object]:
    """What lists, searches and reports would say."""
    asked = [
        store.rows("notes", columns=["id", "state", "text", "amount", "counter", "length", "person_name", "closed_at"]),
        store.rows("places", columns=["id", "owner"]),
        store.search("notes", "漏水"),
        store.query("SELECT kind, id, clock, due, met FROM clocks ORDER BY id"),
        store.query("SELECT kind, id, code, at, message FROM findings ORDER BY id"),
    ]
    return [[tuple(row) if "doc" not in row.keys() else row["id"] for row in rows] for rows in asked]  # noqa: SIM118


@pytest.fixture
def filled(store: Store) -> Store:
    """Some records, some changed."""
    with store.batch() as batch:
        for number in range(30):
            record = note(batch.new_id("notes", MONTH), "漏水" if number % 3 else "电梯", amount="1.5")
            batch.put(record.stepped(stamp(), "closed", closed_at=NOW) if number % 2 else record)
        batch.put(place("1-1-1", "李"))
    store.rows("notes")
    return store


def files(root: Path) -> list[Path]:
    """The index files."""
    return list((root.parent / "cache/test-store").glob("index-*"))


def garbage(path: Path) -> None:
    """Bytes that are no database."""
    path.write_bytes(random.Random(1).randbytes(5000))


def half(path: Path) -> None:
    """A database whose end is missing."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def holes(path: Path) -> None:
    """A database with pages of zeros."""
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 8192):
        data[start : start + 4096] = bytes(min(4096, len(data) - start))
    path.write_bytes(data)


def other_version(path: Path) -> None:
    """A database of another version."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")


def other_site(path: Path) -> None:
    """The index of another site under our name."""
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET value = 'x' WHERE name = 'key'")


def a_folder(path: Path) -> None:
    """A folder with something in it."""
    path.unlink()
    (path / "x").mkdir(parents=True)


def a_fifo(path: Path) -> None:
    """A FIFO, which blocks who opens it."""
    path.unlink()
    os.mkfifo(path)


SPOILT: list[Callable[[Path], object]] = [
    Path.unlink, garbage, half, holes, other_version, other_site, a_folder, a_fifo, lambda path: path.write_bytes(b""),
]  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_index(filled: Store, again: Open, root: Path, spoil: Callable[[Path], object]) -> None:
    """Gone, garbage, cut, of another version or site, a folder, a FIFO: same answers, also after the next change."""
    expected = answers(filled)
    filled.close()
    (main,) = (path for path in files(root) if path.suffix == ".db")
    for other in files(root):
        if other != main:
            other.unlink()
    spoil(main)
    assert answers(again()) == expected
    add(again(), "x")
    assert len(again().ids("notes")) == 31


@pytest.mark.parametrize("suffix", ["-wal", "-shm", ".lock"])
def test_garbage_beside_the_index(filled: Store, again: Open, root: Path, suffix: str) -> None:
    """A spoilt log of the index is no harm."""
    expected = answers(filled)
    filled.close()
    for path in files(root):
        if path.name.endswith(suffix):
            garbage(path)
    assert answers(again()) == expected


def test_a_cache_that_cannot_be_written(filled: Store, root: Path) -> None:
    """No folder can be made: the command makes its own index and says so."""
    expected = answers(filled)
    (root.parent / "file").write_text("x")
    store = Store(str(root), filled.kinds, filled.terms, cache=str(root.parent / "file" / "cache"))
    assert answers(store) == expected
    assert len(store.notes) == 1
    add(store, "x")
    assert len(store.ids("notes")) == 31


def test_an_index_that_somebody_holds(filled: Store, again: Open, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index's own lock stays taken: a copy serves, the answers are new ones."""
    monkeypatch.setattr("cspm.store.index.PATIENCE", 2)
    holder = filled.index()
    with holder.locked(1):
        add(again(), "漏水")
        store = again()
        assert len(store.ids("notes")) == 31
        assert len(store.search("notes", "漏水")) == 21
        assert store.notes


def test_a_changed_site_means_a_new_index(filled: Store, again: Open, root: Path) -> None:
    """What is derived depends on site.toml."""
    assert again().search("notes", "小区")
    site = root / "site.toml"
    site.write_text(site.read_text("utf-8").replace("小区", "花园"), "utf-8")
    assert again().search("notes", "花园") and not again().search("notes", "小区")


def test_two_copies_of_a_store_do_not_share(filled: Store, again: Open, root: Path) -> None:
    """A copy has the same store id and is another store."""
    import shutil

    shutil.copytree(root, root.parent / "copy")
    copy = Store(str(root.parent / "copy"), filled.kinds, filled.terms, cache=str(root.parent / "cache"))
    add(copy, "x")
    assert (len(copy.ids("notes")), len(again().ids("notes"))) == (31, 30)


def test_writers_keep_the_index_current(filled: Store, again: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change or a batch the next command reads no record file for its list."""
    add(filled, "x")
    with filled.batch() as batch:
        batch.put(note(batch.new_id("notes", "2026-10")))
    monkeypatch.setattr(Index, "_updated", lambda self: pytest.fail("it was behind"))
    assert len(again().ids("notes")) == 32


def test_a_rebuilt_index_is_equal(filled: Store, again: Open) -> None:
    """After many changes the index says what a new one says, and check compares it row by row."""
    chance = random.Random(3)
    for turn in range(40):
        with filled.change() as change:
            record = change.load("notes", chance.choice(["N-202611-0001", "N-202611-0002", "N-202611-0003"]))
            change.put(record.stepped(stamp(), "x", text=chance.choice(["漏水", "灯"]), counter=turn))
    expected = answers(again())
    assert check(again()).findings == []
    assert filled.reindex() == 31
    assert answers(again()) == expected


def test_check_finds_an_index_that_lies(filled: Store, again: Open, root: Path) -> None:
    """A value changed in the index is named, and --fix builds it anew."""
    filled.close()
    (main,) = (path for path in files(root) if path.suffix == ".db")
    with sqlite3.connect(main) as db:
        db.execute("UPDATE notes SET counter = 77 WHERE id = 'N-202611-0004'")
        db.execute("DELETE FROM clocks WHERE id = 'N-202611-0005'")
        db.execute("INSERT INTO notes SELECT 9999, 'N-202611-0999', shard, 1, 1, 'x', 1, state, received_at, closed_at,"
                   " person_name, amount, counter, tags, length, text, NULL, NULL FROM notes LIMIT 1")  # fmt: skip
    found = check(again()).findings
    assert {(one.code, one.record) for one in found} == {
        ("index_differs", "N-202611-0004"), ("index_differs", "N-202611-0005"), ("index_differs", "N-202611-0999"),
    }  # fmt: skip
    check(again(), fix=True)
    assert check(again()).findings == []


def test_reading_writes_nothing_into_the_store(filled: Store, again: Open, root: Path) -> None:
    """Lists, searches and shows leave every file of the record folder as it was."""

    def state() -> dict[str, tuple[int, int]]:
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in root.rglob("*")}

    before = state()
    store = again()
    answers(store)
    store.document("notes", "N-202611-0001")
    store.load("notes", "N-202611-0001")
    store.resolve("notes", "1")
    store.restat("notes", MONTH)
    assert state() == before
