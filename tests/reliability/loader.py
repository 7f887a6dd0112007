"""What is in a record folder, read with nothing but json: no line of cspm's own code can hide its own mistake here."""

from __future__ import annotations

import json
import os
import re
from hashlib import sha256
from typing import Any, NamedTuple

Document = dict[str, Any]
MONTHLY = re.compile(r"([A-Z]{1,3})-([0-9]{4})([0-9]{2})-([0-9]{4,12})")
VOLATILE = frozenset(["hash", "recorded_at", "digest", "made_at", "head", "heads"])
"""What differs between two runs of the same command: the real clock, and all that is hashed over it."""


class Loaded(NamedTuple):
    """The records by path, and what is wrong with any of them."""

    records: dict[str, Document]
    problems: list[str]

    def of(self, kind: str) -> dict[str, Document]:
        """The records of one kind, by id."""
        return {one["id"]: one for path, one in self.records.items() if path.split("/", 1)[0] == kind}

    def by_text(self) -> dict[str, list[str]]:
        """Ids of tickets by their matter: a matter that is there twice was written twice."""
        found: dict[str, list[str]] = {}
        for record_id, one in self.of("tickets").items():
            found.setdefault(one["text"], []).append(record_id)
        return found


def _pairs(pairs: list[tuple[str, Any]]) -> Document:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key is there twice")
    return dict(pairs)


def _hashed(previous: str, event: Document) -> str:
    bare = {key: value for key, value in event.items() if key != "hash"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(previous.encode() + text.encode("utf-8", "surrogatepass")).hexdigest()


def _read(root: str, path: str) -> Document:
    """A record file, strictly. Raises ValueError with what is wrong."""
    with open(os.path.join(root, path), "rb") as file:
        document = json.loads(file.read().decode("utf-8"), object_pairs_hook=_pairs)
    name = path.rsplit("/", 1)[1].removesuffix(".json")
    if document["id"] != name:
        raise ValueError(f"its id is {document['id']}")
    match = MONTHLY.fullmatch(name)
    if match and f"/{match[2]}/{match[3]}/" not in path:
        raise ValueError("it lies in another month")
    history = document["history"]
    if [event["revision"] for event in history] != list(range(1, document["revision"] + 1)):
        raise ValueError(f"revision {document['revision']} with the events {[one['revision'] for one in history]}")
    previous = ""
    for event in history:
        previous = _hashed(previous, event)
        if event["hash"] != previous:
            raise ValueError(f"event {event['revision']} has another hash")
    return dict(document)


def load(root: str) -> Loaded:
    """Every record of a store, with the problems of single files, of numbers with gaps, and of what is left over."""
    records: dict[str, Document] = {}
    problems: list[str] = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != ".cspm"]
        for name in names if folder != root else ():
            path = os.path.relpath(os.path.join(folder, name), root)
            try:
                records[path] = _read(root, path)
            except (ValueError, KeyError, TypeError, OSError) as error:
                problems.append(f"{path}: {type(error).__name__} {error}")
    if os.path.lexists(os.path.join(root, ".cspm/journal/commit")):
        problems.append("a committed change is not carried out")
    return Loaded(records, problems + gaps(root, list(records)))


def gaps(root: str, paths: list[str]) -> list[str]:
    """Months whose numbers do not run from 1 without a gap; a quarantined file keeps its number."""
    aside = os.path.join(root, ".cspm/quarantine")
    names = [path.rsplit("/", 1)[1] for path in paths] + (os.listdir(aside) if os.path.isdir(aside) else [])
    numbers: dict[str, set[int]] = {}
    for name in names:
        match = MONTHLY.match(name)
        if match:
            numbers.setdefault(f"{match[1]}-{match[2]}{match[3]}", set()).add(int(match[4]))
    return [f"{month} has a gap: {sorted(had)}" for month, had in numbers.items() if max(had) != len(had)]


def essence(root: str) -> Document:
    """What a store says, without what differs between two runs: to compare a store after a crash with before and after."""
    found: Document = {path: _lasting(one) for path, one in load(root).records.items()}
    seals = os.path.join(root, ".cspm/seals")
    for name in os.listdir(seals) if os.path.isdir(seals) else ():
        with open(os.path.join(seals, name), encoding="utf-8") as file:
            found[f"seals/{name}"] = _lasting(json.load(file))
    aside = os.path.join(root, ".cspm/quarantine")
    if os.path.isdir(aside):
        found |= {f"quarantine/{name.split('.json')[0]}": True for name in os.listdir(aside)}
    return found


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lasting(one) for key, one in value.items() if key not in VOLATILE}
    if isinstance(value, list):
        return [_lasting(one) for one in value]
    return value


def taps(document: Document) -> int:
    """The counter of a ticket: how many times material was taken, each time one piece."""
    return sum(int(one["quantity"]) for one in document["materials"])


def progress(document: Document) -> list[str]:
    """The texts of a complaint's progress lines."""
    return [one["text"] for one in (document["complaint"] or {}).get("notices", [])]
