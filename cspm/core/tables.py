"""What reports return: tables, charts and a document, made once and shown as text, JSON, CSV, XLSX or HTML elsewhere.

No formatting here: a cell holds the value itself (int, Decimal, float, datetime, date, str, bool, None, `Code`,
`Message`), and `Column.kind` says how a person wants to read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cspm.errors import Message
from cspm.tuples import NamedTuple

Cell = object
KINDS = ("text", "id", "int", "number", "money", "rate", "hours", "minutes", "time", "date", "code", "yes", "command")


class Column(NamedTuple):
    """One column: `key` (stable, for CSV and JSON), `heading` (message id), `kind` (one of KINDS).

    `vocabulary` names the vocabulary of a `code` column, whose cells are bare codes. A `command` is typed as it
    stands: pages break it between its words only.
    """

    key: str
    heading: str
    kind: str = "text"
    vocabulary: str = ""


class Table(NamedTuple):
    """A titled table. `notes` are sentences printed below it. `key` names it in files with several tables.

    `formulas` say how a workbook computes a cell that is a sum of others, by the row's number (from 1) and the column's
    key: `SUM({lines.amount})` is a column of the report's table `lines`, `{sums.amount.2}` a column's second cell. The
    row holds the value all the same, which every other face shows.
    """

    key: str
    title: Message
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Message, ...] = ()
    formulas: Mapping[tuple[int, str], str] = {}


class Chart(NamedTuple):
    """A bar chart over labels (`Cell`) with one or more series of numbers; drawn in XLSX and HTML, `█` in text."""

    key: str
    title: Message
    labels: tuple[Cell, ...]
    series: tuple[tuple[str, tuple[float | int | None, ...]], ...]


class Report(NamedTuple):
    """A report: its JSON `document`, its `tables` and `charts` for people, and where each number comes from.

    `sources(key)` returns the record ids behind a dotted key of the document (`tickets.received`), sorted; it raises
    KeyError for a key that has no records behind it. `keys` lists the keys that can be explained.
    """

    name: str
    title: Message
    document: object
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...] = ()
    sources: Callable[[str], tuple[str, ...]] | None = None
    keys: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    meta: Mapping[str, Cell] = {}
