"""Records go in and come back: files, numbers, short ids, lists, searches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspm.core.history import fold
from cspm.errors import AlreadyThere, BadValue, ChangedMeanwhile, NoSuchRecord, NotUnique
from cspm.store.repository import Store
from tests.store.conftest import Open, add
from tests.store.kinds import MONTH, NOW, note, place, stamp


def test_a_record_comes_back_equal(store: Store, again: Open) -> None:
    """Saved and loaded by another command, the record is the same."""
    made = note("N-202611-0001", '厨房漏水 "引号"\n', amount="12.5", tags=("a", "b"))
    with store.change() as change:
        change.put(made)
    assert again().load("notes", made.id) == made


def test_the_file_is_readable_text(store: Store, root: Path) -> None:
    """UTF-8, two-space indent, stable keys, no escapes, a final newline: what json.dumps would write."""
    record_id = add(store, "厨房漏水 ü \x7f")
    path = root / "notes/2026/11" / f"{record_id}.json"
    document = json.loads(path.read_text("utf-8"))
    assert path.read_text("utf-8") == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    assert list(document)[:2] == ["id", "state"]
    assert list(document)[-2:] == ["revision", "history"]


def test_the_history_folds_to_the_content(store: Store) -> None:
    """The events alone give the content."""
    record_id = add(store, "x")
    with store.change() as change:
        change.put(change.load("notes", record_id).stepped(stamp(), "counted", counter=3))
    document = store.document("notes", record_id)
    told = fold(document["history"])
    assert all(document[key] == value for key, value in told.items())


def test_numbers_follow_each_other(store: Store) -> None:
    """Without gaps, also several in one change, by month."""
    with store.change() as change:
        for expected in ("N-202611-0001", "N-202611-0002"):
            assert change.new_id("notes", MONTH) == expected
            change.put(note(expected))
        assert change.new_id("notes", "2026-10") == "N-202610-0001"
        assert change.new_id("notes", "2026-10") == "N-202610-0002", "also before anything is put"
        change.put(note("N-202610-0001"))
    assert add(store) == "N-202611-0003"


def test_a_number_given_in_a_refused_change_is_given_again(store: Store) -> None:
    """What was not written takes no number."""
    with pytest.raises(RuntimeError), store.change() as change:
        change.put(note(change.new_id("notes", MONTH)))
        raise RuntimeError
    assert add(store) == "N-202611-0001"


def test_numbers_of_quarantined_records_stay_taken(store: Store, root: Path) -> None:
    """A number is never used again, also when its file was set aside."""
    add(store)
    (root / ".cspm/quarantine/notes~2026~11~N-202611-0007.json.1").write_text("x")
    assert add(store) == "N-202611-0008"


def test_numbers_grow_wider(store: Store) -> None:
    """After 9999 comes 10000, and lists keep the order."""
    with store.change() as change:
        change.put(note("N-202611-9999"))
    assert add(store) == "N-202611-10000"
    assert store.ids("notes") == ["N-202611-9999", "N-202611-10000"]


def test_rooms_are_in_the_order_of_their_numbers(store: Store) -> None:
    """2-1-302 comes before 10-1-101."""
    with store.change() as change:
        for room in ("10-1-101", "2-1-302", "车位-12", "车位-3"):
            change.put(place(room))
    assert store.ids("places") == ["2-1-302", "10-1-101", "车位-3", "车位-12"]


def test_short_ids(store: Store) -> None:
    """A short form finds the one record it fits; several are listed, none is refused."""
    with store.change() as change:
        for record_id in ("N-202611-0001", "N-202610-0001", "N-202610-0002"):
            change.put(note(record_id))
    assert store.resolve("notes", "2") == "N-202610-0002"
    assert store.resolve("notes", "n-202611-1") == "N-202611-0001"
    assert store.resolve("notes", "N-202610-0001") == "N-202610-0001"
    with pytest.raises(NotUnique) as refused:
        store.resolve("notes", "1")
    assert refused.value.facts["candidates"] == ("N-202610-0001", "N-202611-0001")
    for typed in ("3", "", "../x", "T-1", "N-202611-0001.json", "漏水"):
        with pytest.raises(NoSuchRecord):
            store.resolve("notes", typed)


@pytest.mark.parametrize("bad", ["../../etc/passwd", "a/b", "", ".", "..", "a\x00b", "x" * 300, "a\n"])
def test_ids_are_checked_before_any_path(store: Store, bad: str) -> None:
    """No path is made of what is not an id."""
    for kind in ("notes", "places"):
        with pytest.raises(NoSuchRecord):
            store.document(kind, bad)
        assert not store.exists(kind, bad)
    with pytest.raises(BadValue), store.change() as change:
        change.put(place("x").model_copy(update={"id": bad}))


def test_a_lost_update_is_refused(store: Store, again: Open) -> None:
    """The second writer of the same revision is told, and nothing of his is written."""
    record_id = add(store, "x")
    mine = store.load("notes", record_id)
    with again().change() as change:
        change.put(mine.stepped(stamp("li"), "counted", counter=1))
    with pytest.raises(ChangedMeanwhile), store.change() as change:
        change.put(mine.stepped(stamp("wang"), "counted", counter=7))
    with pytest.raises(ChangedMeanwhile), store.change() as change:
        change.load("notes", record_id, revision=1)
    assert store.document("notes", record_id)["counter"] == 1


def test_several_revisions_in_one_change(store: Store) -> None:
    """The chain may grow by several events at once, step by step or all together."""
    record_id = add(store, "x")
    with store.change() as change:
        record = change.load("notes", record_id)
        for number in range(3):
            record = record.stepped(stamp(), "counted", counter=number + 1)
            change.put(record)
        change.put(record.stepped(stamp(), "a").stepped(stamp(), "b"))
        fresh = note(change.new_id("notes", MONTH)).stepped(stamp(), "closed", closed_at=NOW)
        change.put(fresh)
    assert store.document("notes", record_id)["revision"] == 6
    assert store.load("notes", fresh.id).revision == 2


def test_what_is_there_is_not_made_again(store: Store) -> None:
    """A new record over an old one is refused."""
    record_id = add(store, "x")
    with pytest.raises(AlreadyThere), store.change() as change:
        change.put(note(record_id, "y"))
    assert store.document("notes", record_id)["text"] == "x"


def test_a_dry_run_writes_nothing(store: Store, root: Path) -> None:
    """Neither a record nor a lock."""
    before = sorted(root.rglob("*"))
    with store.change(dry_run=True) as change:
        change.put(note(change.new_id("notes", MONTH)))
        assert change.exists("notes", "N-202611-0001")
    with store.batch(dry_run=True) as batch:
        batch.put(note(batch.new_id("notes", MONTH)))
    assert sorted(root.rglob("*")) == before


def test_rows_hold_columns_and_what_was_derived(store: Store) -> None:
    """Times are microseconds, money stays text, lists are JSON, derived columns are there."""
    add(store, "漏水", amount="12.5", tags=("a",), person={"name": "李"})
    (row,) = store.rows("notes", "state = ?", ("open",))
    assert (row["received_at"], row["amount"], row["tags"]) == (1795339800000000, "12.50", '["a"]')
    assert (row["person_name"], row["length"], row["closed_at"]) == ("李", 2, None)
    assert store.query("SELECT clock, due, met FROM clocks")[0]["due"] == 1795339800000000 + 86_400_000_000
    assert store.query("SELECT code, level FROM findings")[0]["code"] == "late"
    assert [tuple(row) for row in store.rows("notes", columns=["id", "length"])] == [("N-202611-0001", 2)]
