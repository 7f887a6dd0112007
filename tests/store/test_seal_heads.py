"""Seals of many records: their heads lie in parts beside the seal, and whatever is changed in those shows too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from cspm.errors import StoreDamaged, StoreNotWritable, StoreUnfinished
from cspm.store import disk, seal_heads, seals
from cspm.store.backup import backup
from cspm.store.repository import Store
from cspm.store.restore import restore
from tests.store.conftest import add
from tests.store.kinds import KINDS, MONTH
from tests.store.test_backup import FACTS
from tests.store.test_seals import changed, codes, record_file, seal, seal_file

Sealed = list[tuple[str, str, seal_heads.Head]]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One head is few, two fill a part."""
    monkeypatch.setattr(seal_heads, "INLINE", 1)
    monkeypatch.setattr(seal_heads, "PART", 2)


@pytest.fixture
def five(store: Store) -> Store:
    """A sealed month of five records."""
    for _ in range(5):
        add(store)
    seal(store, received=5)
    return store


def parts(store: Store) -> list[Path]:
    """The files beside the seal."""
    return sorted(Path(store.root, ".cspm/seals").glob("*.heads"))


def told(store: Store) -> Sealed:
    """The sealed heads."""
    return list(seals.sealed_heads(store.root, seals.versions(store.root, MONTH)[-1]))


def test_heads_in_parts_are_those_in_the_seal(five: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways tell the same, in the same order, and no part is too large; the store's tmp is empty."""
    assert [path.name for path in parts(five)] == [f"{MONTH}.1.{number}.heads" for number in (1, 2, 3)]
    assert [len(path.read_text(encoding="utf-8").splitlines()) for path in parts(five)] == [2, 2, 1]
    assert b'"heads": {' not in seal_file(five).read_bytes()
    apart = told(five)
    monkeypatch.setattr(seal_heads, "INLINE", 5)
    assert "parts" not in seal(five, after=1)
    assert told(five) == apart and len(apart) == 5
    assert codes(five) == [] and os.listdir(Path(five.root, ".cspm/tmp")) == []


def test_every_version_has_its_own_parts(five: Store) -> None:
    """Sealing once more leaves the old parts as they are."""
    before = [path.read_bytes() for path in parts(five)]
    changed(five, "N-202611-0001")
    seal(five, after=1, received=5)
    assert [path.read_bytes() for path in parts(five)][:3] == before
    assert [head.revision for _, _, head in told(five)] == [2, 1, 1, 1, 1]


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("how", ["gone", "edited", "cut", "swapped", "link"])
def test_a_part_that_is_not_what_it_was_is_found(five: Store, number: int, how: str) -> None:
    """Each one is covered by the chain of versions; nothing is made of what it says."""
    path = parts(five)[number]
    data = path.read_bytes()
    if how in ("gone", "link"):
        path.unlink()
    if how == "link":
        path.symlink_to("/etc/passwd")
    if how == "edited":
        path.write_bytes(data.replace(b" 1 ", b" 2 ", 1))
    if how == "cut":
        path.write_bytes(data[:-1])
    if how == "swapped":
        path.write_bytes(parts(five)[number - 1].read_bytes())
    assert ("sealed", os.path.relpath(path, five.root)) in codes(five)
    with pytest.raises(StoreDamaged):
        told(five)


def test_a_seal_that_names_other_files_is_none(five: Store) -> None:
    """Parts are named by month, version and number; a digest that fits helps nobody."""
    for old, new in ((f"{MONTH}.1.2.heads", "../../site.toml"), (f"{MONTH}.1.2.heads", f"{MONTH}.1.1.heads")):
        text = seal_file(five).read_text(encoding="utf-8")
        seal_file(five).write_text(text.replace(old, new), encoding="utf-8")
        assert codes(five) == [("sealed", f".cspm/seals/{MONTH}.json")]
        seal_file(five).write_text(text, encoding="utf-8")
    assert not seal_heads.sound({"version": 1, "parts": [{"name": "../../site.toml", "sha256": "x"}]}, MONTH)


def test_a_record_that_is_gone_is_found(five: Store) -> None:
    """As it is by a seal with everything inside; and beside the seal the new ones are told."""
    record_file(five, "N-202611-0003").unlink()
    new = add(five)
    assert codes(five) == [("sealed", f"notes/{MONTH.replace('-', '/')}/N-202611-0003.json")]
    version = seals.versions(five.root, MONTH)[-1]
    there = {record_id: head for _, record_id, head in seals.beside(five, MONTH, version)}
    assert len(there) == 6 and there[new] is None and there["N-202611-0003"] is not None


@pytest.mark.parametrize("call", ["open_new", "write", "fsync", "rename", "unlink", "fsync_folder"])
@pytest.mark.parametrize("turn", [1, 2, 3, 4])
def test_a_failing_disk_leaves_the_old_seal(five: Store, monkeypatch: pytest.MonkeyPatch, call: str, turn: int) -> None:
    """At any part: the seal is the old one with its parts, or (its folder's sync alone failed) the new one, whole."""
    before = seal_file(five).read_bytes()
    left, original = [turn], getattr(disk, call)

    def fails(*args: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(28, "No space left on device")
        return original(*args)

    changed(five, "N-202611-0001")
    monkeypatch.setattr(disk, call, fails)
    try:
        seal(five, after=1)
    except (StoreNotWritable, StoreUnfinished):
        assert call == "fsync_folder" or seal_file(five).read_bytes() == before
    monkeypatch.undo()
    assert codes(five) == []


def test_a_backup_holds_the_parts(five: Store, tmp_path: Path) -> None:
    """And a restore puts them back."""
    made = backup(five, str(tmp_path / "b.tar"), facts=FACTS)
    restore(made["file"], str(tmp_path / "new"), KINDS)
    there = sorted(Path(tmp_path / "new/.cspm/seals").iterdir())
    assert [path.name for path in there] == sorted(path.name for path in [*parts(five), seal_file(five)])
