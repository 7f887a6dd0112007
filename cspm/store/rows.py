"""One record as rows of the index: plain columns of the document, and what the kind's `derive` makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from cspm.core.clocks import Clock
from cspm.core.kinds import Derived, Kind, load, micros
from cspm.core.rules import Finding
from cspm.core.terms import Terms
from cspm.core.view import TIMES
from cspm.errors import N_, Message
from cspm.store.files import Damaged, Document
from cspm.store.layout import shard_of
from cspm.store.messages import pack
from cspm.store.words import tokens
from cspm.tuples import NamedTuple

Value = None | int | float | str
Terms_ = Callable[[], Terms]
OWN = ("id", "shard", "stamp", "revision", "sort", "mark")
HEAD = ("id", "shard", "revision", "sort")
LAST = ("last_by", "last_at")
MISFITS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a pure function may raise over a document that does not fit its model."""


class Row(NamedTuple):
    """What the index keeps of a record; `words` are tokens, `mark` changes when they do.

    `values` begin with those of HEAD, the kind's own columns follow. All of it is plain, so that a
    row can come from the second process.
    """

    values: tuple[Value, ...]
    clocks: list[tuple[Value, ...]]
    findings: list[tuple[Value, ...]]
    words: str
    mark: int


def columns_of(kind: Kind) -> tuple[str, ...]:
    """The kind's own columns of its table, in order; `customer.name` is `customer_name`; who typed last, and when, follow."""
    named = dict.fromkeys((*(name.replace(".", "_") for name in kind.columns), *LAST))
    return tuple(name for name in named if name not in OWN)


class Shape:
    """How documents of one kind become rows."""

    def __init__(self, kind: Kind, terms: Terms_) -> None:
        self.kind = kind
        self.columns = columns_of(kind)
        paths = {name.replace(".", "_"): tuple(name.split(".")) for name in (*kind.columns, *LAST)}
        self._tops = [paths[column][0] for column in self.columns]
        self._deep = [(place, paths[column]) for place, column in enumerate(self.columns) if len(paths[column]) > 1]
        self._timely = frozenset(place for place, column in enumerate(self.columns) if is_time(column))
        self._places = {column: place for place, column in enumerate(self.columns)}
        self._words = [tuple(name.split(".")) for name in kind.words]
        self._terms = terms
        self._known: Terms | None = None
        self._derive: Callable[[Document, Terms], Derived] | None = load(kind.derive) if kind.derive else None

    def row(self, document: Document) -> Row:
        """The rows of a document. Raises Damaged when it is no record of this kind."""
        try:
            return self._row(document)
        except MISFITS:  # what the model takes all the same (a time as a number) it writes properly; else it is damaged
            proper = self.proper(document)
        try:
            return self._row(proper)
        except MISFITS as error:  # a time without a zone: the model takes it, a clock cannot
            raise Damaged(Message.of(N_("it does not fit: {problem}"), problem=str(error)[:80])) from error

    def proper(self, document: Document) -> Document:
        """The document as the model writes it. Raises Damaged with what the model has against it."""
        from pydantic import ValidationError

        try:
            return cast("Document", load(self.kind.model).model_validate(document).document())
        except ValidationError as error:
            raise Damaged(misfit(error)) from error

    def _judged_by(self) -> Terms:
        if self._known is None:
            self._known = self._terms()
        return self._known

    def _row(self, document: Document) -> Row:
        derived = self._derive(document, self._judged_by()) if self._derive else Derived()
        record_id = document["id"]
        head: list[Value] = [record_id, shard_of(self.kind, record_id), plain("revision", document["revision"]),
                             sort_key(record_id)]  # fmt: skip
        words = self._searched(document, derived.words)
        return Row((*head, *self._values(document, derived.columns)), [clock_row(clock) for clock in derived.clocks],
                   [finding_row(finding) for finding in derived.findings], words, mark_of(words))  # fmt: skip

    def _values(self, document: Document, derived: Mapping[str, Any]) -> list[Value]:
        """The kind's own columns. Most are empty, and most others texts: only the rest is looked at."""
        values: list[Any] = list(map(document.get, self._tops))
        for place, path in self._deep:
            values[place] = found(document, path)
        for known in (derived, last_typed(document)):
            for column, value in known.items():
                place = self._places.get(column, -1)
                if place >= 0:
                    values[place] = value
        for place, value in enumerate(values):
            if value is not None and (type(value) is not str or place in self._timely):
                values[place] = plain(self.columns[place], value)
        return values

    def _searched(self, document: Document, derived: str) -> str:
        """The tokens of what search looks into."""
        texts = [derived]
        for path in self._words:
            value = found(document, path) if len(path) > 1 else document.get(path[0])
            if type(value) is str:
                texts.append(value)
            elif value is not None:
                texts += strings(value)
        return " ".join(tokens("\n".join(texts)))


class Shapes(dict[str, Shape]):
    """The shape of every kind, made when first asked for."""

    def __init__(self, kinds: Mapping[str, Kind], terms: Terms_) -> None:
        self._kinds = kinds
        self._terms = terms

    def __missing__(self, name: str) -> Shape:
        self[name] = shape = Shape(self._kinds[name], self._terms)
        return shape


def last_typed(document: Document) -> Mapping[str, Any]:
    """Who typed the last event of a record, and when: `undo` without an id asks for it."""
    last = document["history"][-1] if document.get("history") else {}
    return {"last_by": last.get("recorded_by"), "last_at": last.get("recorded_at")}


def misfit(error: Any) -> Message:
    """The first complaint of a pydantic ValidationError as a sentence."""
    from cspm.core.misfits import misfits

    first = next(misfits(error))
    return Message.of(N_("{field} does not fit: {problem}"), field=first.field or "?", problem=first.reason)


def found(document: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """The value behind a dotted name; None where there is none."""
    value: Any = document.get(path[0])
    for part in path[1:]:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from strings(item)
    elif isinstance(value, int):
        yield str(value)


def plain(column: str, value: Any) -> Value:
    """A JSON or Python value as SQLite keeps it; integers that SQLite cannot hold become text."""
    if isinstance(value, str):
        return instant(value) if is_time(column) else value
    if isinstance(value, int):  # bool too
        return int(value) if -(2**63) <= value < 2**63 else str(value)
    if value is None or isinstance(value, float):
        return value
    if isinstance(value, datetime):
        return micros(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple, dict)):
        return _LISTED(value) if value else "[]"
    return str(value)  # money


@lru_cache(256)
def instant(text: str) -> int | None:
    """The microseconds of an instant; those of an import have many times in common."""
    return micros(datetime.fromisoformat(text))


_LISTED = json.JSONEncoder(ensure_ascii=False).encode


def is_time(column: str) -> bool:
    """Whether texts in that column are instants, which the index keeps as microseconds."""
    return column.endswith("_at") or column in TIMES


def clock_row(clock: Clock) -> tuple[Value, ...]:
    """clock, rule, clause, start, due, met, ended, paused, mode."""
    return (clock.clock, clock.rule, clock.clause, micros(clock.start), micros(clock.due), micros(clock.met_at),
            micros(clock.ended_at), int(clock.paused), clock.mode)  # fmt: skip


def finding_row(finding: Finding) -> tuple[Value, ...]:
    """code, rule, clause, level, at, message."""
    return (finding.code, finding.rule, finding.clause, finding.level, micros(finding.at), pack(finding.message))


def mark_of(words: str) -> int:
    """A fingerprint of 63 bits, so that a record whose words stay the same is not indexed again."""
    from cspm.core.digest import sha256

    return int.from_bytes(sha256(words.encode()).digest()[:8], "big") >> 1


def sort_key(record_id: str) -> str:
    """The id with its numbers padded, so that text order is the order of numbers."""
    return re.sub(r"\d+", lambda run: run[0].zfill(12), record_id)
