"""The plain check: accepts the normal case of a record's content without loading pydantic, and judges nothing else.

A shape is a table made from a model by `core.shaping`. What a shape accepts the model accepts with the very same
result; a property test over all models holds that. What it does not accept (`NotPlain`) may still be right: the model
then has the last word, with its message. So the models stay the one source, and a change costs 20 microseconds of
checking instead of a tenth of a second of loading.

A node is `[type, nullable, detail]`, JSON through and through, so that the store can keep shapes in its cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from cspm.core.stamp import moment
from cspm.core.view import View

Content = dict[str, Any]
Node = list[Any]
NEEDED = "needed"  # in place of a default: the field has none
MOST = Decimal(10) ** 12
DEEPEST = 20


class NotPlain(Exception):
    """Not the normal case: ask the model."""


class Shape:
    """The shape of a kind's records. `fields` are `[key, other name, node, default]` in the order of the file."""

    def __init__(self, fields: list[Node], events: Node) -> None:
        self.fields = fields
        self._events = events
        self._keys = {name: (row[0], row[2]) for row in fields for name in row[:2]}

    def content(self, values: Mapping[str, Any]) -> Content:
        """The whole content of a record: values of a model's fields as JSON, defaults filled in. Raises NotPlain."""
        return _fields(self.fields, values)

    def changed(self, values: Mapping[str, Any]) -> Content:
        """Some fields as JSON. Raises NotPlain, also for a field that is not there."""
        found = {}
        for name, value in values.items():
            if name not in self._keys:
                raise NotPlain(name)
            key, node = self._keys[name]
            found[key] = accepted(node, value)
        return found

    def document(self, document: Mapping[str, Any]) -> Content:
        """A whole document as its model would write it. Raises NotPlain."""
        values = dict(document)
        revision, history = values.pop("revision", None), values.pop("history", None)
        if type(revision) is not int:
            raise NotPlain("revision")
        events = accepted(self._events, history)
        return {**self.content(values), "revision": revision, "history": events}


def accepted(node: Node, value: Any) -> Any:
    """A value as JSON, if it is of that node in its normal form. Raises NotPlain."""
    if value is None:
        if node[1]:
            return None
        raise NotPlain("null")
    return _ACCEPT[node[0]](value, node[2])


def _fields(rows: list[Node], values: Mapping[str, Any]) -> Content:
    found: Content = {}
    used = 0
    for key, other, node, default in rows:
        name = key if key in values else other
        if name in values:
            found[key] = accepted(node, values[name])
            used += 1
        elif default == NEEDED:
            raise NotPlain(key)
        else:
            found[key] = default if not isinstance(default, (list, dict)) else type(default)(default)
    if used != len(values):
        raise NotPlain("an unknown field")
    return found


def _text(value: Any, limits: Any) -> str:
    if type(value) is not str:
        raise NotPlain("text")
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise NotPlain("half a character") from None
    if limits is not None:
        least, most, pattern = limits
        if (least is not None and len(value) < least) or (most is not None and len(value) > most):
            raise NotPlain("length")
        if pattern is not None:
            import re

            if not re.search(pattern, value):
                raise NotPlain("pattern")
    return value


def _code(value: Any, codes: list[str]) -> str:
    if type(value) is not str or value not in codes:
        raise NotPlain("code")
    return value


def _int(value: Any, limits: Any) -> int:
    if type(value) is not int:
        raise NotPlain("whole number")
    _within(value, limits)
    return value


def _within(value: Any, limits: Any) -> None:
    if limits is not None and not (
        (limits[0] is None or value >= limits[0]) and (limits[1] is None or value <= limits[1])
    ):
        raise NotPlain("limit")


def _bool(value: Any, _detail: Any) -> bool:
    if type(value) is not bool:
        raise NotPlain("yes or no")
    return value


def _time(value: Any, _detail: Any) -> str:
    if isinstance(value, str):
        try:
            if moment(datetime.fromisoformat(value)) == value:
                return value
        except ValueError:
            pass
        raise NotPlain("time")
    if not isinstance(value, datetime):
        raise NotPlain("time")
    offset = value.utcoffset()
    if offset is not None and offset.seconds % 60:
        raise NotPlain("offset")
    return moment(value)


def _day(value: Any, _detail: Any) -> str:
    if isinstance(value, str):
        try:
            if date.fromisoformat(value).isoformat() == value:
                return value
        except ValueError:
            pass
        raise NotPlain("day")
    if type(value) is not date:
        raise NotPlain("day")
    return value.isoformat()


def _money(value: Any, limits: Any) -> str:
    amount = _number(value)
    _within(amount, limits)
    text = f"{amount:.2f}"
    if (text.startswith("-") and not amount) or (isinstance(value, str) and text != value):
        raise NotPlain("money")
    return text


def _decimal(value: Any, limits: Any) -> str:
    number = _number(value)
    _within(number, limits)
    text = str(number)
    if "E" in text or (isinstance(value, str) and text != value):
        raise NotPlain("number")
    return text


def _number(value: Any) -> Decimal:
    if isinstance(value, str):
        try:
            value = Decimal(value)
        except InvalidOperation:
            raise NotPlain("number") from None
    if type(value) is not Decimal or not value.is_finite() or abs(value) >= MOST:
        raise NotPlain("number")
    return value


def _list(value: Any, inner: Node) -> list[Any]:
    if type(value) not in (list, tuple):
        raise NotPlain("list")
    return [accepted(inner, item) for item in value]


def _some(value: Any, detail: Any) -> list[Any]:
    least, inner = detail
    found = _list(value, inner)
    if len(found) < least:
        raise NotPlain("too few")
    return found


def _part(value: Any, rows: list[Node]) -> Content:
    values = value.document() if isinstance(value, View) else value
    if type(values) is not dict:
        raise NotPlain("part")
    return _fields(rows, values)


def _json(value: Any, _detail: Any, left: int = DEEPEST) -> Any:
    """Plain JSON of whatever form."""
    kind = type(value)
    if kind is dict and left:
        return {_text(key, None): _json(item, None, left - 1) for key, item in value.items()}
    if kind is list and left:
        return [_json(item, None, left - 1) for item in value]
    if kind is str:
        return _text(value, None)
    if value is None or kind is bool or kind is int or (kind is float and value - value == 0):
        return value
    raise NotPlain("JSON")


def _object(value: Any, _detail: Any) -> Any:
    if type(value) is not dict:
        raise NotPlain("object")
    return _json(value, None)


_ACCEPT: dict[str, Callable[[Any, Any], Any]] = {
    "text": _text, "code": _code, "int": _int, "bool": _bool, "time": _time, "day": _day, "money": _money,
    "decimal": _decimal, "list": _list, "some": _some, "part": _part, "json": _json, "object": _object,
}  # fmt: skip
