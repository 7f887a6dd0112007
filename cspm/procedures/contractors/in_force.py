"""Contracts in force between two days, and the days on which the office walked with their contractors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cspm.core.kinds import EPOCH
from cspm.core.periods import Span
from cspm.core.terms import Terms
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.store.repository import Store

DAY = timedelta(days=1)
COLUMNS = ("id", "domain", "start", "end")


class InForce(NamedTuple):
    """A contract and the days in force that are asked about, both included. `since` is the first day of all."""

    id: str
    domain: str
    since: date
    first: date
    last: date


def in_force(store: Store, terms: Terms, first: date, last: date) -> Iterator[InForce]:
    """The contracts in force between two days, each from the day on that the site asks for periodic duties."""
    asked = terms.site.since
    if asked is None:
        return
    for row in store.rows("contracts", "state != 'void'", order="id", columns=COLUMNS):
        since, end = max(date.fromisoformat(row["start"]), asked), date.fromisoformat(row["end"])
        if max(since, first) <= min(end, last):
            yield InForce(row["id"], row["domain"], since, max(since, first), min(end, last))


def days_of(span: Span) -> tuple[date, date]:
    """The first and the last day of a month."""
    return span.start.date(), span.end.date() - DAY


def patrols(store: Store, terms: Terms) -> Mapping[str, list[tuple[date, str]]]:
    """The days of joint patrols by contract, in their order, with the record."""
    found: dict[str, list[tuple[date, str]]] = {}
    rows = store.rows("joint_patrols", "state != 'void'", order="walked_at", columns=("id", "contracts", "walked_at"))
    for row in rows:
        day = (EPOCH + timedelta(microseconds=row["walked_at"])).astimezone(terms.tz).date()
        for contract in json.loads(row["contracts"]):
            found.setdefault(contract, []).append((day, row["id"]))
    return found
