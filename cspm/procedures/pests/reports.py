"""The areas by their next turn (R186). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.pests.turns import due_day, interval

COLUMNS = (
    Column("area", N_("Area"), "id"), Column("last", N_("Last treated"), "date"), Column("treatment", N_("Treatment"), "id"),
    Column("days", N_("Days since"), "int"), Column("interval", N_("At most"), "int"), Column("due", N_("Next by"), "date"),
    Column("overdue", N_("Overdue"), "yes"),
)  # fmt: skip


def turn(area: str, last: date, treatment: str | None, *, today: date, terms: Terms) -> dict[str, Any]:
    """`{area last treatment days interval due overdue}` of one area; without a treatment `last` is where the interval began."""
    due = due_day(last, terms)
    return {
        "area": area, "last": last, "treatment": treatment, "days": (today - last).days, "interval": interval(today, terms),
        "due": due, "overdue": today > due,
    }  # fmt: skip


def turns(lines: Sequence[dict[str, Any]], day: date) -> Report:
    """All of them as a table."""
    title = Message.of(N_("Pest control: whose turn it is on {day}"), day=day)
    rows = tuple(tuple(line[column.key] for column in COLUMNS) for line in lines)
    return Report("turns", title, list(lines), (Table("turns", title, COLUMNS, rows),))
