"""The bytes of a record's file: the same as json.dumps with indent 2, which has no fast encoder.

Records of a kind have the same keys, and most of their values are null; so keys are encoded once, and for the plain
values no function is called.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

MOST = 4096
_EMPTY = {list: "[]", tuple: "[]", dict: "{}", bool: "false", int: "0"}
_WORDS = {None: "null", True: "true", False: "false"}


class _Keys(dict[str, str]):
    """Keys as a file has them before their value; new ones are encoded, too many are forgotten."""

    def __init__(self, value: str = "") -> None:
        self._value = value

    def __missing__(self, key: str) -> str:
        if len(self) > MOST:
            self.clear()
        self[key] = text = f"{encode_basestring(key)}: {self._value}"
        return text


_KEYS, _NULLS = _Keys(), _Keys("null")


def render(document: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON with two-space indent and a final newline."""
    return (_object(document, "\n") + "\n").encode("utf-8")


def _object(value: Mapping[str, Any], line: str) -> str:
    inner = line + "  "
    items = [
        _NULLS[key] if item is None
        else _KEYS[key] + (encode_basestring(item) if type(item) is str
                           else (item and text_of(item, inner)) or _EMPTY.get(type(item)) or text_of(item, inner))
        for key, item in value.items()
    ]  # fmt: skip
    return "{" + inner + ("," + inner).join(items) + line + "}" if items else "{}"


def text_of(value: Any, line: str) -> str:
    """A value as it stands in a file; `line` is a newline with the blanks before the key."""
    kind = type(value)
    if kind is list or kind is tuple:
        inner = line + "  "
        items = [text_of(item, inner) for item in value]
        return "[" + inner + ("," + inner).join(items) + line + "]" if items else "[]"
    if kind is dict:
        return _object(value, line)
    if kind is str:
        return encode_basestring(value)
    if value is None or kind is bool:
        return _WORDS[value]
    return repr(value) if kind is int else json.dumps(value, allow_nan=False)
