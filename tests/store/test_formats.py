"""Formats (P19): every one that ever was opens and is upgraded when it is read; newer ones are refused in one line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import click
import pytest
from pydantic import BaseModel

from cspm.core import upgrades
from cspm.core.history import problems
from cspm.core.kinds import load
from cspm.errors import StoreProblem
from cspm.register import COMMANDS, KINDS
from cspm.store import disk, format_file, layout, seals
from cspm.store.check import check
from cspm.store.files import Damaged, parse
from cspm.store.rendering import render
from cspm.store.repository import Store
from cspm.store.site_file import read_site
from tests.store.conftest import Open, add
from tests.store.faults import each_call, in_child
from tests.store.kinds import note, stamp

FORMATS = Path(__file__).parent / "formats"
NOTE = "notes/2026/11/N-202611-0001.json"
Run = Callable[..., Any]


def documents(root: Path) -> dict[str, list[dict[str, Any]]]:
    """Every record's document of a store, by kind."""
    found = {kind: sorted((root / kind).rglob("*.json")) for kind in KINDS}
    return {kind: [json.loads(path.read_text("utf-8")) for path in paths] for kind, paths in found.items()}


@pytest.fixture(params=sorted(path.name for path in FORMATS.iterdir()))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the example store of each format."""
    return Path(copytree(FORMATS / request.param, tmp_path / "old"))


def test_every_format_opens(old: Path, run: Run) -> None:
    """Checked, listed, searched, shown, reported; what nobody changes keeps its bytes, and its seal still holds."""
    before = {path: path.read_bytes() for path in old.rglob("*.json")}
    ask = {"store": str(old), "actor": "CC01", "now": "2026-11-02T10:00:00+08:00"}
    assert run("check", "--json", **ask).json()["findings"] == []
    assert [row["id"] for row in run("list", "--all", "--json", **ask).json()][:1]
    assert run("search", "漏水", "--json", **ask).json()[0]["id"] == "T-202610-0001"
    report = run("report", "monthly", "--month", "2026-10", "--json", **ask).json()
    assert report["tickets"]["received"] == 2
    for kind, those in documents(old).items():
        if not those and old.name != str(layout.FORMAT):  # a kind that came after this store was made
            continue
        assert those, f"{kind}: write its life into tools/lives, then run python -m tools.fixture --again"
        shown = run("export", kind, "-o", "jsonl", **ask).stdout
        assert all(document["id"] in shown for document in those), kind
    assert {path: path.read_bytes() for path in old.rglob("*.json")} == before


def test_every_format_can_be_changed(old: Path, run: Run) -> None:
    """New and changed records are of the present format; all is sound, and the numbers go on."""
    ask = {"store": str(old), "actor": "DA01", "now": "2026-10-31T10:00:00+08:00"}
    assert run("show", "202610-1", "--json", **ask).json()["state"] == "closed"
    run("amend", "202610-1", "customer.phone=13700000000", "--reason", "x", **ask)
    run("units", "amend", "3-2-1501", "owner=李女士", "--reason", "x", **{**ask, "actor": "CC01"})
    assert "T-202610-0003" in run("create", "灯不亮", "--unit", "3-2-1502", **ask).stdout
    assert run("check", "--json", **ask).json()["findings"] == []
    assert (old / ".cspm/FORMAT").read_text("ascii").strip() <= str(layout.FORMAT)
    assert run("history", "202610-1", "--json", **ask).json()[-1]["action"] == "amend"


def parts(model: type[BaseModel], values: dict[str, Any]) -> Iterator[tuple[type[BaseModel], set[str]]]:
    """A model with the keys that a document has for it, and so for each of its parts."""
    yield model, set(values)
    seen = model.model_validate(values)
    for name, info in type(seen).model_fields.items():
        inner, raw = getattr(seen, name), values.get(info.alias or name)
        pairs = zip(inner, raw or (), strict=False) if isinstance(inner, tuple) else [(inner, raw)]
        for one, document in pairs:
            if isinstance(one, BaseModel) and isinstance(document, dict):
                yield from parts(type(one), document)


def test_the_present_format_is_that_of_its_fixture() -> None:
    """Whoever gives a model another field gives the store another format: FORMAT, a step in core/upgrades.py, a fixture."""
    stored = documents(FORMATS / str(layout.FORMAT))
    wrong = []
    for kind in KINDS.values():
        model = load(kind.model)
        seen = [pair for document in stored[kind.name] for pair in parts(model, document)]
        for part, keys in seen:
            known = {info.alias or name for name, info in part.model_fields.items()}
            if keys != known:
                wrong.append(f"{part.__name__}: {sorted(keys ^ known)}")
    assert not wrong, (
        "the models are not those of this format: raise FORMAT in cspm/store/layout.py, write a step into"
        " cspm/core/upgrades.py, run python -m tools.fixture (--again while the format is not out)\n" + "\n".join(wrong)
    )


WITHOUT = {"init", "demo", "restore", "permissions"}  # they make a store, or look into none
ARGUMENTS = {
    "create": "x", "dispatch": "1 --to T01", "refer": "1 --to x", "return": "1 --reason x", "reply": "1 x",
    "appoint": "1 9:00 --confirmed-by x", "promise": "1 9:00", "hold": "1 --reason x", "quote": "1 --line x:1 --agreed-by x",
    "materials": "1 --take x:1", "finish": "1 --result x", "sign": "1 --signed-by x", "reject": "1 --reason x",
    "close": "1 --result x", "pay": "1 --method cash", "cancel": "1 --reason x", "decline": "1 --reason x",
    "reopen": "1 --reason x --due 9:00", "escalate": "1 --to csc_manager --reason x", "amend": "1 result=x --reason x",
    "search": "x", "list": "", "check": "", "reindex": "", "due": "", "escalations": "", "compare": "2026-10",
    "compliance": "", "anchor": "", "undo": "1",
    "callback": "1 --method phone --satisfied", "callbacks": "queue", "complaint": "list", "contract": "list",
    "standard": "list", "bins": "list", "inspection": "list", "settlement": "list", "filing": "list", "imports": "list",
    "import": "/dev/null --as units", "export": "units", "template": "units -o csv", "report": "daily", "rules": "",
    "can": "CC01 create", "backup": "x.tar", "seal": "--month 2026-10", "staff": "list", "units": "list", "areas": "list",
    "follow": "1 --to T01", "route": "1 --to service", "loans": "", "writeoff": "1", "handout": "1 --copy owner", "feedback": "1 x",
    "visit": "list", "incident": "list", "referral": "list", "communication": "list",
    "enquiry": "list", "remark": "list", "welcome": "list", "contact": "1 x",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - WITHOUT))
def test_a_newer_store_is_refused_by_every_command(name: str, root: Path, run: Run) -> None:
    """In one line, whether it reads or writes; nothing changes."""
    (root / ".cspm/FORMAT").write_text(f"{layout.FORMAT + 1}\n")
    before = sorted((path, path.stat().st_mtime_ns) for path in root.rglob("*"))
    usual = "list" if isinstance(load(COMMANDS[name].path), click.Group) else "1"
    result = run(name, *ARGUMENTS.get(name, usual).split(), store=str(root), actor="CC01", code=26)
    assert len(result.stderr.splitlines()) == 1, result
    assert f"format {layout.FORMAT + 1}" in result.stderr
    assert sorted((path, path.stat().st_mtime_ns) for path in root.rglob("*")) == before


def remade(make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Something else in FORMAT's place."""

    def act(path: Path) -> None:
        path.unlink()
        make(path)

    return act


STRANGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "blank": lambda path: path.write_bytes(b" \n"),
    "a word": lambda path: path.write_text("one"),
    "zero": lambda path: path.write_text("0"),
    "negative": lambda path: path.write_text("-1"),
    "underscores": lambda path: path.write_text("1_0"),
    "other digits": lambda path: path.write_text("١"),
    "a fraction": lambda path: path.write_text("1.0"),
    "two": lambda path: path.write_text("1\n2\n"),
    "endless": lambda path: path.write_text("9" * 5000),
    "NUL": lambda path: path.write_bytes(b"1\0"),
    "UTF-16": lambda path: path.write_bytes("1\n".encode("utf-16")),
    "byte-order mark": lambda path: path.write_bytes(b"\xef\xbb\xbf1\n"),
    "conflict": lambda path: path.write_text("<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> x\n"),
    "folder": remade(Path.mkdir),
    "FIFO": remade(os.mkfifo),
    "link": remade(lambda path: path.symlink_to("/etc/hostname")),
    "huge": lambda path: os.truncate(path, 17 << 20),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_format_that_cannot_be_read(name: str, root: Path, run: Run) -> None:
    """Refused in one sentence that says what it would be, by reading and writing commands."""
    STRANGE[name](root / ".cspm/FORMAT")
    for words in (("list",), ("create", "x")):
        result = run(*words, store=str(root), code=26)
        assert len(result.stderr.splitlines()) == 1 and f"it is {layout.FORMAT}" in result.stderr


@pytest.mark.parametrize("lost", [".cspm/FORMAT", ".cspm"])
def test_a_lost_format_is_the_first(root: Path, again: Open, lost: str) -> None:
    """Someone who copied the records only can go on; keeping up writes the number."""
    add(again(), "x")
    (root / lost).rename(root.parent / "gone")
    assert read_site(str(root)).id == "test-store"
    assert again().ids("notes") == ["N-202611-0001"]
    with again().held():
        format_file.keep_up(str(root))
    assert format_file.read(str(root)) == layout.FORMAT


def test_a_waiting_writer_is_refused_too(root: Path, store: Store) -> None:
    """Somebody upgraded while we waited for the lock: the number is looked at under it; the lock is free again."""
    (root / ".cspm/FORMAT").write_text(f"{layout.FORMAT + 1}\n")
    with pytest.raises(StoreProblem, match="format"):
        add(store)
    (root / ".cspm/FORMAT").write_text(f"{layout.FORMAT}\n")
    assert add(store) == "N-202611-0001"


def test_keeping_up_is_all_or_nothing(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dead at any call: the old number or ours, never a third; the next one goes on."""
    present = layout.FORMAT
    monkeypatch.setattr(layout, "FORMAT", present + 1)
    for turn in range(1, 12):
        copy = str(copytree(root, tmp_path / f"t{turn}"))

        def act(copy: str = copy, turn: int = turn) -> None:
            with each_call(lambda number, call: os._exit(9) if number == turn else None):
                format_file.keep_up(copy)

        status = in_child(act)
        assert format_file.read(copy) in (present, present + 1)
        format_file.keep_up(copy)
        assert format_file.read(copy) == present + 1
        if status == 0:
            assert turn > 4
            return
    raise AssertionError("it never ended")


def test_a_number_that_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: refused before anything else is written, and nothing is left over."""
    monkeypatch.setattr(layout, "FORMAT", layout.FORMAT + 1)

    def full(*args: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "write", full)
        with pytest.raises(StoreProblem, match="full"):
            format_file.keep_up(str(root))
    assert sorted(path.name for path in (root / ".cspm").iterdir()) == ["FORMAT", "journal", "quarantine", "tmp"]


STEPS = {"notes": {1: upgrades.renamed(text="words"), 2: upgrades.added(urgency="normal", extra=None)}}


@pytest.fixture
def first(root: Path, store: Store) -> bytes:
    """A note of the first format, changed once."""
    add(store, "漏水", tags=("a",), person={"name": "wang"})
    with store.change() as change:
        change.put(change.load("notes", "N-202611-0001").stepped(stamp(minutes=5), "counted", counter=1))
    return (root / NOTE).read_bytes()


def test_an_older_document_is_upgraded_with_its_history(first: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Renamed and added fields are there, and hashes and fold agree; every reader makes the same of it."""
    monkeypatch.setattr(upgrades, "STEPS", STEPS)
    monkeypatch.setattr("cspm.store.files.STEPS", STEPS)
    written = parse(first, "N-202611-0001")
    new = parse(first, "N-202611-0001", "notes")
    assert "text" not in new and (new["words"], new["urgency"], new["extra"]) == ("漏水", "normal", None)
    assert problems(written) == problems(new) == []
    assert new["history"][:-1] == written["history"] and new["revision"] == 3
    last = new["history"][-1]
    assert (last["action"], last["by"], last["at"]) == ("upgraded", "wang", written["history"][-1]["at"])
    assert last["changed"] == {"words": "漏水", "urgency": "normal", "text": None}
    assert parse(first, "N-202611-0001", "notes") == new
    assert parse(render(new), "N-202611-0001", "notes") == new


EMPTY: list[dict[str, upgrades.Step]] = [
    {"step": upgrades.added(extra=None, flag=False, more=[])},
    {"step": upgrades.renamed(nothing="anything")},
    {"step": upgrades.within("person", upgrades.added(phone=None))},
]


@pytest.mark.parametrize("case", EMPTY, ids=["added", "renamed", "within"])
def test_what_is_empty_needs_no_event(
    store: Store, root: Path, case: dict[str, upgrades.Step], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A history never tells what is empty: the revision stays."""
    add(store, "x")
    data = (root / NOTE).read_bytes()
    steps = {"notes": {1: case["step"]}}
    monkeypatch.setattr(upgrades, "STEPS", steps)
    monkeypatch.setattr("cspm.store.files.STEPS", steps)
    new = parse(data, "N-202611-0001", "notes")
    assert new["revision"] == 1 and problems(new) == []


def test_a_part_is_upgraded_inside(first: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """One part, and each of a list; things that are no parts stay."""
    steps = {"notes": {1: upgrades.within("person", upgrades.renamed(name="called")), 2: upgrades.within("tags", dict)}}
    monkeypatch.setattr(upgrades, "STEPS", steps)
    monkeypatch.setattr("cspm.store.files.STEPS", steps)
    new = parse(first, "N-202611-0001", "notes")
    assert new["person"] == {"called": "wang"} and new["tags"] == ["a"] and problems(new) == []
    both = upgrades.renamed(a="b")
    assert both({"a": 1, "b": 2}) == {"a": 1, "b": 2}
    assert upgrades.within("x", both)({"x": [{"a": 1}, 5], "y": 1}) == {"x": [{"b": 1}, 5], "y": 1}


@pytest.mark.parametrize("spoil", ["no hash", "no time", "changed as text", "foreign hash"])
def test_an_unsound_older_document_is_damaged(first: bytes, spoil: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that cannot go on says so in a sentence; as it was written the file can still be looked at."""
    monkeypatch.setattr(upgrades, "STEPS", STEPS)
    monkeypatch.setattr("cspm.store.files.STEPS", STEPS)
    document = json.loads(first)
    last = document["history"][-1]
    {
        "no hash": lambda: last.pop("hash"), "no time": lambda: last.pop("at"),
        "changed as text": lambda: last.update(changed=5), "foreign hash": lambda: last.update(hash="漏"),
    }[spoil]()  # fmt: skip
    data = json.dumps(document).encode()
    with pytest.raises(Damaged, match="older format"):
        parse(data, "N-202611-0001", "notes")
    assert parse(data, "N-202611-0001") == document


ADDED = {"notes": {1: upgrades.added(counter=7)}}


def test_a_store_is_upgraded_as_its_records_change(root: Path, again: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read: upgraded, the file as it was. Changed: written as it is now, FORMAT raised; check, index, seal agree."""
    for _ in range(2):
        add(again(), "x")
    path = root / NOTE
    document = json.loads(path.read_text("utf-8"))
    del document["counter"]  # as a cspm wrote it that did not know the field
    path.write_bytes(render(document))
    head = seals.head(again(), again().kind("notes"), "N-202611-0001")
    present = layout.FORMAT
    monkeypatch.setattr(layout, "FORMAT", present + 1)
    monkeypatch.setattr(upgrades, "STEPS", ADDED)
    monkeypatch.setattr("cspm.store.files.STEPS", ADDED)
    assert seals.head(again(), again().kind("notes"), "N-202611-0001") == head
    assert again().document("notes", "N-202611-0001")["counter"] == 7
    again().reindex()
    assert [row["counter"] for row in again().rows("notes")] == [7, 0]
    assert path.read_bytes() == render(document) and check(again()).findings == []
    assert format_file.read(str(root)) == present
    with again().change() as change:
        change.put(change.load("notes", "N-202611-0001").stepped(stamp(), "counted", state="closed"))
    written = json.loads(path.read_text("utf-8"))
    assert (written["counter"], written["revision"]) == (7, 3)
    assert [event["action"] for event in written["history"]] == ["created", "upgraded", "counted"]
    assert problems(written) == [] and check(again()).findings == []
    assert format_file.read(str(root)) == present + 1
    with again().batch() as batch:
        batch.put(note(batch.new_id("notes", "2026-11"), "y"))
    assert check(again()).findings == []
