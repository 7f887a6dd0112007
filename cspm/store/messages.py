"""Messages as JSON text, so that the index can keep the sentence of a finding and hand it out unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.errors import Code, Message

if TYPE_CHECKING:
    from decimal import Decimal


def pack(message: Message) -> str:
    """The message as JSON; facts keep their types (texts, numbers, times, dates, money, codes, messages, tuples)."""
    return _WRITTEN(_packed(message))


_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def unpack(text: str) -> Message:
    """The message again, equal to the one that was packed."""
    message = _unpacked(json.loads(text))
    assert isinstance(message, Message)
    return message


def _packed(value: object) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Message):
        return {"text": value.text, "facts": {key: _packed(fact) for key, fact in value.facts.items()}}
    if isinstance(value, Code):
        return {"code": list(value)}
    if isinstance(value, (tuple, list)):
        return [_packed(item) for item in value]
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    from decimal import Decimal  # 1 ms, and few messages tell of money

    return {"money": str(value)} if isinstance(value, Decimal) else str(value)


def _money(text: str) -> Decimal:
    from decimal import Decimal

    return Decimal(text)


_BACK: dict[str, Callable[[str], object]] = {
    "time": datetime.fromisoformat,
    "date": date.fromisoformat,
    "money": _money,
}


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_unpacked(item) for item in value)
    if not isinstance(value, dict):
        return value
    if "text" in value:
        return Message(value["text"], {key: _unpacked(fact) for key, fact in value["facts"].items()})
    if "code" in value:
        return Code(*value["code"])
    ((kind, text),) = value.items()
    return _BACK[kind](text)
