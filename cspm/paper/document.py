"""The JSON document of a record, list or report: the one place that says how values look to scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from cspm.core.language import language
from cspm.core.money import money_text
from cspm.errors import Code, Message

# Equal JSON, but nothing a terminal would obey and nothing UTF-8 cannot hold: C1 controls, directions, half surrogates.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(document: object) -> str:
    """The document as JSON text, indented by two, text as typed, with a final line feed.

    Decimals are money: strings with two decimals. Times have the offset of their zone, in seconds unless there are
    fractions. A `Code` is its code, a `Message` its English sentence, any other NamedTuple an object; sets are sorted.
    Raises ValueError for NaN, infinities and times without a zone, TypeError for what JSON has no form for.
    """
    text = json.dumps(plain(document), ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def plain(value: object) -> object:
    """The value made of what JSON knows: dict, list, str, int, float, bool, None. Raises as `json_text`."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return _tuple(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return [plain(item) for item in sorted(value)]
    return _scalar(value)


def _tuple(value: tuple[object, ...]) -> object:
    if isinstance(value, Code):
        return value.code
    if isinstance(value, Message):
        return language("en").message(value)
    if hasattr(value, "_asdict"):
        return {key: plain(item) for key, item in value._asdict().items()}
    return [plain(item) for item in value]


def _scalar(value: object) -> str:
    if isinstance(value, Decimal):
        return money_text(value)
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError(f"a time without its zone: {value}")
        return value.isoformat(timespec="microseconds" if value.microsecond else "seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _key(key: object) -> str:
    if isinstance(key, Code):
        return key.code
    if isinstance(key, str):
        return str(key)
    if isinstance(key, int) and not isinstance(key, bool):
        return str(key)
    return _scalar(key)
