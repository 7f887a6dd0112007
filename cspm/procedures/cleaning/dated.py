"""What of a contract holds on which day: its areas, its deduction schedule, and where that comes from (R127, A02). Pure.

A change has the day `start` from which it holds; the latest that has begun holds, before the first one what the contract
began with. So a later change never changes an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from cspm.procedures.cleaning.prices import EXAMPLES
from cspm.tuples import NamedTuple

Document = Mapping[str, Any]


class Spell(NamedTuple):
    """From which day to which a value of the contract holds; both included."""

    start: date
    end: date
    value: Any


def spells(contract: Document, first: str, changes: str, field: str) -> tuple[Spell, ...]:
    """What the contract says in `first` from its start on, and by the list `changes` from later days on, in turn."""
    later = sorted(contract.get(changes) or (), key=lambda one: str(one["start"]))
    said = [(contract["start"], contract[first]), *((one["start"], one[field]) for one in later)]
    starts = [date.fromisoformat(str(start)) for start, _ in said]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), date.fromisoformat(str(contract["end"]))]
    return tuple(Spell(*one) for one in zip(starts, ends, (value for _, value in said), strict=True))


def fees(contract: Document) -> tuple[Spell, ...]:
    """The monthly fees, each with the days on which it holds."""
    return spells(contract, "monthly_fee", "fees", "monthly_fee")


def areas(contract: Document) -> tuple[Spell, ...]:
    """The lists of areas, each with its days."""
    return spells(contract, "areas", "area_changes", "areas")


def schedules(contract: Document) -> tuple[Spell, ...]:
    """The deduction schedules, each with its days; an empty one is the example."""
    return spells(contract, "schedule", "schedules", "schedule")


def in_force(first: Any, changes: Sequence[Document], field: str, day: date) -> Any:
    """The value of `field` on a day: that of the latest change that has begun, else `first`."""
    begun = [change for change in changes if date.fromisoformat(str(change["start"])) <= day]
    return max(begun, key=lambda change: str(change["start"]))[field] if begun else first


def areas_on(contract: Document, day: date) -> tuple[str, ...]:
    """The areas that the contract covers on a day; empty: it names none."""
    return tuple(in_force(contract["areas"], contract.get("area_changes") or (), "areas", day))


def schedule_on(contract: Document, day: date) -> Document:
    """The deduction schedule on a day; empty: the example holds."""
    found: Document = in_force(contract["schedule"], contract.get("schedules") or (), "schedule", day)
    return found


def source_in(contract: Document, days: Iterable[date]) -> str:
    """`example` when the contract has no schedule of its own on one of the days, else `contract` (A02)."""
    return "contract" if all(schedule_on(contract, day) for day in days) else "example"


def lacking(contract: Document, days: Iterable[date]) -> tuple[str, ...]:
    """The entries that a schedule of the contract lacks on one of the days; the example's amounts hold for them."""
    schedules = [schedule_on(contract, day) for day in days]
    return tuple(entry for entry in EXAMPLES if any(own and entry not in own for own in schedules))
