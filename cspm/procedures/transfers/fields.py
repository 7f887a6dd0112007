"""The flat fields of a kind, as tables have them: `customer.name` for a field of a part, lists of parts as JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from cspm.core.kinds import Kind, load
from cspm.core.labels import Shape, shapes
from cspm.core.language import Language, language
from cspm.errors import N_
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from pydantic import BaseModel

LEFT_OUT = frozenset({"revision", "history", "created_by"})
FRAME_LABELS = {"id": N_("Record no."), "import_batch": N_("Import batch")}
"""Headings of fields that every kind has, where its model gives no label."""
FILLED = frozenset({"registered_at", "at"})
"""Required by a model, but known from another field of the row when a table does not say it."""


class Flat(NamedTuple):
    """A column: dotted `name`, its `label`, the `shape` of the field, and whether its cell is JSON.

    `codes` are the only values of a closed field.
    """

    name: str
    label: str
    shape: Shape
    as_json: bool = False
    codes: tuple[str, ...] = ()


def flat_fields(kind: Kind) -> dict[str, Flat]:
    """Every field of the kind that a table has a column for, in the model's order."""
    found: dict[str, Flat] = {}
    model = load(kind.model)
    for shape in shapes(model).values():
        if shape.key in LEFT_OUT:
            continue
        if shape.model is not None and not shape.many:
            for below in shapes(shape.model).values():
                name = f"{shape.key}.{below.key}"
                found[name] = _flat(name, below, shape.model, as_json=below.many or below.kind == "part")
        else:
            found[shape.key] = _flat(shape.key, shape, model, as_json=shape.kind == "part")
    return found


def _flat(name: str, shape: Shape, model: type[BaseModel], *, as_json: bool) -> Flat:
    label = FRAME_LABELS.get(name, shape.label) if shape.label == shape.key else shape.label
    codes = tuple(codes_of(model.model_fields[shape.name].annotation)) if shape.closed else ()
    return Flat(name, label, shape, as_json, codes)


def codes_of(annotation: Any) -> Iterator[str]:
    """The codes in an annotation such as `Literal["a", "b"] | None`."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from codes_of(part)


def needed(kind: Kind, known: Mapping[str, Flat]) -> tuple[str, ...]:
    """The fields that every row of a table must give: what identifies and dates the record.

    What a part needs that a record may do without is needed only by rows that have the part.
    """
    absent = {"id"} if kind.monthly else set()
    absent |= {
        shape.key for shape in shapes(load(kind.model)).values() if not shape.required and shape.model is not None
    }
    return tuple(
        name
        for name, flat in known.items()
        if flat.shape.required and name not in FILLED | absent and name.partition(".")[0] not in absent
    )


def headings(known: Mapping[str, Flat], tongue: Language) -> dict[str, str]:
    """The heading of every field: its label where no other field has the same in any language, else its name."""
    count: dict[str, set[str]] = {}
    for name, flat in known.items():
        for word in {name, flat.label, language("zh").text(flat.label)}:
            count.setdefault(word.casefold(), set()).add(name)
    return {name: _heading(name, tongue.text(flat.label), count) for name, flat in known.items()}


def _heading(name: str, label: str, count: Mapping[str, set[str]]) -> str:
    return label if count[label.casefold()] == {name} else name


def meanings(known: Mapping[str, Flat]) -> dict[str, str]:
    """The field that a heading means, in either language: those of exports first, then every label, the first wins."""
    tongues = (language("en"), language("zh"))
    found = {heading: name for tongue in tongues for name, heading in headings(known, tongue).items()}
    for name, flat in known.items():
        for tongue in tongues:
            found.setdefault(tongue.text(flat.label), name)
    return found


def value_out(flat: Flat, document: Mapping[str, Any]) -> Any:
    """A field of a document as a cell: JSON for lists of parts, words with commas for lists, else the JSON value."""
    value = plain(flat, document)
    if value is None or value in ([], {}):
        return None
    if flat.as_json:
        return _escaped(value)
    if isinstance(value, list):
        return _listed([str(item) for item in value])
    return value


def _listed(words: list[str]) -> str:
    """Words with commas between, or a JSON list when a word would not come back from that."""
    simple = all(word.isprintable() and word == word.strip() != "" and not set(word) & set(",，、[") for word in words)
    return ",".join(words) if simple else _escaped(words)


def _escaped(value: Any) -> str:
    """JSON with every letter as it is but those that no cell of a table holds (controls, marks of direction)."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else "".join(each if each.isprintable() else _units(each) for each in text)


def _units(letter: str) -> str:
    """A letter as JSON escapes it: one or two UTF-16 units."""
    return json.dumps(letter)[1:-1]


def plain(flat: Flat, document: Mapping[str, Any]) -> Any:
    """The JSON value of a field by its dotted name."""
    value: Any = document
    for step in flat.name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
