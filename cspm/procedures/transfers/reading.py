"""The first half of an import, before anything is locked: read the file, judge every row, keep the good ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cspm.core.kinds import Kind
from cspm.errors import N_, InputRejected, Message
from cspm.procedures.transfers import fields
from cspm.procedures.transfers.fields import Flat
from cspm.procedures.transfers.judging import Judge
from cspm.sheets.field_mapping import FileMapping, IdentityMapping
from cspm.sheets.mapping import identity_mapping, load_mapping
from cspm.sheets.reader import Reader, Row, RowRejected
from cspm.sheets.rows import read_rows

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


def read(office: Office, source: Source, kind: Kind, *, spool: Spool, rejected: Rejected) -> int:
    """Judge every row: the content of good ones goes to the spool, bad ones to `rejected`; how many were read.

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
        return _judged(source.watch(reader), chosen, judge, spool=spool, rejected=rejected)


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


def _judged(rows: Iterable[Row], mapping: FileMapping, judge: Judge, *, spool: Spool, rejected: Rejected) -> int:
    count = 0
    for row in rows:
        count += 1
        try:
            line, named = judge.accepted(row.number, mapping.apply(row))
            spool.add(row.number, line, first=named)
        except RowRejected as bad:
            rejected.add(row.number, bad.problems)
    return count


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
