"""What of a contract holds on which day: its areas, its deduction schedule, and where that comes from (R127, A02). Pure.

A change has the day `start` from which it holds; the latest that has begun holds, before the first one what the contract
began with. So a later change never changes an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cspm.procedures.cleaning.prices import EXAMPLES

Document = Mapping[str, Any]


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
