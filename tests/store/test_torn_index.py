"""The index may be torn in any page, or fail at any statement: no change fails over it, and nothing is missing later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cspm.errors import StoreNotWritable, StoreProblem
from cspm.store import database, index, indexing
from cspm.store.check import check
from cspm.store.repository import Store
from tests.store.conftest import Open, add
from tests.store.kinds import MONTH, NOW, note, stamp

PAGE = 4096
FEW, MANY, APART = 3, 130, 7


@pytest.fixture(autouse=True)
def _soon_bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred rows are many already: their indexes are dropped and made anew."""
    monkeypatch.setattr(indexing, "MANY", 100)


def write(store: Store, count: int) -> None:
    """A batch that asks the index for what it knows, as an import does; a single record goes as a change."""
    if count == 1:
        add(store, "漏水")
        return
    with store.batch() as batch:
        batch.query("SELECT id FROM notes WHERE state IN (?)", ("closed",))
        for number in range(count):
            record = note(batch.new_id("notes", MONTH), f"漏水{number}", amount="1.5")
            batch.put(record.stepped(stamp(), "closed", closed_at=NOW) if number % 2 else record)


@pytest.fixture
def filled(store: Store) -> Store:
    """Records of every table, and an index without a log."""
    write(store, 90)
    store.reindex()
    store.close()
    return store


def index_file(root: Path) -> Path:
    """The index's file; what lies beside it is taken away."""
    folder = root.parent / "cache/test-store"
    (main,) = folder.glob("index-*.db")
    for beside in folder.glob("index-*.db-*"):
        beside.unlink()
    return main


def sound(store: Store, count: int) -> None:
    """Everything is there, and found by every way."""
    assert len(store.ids("notes")) == count
    assert len(store.search("notes", "漏水")) == count
    assert check(store).findings == []


@pytest.mark.parametrize("count", [1, FEW, MANY])
def test_a_page_is_torn(filled: Store, again: Open, root: Path, count: int) -> None:
    """Any page but the first may be zeros after a power cut; every seventh is tried, others for each count."""
    whole = index_file(root).read_bytes()
    have = 90
    for start in range((1 + count % APART) * PAGE, len(whole), APART * PAGE):
        main = index_file(root)
        data = bytearray(main.read_bytes())
        if start >= len(data):
            break
        data[start : start + PAGE] = bytes(PAGE)
        main.write_bytes(data)
        write(again(), count)
        have += count
        assert len(again().search("notes", "漏水")) == have
        again().reindex()
    sound(again(), have)


class Torn(sqlite3.Connection):
    """A connection that fails from some statement on, ROLLBACK and COMMIT too."""

    left = 10**9
    once = False

    def _turn(self) -> None:
        Torn.left -= 1
        if Torn.left == -1 or (Torn.left < 0 and not Torn.once):
            raise sqlite3.DatabaseError("database disk image is malformed")

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        self._turn()
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:
        self._turn()
        return super().executemany(sql, parameters)


@pytest.fixture
def torn(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Torn]]:
    """Files fail, databases without a name do not."""
    plain = database.connect

    def connect(path: str, mode: str) -> sqlite3.Connection:
        if not path:
            return plain(path, mode)
        db = sqlite3.connect(f"file:{path}?mode={mode}", uri=True, isolation_level=None, factory=Torn)
        sqlite3.Connection.execute(db, "PRAGMA wal_autocheckpoint = 0")
        return db

    for module in (index, indexing):
        monkeypatch.setattr(module, "connect", connect)
    yield Torn
    Torn.left, Torn.once = 10**9, False


@pytest.mark.parametrize("once", [True, False], ids=["once", "from then on"])
@pytest.mark.parametrize("count", [1, FEW, MANY])
def test_a_statement_fails(filled: Store, again: Open, torn: type[Torn], count: int, once: bool) -> None:
    """At every statement of a change and of the look before it."""
    have, ended = 90, False
    for step in range(0, 200, {1: 1, FEW: 3, MANY: 17}[count]):
        torn.left, torn.once = step, once
        write(again(), count)
        have += count
        ended = torn.left >= 0
        torn.left = 10**9
        if ended:
            break
    assert ended
    sound(again(), have)


def test_a_file_in_doubt_goes(filled: Store, again: Open, root: Path, torn: type[Torn]) -> None:
    """Who stumbles while writing takes the file away: the next reader might read past the tear."""
    store = again()
    delta = store.delta()
    assert delta.upkeep is not None
    torn.left = 0
    with pytest.raises(sqlite3.DatabaseError) as caught:
        delta.upkeep.done(1)
    delta._lose(caught.value)
    assert not index_file_there(root)


def index_file_there(root: Path) -> bool:
    """Whether there is an index."""
    return bool(list((root.parent / "cache/test-store").glob("index-*.db")))


def test_no_room_anywhere(filled: Store, again: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the cache nor the temporary folder can be written: a sentence, and a change goes on all the same."""

    def full(path: str, mode: str) -> sqlite3.Connection:
        raise sqlite3.OperationalError("database or disk is full")

    store = again()
    store.index().path += "x"
    monkeypatch.setattr(store.index(), "fill", lambda db: full("", ""))
    with pytest.raises(StoreProblem, match="full"):
        store.ids("notes")
    with pytest.raises(StoreNotWritable, match="full"):
        store.reindex()
    with store.batch() as batch:
        batch.put(note(batch.new_id("notes", MONTH)))
    sound_again = again()
    assert len(sound_again.ids("notes")) == 91
