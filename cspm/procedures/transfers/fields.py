"""The flat fields of a kind, as tables have them: `customer.name` for a field of a part, lists of parts as JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cspm.core.kinds import load
from cspm.core.labels import Shape, shapes
from cspm.core.language import code_of
from cspm.core.words import VOCABULARIES
from cspm.errors import BadValue, Message, N_
from cspm.register import KINDS

if TYPE_CHECKING:
    from pydantic import BaseModel

LEFT_OUT = frozenset({"revision", "history", "created_by"})
SINGLE = frozenset({"customer", "complaint"})


class Flat(NamedTuple):
    """A column: dotted `name`, its `label`, the `shape` of the field, and whether its cell is JSON."""

    name: str
    label: str
    shape: Shape
    as_json: bool = False


def flat_fields(kind_name: str) -> dict[str, Flat]:
    """Every field of the kind that a table has a column for, in the model's order."""
    return _flat(load(KINDS[kind_name].model))


def _flat(model: type[BaseModel]) -> dict[str, Flat]:
    found: dict[str, Flat] = {}
    for name, shape in shapes(model).items():
        public = name.rstrip("_")
        if public in LEFT_OUT:
            continue
        if shape.kind == "part" and not shape.many and public in SINGLE:
            for inner, below in _part(model, name).items():
                deep = below.kind == "part" or (below.many and below.kind != "text")
                found[f"{public}.{inner}"] = Flat(f"{public}.{inner}", below.label, below, deep)
            continue
        found[public] = Flat(public, shape.label, shape, shape.kind == "part")
    return found


def _part(model: type[BaseModel], name: str) -> dict[str, Shape]:
    from cspm.core.labels import _inner

    inner, _ = _inner(model.model_fields[name].annotation)
    return shapes(inner)


def value_in(flat: Flat, value: Any) -> Any:
    """A cell as the model takes it. Raises BadValue naming the field.

    Labels become codes; unknown words of an open vocabulary stay as they are, those of a closed one are refused.
    """
    if isinstance(value, str):
        value = value.strip()
    if flat.as_json:
        return json.loads(value) if isinstance(value, str) else value
    if flat.shape.many:
        return [one(flat, part) for part in parts(value)]
    return one(flat, value)


def parts(value: Any) -> list[Any]:
    """The items of a list cell: a JSON list, or words with commas between."""
    if isinstance(value, str):
        if value.startswith("["):
            return list(json.loads(value))
        return [word.strip() for word in value.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    return list(value) if isinstance(value, (list, tuple)) else [value]


def one(flat: Flat, value: Any) -> Any:
    """A single value: the code of a label, yes and no, else as it is."""
    shape = flat.shape
    if shape.vocabulary and shape.vocabulary in VOCABULARIES and isinstance(value, str):
        code = code_of(shape.vocabulary, value)
        if code is None and shape.closed:
            known = ", ".join(VOCABULARIES[shape.vocabulary].labels)
            raise BadValue(field=flat.name, value=value[:60], problem=Message.of(N_("known: {known}"), known=known))
        return code or value
    if shape.kind == "yes" and isinstance(value, str):
        return code_of("yes", value) == "yes"
    if shape.kind == "text" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(int(value)) if float(value).is_integer() else str(value)
    return value


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted names as parts: `{"customer.name": x}` -> `{"customer": {"name": x}}`."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        top, _, below = name.partition(".")
        if below:
            found.setdefault(top, {})[below] = value
        else:
            found[top] = value
    return found


def value_out(flat: Flat, document: Mapping[str, Any]) -> Any:
    """A field of a document as a cell: JSON for lists of parts, words with commas for lists, else the JSON value."""
    value: Any = document
    for step in flat.name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    if value is None or value in ([], {}):
        return None
    if flat.as_json:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return value
