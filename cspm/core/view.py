"""A record's JSON document read with attributes, as its model would be, without loading pydantic.

Reading commands judge records by the same pure functions as writing ones; those take a model or a `View`. Which strings
are times, dates and money is told by the field's name, a convention that a test over all models holds: `*_at` and the
names of TIMES are times, `*_on` and DATES are dates, `*_amount` and MONEY are money.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

TIMES = frozenset({"at", "due", "since", "until"})
DATES = frozenset({"date", "start", "end", "active_from", "active_to"})
FLAGS = frozenset({"special", "vacant", "satisfied"})  # yes or no: the index keeps 1 or 0
MONEY = frozenset({"amount", "price", "monthly_fee", "fee", "gross", "cap", "deduction", "payable"})
RAW = frozenset({"changed", "schedule", "options", "facts"})  # plain JSON inside: handed out as it is


class View:
    """Read-only attribute access to a document; nested objects become views, lists tuples. Values are converted once."""

    __slots__ = ("_document", "_known")

    def __init__(self, document: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_document", document)
        object.__setattr__(self, "_known", {})

    def __getattr__(self, name: str) -> Any:
        known: dict[str, Any] = self._known
        if name in known:
            return known[name]
        key = name.rstrip("_")
        try:
            known[name] = value = seen(key, self._document[key])
        except KeyError:
            raise AttributeError(name) from None
        return value

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a view is read-only: {name}")

    def __repr__(self) -> str:
        return f"View({self._document.get('id', '')})"

    def document(self) -> Mapping[str, Any]:
        """The JSON document itself."""
        return self._document  # type: ignore[no-any-return]

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, computed once for this document: several rules ask for the same clocks."""
        known: dict[str, Any] = self._known
        if name not in known:
            known[name] = make()
        return known[name]


def seen(name: str, value: Any) -> Any:
    """A JSON value as the field `name` of a model would give it."""
    if value is None or name in RAW:
        return value
    if isinstance(value, str):
        if name.endswith("_at") or name in TIMES:
            return datetime.fromisoformat(value)
        if name.endswith("_on") or name in DATES:
            return date.fromisoformat(value)
        if name in MONEY or name.endswith("_amount"):
            return Decimal(value)
        return value
    if isinstance(value, dict):
        return View(value)
    if isinstance(value, list):
        return tuple(seen(name, item) for item in value)
    return value
