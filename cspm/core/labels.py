"""The fields of a record kind as people see them: label, and what a value looks like. Read from the model, the one
place that says so; whoever asks loads pydantic, so ask only when labels or values are really needed.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from cspm.core.kinds import Kind, load
from cspm.core.words import vocabulary_of
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from pydantic import BaseModel

FRAME = ("id", "state", "created_by", "import_batch", "revision", "history")
"""Fields of the frame: set by moves and by the store, never typed as values."""

_KINDS: dict[object, str] = {
    datetime: "time",
    date: "date",
    Decimal: "money",
    bool: "yes",
    int: "int",
    float: "number",
    str: "text",
}


class Shape(NamedTuple):
    """A field: its `label` (a message id) and what its values are.

    `kind` is `text time date money yes int number`, or `part` for what has fields of its own. `vocabulary` names its
    codes and `closed` says that nothing else is accepted. `many` values make a list. `required`: it has no default.
    `key` is the name in documents; `model` that of a part. `filled`: it always has a value and cannot be cleared.
    """

    name: str
    label: str
    kind: str
    vocabulary: str = ""
    closed: bool = False
    many: bool = False
    required: bool = False
    key: str = ""
    model: type[BaseModel] | None = None
    filled: bool = False


def labels(kind: Kind) -> dict[str, str]:
    """The label of every field of a kind, in the model's order; a field without one is labelled by its name.

    Fields of parts follow theirs with a dotted name, `customer.name`; so do those of lists of parts, `callbacks.at`.
    """
    return labels_of(load(kind.model))


def labels_of(model: type[BaseModel]) -> dict[str, str]:
    """The same of a model."""
    return {key: shape.label for key, shape in _fields(model, "")}


def spoken(kind: Kind) -> dict[str, str]:
    """What `show` and `list` say of the fields of a kind: their labels, and under `NAME=` the vocabulary of a field's codes."""
    fields = list(_fields(load(kind.model), ""))
    return {key: shape.label for key, shape in fields} | {
        f"{key}=": shape.vocabulary for key, shape in fields if shape.vocabulary
    }


def _fields(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, Shape]]:
    for name, info in model.model_fields.items():
        shape, key = _shape(name, info), prefix + (info.alias or name)
        yield key, shape
        if shape.model is not None and name != "history":
            yield from _fields(shape.model, key + ".")


def shapes(model: type[BaseModel]) -> dict[str, Shape]:
    """The shape of every field of a model, in its order."""
    return {name: _shape(name, info) for name, info in model.model_fields.items()}


def _shape(name: str, info: Any) -> Shape:
    inner, many = _inner(info.annotation)
    literal = get_origin(inner) is Literal
    kind = "text" if literal else _KINDS.get(inner, "part")
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, Mapping) else {}
    vocabulary = str(extra.get("vocabulary", vocabulary_of(name) if kind == "text" else ""))
    model = inner if kind == "part" and hasattr(inner, "model_fields") else None
    key = info.alias or name
    return Shape(
        name,
        info.title or key,
        kind,
        vocabulary,
        literal,
        many,
        info.is_required(),
        key,
        model,
        not (many or _optional(info.annotation)),
    )


def _optional(annotation: Any) -> bool:
    """Whether None is a value of it."""
    if get_origin(annotation) is Annotated:
        return _optional(get_args(annotation)[0])
    return annotation is Any or type(None) in get_args(annotation)


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The annotation without `Annotated`, `| None` and the tuple around it, and whether there was a tuple."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _inner(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        kinds = [part for part in get_args(annotation) if part is not type(None)]
        return _inner(kinds[0]) if len(kinds) == 1 else (annotation, False)
    if origin is tuple:
        return _inner(get_args(annotation)[0])[0], True
    return annotation, False
