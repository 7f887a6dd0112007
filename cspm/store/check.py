"""`cspm check`: looks at every file, history, model, number, leftover and index row; `fix` mends what may be mended.

A damaged file is never repaired and never overwritten: `fix` moves it, bytes unchanged, to `.cspm/quarantine/`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from cspm.core.history import problems
from cspm.core.ids import number_of, numbered
from cspm.core.kinds import Kind
from cspm.core.upgrades import STEPS
from cspm.errors import N_, Message, StoreNotWritable
from cspm.store import journal, layout, link_lock, quarantine
from cspm.store.compare import Compare
from cspm.store.files import Damaged, Document, parse, read_bytes
from cspm.store.problem import CheckResult, Problem
from cspm.store.repository import Store
from cspm.store.strangers import strangers

RESTORE = N_("restore the file from a backup, or move it away with: cspm check --fix")
NONE = N_("nothing to do")

References = Callable[[Store], Iterable[Problem]]


def check(store: Store, *, fix: bool = False, references: References | None = None) -> CheckResult:
    """Look at everything; `references` may add what only the caller knows (units and staff that records name)."""
    stale = link_lock.stale(store.root, fix=fix)
    findings = [stale] if stale is not None else []
    if fix or stale is None:
        findings += _leftovers(store)
    records = 0
    for kind in store.kinds.values():
        try:
            for count, found in _kind(store, kind):
                records += count
                findings += found
        except layout.Unlistable as error:
            path = os.path.relpath(str(error.facts["path"]), store.root)
            findings.append(
                Problem("unreadable", path, "", Message.of("{problem}", **error.facts), N_("let it be read"))
            )
    if references is not None:
        findings += references(store)
    if fix:
        findings = _mend(store, findings)
    return CheckResult(records, findings)


def _kind(store: Store, kind: Kind) -> Iterator[tuple[int, list[Problem]]]:
    """The records and the findings of a kind, folder by folder. Raises Unlistable."""
    compare = Compare(store, kind)
    for shard in layout.shards(store.root, kind):
        names = sorted(layout.names_in(os.path.join(store.root, kind.name, shard)))
        ids = [record_id for name in names if (record_id := layout.id_of(kind, shard, name))]
        found = [problem for record_id in ids for problem in _record(store, kind, record_id, compare)]
        found += _gaps(store, kind, shard, ids)
        compare.next_shard(shard, ids)
        yield len(ids), found
    yield 0, [*strangers(store.root, kind), *_differing(store, kind, compare)]


def _leftovers(store: Store) -> Iterator[Problem]:
    """Finish and sweep what dead processes left; that is what the next change would do too."""
    waiting = journal.inode_of(store.root)
    if not waiting and not journal.leftovers(store.root):
        return
    try:
        with store.held() as lock:
            pass
    except StoreNotWritable as error:
        path = f"{layout.INNER}/journal" if waiting else f"{layout.INNER}/tmp"
        yield Problem("leftover_journal" if waiting else "leftover_tmp", path, "", error.message, NONE, "info")
        return
    store.refresh()
    if lock.finished:
        text = N_("a change that was decided but cut off has been finished")
        yield Problem("leftover_journal", f"{layout.INNER}/journal/commit", "", Message(text), NONE, "info")
    for path in lock.swept:
        text = N_("what a process that died left behind was removed")
        if os.path.lexists(path):
            text = N_("what a process that died left behind is removed bit by bit")
        yield Problem("leftover_tmp", os.path.relpath(path, store.root), "", Message(text), NONE, "info")


def _record(store: Store, kind: Kind, record_id: str, compare: Compare) -> Iterator[Problem]:
    path = layout.relative(kind, record_id)
    try:
        data, found = read_bytes(os.path.join(store.root, path))
        document = parse(data, record_id, kind.name)
        written = parse(data, record_id) if kind.name in STEPS else document
    except FileNotFoundError:
        return  # moved away since the folder was listed
    except Damaged as why:
        yield Problem(why.code, path, record_id, why.problem, RESTORE)
        return
    for problem in problems_of(written):
        text = N_("the history does not add up: {problem}")
        yield Problem("history", path, record_id, Message(text, {"problem": problem}), N_("compare with a backup"))
    try:
        compare.shape.proper(document)
    except Damaged as why:
        todo = N_("correct the file by hand, or restore it from a backup")
        yield Problem("model", path, record_id, why.problem, todo)
        return
    compare.add(document, found)


def problems_of(document: Document) -> list[Message]:
    """What is wrong with a history; also when it is not even made of what histories are made of."""
    try:
        return problems(document)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        return [Message.of("{problem}", problem=f"{type(error).__name__}: {error}")]


def _gaps(store: Store, kind: Kind, shard: str, ids: list[str]) -> Iterator[Problem]:
    """Numbers that were given and have no file: somebody removed a record."""
    if not kind.monthly or not ids:
        return
    month = shard.replace("/", "-")
    there = {number_of(record_id) for record_id in ids}
    aside = quarantine.ids(store.root)
    expected = 1
    for number in sorted(there):
        missing = [numbered(kind, month, one) for one in range(expected, number)]
        expected = number + 1
        for record_id in (one for one in missing if one in aside):
            message = Message.of(N_("{id} was moved to the quarantine"), id=record_id)
            yield Problem("gap", layout.relative(kind, record_id), record_id, message, RESTORE, "info")
        gone = [one for one in missing if one not in aside]
        if gone:
            yield Problem("gap", layout.relative(kind, gone[0]), gone[0], missing_message(gone), RESTORE)


def missing_message(gone: list[str]) -> Message:
    """One sentence for a run of numbers without a file."""
    if len(gone) == 1:
        return Message.of(N_("{id} is missing: its file was removed"), id=gone[0])
    text = N_(
        "{count} records are missing from {first} to {last}: their files were removed, or the number after them is a stray"
    )
    return Message.of(text, count=len(gone), first=gone[0], last=gone[-1])


def _differing(store: Store, kind: Kind, compare: Compare) -> Iterator[Problem]:
    for record_id, code in compare.found:
        path = layout.relative(kind, record_id)
        if code == "index_stale":
            text = N_("the file was edited in place; the index has read it again")
            yield Problem(code, path, record_id, Message(text), NONE, "info")
        else:
            text = N_("the index does not say what the file says")
            yield Problem(code, path, record_id, Message(text), N_("build it anew with: cspm reindex"))


def _mend(store: Store, findings: list[Problem]) -> list[Problem]:
    """Move damaged files aside and build the index anew; what was mended becomes an info."""
    mended = []
    bad = [problem for problem in findings if problem.code in ("damaged", "misplaced") and problem.fix == RESTORE]
    if bad:
        with store.held() as lock:
            for problem in bad:
                aside = quarantine.move(store.root, problem.path)
                if aside:
                    mended.append(problem)
            lock.bump()
    try:
        store.reindex()
    except StoreNotWritable:
        store.refresh()  # every command then makes its own
    kept = [p for p in findings if p not in mended and p.code != "index_differs"]
    moved = N_("moved to the quarantine, bytes unchanged: {problem}")
    return kept + [p._replace(message=Message.of(moved, problem=p.message), fix=NONE, level="info") for p in mended]
