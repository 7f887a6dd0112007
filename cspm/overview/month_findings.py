"""The findings of a month, counted in the index by code, and the records behind a count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.periods import Span, instant
from cspm.overview.scope import EVERYTHING, Condition

if TYPE_CHECKING:
    from cspm.store.repository import Store


def by_code(store: Store, span: Span, *, as_of: datetime, scope: Condition = EVERYTHING) -> Mapping[str, int]:
    """How many findings of each code are about the span and true by `as_of`; of tickets alone when narrowed."""
    counted: dict[str, int] = {}
    for kind in ("tickets",) if scope[0] else tuple(store.kinds):
        for row in store.query(_counts(scope), (kind, kind, kind, *_during(span, as_of), *scope[1])):
            counted[row["code"]] = counted.get(row["code"], 0) + row["n"]
    return {code: counted[code] for code in sorted(counted) if counted[code]}


def found_in(store: Store, code: str, span: Span, *, as_of: datetime, scope: Condition = EVERYTHING) -> tuple[str, ...]:
    """The record of each finding of that code that is about the span and true by `as_of`; a record may have several."""
    kinds = ("tickets",) if scope[0] else tuple(store.kinds)
    marks = ", ".join("?" for _ in kinds)
    sql = f"SELECT id FROM findings WHERE kind IN ({marks}) AND code = ? AND at >= ? AND at < ?{_within(scope)}"
    return tuple(row["id"] for row in store.query(sql, (*kinds, code, *_during(span, as_of), *scope[1])))


def _during(span: Span, as_of: datetime) -> tuple[int, int]:
    start, end = span.bounds
    return start, min(end, instant(as_of) + 1)


def _within(scope: Condition) -> str:
    return f" AND id IN (SELECT id FROM tickets WHERE {scope[0]})" if scope[0] else ""


def _counts(scope: Condition) -> str:
    """Counts by code, jumping from code to code in the index instead of reading every finding."""
    return f"""
        WITH RECURSIVE codes (code) AS (
            SELECT min(code) FROM findings WHERE kind = ?
            UNION ALL SELECT (SELECT min(code) FROM findings WHERE kind = ? AND code > codes.code) FROM codes WHERE code NOT NULL)
        SELECT code, (SELECT count(*) FROM findings WHERE kind = ? AND findings.code = codes.code AND at >= ? AND at < ?
            {_within(scope)}) AS n FROM codes WHERE code NOT NULL"""
