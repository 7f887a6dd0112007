"""Who waits for a service that is offered now, as a table. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, Message

COLUMNS = (
    Column("id", N_("Demand"), "id"), Column("item", N_("Service wanted")), Column("service", N_("Item code"), "id"),
    Column("requester", N_("Requester")), Column("phone", N_("Phone")), Column("unit", N_("Unit")),
    Column("asked_at", N_("Asked at"), "time"), Column("since", N_("Offered from"), "date"), Column("due", N_("Due"), "time"),
)  # fmt: skip


def waiting(lines: Iterable[Mapping[str, Any]]) -> Report:
    """`{id item service requester phone unit asked_at since due}` of everyone who is still to be told."""
    document = [dict(line) for line in lines]
    title = Message(N_("Customers who wait for a service that is offered now"))
    rows = tuple(tuple(line[column.key] for column in COLUMNS) for line in document)
    return Report("waiting", title, document, (Table("waiting", title, COLUMNS, rows),))
