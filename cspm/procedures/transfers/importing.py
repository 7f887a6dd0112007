"""An import: read and judge every row first, then write the good ones in one batch under the lock.

An import that was killed is run again: before its commit it left nothing, and all of it is done; after it everything is
there, and rows with source ids are passed over, a file without them is refused as AlreadyImported.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from cspm.core.ids import is_id
from cspm.core.kinds import Kind
from cspm.errors import N_, AlreadyThere, BadValue, InputRejected, Message
from cspm.procedures.transfers.model import Import
from cspm.procedures.transfers.reading import Source, read
from cspm.procedures.transfers.rejected import Rejected
from cspm.procedures.transfers.writing import Counts, Writer
from cspm.sheets.spool import Spool
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cspm.core.language import Language
    from cspm.shell.office import Office
    from cspm.store.batch import Batch

ATOMIC = N_("{count} rows are bad, so nothing was imported (--atomic); {first}")


class AlreadyImported(AlreadyThere):
    """This very file is there. Whoever runs an import again after a kill may take it for done: nothing is missing."""

    code = "already_imported"
    sentence = N_(
        "{file} is there already: it was imported as {batch}, and nothing of it is missing. Some of its rows have no "
        "source id, so they would be there twice; if that is what you want, add --again."
    )


class Order(NamedTuple):
    """What is asked: rows of a `source` as records of a `kind`; `atomic`: all or none; `batch`: a name for it;
    `again`: even if the file is there already."""

    source: Source
    kind: str
    atomic: bool = False
    batch: str | None = None
    again: bool = False


class Outcome(NamedTuple):
    """What became of an import; `told` are the first bad rows, `passed` the numbers of the first skipped ones."""

    batch: str
    read: int
    created: int
    skipped: int
    rejected: int
    rejects_file: str | None
    told: tuple[Message, ...]
    passed: tuple[int, ...]


def run(office: Office, order: Order, *, language: Language) -> Outcome:
    """Import a file. Raises InputRejected (with `atomic` on any bad row), AlreadyThere (the batch), NotAllowed."""
    office.allow("import")
    kind = office.store.kind(order.kind)
    file = order.source.file
    batch = _batch(office, order)
    with Spool() as spool, Rejected(file, language, write=not office.dry_run) as rejected:
        found = read(office, order.source, kind, spool=spool, rejected=rejected)
        if order.atomic and rejected.count:
            problem = Message.of(ATOMIC, count=rejected.count, first=rejected.told[0])
            raise InputRejected(file=file, problem=problem)
        facts = {
            "file": os.path.basename(file), "read": found.rows, "rejected": rejected.count, "digest": found.digest,
        }  # fmt: skip
        guarded = bool(found.unmarked) and not order.again
        counts = _write(office, kind, spool, batch=batch, facts=facts, guarded=guarded)
        return Outcome(
            batch, found.rows, counts.created, counts.skipped, rejected.count, rejected.path, tuple(rejected.told),
            tuple(sorted(counts.first_skipped)),
        )  # fmt: skip


def _batch(office: Office, order: Order) -> str:
    """The name of the batch: the one given, or the time and the file. Raises BadValue, AlreadyThere."""
    kind = office.store.kind("imports")
    if order.batch is None:
        return _free_name(office, order.source.file)
    if not is_id(kind, order.batch):
        problem = Message(N_("letters, digits, “-”, “_” and “.” make a name"))
        raise BadValue(field="--batch", value=order.batch[:60], problem=problem)
    if office.store.exists(kind.name, order.batch):
        raise AlreadyThere(id=order.batch)
    return order.batch


def _free_name(office: Office, file: str) -> str:
    """A name of the time and the file, with a number when two imports begin within a second."""
    stem = os.path.basename(file).split(".")[0] if file != "-" else "stdin"
    plain = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff_-]+", "-", stem)[:24].strip("-_") or "file"
    name = first = f"{office.recorded_at:%Y%m%d-%H%M%S}-{plain}"
    count = 1
    while office.store.exists("imports", name):
        count += 1
        name = f"{first}-{count}"
    return name


def _write(office: Office, kind: Kind, spool: Spool, *, batch: str, facts: dict[str, Any], guarded: bool) -> Counts:
    """Write the good rows; `guarded` refuses a file that is there already (AlreadyImported)."""
    stamp = office.stamp()
    with office.store.batch(dry_run=office.dry_run) as writing:
        office.store.refresh()  # what somebody wrote while we waited for the lock counts too
        if writing.exists("imports", batch):
            raise AlreadyThere(id=batch)
        if guarded:
            _refuse_twice(writing, kind, facts)
        writer = Writer(writing, kind, stamp, batch=batch, tz=office.terms.tz)
        for chunk in spool.chunks():
            writer.chunk(chunk)
        counts = writer.counts
        if counts.created:
            facts |= {"created": counts.created, "skipped": counts.skipped, "imported_at": office.now}
            writing.put(Import.first(stamp, "import", id=batch, kind=kind.name, **facts))
    return counts


def _refuse_twice(writing: Batch, kind: Kind, facts: Mapping[str, Any]) -> None:
    """Refuse a file whose very bytes an import brought in already: nothing else tells that its rows are there."""
    done = writing.query("SELECT id FROM imports WHERE kind = ? AND state = 'done' ORDER BY sort", (kind.name,))
    for (earlier,) in done:
        if writing.document("imports", earlier).get("digest") == facts["digest"]:
            raise AlreadyImported(file=facts["file"], batch=earlier)
