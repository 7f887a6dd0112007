"""A record's JSON document read with attributes, as its model would be, without loading pydantic.

Reading commands judge records by the same pure functions as writing ones; those take a model or a `View`. Which strings
are times, dates and money is told by the field's name, a convention that a test over all models holds: `*_at` and the
names of TIMES are times, `*_on` and DATES are dates, `*_amount` and MONEY are money.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

TIMES = frozenset({"at", "due", "since", "until"})
DATES = frozenset({"date", "start", "end", "active_from", "active_to", "offered_from", "offered_to"})
FLAGS = frozenset(
    {
        "special",
        "liable",
        "vacant",
        "satisfied",
        "major",
        "needs_engineering",
        "public_area",
        "collected",
        "verified",
        "washed",
        "swept",
    }
)  # the index keeps 1 or 0
MONEY = frozenset({"amount", "price", "monthly_fee", "fee", "gross", "cap", "deduction", "payable"})
RAW = frozenset({"changed", "schedule", "statement", "options", "facts"})  # plain JSON inside: handed out as it is


class View:
    """Read-only attribute access to a document; nested objects become views, lists tuples. Values are converted once.

    What was converted is an attribute of the instance, so that asking again costs no call; the empty fields, most of
    them in most records, are attributes from the start.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        known = self.__dict__
        known.update(
            {key: None if value is None else () for key, value in document.items() if not value and value in _EMPTY}
        )
        for name in _OTHERWISE:
            known.pop(name, None)
        known["_document"] = document

    def __getattr__(self, name: str) -> Any:
        key = name.rstrip("_")
        try:
            self.__dict__[name] = value = seen(key, self._document[key])
        except KeyError:
            raise AttributeError(name) from None
        return value

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a view is read-only: {name}")

    def __repr__(self) -> str:
        return f"View({self._document.get('id', '')})"

    def document(self) -> dict[str, Any]:
        """The JSON document itself."""
        return self._document  # type: ignore[no-any-return]

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, computed once for this document: several rules ask for the same clocks."""
        known = self.__dict__
        key = f"once {name}"
        if key not in known:
            known[key] = make()
        return known[key]


_EMPTY: tuple[object, ...] = (None, [])
_OTHERWISE = ("document", "once", *RAW)  # no field hides what a view can do, and raw ones stay lists


def replaced(part: Any, **changed: Any) -> dict[str, Any]:
    """A part as a document with some of its fields replaced; values may be as a model has them."""
    return {**part.document(), **changed}


def seen(name: str, value: Any) -> Any:
    """A JSON value as the field `name` of a model would give it."""
    if value is None or name in RAW:
        return value
    kind = type(value)
    if kind is str:
        convert = _conversion(name)
        return value if convert is None else convert(value)
    if kind is list:
        return tuple([seen(name, item) for item in value])
    return View(value) if kind is dict else value


@cache
def _conversion(name: str) -> Callable[[str], Any] | None:
    """What makes a value of a text in the field `name`; None for what stays a text. Asked for names in code only."""
    if name.endswith("_at") or name in TIMES:
        return datetime.fromisoformat
    if name.endswith("_on") or name in DATES:
        return date.fromisoformat
    if name in MONEY or name.endswith("_amount"):
        from decimal import Decimal  # 1 ms, and most commands look at no money

        return Decimal
    return None


def listed(value: Any) -> list[Any]:
    """A list of a document, or the JSON text that the index keeps of it."""
    return list(json.loads(value) if isinstance(value, str) else value or ())
