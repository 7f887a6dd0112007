"""Filter words: `state:open unit:3-2 received:2026-10 due:past no:assignee`, the same for list, search, export, change.

Each word is `key:value`; several values are separated by commas and mean "one of". A key is a column of the kind's
index, with `received` for `received_at`. Time columns take a period (`2026-10`, `A..B`, `past`, `today`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.core.kinds import Kind, load, micros
from cspm.core.language import code_of
from cspm.core.view import DATES, FLAGS, TIMES
from cspm.core.words import vocabulary_of
from cspm.errors import N_, BadValue, Message

if TYPE_CHECKING:
    from datetime import datetime

    from cspm.shell.desk import Desk

ALIASES = {"customer": "customer_name", "caller": "customer_name", "phone": "customer_phone", "to": "assignee"}
FINAL = ("closed", "cancelled", "declined", "void")
STAFF = ("assignee", "first_receiver")
CLOSED = ("state", "kind", "role")
"""Columns with a closed vocabulary; all others may hold words that an import brought."""
Condition = tuple[str, list[object]]


def condition(kind_name: str, words: tuple[str, ...], desk: Desk, *, known: Kind | None = None) -> Condition:
    """An SQL condition over the kind's index table with its parameters. Raises BadValue for a word that is not one."""
    from cspm.register import KINDS

    kind = known or KINDS[kind_name]
    columns = {name.replace(".", "_") for name in kind.columns} | {"id"}
    clauses: list[str] = []
    params: list[object] = []
    for word in words:
        key, colon, value = word.replace("：", ":").partition(":")
        if not colon or not value:
            raise BadValue(
                field=N_("filter"), value=word, problem=Message(N_("write it as key:value, such as state:open"))
            )
        sql, some = one(key.strip(), value.strip(), columns, desk=desk, kind=kind)
        clauses.append(f"({sql})")
        params += some
    return " AND ".join(clauses), params


def one(key: str, value: str, columns: set[str], *, desk: Desk, kind: Kind) -> Condition:
    """The condition of one filter word."""
    if key in ("no", "has"):
        column = column_of(value, columns)
        empty = f'"{column}" IS NULL OR "{column}" = \'\' OR "{column}" = \'[]\''
        return (empty, []) if key == "no" else (f"NOT ({empty})", [])
    column = column_of(key, columns)
    if is_time(column) or is_date(column):
        return between(column, value, desk)
    values = [plain(column, part.strip(), desk, kind=kind) for part in value.split(",")]
    if column == "state" and "open" in values:
        marks = ", ".join("?" for _ in FINAL)
        return f"state NOT IN ({marks})", list(FINAL)
    if column == "unit":
        return " OR ".join("unit = ? OR unit LIKE ? ESCAPE '\\'" for _ in values), [
            form for text in values for form in (text, escaped(str(text)) + "-%")
        ]
    marks = ", ".join("?" for _ in values)
    return f'"{column}" IN ({marks})', list(values)


def column_of(key: str, columns: set[str]) -> str:
    """The index column that a filter key means. Raises BadValue listing the keys there are."""
    for candidate in (key, ALIASES.get(key, ""), f"{key}_at", f"{key}_on", f"customer_{key}"):
        if candidate in columns:
            return candidate
    raise BadValue(
        field=N_("filter"), value=key, problem=Message.of(N_("known keys: {known}"), known=tuple(sorted(columns)))
    )  # fmt: skip


def is_time(column: str) -> bool:
    """Whether the index holds times in this column."""
    return column.endswith("_at") or column in TIMES or column == "callback_due"


def is_date(column: str) -> bool:
    """Whether the index holds days in this column."""
    return column.endswith("_on") or column in DATES


def plain(column: str, value: str, desk: Desk, *, kind: Kind) -> str | int:
    """A value as the index holds it: a label becomes its code, yes and no 1 and 0, `me` the person who acts.

    Raises BadValue for a word that a closed column cannot hold, NoSuchRecord for unknown staff.
    """
    if column in FLAGS:
        return int(code_of("yes", value) == "yes")
    if value == "me" and column in ("assignee", "by", "first_receiver"):
        return desk.office.actor.id
    if column in STAFF:
        return desk.store.resolve("staff", value)
    if column in CLOSED and value != "open":
        return closed(column, value, desk, kind=kind)
    vocabulary = vocabulary_of(column)
    if vocabulary and value != "open":
        return code_of(vocabulary, value) or value
    return value


def closed(column: str, value: str, desk: Desk, *, kind: Kind) -> str:
    """The code for a word of a closed column. Raises BadValue naming the words that the column knows."""
    known: tuple[str, ...]
    if column == "role":
        from cspm.core.roles import known_roles, role_code

        found, known = role_code(value, desk.site.roles), known_roles(desk.site.roles)
    else:
        known = lived(kind) if column == "state" else ()
        found = code_of(vocabulary_of(column), value)
        if found not in known and (column == "state" or found is None):
            known = known or modelled(column, kind)
            found = next((one for one in (found, value) if one in known), None)
    if found is None and known:
        problem = Message.of(N_("known values: {known}"), known=known)
        raise BadValue(field=column, value=value[:60], problem=problem)
    return found or value


def lived(kind: Kind) -> tuple[str, ...]:
    """The states of the machine with the kind's name; empty when there is none."""
    from cspm.register import PROCEDURES

    for procedure in PROCEDURES:
        if kind.name in {own.name for own in procedure.kinds}:
            life = procedure.part("states", "LIFE")
            machines = (*procedure.part("states", "MACHINES"), *((life,) if life else ()))
            return next((machine.states for machine in machines if machine.name == kind.name), ())
    return ()


def modelled(column: str, kind: Kind) -> tuple[str, ...]:
    """The codes that the kind's model lets the column hold; empty when it leaves it open."""
    from typing import Literal, get_args, get_origin

    info = load(kind.model).model_fields.get(column)
    annotation = info.annotation if info else None
    return tuple(get_args(annotation)) if get_origin(annotation) is Literal else ()


def escaped(text: str) -> str:
    """A text with LIKE's own characters made plain."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def between(column: str, value: str, desk: Desk) -> Condition:
    """A condition over a column of times or days."""
    from cspm.core.when import NotAWhen, span

    try:
        start, end = span(value, desk.now, tz=desk.site.tz)
    except NotAWhen as error:
        raise BadValue(
            field=column, value=value, problem=Message(N_("not a period I know; try 2026-10, A..B, past"))
        ) from error
    clauses: list[str] = [f'"{column}" IS NOT NULL']  # quoted: `end` is a word of SQL too
    params: list[object] = []
    if start is not None:
        clauses.append(f'"{column}" >= ?')
        params.append(bound(column, start, desk))
    if end is not None:
        clauses.append(f'"{column}" < ?')
        params.append(bound(column, end, desk))
    return " AND ".join(clauses), list(params)


def bound(column: str, moment: datetime, desk: Desk) -> object:
    """An end of a period as the column holds it; within a day, a day column is cut after that day."""
    if not is_date(column):
        return micros(moment)
    local = moment.astimezone(desk.site.tz)
    midnight = (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)
    return f"{local:%Y-%m-%d}" if midnight else f"{local:%Y-%m-%d}T"
