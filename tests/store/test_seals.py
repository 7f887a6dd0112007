"""Seals and anchors: whatever is changed under them shows."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cspm.core.history import chained
from cspm.errors import AlreadyThere, StoreDamaged, StoreNotWritable, StoreProblem, StoreUnfinished
from cspm.store import disk, seals
from cspm.store.rendering import render
from cspm.store.repository import Store
from tests.store.conftest import Open, add
from tests.store.kinds import MONTH, note, place, stamp


def seal(store: Store, *, after: int = 0, **figures: object) -> Any:
    """Seal the month of the tests' notes."""
    return seals.write(store, MONTH, {"figures": figures}, seals.month_heads(store, MONTH), after=after)


def changed(store: Store, record_id: str, text: str = "changed") -> None:
    """One more revision of a note."""
    with store.change() as change:
        change.put(change.load("notes", record_id).stepped(stamp(), "changed", text=text))


def seal_file(store: Store) -> Path:
    """Where the seal is."""
    return Path(store.root, f".cspm/seals/{MONTH}.json")


def record_file(store: Store, record_id: str) -> Path:
    """Where a note is."""
    return Path(store.root, "notes", MONTH.replace("-", "/"), f"{record_id}.json")


def codes(store: Store) -> list[tuple[str, str]]:
    """What `check` says of seals."""
    return [(finding.code, finding.path) for finding in seals.findings(store)]


def test_a_seal_is_readable_and_read_back(store: Store) -> None:
    """Figures, and revision and hash of every record of the month; a later revision is no finding."""
    first, second = add(store), add(store)
    changed(store, second)
    made = seal(store, received=2)
    told = json.loads(seal_file(store).read_text(encoding="utf-8"))
    assert (told["month"], told["versions"]) == (MONTH, [made])
    assert made["figures"] == {"received": 2}
    heads = {one: store.document("notes", one)["history"][-1]["hash"] for one in (first, second)}
    assert made["heads"] == {"notes": {first: f"1 {heads[first]}", second: f"2 {heads[second]}"}}
    assert seals.versions(store.root, MONTH) == [made]
    assert seals.months(store.root) == [MONTH]
    changed(store, first)
    assert codes(store) == []


def test_a_further_version_keeps_the_old_one(store: Store) -> None:
    """Versions are chained: taking one out, or swapping two, is found."""
    add(store)
    old, new = seal(store, received=1), seal(store, after=1, received=2)
    assert seals.versions(store.root, MONTH) == [old, new]
    for versions in ([new], [new, old], [old, old, new], []):
        seal_file(store).write_bytes(render({"month": MONTH, "versions": versions}))
        assert codes(store) == [("sealed", f".cspm/seals/{MONTH}.json")]


def test_two_who_seal_at_once(store: Store) -> None:
    """The second one finds the first one's seal and writes nothing."""
    seal(store, received=1)
    before = seal_file(store).read_bytes()
    with pytest.raises(AlreadyThere):
        seal(store, received=2)
    assert seal_file(store).read_bytes() == before


EDITS = [
    ('"received": 1', '"received": 2'), ('"version": 1', '"version": 2'), (f'"month": "{MONTH}"', '"month": "2026-12"'),
    ('"N-202611-0001": "1 ', '"N-202611-0001": "2 '), ('"N-202611-0001"', '"N-202611-0002"'), ("{", ""), ("}", "]"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_an_edited_seal_is_found(store: Store, old: str, new: str) -> None:
    """Any figure, number, month or head; nothing is read from it and nothing written over it."""
    add(store)
    seal(store, received=1)
    text = seal_file(store).read_text(encoding="utf-8")
    assert old in text
    seal_file(store).write_text(text.replace(old, new), encoding="utf-8")
    assert codes(store) == [("sealed", f".cspm/seals/{MONTH}.json")]
    with pytest.raises(StoreDamaged):
        seal(store, after=1)
    assert seal_file(store).read_text(encoding="utf-8") == text.replace(old, new)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"month": 1, "versions": 3}', b'{"versions": [1]}', b"\xff", b"null"]
)
def test_a_seal_that_is_none_is_found(store: Store, data: bytes) -> None:
    """Whatever is in the file."""
    add(store)
    seal(store)
    seal_file(store).write_bytes(data)
    assert codes(store) == [("sealed", f".cspm/seals/{MONTH}.json")]


def test_a_history_written_anew_is_found(store: Store) -> None:
    """A history that adds up, but is not the one that was sealed; and a record that is gone."""
    first, second, third = add(store, "one"), add(store, "two"), add(store, "three")
    changed(store, first)
    seal(store)
    record_file(store, first).write_bytes(
        render(note(first, "forged").stepped(stamp(), "changed", text="x").document())
    )
    record_file(store, second).unlink()
    changed(store, third)
    place = f"notes/{MONTH.replace('-', '/')}"
    assert codes(store) == [("sealed", f"{place}/{first}.json"), ("sealed", f"{place}/{second}.json")]


def test_a_history_cut_short_is_found(store: Store) -> None:
    """The sealed event is taken off the end: what is left adds up."""
    record_id = add(store, "one")
    before = record_file(store, record_id).read_bytes()
    changed(store, record_id)
    seal(store)
    record_file(store, record_id).write_bytes(before)
    assert [code for code, _ in codes(store)] == ["sealed"]


def test_a_seal_that_names_what_is_no_id(store: Store) -> None:
    """A seal made by hand, whose digest fits, leads to no file outside of the records."""
    version = chained(
        "", version=1, month=MONTH, figures={}, heads={"notes": {"../../x": "1 a"}, "boats": {"x": "1 a"}}
    )
    version["digest"] = version.pop("hash")
    seal_file(store).parent.mkdir()
    seal_file(store).write_bytes(render({"month": MONTH, "versions": [version]}))
    assert codes(store) == [("sealed", f".cspm/seals/{MONTH}.json")]


@pytest.mark.parametrize("call", ["open_new", "write", "fsync", "rename"])
def test_a_failing_disk_leaves_the_old_seal(store: Store, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """No half seal and no leftover."""
    add(store)
    seal(store, received=1)
    before = seal_file(store).read_bytes()

    def fails(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, call, fails)
    with pytest.raises(StoreNotWritable):
        seal(store, after=1)
    monkeypatch.undo()
    assert seal_file(store).read_bytes() == before
    assert os.listdir(Path(store.root, ".cspm/tmp")) == []


def test_a_seal_whose_name_may_not_last(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder cannot be synced after the rename: the seal is there, so nobody says that nothing was changed (P7)."""
    add(store)

    def fails(path: str) -> None:
        raise OSError(5, "Input/output error")

    heads = seals.month_heads(store, MONTH)
    seal(store)
    monkeypatch.setattr(disk, "fsync_folder", fails)
    with pytest.raises(StoreUnfinished):
        seals.write(store, MONTH, {"figures": {}}, heads, after=1)
    assert len(seals.versions(store.root, MONTH)) == 2


def test_an_anchor_is_that_of_the_records(store: Store, again: Open) -> None:
    """The same whoever asks and however files are formatted; another one after any change, new record or removal."""
    first = add(store, "one")
    seen = [seals.anchor(store)]
    record_file(store, first).write_text(json.dumps(store.document("notes", first)), encoding="utf-8")
    assert seals.anchor(again()) == seen[0] == (seen[0][0], 1)
    changed(store, first)
    seen.append(seals.anchor(store))
    add(store)
    seen.append(seals.anchor(store))
    with store.change() as change:
        change.put(place("3-2-1501"))
    seen.append(seals.anchor(store))
    record_file(store, first).unlink()
    seen.append(seals.anchor(store))
    assert len({digest for digest, _ in seen}) == 5
    assert [count for _, count in seen] == [1, 1, 2, 3, 2]


def test_an_anchor_is_not_made_of_what_does_not_add_up(store: Store) -> None:
    """Content that was edited without its history would else have the old anchor."""
    record_id = add(store, "one")
    document = store.document("notes", record_id)
    record_file(store, record_id).write_bytes(render({**document, "text": "two"}))
    with pytest.raises(StoreDamaged):
        seals.anchor(store)


def test_what_changes_meanwhile_is_looked_at_again(store: Store) -> None:
    """Without the lock: an answer is only that of one moment, or none."""
    turns: list[int] = []

    def busy(until: int) -> int:
        turns.append(1)
        if len(turns) < until:
            add(store)
        return len(turns)

    assert seals.still(store, lambda: busy(2)) == 2
    turns.clear()
    with pytest.raises(StoreProblem):
        seals.still(store, lambda: busy(99))
