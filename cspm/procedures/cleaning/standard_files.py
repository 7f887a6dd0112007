"""The execution standard from a table (csv, xlsx, JSON lines): new items are added, known ones brought up to it (R158).

`import --as standard` passes over what is there already; a contract that is renewed brings its standard with other words,
and the codes must stay those of the findings. All rows or none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.labels import FRAME, labels
from cspm.core.language import code_of, language
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, CspmError, InputRejected, Message
from cspm.sheets.rows import Row, read_rows
from cspm.shell.register_actions import valid
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office

NEEDED = ("id", "domain", "zh")
CLOSED = {"domain": False, "frequency": False, "area_types": True}
"""Fields of codes, and whether a cell holds several."""
COLUMNS = ("id", "domain", "zh", "en", "area_types", "frequency")
EXPORTED = (("id", N_("Record no.")), ("import_batch", N_("Import batch")))
"""Headings of the frame as exports write them."""
UNKNOWN = N_("Headings not known: {unknown}. Known: {known}")
NO_COLUMN = N_("There is no column {missing}, which every item needs.")
CELL = N_("row {row}, {heading}: {problem}")
TWICE = N_("{id} stands in the table twice")


class Loaded(NamedTuple):
    """What became of a table: ids that were added, that were changed, and how many were the same already."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    same: int


def load(office: Office, path: str, *, reason: str | None) -> Loaded:
    """Bring the standard up to a table. Raises InputRejected (row and heading), NotAllowed."""
    items = items_of(office, path)
    office.allow("standard add")
    office.allow("standard amend")
    stamp, created, changed, same = office.stamp(), [], [], 0
    with office.change() as change:
        for item in items:
            if not change.exists("standard", item["id"]):
                change.put(change.begin("standard", stamp, "add", reason=reason, **{"state": "active", **item}))
                created.append(item["id"])
                continue
            old: Revision = change.load("standard", item["id"])
            new = {name: value for name, value in item.items() if value != getattr(old, name)}
            if old.state == "void":
                new["state"] = "active"
            if new:
                change.put(old.stepped(stamp, "amend", reason=reason, **new))
                changed.append(item["id"])
            else:
                same += 1
    return Loaded(tuple(created), tuple(changed), same)


def items_of(office: Office, path: str) -> list[dict[str, Any]]:
    """The rows of a table as fields of items. Raises InputRejected."""
    known = headings(office)
    kind = office.store.kind("standard")
    items: dict[str, dict[str, Any]] = {}
    with read_rows(path) as reader:
        fields = {heading: known.get(heading.strip().casefold(), "") for heading in reader.headings}
        unknown = tuple(heading for heading, field in fields.items() if not field)
        missing = [name for name in NEEDED if name not in fields.values()]
        if unknown:
            raise InputRejected(file=path, problem=Message.of(UNKNOWN, unknown=unknown, known=COLUMNS))
        if missing:
            raise InputRejected(file=path, problem=Message.of(NO_COLUMN, missing=missing[0]))
        for row in reader:
            item = item_of(row, fields, path)
            try:
                valid(kind, item["id"])
            except CspmError as error:
                raise refused(path, row, "id", error.message) from error
            if item["id"] in items:
                raise refused(path, row, "id", Message.of(TWICE, id=item["id"]))
            items[item["id"]] = item
    return list(items.values())


def headings(office: Office) -> Mapping[str, str]:
    """What may stand above a column, in lower case: names and labels in both languages -> the field."""
    known: dict[str, str] = {}
    for name, label in (*labels(office.store.kind("standard")).items(), *EXPORTED):
        for word in (name, label, language("zh").text(label), language("en").text(label)):
            known.setdefault(word.casefold(), name)
    return known


def item_of(row: Row, fields: Mapping[str, str], path: str) -> dict[str, Any]:
    """One row. Fields of the frame are passed over: an export has them."""
    if row.problems:
        raise refused(path, row, row.problems[0].column, row.problems[0].reason)
    item: dict[str, Any] = {}
    for heading, field in fields.items():
        if field not in FRAME or field == "id":
            convert: Callable[[str, str], Any] = several if CLOSED.get(field) else single
            try:
                item[field] = convert(field, str(row.values.get(heading) or "").strip())
            except ValueError as error:
                problem = Message.of(
                    N_("{value} is not one of: {known}"), value=str(error), known=tuple(VOCABULARIES[field].labels)
                )
                raise refused(path, row, heading, problem) from None
            if field in NEEDED and not item[field]:
                raise refused(path, row, heading, Message(N_("it must not be blank")))
    return item


def single(field: str, text: str) -> Any:
    """A text, or the code of a word. Raises ValueError for a word that is none."""
    if field not in CLOSED:
        return text
    code = code_of(field, text) if text else None
    if text and code is None:
        raise ValueError(text[:40])
    return code


def several(field: str, text: str) -> tuple[str, ...]:
    """Words with commas between, or a JSON list as an export has it, as codes. Raises ValueError."""
    for sign in '[]"':
        text = text.replace(sign, "")
    words = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(single(field, word.strip()) for word in words if word.strip())


def refused(path: str, row: Row, heading: str, problem: Message) -> InputRejected:
    """A bad cell, with where it stands."""
    return InputRejected(file=path, problem=Message.of(CELL, row=row.number, heading=heading, problem=problem))
