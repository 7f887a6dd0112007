"""From a pydantic model to its shape (`core.shape`), or to none when the model knows more than a table can say."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, PlainSerializer

from cspm.core.record import TAIL
from cspm.core.shape import NEEDED, Node

PLAIN = {str: "text", int: "int", bool: "bool", datetime: "time", date: "day", Decimal: "decimal"}
BOUNDS = {
    "text": ("min_length", "max_length", "pattern"), "list": ("min_length",), "int": ("ge", "le"), "money": ("ge", "le"),
    "decimal": ("ge", "le"),
}  # fmt: skip
FRAME = ("revision", "history")


class NotATable(Exception):
    """The model has something that a shape cannot hold, such as a validator of its own."""


def shape_table(model: type[BaseModel]) -> dict[str, Any] | None:
    """The shape of a record's model as JSON, `{"fields", "events"}`; None when only the model can judge."""
    try:
        rows = {row[0]: row for row in _rows(model)}
    except NotATable:
        return None
    tail = [rows[key] for key in TAIL if key in rows and key not in FRAME]
    fields = [row for key, row in rows.items() if key not in TAIL]
    return {"fields": fields + tail, "events": rows["history"][2]}


def _rows(model: type[BaseModel]) -> list[Node]:
    decorators = model.__pydantic_decorators__
    if (
        decorators.model_validators
        or decorators.field_validators
        or decorators.validators
        or decorators.root_validators
    ):
        raise NotATable(model.__name__)
    rows = []
    for name, info in model.model_fields.items():
        node = _node(info.annotation, list(info.metadata))
        default = NEEDED if info.is_required() else _dumped(model, name)
        rows.append([info.alias or name, name, node, default])
    return rows


def _dumped(model: type[BaseModel], name: str) -> Any:
    """A field's default as the model writes it."""
    info = model.model_fields[name]
    made = model.model_construct(**{name: info.get_default(call_default_factory=True)})
    return made.model_dump(mode="json", include={name}, by_alias=False)[name]


def _node(annotation: Any, metadata: list[Any]) -> Node:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _node(args[0], [*metadata, *args[1:]])
    if origin in (Union, UnionType):
        kinds = [part for part in args if part is not type(None)]
        if len(kinds) != 1 or len(kinds) == len(args):
            raise NotATable(str(annotation))
        inner = _node(kinds[0], metadata)
        return [inner[0], True, inner[2]]
    if origin is Literal:
        return ["code", None in args, [code for code in args if code is not None]]
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return _many(metadata, _node(args[0], []))
    if origin is dict and args == (str, Any):
        return ["object", False, _bare(metadata, None)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return ["part", False, _bare(metadata, _rows(annotation))]
    if annotation not in PLAIN:
        raise NotATable(str(annotation))
    money = annotation is Decimal and any(isinstance(one, PlainSerializer) for one in metadata)
    kind = "money" if money else PLAIN[annotation]
    return [kind, False, _limits(kind, [one for one in metadata if not isinstance(one, PlainSerializer)])]


def _many(metadata: list[Any], inner: Node) -> Node:
    """A list, or one that must have some items; no other limit is known."""
    least = _limits("list", metadata)
    return ["some", False, [*least, inner]] if least else ["list", False, inner]


def _bare(metadata: list[Any], detail: Any) -> Any:
    """The detail of a node that cannot have limits."""
    if metadata:
        raise NotATable(str(metadata))
    return detail


def _limits(kind: str, metadata: list[Any]) -> list[Any] | None:
    names = BOUNDS.get(kind, ())
    found: dict[str, Any] = {}
    for one in metadata:
        told = {name: getattr(one, name) for name in names if getattr(one, name, None) is not None}
        if not told:
            raise NotATable(str(one))
        found |= told
    return [found.get(name) for name in names] if found else None
