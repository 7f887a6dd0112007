"""The list of a register: rows of the index as a table, without loading a model unless a person is to read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.ids import natural
from cspm.core.kinds import EPOCH, Kind
from cspm.core.tables import Column, Report, Table
from cspm.core.view import DATES, FLAGS, MONEY, TIMES
from cspm.core.words import vocabulary_of
from cspm.errors import Message
from cspm.shell.filters import condition
from cspm.shell.show import label_of, shown_text

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

LISTS = frozenset(
    (
        *(
            "areas",
            "area_types",
            "tickets",
            "added",
            "attended",
            "contractor_attended",
            "contracts",
            "sent_to",
            "teams",
            "roles",
        ),
        *(
            "places",
            "weekdays",
            "done",
            "excused",
            "expected",
            "inspected",
            "points",
            "windows",
            "staff_seen",
            "members",
        ),
        *("present", "defects", "miswired"),
    )
)  # kept by the index as JSON
LISTED = "state != 'void'"


def list_report(
    desk: Desk, kind: Kind, *, words: tuple[str, ...], everything: bool = False
) -> tuple[Report, list[str]]:
    """The entries that the filter words leave, sorted as people count, and their ids.

    Voided entries are left out unless `everything` is asked for or a `state:` word names them. Raises BadValue.
    """
    where, params = condition(kind.name, words, desk)
    stated = any(word.replace("：", ":").startswith("state:") for word in words)
    if not everything and not stated:
        where = f"({where}) AND {LISTED}" if where else LISTED
    names = ("id", *(name.replace(".", "_") for name in kind.columns))
    rows = sorted(desk.store.rows(kind.name, where, params, columns=names), key=lambda row: natural(str(row["id"])))
    document = [{name: value_of(name, row[name], desk) for name in names} for row in rows]
    tables = () if desk.face == "json" else (_table(desk, kind, names, document),)
    return Report(kind.name, Message(kind.label), document, tables), [str(row["id"]) for row in rows]


def value_of(name: str, value: Any, desk: Desk) -> Any:
    """An index value as the record has it: 1 and 0 as yes and no, microseconds as a time of the site."""
    if value is None:
        return [] if name in LISTS else None
    if name in FLAGS:
        return bool(value)
    if name in LISTS:
        return json.loads(value) if isinstance(value, str) else list(value)
    if is_time(name):
        moment: datetime = (EPOCH + timedelta(microseconds=value)).astimezone(desk.site.tz)
        return moment
    return value


def is_time(name: str) -> bool:
    """Whether a field of that name holds a time."""
    return name.endswith("_at") or name in TIMES


def _table(desk: Desk, kind: Kind, names: tuple[str, ...], document: list[dict[str, Any]]) -> Table:
    known = {name.replace(".", "_"): label for name, label in desk.store.shapes.labels(kind).items()}
    columns = tuple(Column(name, label_of(name, known), kind_of(name)) for name in names)
    rows = tuple(tuple(_cell(name, entry[name], desk, known) for name in names) for entry in document)
    return Table(kind.name, Message(kind.label), columns, rows)


def _cell(name: str, value: Any, desk: Desk, known: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return tuple(_cell(name, item, desk, known) for item in value) or None
    return shown_text(name, value, desk=desk, labels=known) if isinstance(value, str) else value


def kind_of(name: str) -> str:
    """The kind of a column (`cspm.core.tables.KINDS`) by the name of its field."""
    if name == "id":
        return "id"
    if is_time(name):
        return "time"
    if name.endswith("_on") or name in DATES:
        return "date"
    if name in MONEY or name.endswith("_amount"):
        return "money"
    if name in FLAGS:
        return "yes"
    return "code" if vocabulary_of(name) else "text"
