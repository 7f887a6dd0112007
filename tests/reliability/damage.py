"""P14 to P17: files damaged or edited by hand are named and hurt nobody; the index may be anything; histories tell."""

from __future__ import annotations

import glob
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from tests.reliability.engine import Place, command, done
from tests.reliability.loader import Document
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import rows, write

VICTIM = "tickets/2025/03/T-202503-0002.json"
Damage = Callable[[str], None]


def _edited(change: Callable[[Document], Any]) -> Damage:
    def damage(path: str) -> None:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        change(document)
        write(path, json.dumps(document, ensure_ascii=False))

    return damage


def _bytes(change: Callable[[bytes], bytes]) -> Damage:
    def damage(path: str) -> None:
        with open(path, "rb") as file:
            data = file.read()
        write(path, change(data))

    return damage


def _replaced(make: Callable[[str], Any]) -> Damage:
    def damage(path: str) -> None:
        os.unlink(path)
        make(path)

    return damage


UNREADABLE: dict[str, Damage] = {
    "empty": _bytes(lambda data: b""),
    "half": _bytes(lambda data: data[: len(data) // 2]),
    "zeros": _bytes(lambda data: bytes(len(data))),
    "noise": _bytes(lambda data: bytes(255 - byte for byte in data)),
    "mark": _bytes(lambda data: b"\xef\xbb\xbf" + data),
    "twice": _bytes(lambda data: data + data),
    "a key twice": _bytes(lambda data: b'{"state": "closed",' + data[1:]),
    "NaN": _bytes(lambda data: data.replace(b'"rework_count": 0', b'"rework_count": NaN')),
    "deep": _bytes(lambda data: b"[" * 100_000),
    "a list": _bytes(lambda data: b"[]"),
    "no history": _edited(lambda one: one.pop("history")),
    "another id": _edited(lambda one: one.update(id="T-202503-0099")),
    "a folder": _replaced(os.mkdir),
    "a pipe": _replaced(os.mkfifo),
    "a link": _replaced(lambda path: os.symlink("/etc/passwd", path)),
    "a loop": _replaced(lambda path: os.symlink(path, path)),
}
EDITED: dict[str, Damage] = {
    "a word": _edited(lambda one: one.update(text="other")),
    "a state": _edited(lambda one: one.update(state="closed")),
    "a field more": _edited(lambda one: one.update(extra=1)),
    "a number too large": _edited(lambda one: one.update(rework_count=10**30)),
    "a revision": _edited(lambda one: one.update(revision=7)),
    "gone": os.unlink,
}
REFORMATTED: dict[str, Damage] = {
    "one line": _edited(lambda one: None),
    "other order": _bytes(lambda data: json.dumps(dict(reversed(json.loads(data).items())), indent=7).encode()),
}
STRANGERS = ("tickets/2025/03/Thumbs.db", "tickets/2025/13/x.json", "tickets/2025/03/T-202503-0001 (2).json")


def named(asked: Asked) -> Reached:
    """P14: check names every damaged, edited, missing and foreign file, and nothing that was only formatted anew."""
    faults = []
    for name, damage in (UNREADABLE | EDITED).items():
        with asked.ground.trial("damage") as place:
            damage(f"{place.root}/{VICTIM}")
            if VICTIM not in _findings(place):
                faults.append(f"not named: {name}")
    for name, damage in REFORMATTED.items():
        with asked.ground.trial("damage") as place:
            damage(f"{place.root}/{VICTIM}")
            faults += [f"called damaged: {name} {one}" for one in _findings(place)]
    for stranger in STRANGERS:
        with asked.ground.trial("damage") as place:
            os.makedirs(os.path.dirname(f"{place.root}/{stranger}"), exist_ok=True)
            write(f"{place.root}/{stranger}", "x")
            if not any(stranger.startswith(one) for one in _findings(place)):
                faults.append(f"not named: {stranger}")
    return reached(f"{len(UNREADABLE) + len(EDITED) + len(REFORMATTED) + len(STRANGERS)} damages", faults)


def _findings(place: Place) -> list[str]:
    outcome = command(place, "check", "--json")
    if outcome.code not in (0, 1):
        return [str(outcome)]
    return [one["path"] for one in json.loads(outcome.out)["findings"]]


def hurts_nobody(asked: Asked) -> Reached:
    """P15: beside a damaged record the others are listed, shown and changed; it is not touched by anything but its repair."""
    faults = []
    for name, damage in UNREADABLE.items():
        with asked.ground.trial("damage") as place:
            path = f"{place.root}/{VICTIM}"
            damage(path)
            before = _kept(path)
            faults += [f"{name}: {one}" for one in _others(place)]
            if _kept(path) != before:
                faults.append(f"{name}: overwritten")
    return reached(f"{len(UNREADABLE)} damages", faults)


def _kept(path: str) -> object:
    """What stands at a path, whatever it is."""
    if os.path.islink(path):
        return os.readlink(path)
    if not os.path.isfile(path):
        return os.lstat(path).st_mode
    with open(path, "rb") as file:
        return file.read()


def _others(place: Place) -> list[str]:
    faults = []
    for words, codes in (
        (("create", "beside"), (0,)), (("amend", "T-202503-0001", "text=new", "--reason", "r"), (0,)),
        (("amend", "T-202503-0002", "text=new", "--reason", "r"), (20, 26)), (("show", "T-202503-0002"), (20, 26)),
        (("cancel", "T-202503-0002", "--reason", "r"), (20, 26)), (("show", "T-202503-0003"), (0,)), (("reindex",), (0, 1)),
    ):  # fmt: skip
        outcome = command(place, *words, timeout=20)
        if outcome.code not in codes or outcome.traceback:
            faults.append(f"{' '.join(words)}: {outcome}")
    listed = command(place, "list", "--all", "-q")
    if len(listed.out.split()) != 8 or listed.code != 1:
        faults.append(f"hidden: {listed.out.split()}, {listed}")
    return faults


QUESTIONS = (
    ("list", "--all", "--json"), ("search", "one", "--json"), ("due", "--json"), ("report", "monthly", "-o", "csv"),
    ("callbacks", "queue", "-o", "json"), ("compliance", "--month", "2025-03", "--json"),
)  # fmt: skip


def _index(place: Place) -> str:
    return glob.glob(f"{place.path}/cache/cspm/*/index-*.db")[0]


def _version(path: str) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()


def without_a_table(path: str) -> None:
    """An index that is sound, but for a table that is not there."""
    db = sqlite3.connect(path)
    db.execute("DROP TABLE tickets")
    db.commit()
    db.close()


INDEXES: dict[str, Damage] = {
    "deleted": os.unlink,
    "noise": _bytes(lambda data: bytes(255 - byte for byte in data)),
    "half": _bytes(lambda data: data[: len(data) // 2]),
    "a page": _bytes(lambda data: data[:4096] + b"\xff" * 4096 + data[8192:]),
    "empty": _bytes(lambda data: b""),
    "another version": _version,
    "a folder": _replaced(os.mkdir),
    "a pipe": _replaced(os.mkfifo),
    "a link to nowhere": _replaced(lambda path: os.symlink("/nowhere/at/all", path)),
}


def any_index(asked: Asked, indexes: Mapping[str, Damage] = INDEXES) -> Reached:
    """P16: whatever the index is, the answers are the same, and changes are made."""
    random, faults = Random(asked.seed), []
    with asked.ground.trial("index") as place:
        before = [command(place, *words).out for words in QUESTIONS]
        for name, damage in indexes.items():
            for turn in range(len(QUESTIONS)) if asked.release else random.sample(range(len(QUESTIONS)), 2):
                words = QUESTIONS[turn]
                _away(place)
                command(place, "list", "-q")
                damage(_index(place))
                outcome = command(place, *words, timeout=30)
                if outcome.out != before[turn] or outcome.traceback:
                    faults.append(f"{name}: {' '.join(words)}: {outcome}")
    faults += _locked(asked, before) + _older(asked)
    return reached(f"{len(indexes) + 2} states x {len(QUESTIONS)} questions", faults)


def _away(place: Place) -> None:
    shutil.rmtree(place / "cache", ignore_errors=True)


def _locked(asked: Asked, before: list[str]) -> list[str]:
    """Somebody else holds the index."""
    with asked.ground.trial("index") as place:
        command(place, "list", "-q")
        db = sqlite3.connect(_index(place), isolation_level=None)
        db.execute("BEGIN EXCLUSIVE")
        found = [command(place, *words, timeout=30) for words in QUESTIONS]
        made = command(place, "create", "while locked")
        db.close()
        faults = [f"locked: {one}" for one, told in zip(found, before, strict=True) if one.out != told]
        after = command(place, "search", "locked", "-q")
        return faults + ([f"locked: {made} {after}"] if made.code or not after.out else [])


def _older(asked: Asked) -> list[str]:
    """The index of an earlier day is put back under a store that has gone on."""
    faults = []
    for words in (("amend", "T-202503-0001", "text=since then", "--reason", "r"), ("create", "since then too")):
        with asked.ground.trial("index") as place:
            command(place, "list", "-q")
            with open(_index(place), "rb") as file:
                old = file.read()
            done(place, *words)
            new = command(place, "list", "--all", "--json").out
            for name in glob.glob(f"{_index(place)}-*"):
                os.unlink(name)
            write(_index(place), old)
            again = command(place, "list", "--all", "--json")
            faults += [] if again.out == new else [f"older: {words[0]}: {again}"]
    return faults


def histories(asked: Asked) -> Reached:
    """P17: every edit, cut and swap in a history, and beside it in the content, shows in check."""
    wanted, random = asked.size(500, 500, least=20), Random(asked.seed)
    place = asked.ground.place("histories")
    count = min(100, wanted)
    write(place / "many.csv", rows("h", count))
    done(place, "import", "many.csv", "--as", "tickets", "--batch", "h")
    ids = [one for one in command(place, "list", "--all", "-q").out.split() if int(one[-4:]) > 8]
    for words in (("dispatch", *ids, "--to", "technician"), ("accept", *ids), ("arrive", *ids)):
        done(place, *words, "--yes", timeout=120)
    faults, made = [], 0
    while made < wanted:
        with asked.ground.trial("edit", place) as trial:
            told = [_tampered(trial, one, random) for one in ids]
            found = set(_findings(trial))
            made += len(told)
            faults += [f"unseen: {how} in {path}" for path, how in told if path not in found]
    shutil.rmtree(place.path)
    return reached(f"{made} edits, seed {asked.seed}", faults)


def _tampered(place: Place, record_id: str, random: Random) -> tuple[str, str]:
    """One record changed by hand; its path and how."""
    path = f"tickets/2025/03/{record_id}.json"
    with open(f"{place.root}/{path}", encoding="utf-8") as file:
        document = json.load(file)
    how = random.choice(list(WAYS))
    before = json.dumps(document, sort_keys=True)
    while json.dumps(document, sort_keys=True) == before:
        WAYS[how](document, random)
    write(f"{place.root}/{path}", json.dumps(document, ensure_ascii=False))
    return path, how


def _event(document: Document, random: Random) -> Document:
    chosen: Document = random.choice(document["history"])
    return chosen


def _change(document: Document, random: Random) -> None:
    event = _event(document, random)
    key = random.choice(list(event))
    event[key] = {"edited": True} if isinstance(event[key], dict) else f"{event[key]}x"


def _inside(document: Document, random: Random) -> None:
    changed = _event(document, random)["changed"]
    changed[random.choice([*changed, "text"])] = f"edited {random.random()}"


def _swap(document: Document, random: Random) -> None:
    events = document["history"]
    first, second = random.sample(range(len(events)), 2)
    events[first], events[second] = events[second], events[first]


def _content(document: Document, random: Random) -> None:
    key = random.choice([key for key in document if key not in ("id", "history", "revision")])
    document[key] = f"{document[key]}x"


WAYS: dict[str, Callable[[Document, Random], Any]] = {
    "an event changed": _change,
    "a change changed": _inside,
    "an event cut": lambda one, random: one["history"].pop(random.randrange(len(one["history"]))),
    "an event doubled": lambda one, random: one["history"].append(dict(_event(one, random))),
    "an event more": lambda one, random: _event(one, random).update(extra=1),
    "a key less": lambda one, random: _event(one, random).pop(
        random.choice(["at", "by", "recorded_at", "hash", "os_user"])
    ),
    "two swapped": _swap,
    "the content": _content,
    "the newest cut with its number": lambda one, random: (
        one["history"].pop(),
        one.update(revision=one["revision"] - 1),
    ),
}
