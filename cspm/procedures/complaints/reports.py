"""Complaints with their judgement as a list. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any, Protocol

from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, Message

COLUMNS = (
    Column("id", N_("Ticket"), "id"), Column("state", N_("State"), "code", "state"),
    Column("nature", N_("Nature of the complaint"), "code", "complaint_nature"),
    Column("severity", N_("Severity"), "code", "complaint_severity"),
    Column("type", N_("Complaint type"), "code", "complaint_type"),
    Column("unit", N_("Unit")), Column("area", N_("Area")),
    Column("customer_name", N_("Customer")), Column("text", N_("Matter")), Column("assignee", N_("Assignee")),
    Column("contract", N_("Contract")), Column("received_at", N_("Received at"), "time"),
)  # fmt: skip
FIELDS = (
    "id", "state", "nature_judged", "severity", "type", "unit", "area", "customer_name", "text", "assignee", "contract",
    "received_at",
)  # fmt: skip


class Row(Protocol):
    """A row of the index, or a dict: columns by name."""

    def __getitem__(self, key: str, /) -> Any: ...


def listed(rows: Iterable[Row], tz: tzinfo) -> Report:
    """Rows of the index (FIELDS) as the list of complaints, in the order given; `nature` is that of the judgement."""
    document = []
    for row in rows:
        received = datetime.fromtimestamp(row["received_at"] / 1_000_000, tz)
        line = {name: row[name] for name in FIELDS} | {"nature": row["nature_judged"], "received_at": received}
        document.append({column.key: line[column.key] for column in COLUMNS})
    cells = tuple(tuple(line.values()) for line in document)
    title = Message(N_("Complaints"))
    return Report("complaints", title, document, (Table("complaints", title, COLUMNS, cells),))
