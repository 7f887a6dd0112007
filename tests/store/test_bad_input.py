"""Anything in the place of a record, the lock, the journal, tmp, the index, site.toml: tables of cases (P14, P15, P20).

What must hold is always the same: a sentence, never a traceback; the other records are listed, searched and changed; the
bytes of what is damaged stay as they are; `check` names it.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.core.language import language
from cspm.errors import BadSite, CspmError, NoStore, StoreProblem
from cspm.store import lock
from cspm.store.check import check
from cspm.store.repository import Store
from cspm.store.site_file import find_store, read_site
from tests.store.conftest import Open, add
from tests.store.kinds import note, place, stamp

Spoil = Callable[[Path], object]
FILE = "notes/2026/11/N-202611-0002.json"
OTHERS = ["N-202611-0001", "N-202611-0003"]


def text(old: str, new: str) -> Spoil:
    """A piece of the text replaced, once."""
    return lambda path: path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))


def bytes_(change: Callable[[bytes], bytes]) -> Spoil:
    """The bytes as a function makes them."""
    return lambda path: path.write_bytes(change(path.read_bytes()))


def put(*keys: str | int, value: Any) -> Spoil:
    """A value inside the document, by keys."""

    def spoil(path: Path) -> None:
        document = inner = json.loads(path.read_text("utf-8"))
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = value
        path.write_text(json.dumps(document), "utf-8")

    return spoil


def instead(make: Spoil) -> Spoil:
    """Something else in its place."""

    def spoil(path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        elif os.path.lexists(path):
            path.unlink()
        make(path)

    return spoil


def full_folder(path: Path) -> None:
    """A folder with something in it."""
    path.mkdir()
    (path / "x").write_text("x")


def listening(path: Path) -> None:
    """A socket; its name may be longer than sockets take, so it is made where it is short."""
    old = os.getcwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(old)


THINGS: dict[str, Spoil] = {
    "folder": instead(Path.mkdir),
    "full folder": instead(full_folder),
    "FIFO": instead(os.mkfifo),
    "socket": instead(listening),
    "link to nothing": instead(lambda path: path.symlink_to("/nowhere")),
    "link to a device": instead(lambda path: path.symlink_to("/dev/zero")),
    "link to itself": instead(lambda path: path.symlink_to(path)),
}
BYTES: dict[str, Spoil] = {
    "GBK with a byte-order mark": bytes_(lambda data: b"\x84\x31\x95\x33" + data.decode().encode("gb18030")),
    "UTF-16": bytes_(lambda data: data.decode().encode("utf-16")),
    "UTF-16 without a mark": bytes_(lambda data: data.decode().encode("utf-16-le")),
    "UTF-32": bytes_(lambda data: data.decode().encode("utf-32")),
    "NUL inside": bytes_(lambda data: data.replace(b"two", b"t\0o", 1)),
    "NUL behind": bytes_(lambda data: data + b"\0" * 4096),
    "a surrogate in UTF-8": bytes_(lambda data: data.replace(b"two", b"\xed\xa0\x80", 1)),
    "a surrogate as a key": text('"tags"', '"\\udc00"'),
    "a page of zeros inside": bytes_(lambda data: data[:100] + b"\0" * 100 + data[200:]),
    "every second half lost": bytes_(lambda data: data[: len(data) // 2]),
    "the end twice": bytes_(lambda data: data + data[-200:]),
    "twice": bytes_(lambda data: data + data),
    "conflict inside": text('"text": "two"', '<<<<<<< HEAD\n  "text": "two"\n=======\n  "text": "2"\n>>>>>>> theirs'),
    "a comma too many": text('"tags": []', '"tags": [],'),
    "a comment": text('"tags": []', '// by hand\n"tags": []'),
    "single quotes": text('"two"', "'two'"),
    "a tab in a text": text("two", "t\two"),
    "minus infinity": text('"counter": 0', '"counter": -Infinity'),
    "10^400": text('"counter": 0', '"counter": 1e400'),
    "a number with a leading zero": text('"counter": 0', '"counter": 01'),
    "a nested key twice": text('"action": "created"', '"action": "x", "action": "created"'),
    "a key twice by escape": text('"text"', '"stat\\u0065": "x", "text"'),
    "nested objects": text('"tags": []', '"tags": ' + '{"a":' * 100 + "1" + "}" * 100),
    "endless objects": bytes_(lambda data: b'{"a":' * 100_000),
    "an endless text": bytes_(lambda data: data.replace(b"two", b"x" * (17 << 20), 1)),
    "a number": bytes_(lambda data: b"5"),
    "null": bytes_(lambda data: b"null"),
    "the document in a list": bytes_(lambda data: b"[" + data + b"]"),
}
VALUES: dict[str, Spoil] = {
    "id as a number": put("id", value=2),
    "id with a blank": put("id", value="N-202611-0002 "),
    "id as a path": put("id", value="../../N-202611-0002"),
    "id null": put("id", value=None),
    "revision true": put("revision", value=True),
    "revision 10^30": put("revision", value=10**30),
    "revision -1": put("revision", value=-1),
    "revision 1.0": put("revision", value=1.0),
    "history an object": put("history", value={"0": {}}),
    "history null": put("history", value=None),
    "an event null": put("history", 0, value=None),
    "an event a list": put("history", 0, value=[]),
    "an event empty": put("history", 0, value={}),
    "changed a list": put("history", 0, "changed", value=[]),
    "changed null": put("history", 0, "changed", value=None),
    "hash a number": put("history", 0, "hash", value=10**30),
    "hash not ASCII": put("history", 0, "hash", value="漏"),
    "time 10^30": put("received_at", value=10**30),
    "time of the year 10000": put("received_at", value="10000-01-01T00:00:00+08:00"),
    "time without a zone": put("received_at", value="2026-11-22T17:30:00"),
    "time of the year 1": put("received_at", value="0001-01-01T00:00:00+23:59"),
    "text an object": put("text", value={"a": 1}),
    "text null": put("text", value=None),
    "state a list": put("state", value=["open"]),
    "person a text": put("person", value="wang"),
    "person a list": put("person", value=[{}]),
    "tags an object": put("tags", value={"a": 1}),
    "tags of 10^30": put("tags", value=[10**30]),
    "amount a word": put("amount", value="much"),
    "amount NaN": put("amount", value="NaN"),
    "amount endless": put("amount", value="9" * 5000),
    "counter a fraction": put("counter", value=0.5),
    "a field too many": put("colour", value="red"),
}
CASES = {**THINGS, **BYTES, **VALUES}


@pytest.mark.parametrize("name", list(CASES))
def test_a_record_that_is_something_else(store: Store, again: Open, root: Path, name: str) -> None:
    """The others are as they were; every way to it ends in a sentence; `check` names it and nothing else."""
    for words in ("one", "two", "three"):
        add(store, words)
    store.close()
    CASES[name](root / FILE)
    before = (root / FILE).read_bytes() if (root / FILE).is_file() else None
    reader = again()
    reader.reindex()
    assert [one for one in reader.ids("notes") if one in OTHERS] == OTHERS
    assert [row["id"] for row in reader.rows("notes") if row["id"] in OTHERS] == OTHERS
    assert [row["id"] for row in reader.search("notes", "three")] == ["N-202611-0003"]
    for ask in (reader.document, reader.load):
        try:
            ask("notes", "N-202611-0002")
        except CspmError as error:
            assert language("zh").message(error.message)
    result = check(again())
    assert {one.path for one in result.findings} == {FILE} and not result.sound
    assert all(language("zh").message(one.message) for one in result.findings)
    assert add(again(), "four") == "N-202611-0004"
    with again().change() as change:
        change.put(change.load("notes", "N-202611-0003").stepped(stamp(), "x", counter=1))
    listed = set(again().ids("notes"))
    assert listed >= {*OTHERS, "N-202611-0004"}
    if before is not None:
        assert (root / FILE).read_bytes() == before
    fixed = check(again(), fix=True)
    assert fixed.sound or {one.code for one in fixed.findings} <= {"history", "model", "index_stale", "unreadable"}


LOCKS: dict[str, Spoil] = {
    "empty": bytes_(lambda data: b""),
    "half": bytes_(lambda data: data[:7]),
    "NUL": bytes_(lambda data: b"\0" * 200),
    "a word": bytes_(lambda data: b"locked\n"),
    "negative": bytes_(lambda data: b"-1\n"),
    "10^30": bytes_(lambda data: b"1" + b"0" * 30 + b"\n"),
    "twenty nines": bytes_(lambda data: b"9" * 20 + data[20:]),
    "endless": bytes_(lambda data: b"9" * 5000 + b"\n"),
    "UTF-16": bytes_(lambda data: data.decode().encode("utf-16")),
    "other digits": bytes_(lambda data: "٣\n".encode()),
    "conflict": bytes_(lambda data: b"<<<<<<< HEAD\n" + data),
    "huge": lambda path: os.truncate(path, 17 << 20),
    "a holder without end": bytes_(lambda data: data[:21] + b"x" * 100_000),
    "a holder in GBK": bytes_(lambda data: data[:21] + "王".encode("gb18030") + data[23:]),
}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_that_says_something_else(store: Store, again: Open, root: Path, name: str) -> None:
    """Readers are right, changes go on, and what is said in it is sound again afterwards."""
    add(store)
    store.rows("notes")
    LOCKS[name](root / ".cspm/lock")
    assert again().ids("notes") == ["N-202611-0001"]
    assert add(again()) == "N-202611-0002"
    assert again().ids("notes") == ["N-202611-0001", "N-202611-0002"]
    number, holder = lock.read_state(str(root / ".cspm/lock"))
    assert 0 <= number < 2**63 and (holder == "" or name in ("huge", "a holder without end"))
    assert add(again()) == "N-202611-0003"
    assert check(again()).sound


@pytest.mark.parametrize("name", THINGS)
@pytest.mark.parametrize("what", ["lock", "journal", "tmp"])
def test_something_else_in_the_stores_own_folder(store: Store, again: Open, root: Path, what: str, name: str) -> None:
    """Reading goes on; a change works or is refused in a sentence, and works when it is put right."""
    add(store)
    THINGS[name](root / ".cspm" / what)
    assert again().ids("notes") == ["N-202611-0001"]
    done = 1
    try:
        with again().change() as change:
            change.put(note(change.new_id("notes", "2026-11")))
            change.put(place("1-1-1"))
        done = 2
    except StoreProblem as error:
        assert language("zh").message(error.message)
    assert len(again().ids("notes")) == done and len(again().ids("places")) == done - 1
    try:
        assert check(again()).records == done * 2 - 1
    except StoreProblem as error:
        assert language("zh").message(error.message)
    (root / ".cspm" / what).rename(root.parent / "aside")
    assert add(again()) == f"N-202611-{done + 1:04d}"


STAGED = "notes~2026~11~N-202611-0001.json"
JOURNALS: dict[str, Spoil] = {
    "a folder of a record's name": lambda path: (path.mkdir(), (path / STAGED).mkdir()),
    "a FIFO of a record's name": lambda path: (path.mkdir(), os.mkfifo(path / STAGED)),
    "a link of a record's name": lambda path: (path.mkdir(), (path / STAGED).symlink_to("/etc/passwd")),
    "empty": Path.mkdir,
    "a file": lambda path: path.write_text("x"),
    "FIFO": os.mkfifo,
    "link": lambda path: path.symlink_to("/nowhere"),
    "link to a folder": lambda path: path.symlink_to(path.parent.parent / "quarantine"),
    "a foreign file": lambda path: (path.mkdir(), (path / "Thumbs.db").write_text("x")),
    "a foreign folder": lambda path: (path.mkdir(), (path / "x").mkdir()),
    "a way out": lambda path: (
        path.mkdir(),
        (path / "..~x.json").write_text("x"),
        (path / "~etc~x.json").write_text("x"),
    ),
    "a long name": lambda path: (path.mkdir(), (path / f"{'x' * 240}.json").write_text("x")),
    "not UTF-8": lambda path: (path.mkdir(), open(os.fsencode(path) + b"/\xff~\xff.json", "wb").close()),
}


@pytest.mark.parametrize("name", list(JOURNALS))
def test_something_foreign_in_the_journal(store: Store, again: Open, root: Path, name: str) -> None:
    """Nothing of it comes into the records, and no change is stopped by it for good."""
    add(store, "one")
    JOURNALS[name](root / ".cspm/journal/commit")
    if "record's name" not in name:
        assert again().ids("notes") == ["N-202611-0001"]
    for _ in range(2):
        try:
            add(again())
        except StoreProblem as error:
            assert language("zh").message(error.message)
    assert again().document("notes", "N-202611-0001")["text"] == "one"
    assert {path.name for path in root.iterdir()} <= {
        ".cspm",
        "README",
        "site.toml",
        "notes",
        "places",
    } or name == "not UTF-8"


FOREIGN: dict[str, Spoil] = {
    "a file": lambda path: (path / "x").write_text("x"),
    "a full folder": lambda path: full_folder(path / "x"),
    "a full folder of our name": lambda path: full_folder(path / "new-1-1.json"),
    "a full folder in ours": lambda path: ((path / "change-1-1").mkdir(), full_folder(path / "change-1-1/y")),
    "a FIFO of our name": lambda path: os.mkfifo(path / "new-1-1.json"),
    "a link of our name": lambda path: (path / "change-1-1").symlink_to("/etc"),
    "a name that is not UTF-8": lambda path: open(os.fsencode(path) + b"/\xff", "wb").close(),
    "many": lambda path: [(path / f"new-1-{number}.json").touch() for number in range(600)],
}


@pytest.mark.parametrize("name", FOREIGN)
def test_something_foreign_in_tmp(store: Store, again: Open, root: Path, name: str) -> None:
    """No change is stopped, what is not ours stays, and nothing is followed."""
    add(store)
    FOREIGN[name](root / ".cspm/tmp")
    for _ in range(2):
        with again().change() as change:
            change.put(note(change.new_id("notes", "2026-11")))
            change.put(note(change.new_id("notes", "2026-11")))
    assert len(again().ids("notes")) == 5
    assert check(again()).sound and os.path.exists("/etc/passwd")


SITES: dict[str, Spoil] = {
    "empty": bytes_(lambda data: b""),
    "half": bytes_(lambda data: data[:200]),
    "NUL": bytes_(lambda data: data + b"\0"),
    "UTF-16": bytes_(lambda data: data.decode().encode("utf-16")),
    "GBK": bytes_(lambda data: data.decode().encode("gb18030")),
    "conflict": bytes_(lambda data: b"<<<<<<< HEAD\n" + data),
    "a key twice": bytes_(lambda data: data + b'\nname = "x"\n'),
    "a surrogate": bytes_(lambda data: data + b'\nlanguage = "\\ud800"\n'),
    "nested": bytes_(lambda data: data + b"\nfigures = " + b"[" * 5000 + b"]" * 5000),
    "a name as a number": text('name = "', 'name = 1 # "'),
    "an unknown zone": text("Asia/Shanghai", "Asia/Atlantis"),
    "a zone that leads out": text("Asia/Shanghai", "../../etc/passwd"),
    "a zone as a folder": text("Asia/Shanghai", "Asia"),
    "a zone with NUL": text("Asia/Shanghai", "Asia\\u0000"),
    "huge": lambda path: os.truncate(path, 17 << 20),
    **THINGS,
}


@pytest.mark.parametrize("name", SITES)
def test_a_site_that_is_something_else(root: Path, name: str) -> None:
    """Refused in one sentence, by whoever looks for it."""
    SITES[name](root / "site.toml")
    with pytest.raises((BadSite, NoStore)) as refused:
        read_site(find_store(str(root), str(root)))
    assert "\n" not in language("zh").message(refused.value.message)


PLACES = [
    FILE,
    "notes/2026/11",
    "notes",
    ".cspm",
    ".cspm/tmp",
    ".cspm/journal",
    ".cspm/FORMAT",
    "site.toml",
    ".cspm/lock",
]


@pytest.mark.parametrize("where", list(PLACES))
def test_what_may_not_be_read(
    store: Store, again: Open, root: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another owner's: said in a sentence, and the rest goes on. The refusal is played, for nothing is denied to root."""
    for words in ("one", "two", "three"):
        add(store, words)
    denied = str(root / where)
    originals = {name: getattr(os, name) for name in ("open", "listdir", "scandir")}

    def played(name: str) -> Callable[..., Any]:
        def call(path: Any = ".", *args: Any, **more: Any) -> Any:
            if os.fspath(path) == denied:
                raise PermissionError(13, "Permission denied", path)
            return originals[name](path, *args, **more)

        return call

    with monkeypatch.context() as patch:
        for name in originals:
            patch.setattr(os, name, played(name))
        for ask in (
            lambda: read_site(find_store(str(root), str(root))),
            lambda: again().ids("notes"),
            lambda: again().document("notes", "N-202611-0002"),
            lambda: add(again(), "four"),
            lambda: check(again()),
        ):
            try:
                ask()
            except CspmError as error:
                assert language("zh").message(error.message)
    assert check(again()).sound


@pytest.mark.skipif(os.geteuid() == 0, reason="root is denied nothing")
def test_a_record_of_another_owner(store: Store, again: Open, root: Path) -> None:
    """The same, played by the kernel."""
    for words in ("one", "two", "three"):
        add(store, words)
    (root / FILE).chmod(0)
    assert {one.code for one in check(again()).findings} == {"unreadable"}
    assert again().document("notes", "N-202611-0001")["text"] == "one"
