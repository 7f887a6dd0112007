"""A store of the tests' own kinds in a new folder, with its index beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cspm.core.terms import Terms
from cspm.store.repository import Store
from cspm.store.site_file import new_site, read_site
from tests.store.kinds import KINDS, MONTH, note

Open = Callable[[], Store]


def make_site(root: Path) -> None:
    """A new record folder."""
    new_site(str(root), name="小区", timezone="Asia/Shanghai", profile="dtz", store_id="test-store", language="zh")


def open_store(root: Path) -> Store:
    """The store of a folder, as a new process would open it."""
    return Store(str(root), KINDS, lambda: Terms.of(read_site(str(root))), cache=str(root.parent / "cache"))


def add(store: Store, text: str = "", **fields: object) -> str:
    """One new note; its id."""
    with store.change() as change:
        record_id = change.new_id("notes", MONTH)
        change.put(note(record_id, text, **fields))
    return record_id


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A record folder without records."""
    make_site(tmp_path / "records")
    return tmp_path / "records"


@pytest.fixture
def again(root: Path) -> Iterator[Open]:
    """Opens the store anew each time it is called, as another command would."""
    opened: list[Store] = []

    def open_again() -> Store:
        opened.append(open_store(root))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(again: Open) -> Store:
    """The store, opened once."""
    return again()
