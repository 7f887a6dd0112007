"""The first half of an import, before anything is locked: read the file, judge every row, keep the good ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import Kind
from cspm.errors import N_, InputRejected, Message, StoreProblem
from cspm.procedures.transfers import fields
from cspm.procedures.transfers.fields import Flat
from cspm.procedures.transfers.judging import Judge
from cspm.sheets.field_mapping import FileMapping, IdentityMapping
from cspm.sheets.mapping import identity_mapping, load_mapping
from cspm.sheets.reader import Reader, Row, RowRejected
from cspm.sheets.rows import read_rows
from cspm.store.disk import trouble
from cspm.store.hand import chunks, in_order
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.procedures.transfers.rejected import Rejected
    from cspm.sheets.spool import Spool
    from cspm.shell.office import Office

MASKED = N_("Its fields are masked. Export it again without --masked.")
NO_SUCH_KIND = N_("The mapping says kind = “{value}”, but {records} have no field kind. Take the line out.")
UNKNOWN = N_(
    "Headings not known: {unknown}. See the known ones with: cspm template {kind} -o csv; or give a --mapping."
)
NEAR = N_("{heading} (perhaps {near}?)")
NO_COLUMN = N_("No column gives the field {field} ({label}), which every row needs. Its columns: {columns}")

Watch = Callable[[Reader], Iterable[Row]]


class Source(NamedTuple):
    """What is read: the `file` (or `-` for `stdin`), an optional `mapping` file, and who may `watch` the rows."""

    file: str
    mapping: str | None = None
    stdin: Any = None
    watch: Watch = iter


class Read(NamedTuple):
    """How many rows were read, how many good ones nothing tells from other rows, and the digest of the file's bytes."""

    rows: int
    unmarked: int
    digest: str


def read(office: Office, source: Source, kind: Kind, *, spool: Spool, rejected: Rejected) -> Read:
    """As `judged_rows`; a disk that fails while reading is a refusal too. Raises StoreProblem."""
    try:
        return judged_rows(office, source, kind, spool=spool, rejected=rejected)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StoreProblem(path=source.file, problem=trouble(error)) from error


def judged_rows(office: Office, source: Source, kind: Kind, *, spool: Spool, rejected: Rejected) -> Read:
    """Judge every row: the content of good ones goes to the spool, bad ones to `rejected`; what was read.

    Raises InputRejected for a file or mapping that cannot be used at all.
    """
    known = fields.flat_fields(kind)
    zone = office.terms.site.timezone
    mapping = load_mapping(source.mapping, zone=zone, fields=known) if source.mapping else None
    encoding, sheet = (mapping.encoding, mapping.sheet) if mapping else ("auto", None)
    with read_rows(source.file, stdin=source.stdin, encoding=encoding, sheet=sheet) as reader:
        if reader.masked:
            raise InputRejected(file=reader.name, problem=Message(MASKED))
        chosen = mapping or _own_headings(reader, kind, known, zone=zone)
        chosen.check(reader)
        _complete(reader, chosen, kind, known=known)
        judge = Judge(office, kind, known, columns=_columns(reader, chosen))
        count, unmarked = _judged(source.watch(reader), chosen, judge, spool=spool, rejected=rejected)
        return Read(count, unmarked, reader.digest)


def _own_headings(reader: Reader, kind: Kind, known: Mapping[str, Flat], *, zone: str) -> FileMapping:
    """The mapping of a file whose headings are fields or their labels. Raises InputRejected with what is near."""
    labels = fields.meanings(known)
    meant = {word.casefold(): word for word in (*labels, *known)}
    unknown = [heading for heading in reader.headings if heading.strip().casefold() not in meant]
    if unknown:
        near = tuple(_near(heading, meant) for heading in unknown)
        raise InputRejected(file=reader.name, problem=Message.of(UNKNOWN, unknown=near, kind=kind.name))
    return identity_mapping(reader.headings, known, labels=labels, zone=zone, name=reader.name)


def _near(heading: str, meant: Mapping[str, str]) -> object:
    """The heading with the known one that looks most like it, if any."""
    from difflib import get_close_matches

    near = get_close_matches(heading.strip().casefold(), meant, 1)
    return Message.of(NEAR, heading=heading, near=meant[near[0]]) if near else heading


def _judged(
    rows: Iterable[Row], mapping: FileMapping, judge: Judge, *, spool: Spool, rejected: Rejected
) -> tuple[int, int]:
    """How many rows there were, and how many good ones have neither id nor source id. They stay in their order."""
    count = unmarked = 0
    for verdicts in in_order(Verdicts(mapping, judge), chunks(rows)):
        for number, content, problems in verdicts:
            count += 1
            if content is None:
                rejected.add(number, problems)
            else:
                unmarked += not (content["id"] or content.get("source_id"))
                spool.add(number, content, first=content["id"] is not None)
    return count, unmarked


class Verdicts:
    """Judges rows by the chunk: number, values and problems -> number, content (None for a bad row) and problems."""

    def __init__(self, mapping: FileMapping, judge: Judge) -> None:
        self._mapping = mapping
        self._judge = judge

    def __call__(self, rows: Sequence[tuple[int, dict[str, object], Any]]) -> list[tuple[int, Any, Any]]:
        """What becomes of each row."""
        return [self._of(Row(*row)) for row in rows]

    def _of(self, row: Row) -> tuple[int, Any, Any]:
        try:
            return row.number, self._judge.accepted(row.number, self._mapping.apply(row)), ()
        except RowRejected as bad:
            return row.number, None, bad.problems


def _complete(reader: Reader, mapping: FileMapping, kind: Kind, *, known: Mapping[str, Flat]) -> None:
    """Refuse a table without a column that every row needs; rows of jsonl may differ and are judged one by one."""
    if "kind" in mapping.constants and "kind" not in known:
        facts = {"value": mapping.constants["kind"], "records": Message(kind.label)}
        raise InputRejected(file=reader.name, problem=Message(NO_SUCH_KIND, facts))
    given = {*_columns(reader, mapping), *mapping.constants}
    for name in fields.needed(kind, known):
        if reader.fixed and name not in given:
            facts = {"field": name, "label": Message(known[name].label), "columns": reader.headings}
            raise InputRejected(file=reader.name, problem=Message(NO_COLUMN, facts))


def _columns(reader: Reader, mapping: FileMapping) -> dict[str, str]:
    """Field -> heading in the file."""
    if isinstance(mapping, IdentityMapping):
        named = ((mapping.field_of(heading), heading) for heading in reader.headings)
        return {field: heading for field, heading in named if field is not None}
    return {source.field: " + ".join(source.columns) for source in mapping.sources}
