"""From a row of some file to the fields of a record: renamed, joined, translated, with times that have an offset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from cspm.errors import N_, Message
from cspm.sheets.opening import refused
from cspm.sheets.reader import Problem, Reader, Row, RowRejected
from cspm.sheets.times import BadTime, Times, is_day, is_time
from cspm.tuples import NamedTuple

NO_HEADING = N_("No heading stands above this cell. Give the column one, or empty it.")
UNKNOWN_KEY = N_("“{heading}” is no field that is known here.")
TWICE = N_("“{heading}” gives the field {field} a second time.")
UNKNOWN_HEADINGS = N_("Headings not known: {unknown}. Known are: {known}. Other tables need --mapping MAP.toml.")
SAME_FIELD = N_("The headings {headings} both mean the field {field}. Keep one of them.")
NO_COLUMN = N_("The mapping takes {field} from the column “{column}”, which is not in the file. Its columns: {columns}")


class Source(NamedTuple):
    """Where a field comes from: columns joined by a blank, and the table of the file's words (`*` is any other)."""

    field: str
    columns: tuple[str, ...]
    words: Mapping[str, str] | None = None


class FileMapping:
    """How the rows of one kind of file become fields. `encoding` and `sheet` are for `read_rows`.

    Fields named as times (`*_at`, `due`) come out as ISO 8601 with offset, fields named as dates as ISO dates; every
    other value as the file has it. Blank cells are left out; a constant stands where the file gives nothing.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        *,
        times: Times,
        constants: Mapping[str, object] | None = None,
        encoding: str = "auto",
        sheet: str | None = None,
    ) -> None:
        self.sources = tuple(sources)
        self.times = times
        self.constants = dict(constants or {})
        self.encoding = encoding
        self.sheet = sheet
        self._steps = [(source, self._converter(source.field)) for source in self.sources]

    def check(self, reader: Reader) -> None:
        """Refuse (InputRejected) a file without a column that the mapping names; rows of jsonl may differ."""
        if not reader.fixed:
            return
        for source in self.sources:
            for column in source.columns:
                if column not in reader.headings:
                    facts = {"field": source.field, "column": column, "columns": reader.headings}
                    raise refused(reader.name, NO_COLUMN, **facts)

    def apply(self, row: Row) -> dict[str, object]:
        """The fields of a row. Raises RowRejected with a problem for each cell that cannot be used."""
        if row.problems:
            raise RowRejected(row.number, row.problems)
        fields = dict(self.constants)
        problems: list[Problem] = []
        for source, convert in self._steps:
            value = self._value(source, row.values)
            if value == "" or blank(value):
                continue
            try:
                fields[source.field] = convert(value)
            except BadTime as bad:
                problems.append(Problem(" + ".join(source.columns), shown(value), bad.reason))
        if problems:
            raise RowRejected(row.number, tuple(problems))
        return fields

    def _value(self, source: Source, values: Mapping[str, object]) -> object:
        if len(source.columns) == 1:
            value = values.get(source.columns[0])
        else:
            found = (values.get(column) for column in source.columns)
            value = " ".join(shown(each) for each in found if not blank(each))
        if source.words is None or isinstance(value, (list, dict)):
            return value
        word = shown(value).strip()
        return source.words.get(word) or (source.words.get("*", value) if word else value)

    def _converter(self, field: str) -> Callable[[object], object]:
        if is_time(field):
            return self.times.moment
        return self.times.day if is_day(field) else _plain


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


class IdentityMapping(FileMapping):
    """Headings are the fields themselves or their labels: `known` is heading (case folded) -> field."""

    def __init__(self, known: Mapping[str, str], *, times: Times) -> None:
        super().__init__((), times=times)
        self._known = known
        self._meant: dict[str, tuple[str | None, Callable[[object], object]]] = {}

    def check(self, reader: Reader) -> None:
        """Refuse (InputRejected) a file with a heading that is no field, or with two for the same field."""
        self.check_headings(reader.headings, name=reader.name)

    def check_headings(self, headings: Iterable[str], *, name: str) -> None:
        """The same for bare headings; `name` is the file's."""
        unknown = tuple(heading for heading in headings if self.field_of(heading) is None)
        if unknown:
            fields = tuple(dict.fromkeys(self._known.values()))
            raise refused(name, UNKNOWN_HEADINGS, unknown=unknown, known=fields)
        seen: dict[str | None, str] = {}
        for heading in headings:
            field = self.field_of(heading)
            if field in seen:
                raise refused(name, SAME_FIELD, headings=(seen[field], heading), field=field)
            seen[field] = heading

    def field_of(self, heading: str) -> str | None:
        """The field that a heading means, or None."""
        return (self._meant.get(heading) or self._found(heading))[0]

    def apply(self, row: Row) -> dict[str, object]:
        """The fields of a row. Raises RowRejected with a problem for each cell that cannot be used."""
        if row.problems:
            raise RowRejected(row.number, row.problems)
        fields: dict[str, object] = {}
        problems: list[Problem] = []
        for heading, value in row.values.items():
            if blank(value):
                continue
            field, convert = self._meant.get(heading) or self._found(heading)
            if field is None:
                reason = Message.of(NO_HEADING) if heading.startswith("[") else Message.of(UNKNOWN_KEY, heading=heading)
                problems.append(Problem(heading, shown(value), reason))
            elif field in fields:
                problems.append(Problem(heading, shown(value), Message.of(TWICE, heading=heading, field=field)))
            else:
                try:
                    fields[field] = convert(value)
                except BadTime as bad:
                    problems.append(Problem(heading, shown(value), bad.reason))
        if problems:
            raise RowRejected(row.number, tuple(problems))
        return fields

    def _found(self, heading: str) -> tuple[str | None, Callable[[object], object]]:
        """The field that a heading means and its converter, looked up once for each heading."""
        field = self._known.get(heading.strip().casefold())
        self._meant[heading] = found = field, self._converter(field or "")
        return found


def blank(value: object) -> bool:
    """Whether a cell says nothing: null, or only blanks. An empty list does say something."""
    return value is None or (isinstance(value, str) and not value.strip())


def shown(value: object) -> str:
    """A value as text, for joining and for the rejects file."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return "" if value is None else str(value)
