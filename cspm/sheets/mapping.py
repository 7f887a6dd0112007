"""Mapping files: TOML that says which column of a foreign table is which field; and the mapping of our own headings.

    kind = "service"                                        kind of ticket of every row
    encoding = "auto"                                       sheet = "..." names the sheet of a workbook
    [columns]   source_id = "Unique Key"                    or a list of columns, joined by a blank
    [times]     format = "%m/%d/%Y"  zone = "America/New_York"
    [constants] channel = "phone"                           where the file says nothing
    [values.channel]  "ONLINE" = "online"                   the file's word = ours; "*" = any other

A part of a field is named with a dot, `customer.name`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NoReturn

from cspm.core.language import code_of
from cspm.core.words import TICKET_KIND
from cspm.errors import N_, Message
from cspm.sheets.decoding import open_text
from cspm.sheets.field_mapping import FileMapping, IdentityMapping, Source
from cspm.sheets.opening import refused
from cspm.sheets.times import BadTime, Times, is_day, is_time

__all__ = ["FileMapping", "identity_mapping", "load_mapping"]

LARGEST = 1 << 20  # characters of a mapping file; above this it is the table itself, named in the wrong place
KEYS = ("kind", "encoding", "sheet", "columns", "times", "constants", "values")
DEFAULT_ZONE = "Asia/Shanghai"

UNKNOWN_KEY = N_("The key “{key}” is not known in a mapping file. Known are: {known}")
WRONG_TYPE = N_("The key “{key}” must be {wanted}.")
UNKNOWN_FIELD = N_("The key “{key}” names no field. Fields: {known}")
NOT_TOML = N_("The mapping file is not TOML: {problem}")
NO_KIND = N_("kind = “{value}” is no kind of ticket. Known are: {known}")

TEXT = N_("a text in quotes")
TABLE = N_("a section of keys and values")
COLUMNS = N_("a column of the file, or a list of columns")
CONSTANT = N_("a text, a number, true, false, a date, or a list of these")


def load_mapping(path: str, *, zone: str = DEFAULT_ZONE, fields: Collection[str] | None = None) -> FileMapping:
    """The mapping file at `path`; `zone` is the site's, for times without an offset when the file names no zone.

    With `fields`, a key that is none of them is refused too. Raises InputRejected naming the key that is wrong.
    """
    try:
        return _Checker(path, fields).mapping(_document(path), zone)
    except RecursionError:
        raise refused(path, NOT_TOML, problem="....") from None


def identity_mapping(
    headings: Iterable[str],
    fields: Collection[str],
    *,
    labels: Mapping[str, str],
    zone: str = DEFAULT_ZONE,
    name: str = "-",
) -> IdentityMapping:
    """The mapping of a file whose headings are field names or labels (`labels`: label -> field), case ignored.

    `name` is the file's, for messages. Raises InputRejected for headings that are neither, or mean the same field.
    """
    known = {label.strip().casefold(): field for label, field in labels.items()}
    known |= {field.casefold(): field for field in fields}
    try:
        mapping = IdentityMapping(known, times=Times(zone))
    except BadTime as bad:
        raise refused(name, bad.reason.text, **bad.reason.facts) from None
    mapping.check_headings(tuple(headings), name=name)
    return mapping


def _document(path: str) -> dict[str, Any]:
    import tomllib

    with open_text(path) as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise refused(path, NOT_TOML, problem=f"> {LARGEST >> 20} MB")
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise refused(path, NOT_TOML, problem=str(error)) from None


def _dotted(section: dict[str, Any], *, tables: bool = False) -> dict[str, Any]:
    """The section with `customer.name = ...`, which TOML nests, as one key; with `tables` the innermost tables stay."""
    found: dict[str, Any] = {}
    for key, value in section.items():
        inner = (
            isinstance(value, dict) and value and (not tables or all(isinstance(each, dict) for each in value.values()))
        )
        if inner:
            found |= {f"{key}.{name}": each for name, each in _dotted(value, tables=tables).items()}
        else:
            found[key] = value
    return found


class _Checker:
    """Takes a mapping document apart and names the key that is wrong."""

    def __init__(self, path: str, fields: Collection[str] | None) -> None:
        self.path = path
        self.fields = fields

    def mapping(self, document: dict[str, Any], zone: str) -> FileMapping:
        self._known(document, KEYS, prefix="")
        times = self._times(self._section(document, "times"), zone)
        constants = self._constants(_dotted(self._section(document, "constants")), times)
        if "kind" in document:
            constants["kind"] = self._kind(self._text(document["kind"], "kind"))
        words = self._words(self._section(document, "values"))
        columns = _dotted(self._section(document, "columns"))
        self._known_fields(columns, "columns")
        sources = [
            Source(field, self._columns(column, f"columns.{field}"), words.get(field))
            for field, column in columns.items()
        ]
        return FileMapping(
            sources,
            times=times,
            constants=constants,
            encoding=self._text(document.get("encoding", "auto"), "encoding"),
            sheet=self._text(document["sheet"], "sheet") if "sheet" in document else None,
        )

    def _times(self, section: dict[str, Any], zone: str) -> Times:
        self._known(section, ("format", "zone"), prefix="times.")
        time_format = self._text(section["format"], "times.format") if "format" in section else None
        try:
            return Times(self._text(section.get("zone", zone), "times.zone"), time_format)
        except BadTime as bad:
            raise refused(self.path, bad.reason.text, **bad.reason.facts) from None

    def _constants(self, section: dict[str, Any], times: Times) -> dict[str, object]:
        self._known_fields(section, "constants")
        return {field: self._constant(field, value, times=times) for field, value in section.items()}

    def _constant(self, field: str, value: object, *, times: Times) -> object:
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, (str, int, float, date)):
                self._wrong(f"constants.{field}", CONSTANT)
        try:
            if is_time(field):
                return times.moment(datetime.fromisoformat(value) if isinstance(value, str) else value)
            if is_day(field):
                return times.day(datetime.fromisoformat(value) if isinstance(value, str) else value)
        except (BadTime, ValueError):
            self._wrong(f"constants.{field}", N_("a time or date such as 2026-11-22 09:30"))
        return value.isoformat() if isinstance(value, date) else value

    def _words(self, section: dict[str, Any]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        section = _dotted(section, tables=True)
        self._known_fields(section, "values")
        for field in section:
            table = self._section(section, field, prefix="values.")
            found[field] = {word.strip(): self._text(ours, f"values.{field}.{word}") for word, ours in table.items()}
        return found

    def _columns(self, value: object, key: str) -> tuple[str, ...]:
        columns = value if isinstance(value, list) else [value]
        found = tuple(column.strip() for column in columns if isinstance(column, str) and column.strip())
        if not found or len(found) < len(columns):
            self._wrong(key, COLUMNS)
        return found

    def _kind(self, typed: str) -> str:
        code = code_of(TICKET_KIND.name, typed)
        if code is None:
            raise refused(self.path, NO_KIND, value=typed, known=tuple(TICKET_KIND.labels))
        return code

    def _section(self, document: dict[str, Any], key: str, *, prefix: str = "") -> dict[str, Any]:
        section = document.get(key, {})
        if not isinstance(section, dict):
            self._wrong(prefix + key, TABLE)
        return section

    def _text(self, value: object, key: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self._wrong(key, TEXT)
        return value

    def _known(self, section: dict[str, Any], keys: tuple[str, ...], *, prefix: str) -> None:
        for key in section:
            if key not in keys:
                raise refused(self.path, UNKNOWN_KEY, key=prefix + key, known=tuple(prefix + each for each in keys))

    def _known_fields(self, section: dict[str, Any], name: str) -> None:
        for field in section:
            if self.fields is not None and field not in self.fields:
                raise refused(self.path, UNKNOWN_FIELD, key=f"{name}.{field}", known=tuple(self.fields))

    def _wrong(self, key: str, wanted: str) -> NoReturn:
        raise refused(self.path, WRONG_TYPE, key=key, wanted=Message(wanted))
