"""Damaged files, strange things in their place, edits by hand: named, never hidden, never overwritten."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cspm.core.language import language
from cspm.errors import ChangedMeanwhile, StoreDamaged, StoreProblem
from cspm.store.check import check
from cspm.store.repository import Store
from tests.store.conftest import Open, add
from tests.store.kinds import note, stamp

FILE = "notes/2026/11/N-202611-0002.json"


def edited(change: Callable[[dict[str, object]], object]) -> Callable[[Path], None]:
    """Write the document back after a change by hand."""

    def damage(path: Path) -> None:
        document = json.loads(path.read_text("utf-8"))
        change(document)
        path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")

    return damage


def replaced(old: str, new: str) -> Callable[[Path], None]:
    """Replace a piece of the text."""

    def damage(path: Path) -> None:
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))

    return damage


def instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Something else in the file's place."""

    def damage(path: Path) -> None:
        path.unlink()
        make(path)

    return damage


def huge(path: Path) -> None:
    """17 MiB that are not on disk."""
    with path.open("r+b") as file:
        file.truncate(17 << 20)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "blank": lambda path: path.write_bytes(b" \n"),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "zeros": lambda path: path.write_bytes(b"\0" * 300),
    "merge conflict": lambda path: path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes()),
    "byte-order mark": lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()),
    "not UTF-8": lambda path: path.write_bytes(path.read_bytes().replace(b"two", "电梯".encode("gb18030"))),
    "key twice": replaced('"state"', '"text": "x",\n  "state"'),
    "NaN": replaced('"counter": 0', '"counter": NaN'),
    "infinity": replaced('"counter": 0', '"counter": 1e999'),
    "endless number": replaced('"counter": 0', '"counter": ' + "9" * 5000),
    "half a character": replaced('"two"', '"\\ud800"'),
    "nested": replaced('"tags": []', '"tags": ' + "[" * 100 + "]" * 100),
    "very nested": lambda path: path.write_bytes(b"[" * 100_000),
    "a list": lambda path: path.write_bytes(b"[]"),
    "another id": replaced('"id": "N-202611-0002"', '"id": "N-202611-0003"'),
    "no id": edited(lambda document: document.pop("id")),
    "no revision": edited(lambda document: document.pop("revision")),
    "revision as text": edited(lambda document: document.update(revision="1")),
    "no history": edited(lambda document: document.update(history=[])),
    "history of numbers": edited(lambda document: document.update(history=[1])),
    "folder": instead(Path.mkdir),
    "FIFO": instead(os.mkfifo),
    "link": instead(lambda path: path.symlink_to("/etc/passwd")),
    "loop": instead(lambda path: path.symlink_to(path)),
    "huge": huge,
    "time that is none": edited(lambda document: document.update(received_at="soon")),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file(store: Store, again: Open, root: Path, name: str) -> None:
    """Shown in one sentence, the others are listed, nothing overwrites it, check names it, --fix sets it aside."""
    for text in ("one", "two", "three"):
        add(store, text)
    store.rows("notes")
    DAMAGES[name](root / FILE)
    reader = again()
    assert reader.ids("notes") == ["N-202611-0001", "N-202611-0003"] or name in EDITS
    if name in EDITS:  # in place: the folder does not show it, a look at the rows does
        assert [row["id"] for row in reader.rows("notes")] == ["N-202611-0001", "N-202611-0003"]
    assert [path for path, _ in reader.damaged] == [FILE]
    assert language("zh").message(reader.damaged[0][1])
    with pytest.raises(StoreDamaged):
        reader.load("notes", "N-202611-0002")
    with pytest.raises((StoreDamaged, ChangedMeanwhile)), reader.change() as change:
        change.put(note("N-202611-0002", "x").stepped(stamp(), "y"))
    assert add(again(), "four") == "N-202611-0004"
    found = [problem for problem in check(again()).findings if problem.level == "error"]
    assert [problem.path for problem in found] == [FILE] or {problem.path for problem in found} == {FILE}
    if found[0].code in ("damaged", "misplaced"):
        assert check(again(), fix=True).sound
        assert not (root / FILE).exists() and len(list((root / ".cspm/quarantine").iterdir())) == 1
        assert again().damaged == []
        assert add(again(), "five") == "N-202611-0005"


EDITS = {name for name in DAMAGES if name not in ("folder", "FIFO", "link", "loop")}


def test_reformatting_is_no_damage(store: Store, again: Open, root: Path) -> None:
    """Key order, blanks and escapes may change: the record is the same (P14)."""
    add(store, "漏水")
    path = root / "notes/2026/11/N-202611-0001.json"
    document = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(dict(reversed(document.items())), indent=7), "ascii")
    assert check(again()).sound
    assert again().load("notes", "N-202611-0001") == store.load("notes", "N-202611-0001")


def test_an_edit_in_place_is_seen(store: Store, again: Open, root: Path) -> None:
    """By show at once, by lists when they look at their rows, and check names it as not in the history (P14)."""
    add(store, "before")
    store.rows("notes")
    path = root / "notes/2026/11/N-202611-0001.json"
    path.write_text(path.read_text("utf-8").replace('"before"', '"after!"', 1), "utf-8")
    assert again().document("notes", "N-202611-0001")["text"] == "after!"
    assert again().rows("notes")[0]["text"] == "after!"
    assert [problem.code for problem in check(again()).findings] == ["history"]


def test_files_replaced_by_others_are_seen(store: Store, again: Open, root: Path) -> None:
    """As git pull and editors do it: new file, renamed over the old; a new file; one that goes; a whole month."""
    for text in ("one", "two"):
        add(store, text)
    assert len(store.rows("notes")) == 2
    folder = root / "notes/2026/11"
    text = (folder / "N-202611-0001.json").read_text("utf-8").replace('"one"', '"pulled"')
    (folder / "swap").write_text(text, "utf-8")
    (folder / "swap").rename(folder / "N-202611-0001.json")
    (folder / "N-202611-0002.json").unlink()
    assert [tuple(row) for row in again().query("SELECT id, text FROM notes")] == [("N-202611-0001", "pulled")]
    (folder / "N-202611-0003.json").write_text(text.replace("N-202611-0001", "N-202611-0003"), "utf-8")
    assert len(again().ids("notes")) == 2
    folder.rename(root / "notes/2026/away")
    assert again().ids("notes") == []
    (root / "notes/2026/away").rename(folder)
    assert len(again().ids("notes")) == 2


def test_a_number_too_long_for_sqlite(store: Store, again: Open, root: Path) -> None:
    """10^30 in a record edited by hand is no reason to fail."""
    add(store)
    path = root / "notes/2026/11/N-202611-0001.json"
    path.write_text(path.read_text("utf-8").replace('"counter": 0', '"counter": ' + "1" + "0" * 30), "utf-8")
    assert again().rows("notes")[0]["counter"] == "1" + "0" * 30
    with again().change() as change:
        change.put(change.load("notes", "N-202611-0001").stepped(stamp(), "x", state="y"))
    assert again().rows("notes")[0]["state"] == "y"


def test_a_time_as_a_number(store: Store, again: Open, root: Path) -> None:
    """What the model takes is listed as the model reads it; check says that somebody wrote it by hand."""
    add(store, "x")
    edited(lambda document: document.update(received_at=5))(root / "notes/2026/11/N-202611-0001.json")
    assert again().rows("notes")[0]["received_at"] == 5_000_000
    assert {problem.code for problem in check(again()).findings} >= {"history"}


def test_strange_things_are_named_and_block_nothing(store: Store, again: Open, root: Path) -> None:
    """Foreign files and folders in record folders and in tmp; a record in a wrong month; a number that is gone."""
    for _ in range(4):
        add(store)
    month = root / "notes/2026/11"
    (month / "Thumbs.db").write_text("x")
    (root / "notes/2026/13").mkdir()
    (root / "notes/2026/10").mkdir()
    (month / "N-202611-0003.json").rename(root / "notes/2026/10/N-202611-0003.json")
    (month / "N-202611-0002.json").unlink()
    (root / ".cspm/tmp/new-1-1.json").mkdir()
    (root / ".cspm/tmp/foreign").mkdir()
    (root / ".cspm/tmp/foreign/x").write_text("x")
    (root / ".cspm/tmp/change-1-1").mkdir()
    (root / ".cspm/tmp/change-1-1/notes~2026~11~N-202611-0009.json").write_text("x")
    (root / "places").write_text("x")
    found = {(problem.code, problem.path) for problem in check(again()).findings if problem.level == "error"}
    assert found == {
        ("foreign", "notes/2026/11/Thumbs.db"), ("foreign", "notes/2026/13"), ("foreign", "places"),
        ("misplaced", "notes/2026/10/N-202611-0003.json"), ("gap", "notes/2026/11/N-202611-0002.json"),
    }  # fmt: skip
    assert not (root / ".cspm/tmp/change-1-1").exists() and (root / ".cspm/tmp/foreign/x").exists()
    with pytest.raises(StoreProblem), store.change() as change:
        from tests.store.kinds import place

        change.put(place("1-1-1"))
    assert add(again()) == "N-202611-0005"


def test_lost_inner_folders_are_made_again(store: Store, again: Open, root: Path) -> None:
    """A clone by git has no empty folders."""
    add(store)
    for name in ("tmp", "journal", "quarantine"):
        (root / ".cspm" / name).rmdir()
    (root / ".cspm/lock").unlink()
    with again().change() as change:
        change.put(note(change.new_id("notes", "2026-11")))
        change.put(note(change.new_id("notes", "2026-11")))
    assert len(again().ids("notes")) == 3


def tamper(events: list[dict[str, object]], turn: int) -> None:
    """One of many ways to change a history."""
    one = events[turn % len(events)]
    way = turn // len(events) % 9
    if way == 0:
        one["by"] = "nobody"
    elif way == 1:
        one["at"] = "2020-01-01T00:00:00+08:00"
    elif way == 2:
        one["changed"] = {**one["changed"], "counter": 99}  # type: ignore[dict-item]
    elif way == 3:
        events.remove(one)
    elif way == 4:
        events.append(dict(one))
    elif way == 5:
        events[0], events[-1] = events[-1], events[0]
    elif way == 6:
        one["hash"] = "0" * 64
    elif way == 7:
        one["reason"] = "because"
    else:
        one["extra"] = 1


def test_every_change_of_a_history_shows(store: Store, again: Open, root: Path) -> None:
    """Edits, cuts and swaps of events, and edits of the content beside them: all are found (P17)."""
    add(store, "x")
    for number in range(4):
        with store.change() as change:
            change.put(change.load("notes", "N-202611-0001").stepped(stamp(), "counted", counter=number + 1))
    path = root / "notes/2026/11/N-202611-0001.json"
    sound = path.read_text("utf-8")
    for turn in range(45):
        document = json.loads(sound)
        tamper(document["history"], turn)
        path.write_text(json.dumps(document), "utf-8")
        codes = {problem.code for problem in check(again()).findings}
        assert "history" in codes, (turn, document["history"])
    for key, value in (("counter", 9), ("text", "y"), ("state", "closed"), ("created_by", "li"), ("revision", 4)):
        path.write_text(json.dumps({**json.loads(sound), key: value}), "utf-8")
        assert "history" in {problem.code for problem in check(again()).findings}, key
    path.write_text(sound, "utf-8")
    assert check(again()).sound
