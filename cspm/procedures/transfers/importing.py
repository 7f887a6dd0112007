"""An import: read and check every row first, then write the good ones in one batch under the lock.

Rows are judged before the lock is taken; a killed import leaves nothing behind, and running it again does it all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from cspm.core.ids import is_id
from cspm.core.kinds import Kind, load
from cspm.errors import AlreadyThere, BadValue, InputRejected, Message, N_
from cspm.procedures.transfers import fields
from cspm.procedures.transfers.model import Import
from cspm.register import KINDS

if TYPE_CHECKING:
    from cspm.core.language import Language
    from cspm.core.record import Record, Stamp
    from cspm.sheets.reader import Reader, Row
    from cspm.shell.office import Office
    from cspm.store.batch import Batch

CHUNK = 500


class Order(NamedTuple):
    """What is asked: the `file` (or `-`), the `kind` of records, a `mapping` file, and how to treat bad rows."""

    file: str
    kind: str
    mapping: str | None = None
    atomic: bool = False
    batch: str | None = None


class Outcome(NamedTuple):
    """What became of an import."""

    batch: str
    read: int
    created: int
    skipped: int
    rejected: int
    rejects_file: str | None


class Counts:
    """The running counts, and the sources seen in this file."""

    def __init__(self) -> None:
        self.read = self.created = self.skipped = 0
        self.seen: set[str] = set()


def run(
    office: Office, order: Order, *, language: Language, stdin: Any = None, watch: Callable[[Reader], Iterable[Row]] = iter
) -> Outcome:  # fmt: skip
    """Import a file. `watch` may wrap the rows with a progress bar. Raises InputRejected; with `atomic` on any bad row."""
    from cspm.sheets.rejects import RejectsFile
    from cspm.sheets.spool import Spool

    office.allow("import")
    kind = KINDS[order.kind]
    counts = Counts()
    with Spool() as spool, RejectsFile(order.file, language) as rejects:
        reject = rejects.add if not office.dry_run else _counted(rejects)
        for values in _checked(office, order, kind, counts=counts, reject=reject, stdin=stdin, watch=watch):
            spool.add(values)
        if order.atomic and rejects.count:
            problem = Message.of(N_("{count} rows are bad; nothing was imported (--atomic)"), count=rejects.count)
            raise InputRejected(file=order.file, problem=problem)
        batch = order.batch or batch_name(office, order.file)
        _write(office, kind, spool, order=order, batch=batch, counts=counts, rejected=rejects.count)
        return Outcome(batch, counts.read, counts.created, counts.skipped, rejects.count, rejects.path)


def _counted(rejects: Any) -> Callable[..., None]:
    def count(row: int, problems: Iterable[Any]) -> None:
        rejects.count += 1

    return count


def batch_name(office: Office, file: str) -> str:
    """A name for the batch: the time and the file, as an id."""
    stem = os.path.basename(file).split(".")[0] if file != "-" else "stdin"
    plain = "".join(char if char.isalnum() else "-" for char in stem)[:24].strip("-") or "file"
    return f"{office.recorded_at:%Y%m%d-%H%M%S}-{plain}"


def _checked(
    office: Office, order: Order, kind: Kind, *, counts: Counts, reject: Callable[..., None], stdin: Any,
    watch: Callable[[Reader], Iterable[Row]],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    from cspm.sheets.mapping import load_mapping
    from cspm.sheets.rows import read_rows

    known = fields.flat_fields(kind.name)
    zone = office.terms.site.timezone
    mapping = load_mapping(order.mapping, zone=zone, fields=known) if order.mapping else None
    encoding = mapping.encoding if mapping else "auto"
    with read_rows(order.file, stdin=stdin, encoding=encoding, sheet=mapping.sheet if mapping else None) as reader:
        if reader.masked:
            raise InputRejected(
                file=order.file, problem=Message(N_("its fields are masked; export it again without masking"))
            )
        chosen = mapping or _identity(reader, known, zone)
        chosen.check(reader)
        prepare = _prepared(office, kind, known)
        for row in watch(reader):
            counts.read += 1
            values = _row(row, chosen, prepare, reject)
            if values is not None:
                yield values


def _identity(reader: Reader, known: Mapping[str, fields.Flat], zone: str) -> Any:
    from cspm.core.language import language
    from cspm.sheets.mapping import identity_mapping

    chinese = language("zh")
    labels: dict[str, str] = {}
    for name, flat in known.items():
        labels.setdefault(flat.label, name)
        labels.setdefault(chinese.text(flat.label), name)
    return identity_mapping(reader.headings, known, labels=labels, zone=zone, name=reader.name)


def _row(
    row: Row, mapping: Any, prepare: Callable[[dict[str, Any]], dict[str, Any]], reject: Callable[..., None]
) -> Any:
    from cspm.sheets.reader import Problem, RowRejected

    try:
        return prepare(mapping.apply(row))
    except RowRejected as bad:
        reject(row.number, bad.problems)
    except BadValue as bad:
        reason = bad.facts["problem"]
        said = reason if isinstance(reason, Message) else Message.of("{problem}", problem=reason)
        reject(row.number, (Problem(str(bad.facts["field"]), str(bad.facts["value"]), said),))
    except ValueError as bad:  # a cell that should be JSON and is not
        reject(row.number, (Problem("", "", Message.of("{problem}", problem=str(bad)[:200])),))
    return None


def _prepared(
    office: Office, kind: Kind, known: Mapping[str, fields.Flat]
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Cells -> fields that the model accepts (it is asked), without a number."""
    model = load(kind.model)
    complete = load(kind.importer) if kind.importer else None
    stamp = office.stamp()

    def prepare(cells: dict[str, Any]) -> dict[str, Any]:
        values = fields.nested(
            {name: fields.value_in(known[name], value) for name, value in cells.items() if name in known}
        )
        values |= {name: value for name, value in cells.items() if name not in known}
        if complete is not None:
            values = complete(values, office)
        if not kind.monthly and not is_id(kind, str(values.get("id", ""))):
            raise BadValue(field="id", value=str(values.get("id", ""))[:60], problem=Message(N_("not an id")))
        checked = model.first(stamp, "imported", **({"id": f"{kind.prefix}-000001-0000"} | values))
        return {
            name: value
            for name, value in checked.content().items()
            if value not in (None, [], {}) and name != "created_by"
        } | ({} if "id" in values else {"id": None})

    return prepare


def _write(
    office: Office, kind: Kind, spool: Iterable[dict[str, Any]], *, order: Order, batch: str, counts: Counts, rejected: int
) -> None:  # fmt: skip
    stamp = office.stamp()
    with office.store.batch(dry_run=office.dry_run) as writing:
        if writing.exists("imports", batch):
            raise AlreadyThere(id=batch)
        for chunk in chunks(spool):
            taken = _sources(writing, kind, chunk)
            for values in chunk:
                _one(writing, kind, values, stamp=stamp, batch=batch, counts=counts, taken=taken, office=office)
        done = Import.first(
            stamp, "import", id=batch, file=os.path.basename(order.file), kind=kind.name, imported_at=office.now,
            read=counts.read, created=counts.created, skipped=counts.skipped, rejected=rejected,
        )  # fmt: skip
        if counts.created:
            writing.put(done)


def chunks(values: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Lists of at most CHUNK values."""
    chunk: list[dict[str, Any]] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _sources(writing: Batch, kind: Kind, chunk: list[dict[str, Any]]) -> set[str]:
    """The source ids of the chunk that the store has already (void records have given theirs free)."""
    wanted = [str(values["source_id"]) for values in chunk if values.get("source_id")]
    if not wanted or "source_id" not in kind.columns:
        return set()
    marks = ", ".join("?" for _ in wanted)
    sql = f"SELECT source_id FROM \"{kind.name}\" WHERE source_id IN ({marks}) AND state != 'void'"  # noqa: S608 - names of ours
    return {str(row[0]) for row in writing.query(sql, wanted)}


def _one(
    writing: Batch, kind: Kind, values: dict[str, Any], *, stamp: Stamp, batch: str, counts: Counts, taken: set[str], office: Office
) -> None:  # fmt: skip
    source = str(values["source_id"]) if values.get("source_id") else None
    record_id = values.get("id")
    known = (source is not None and (source in taken or source in counts.seen)) or (
        record_id is not None and writing.exists(kind.name, record_id)
    )
    if known:
        counts.skipped += 1
        return
    if source is not None:
        counts.seen.add(source)
    own = {name: value for name, value in values.items() if name != "id"}
    record_id = record_id or writing.new_id(kind.name, month_of(own, office))
    model: type[Record] = load(kind.model)
    writing.put(model.first(stamp, "imported", id=record_id, **(own | {"import_batch": batch})))
    counts.created += 1


def month_of(values: Mapping[str, Any], office: Office) -> str:
    """The month that a numbered record belongs to: that of its time of receipt or its day, at the site."""
    for name in ("received_at", "at"):
        if values.get(name):
            return datetime.fromisoformat(values[name]).astimezone(office.terms.tz).strftime("%Y-%m")
    return str(values.get("date") or office.today)[:7]
