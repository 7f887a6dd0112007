"""What a record's deadlines and findings look like to people: two tables beside its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cspm.core.tables import Column, Table
from cspm.errors import N_, Message

APART = ("deadlines", "findings")
"""Keys that `show` prints as tables of their own."""

DEADLINES = (
    Column("clock", N_("Clock"), "code", "clock"), Column("due", N_("Due"), "time"), Column("met_at", N_("Met at"), "time"),
    Column("state", N_("State"), "code", "clock_state"), Column("rule", N_("Rule"), "id"),
)  # fmt: skip
FINDINGS = (
    Column("message", N_("What was found")), Column("severity", N_("Level"), "code", "level"), Column("rule", N_("Rule"), "id"),
    Column("clause", N_("Clause")), Column("code", N_("Code"), "id"),
)  # fmt: skip


def judged_tables(document: Mapping[str, Any]) -> tuple[Table, ...]:
    """The deadlines and findings of a shown record as tables for people; empty ones are left out."""
    parts = (("deadlines", N_("Deadlines"), DEADLINES), ("findings", N_("Findings"), FINDINGS))
    return tuple(
        Table(
            key, Message(title), columns, tuple(tuple(line[column.key] for column in columns) for line in document[key])
        )
        for key, title, columns in parts
        if document.get(key)
    )
