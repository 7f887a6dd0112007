"""Seals and anchors: what a month's figures and records were, so that a later change shows.

A seal, `.cspm/seals/2026-10.json`, keeps a month's figures and the head of every record with that month's numbers: its
revision and the hash of its last event (`seal_heads`). Its versions are chained by their digests. An anchor is one hash over the heads of
all records, to be kept where who may write the records may not.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from cspm.core.history import chained
from cspm.core.ids import is_id
from cspm.core.kinds import Kind
from cspm.errors import N_, AlreadyThere, Message, StoreDamaged, StoreNotWritable, StoreProblem
from cspm.store import disk, journal, layout
from cspm.store.files import LARGEST, Damaged, parse, read_bytes, strict_json
from cspm.store.problem import Problem
from cspm.store.rendering import render
from cspm.store.seal_heads import FOLDER, Head, Heads, placed, sealed_heads, sound

if TYPE_CHECKING:
    from cspm.store.repository import Store

T = TypeVar("T")
Document = dict[str, Any]
NAME = re.compile(r"([0-9]{4}-(?:0[1-9]|1[0-2]))\.json")
TRIES = 3


def still(store: Store, make: Callable[[], T]) -> T:
    """What `make` gives when nothing changes meanwhile, without the lock; it is made again when something did.

    Raises StoreProblem when it never is still, and what `make` raises.
    """
    from cspm.store.lock import read_state

    lock = layout.inner(store.root, "lock")
    for _ in range(TRIES):
        if journal.inode_of(store.root):
            with store.held():  # what was decided is finished first
                pass
        store.refresh()
        before = read_state(lock)[0]
        made = make()
        if read_state(lock)[0] == before and not journal.inode_of(store.root):
            return made
    problem = N_("records were changed all the time; try again when it is quiet")
    raise StoreProblem(path=store.root, problem=Message(problem))


def head(store: Store, kind: Kind, record_id: str) -> Head:
    """The head of a record, whose whole history is computed again. Raises NoSuchRecord, StoreDamaged."""
    from cspm.store.check import problems_of

    document = written(store, kind, record_id)
    for problem in problems_of(document):
        text = Message.of(N_("the history does not add up: {problem}"), problem=problem)
        raise StoreDamaged(path=layout.relative(kind, record_id), problem=text)
    return Head(document["revision"], document["history"][-1]["hash"])


def written(store: Store, kind: Kind, record_id: str) -> Document:
    """A record as it was written, not upgraded: a new cspm changes no head and no anchor. Raises NoSuchRecord, StoreDamaged."""
    path = layout.relative(kind, record_id) if is_id(kind, record_id) else ""
    for source in (journal.staged_path(store.root, path), os.path.join(store.root, path)) if path else ():
        try:
            return parse(read_bytes(source)[0], record_id)
        except FileNotFoundError:
            continue
        except Damaged as why:
            raise StoreDamaged(path=path, problem=why.problem) from why
    return store.document(kind.name, record_id)  # which says that there is none


def heads(store: Store, kind: Kind, shard: str) -> Iterator[tuple[str, Head]]:
    """The heads of the records in a folder, by id, one record in memory at a time. Raises StoreDamaged."""
    names = layout.names_in(os.path.join(store.root, kind.name, shard))
    for record_id in sorted(found for name in names if (found := layout.id_of(kind, shard, name))):
        yield record_id, head(store, kind, record_id)


def month_heads(store: Store, month: str) -> Heads:
    """The heads of the records with a month's numbers. Raises StoreDamaged, StoreNotWritable."""
    shard = month.replace("-", "/")
    monthly = sorted((name, kind) for name, kind in store.kinds.items() if kind.monthly)
    found = ((name, one, head) for name, kind in monthly for one, head in heads(store, kind, shard))
    try:
        return Heads(store.root, found)
    except OSError as error:
        raise StoreNotWritable(path=error.filename or store.root, problem=disk.trouble(error)) from error


def month_ids(store: Store, month: str) -> Iterator[tuple[str, str]]:
    """Kind and id of every file, sound or not, that has a month's number; by kind and id."""
    shard = month.replace("-", "/")
    for name, kind in sorted(store.kinds.items()):
        if kind.monthly:
            there = layout.names_in(os.path.join(store.root, name, shard))
            yield from (
                (name, found) for found in sorted(filter(None, (layout.id_of(kind, shard, one) for one in there)))
            )


def beside(store: Store, month: str, version: Document) -> Iterator[tuple[str, str, Head | None]]:
    """Every record that is in the seal or in the month's folders, by kind and id, with its sealed head. Raises StoreDamaged."""
    from heapq import merge
    from itertools import groupby

    there = ((kind, record_id, None) for kind, record_id in month_ids(store, month))
    every: Iterator[tuple[str, str, Head | None]] = merge(sealed_heads(store.root, version), there, key=_name)
    for (kind, record_id), known in groupby(every, key=_name):
        yield kind, record_id, next((head for _, _, head in known if head), None)


def _name(one: tuple[str, str, Head | None]) -> tuple[str, str]:
    return one[:2]


def anchor(store: Store) -> tuple[str, int]:
    """SHA-256 over the heads of all records by kind, month and id, and how many there are. Raises StoreDamaged."""
    from hashlib import sha256

    total, count = sha256(), 0
    for name, kind in sorted(store.kinds.items()):
        for shard in layout.shards(store.root, kind):
            for record_id, found in heads(store, kind, shard):
                total.update(f"{name} {record_id} {found}\n".encode())
                count += 1
    return total.hexdigest(), count


def months(root: str) -> list[str]:
    """The months that have a seal."""
    found = (NAME.fullmatch(name) for name in layout.names_in(os.path.join(root, FOLDER)))
    return sorted(match[1] for match in found if match)


def versions(root: str, month: str) -> list[Document]:
    """The versions of a month's seal, the last one counts; none when it has no seal. Raises StoreDamaged."""
    path = f"{FOLDER}/{month}.json"
    try:
        data, _ = read_bytes(os.path.join(root, path))
        seal = strict_json(data)
    except FileNotFoundError:
        return []
    except Damaged as why:
        raise StoreDamaged(path=path, problem=why.problem) from why
    if not _adds_up(seal, month):
        raise StoreDamaged(path=path, problem=Message(N_("the seal's digest does not fit its content")))
    found: list[Document] = seal["versions"]
    return found


def _adds_up(seal: Any, month: str) -> bool:
    """Whether a seal is made of what seals are made of, and every digest fits."""
    try:
        previous = ""
        for number, version in enumerate(seal["versions"], 1):
            bare = {key: value for key, value in version.items() if key != "digest"}
            if version["digest"] != chained(previous, **bare)["hash"] or version["version"] != number:
                return False
            previous = version["digest"]
            if not sound(version, month):
                return False
        return bool(seal["month"] == month == seal["versions"][-1]["month"])
    except (AttributeError, LookupError, TypeError, ValueError):
        return False


def write(store: Store, month: str, facts: Mapping[str, Any], heads: Heads, *, after: int) -> Document:
    """Write the next version of a month's seal, after so many that are known. `facts` are JSON values.

    Raises AlreadyThere when somebody sealed meanwhile, StoreDamaged, StoreLocked, StoreNotWritable, StoreUnfinished.
    """
    path = os.path.join(store.root, FOLDER, f"{month}.json")
    with store.held():
        known = versions(store.root, month)
        if len(known) != after:
            raise AlreadyThere(id=path)
        try:
            told = heads.place(month, after + 1)
            made = chained(known[-1]["digest"] if known else "", version=after + 1, month=month, **facts, **told)
            made["digest"] = made.pop("hash")
            data = render({"month": month, "versions": [*known, made]})
            if len(data) > LARGEST:
                raise StoreProblem(path=path, problem=Message(N_("the seal would be larger than 16 MiB")))
            staged = layout.inner(store.root, f"tmp/new-{os.getpid()}-0.json")
            placed(store.root, f"{FOLDER}/{month}.json", data, staged=staged)
        except OSError as error:
            raise StoreNotWritable(path=path, problem=disk.trouble(error)) from error
        finally:
            heads.close()
        try:
            disk.fsync_folder(os.path.dirname(path))
        except OSError as error:  # it is there already
            raise journal.unfinished(store.root, error) from error
    return made


def findings(store: Store) -> Iterator[Problem]:
    """What `check` says of seals: one that was edited, and sealed events that are no longer in their record's history."""
    for month in months(store.root):
        try:
            yield from _unkept(store, month, versions(store.root, month)[-1])
        except StoreDamaged as error:
            problem = error.facts["problem"]
            message = problem if isinstance(problem, Message) else Message.of("{problem}", problem=problem)
            yield Problem("sealed", str(error.facts["path"]), "", message, N_("restore the seal from a backup"))


def _unkept(store: Store, month: str, last: Document) -> Iterator[Problem]:
    for kind, record_id, sealed in sealed_heads(store.root, last):
        known = store.kinds.get(kind)
        if known is not None and not holds(store, known, record_id, sealed):
            text = Message.of(N_("what was sealed for {month} is no longer in its history"), month=month)
            place = layout.relative(known, record_id) if is_id(known, record_id) else f"{FOLDER}/{month}.json"
            yield Problem("sealed", place, record_id, text, N_("compare with a backup"))


def holds(store: Store, kind: Kind, record_id: str, sealed: Head) -> bool:
    """Whether the sealed event is in the record's history; a record that is gone or unreadable does not hold it."""
    from cspm.errors import NoSuchRecord

    try:
        history = store.document(kind.name, record_id)["history"]
    except (NoSuchRecord, StoreDamaged):
        return False
    return 0 < sealed.revision <= len(history) and history[sealed.revision - 1].get("hash") == sealed.hash
