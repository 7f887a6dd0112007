"""What is out of the warehouse (R049): every ticket with something taken that was neither brought back nor used."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.core.tables import Column, Report, Table
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.procedures.tickets.materials import outstanding
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

COLUMNS = (
    Column("ticket", N_("Ticket"), "id"), Column("item", N_("Item")), Column("quantity", N_("Quantity")),
    Column("by", N_("Who")), Column("since", N_("Taken at"), "time"), Column("state", N_("State"), "code", "state"),
)  # fmt: skip


def loan_list(desk: Desk, words: tuple[str, ...]) -> tuple[Report, list[str]]:
    """`{ticket item quantity by since state}` of everything that is out, the longest first; and the tickets."""
    where, params = condition("tickets", words, desk)
    scope = "state != 'void' AND materials != '[]'"
    rows = desk.store.rows("tickets", f"{scope} AND ({where})" if where else scope, params, columns=("id", "materials"))
    some = [str(row["id"]) for row in rows if out(json.loads(row["materials"] or "[]"))]
    lines = sorted(
        (line for document in desk.store.documents("tickets", some) for line in of_ticket(document)),
        key=lambda line: (line["since"], line["ticket"], line["item"]),
    )
    title = Message(N_("Materials and tools that are out"))
    cells = tuple(tuple(line[column.key] for column in COLUMNS) for line in lines)
    report = Report("loans", title, lines, (Table("loans", title, COLUMNS, cells),))
    return report, list(dict.fromkeys(line["ticket"] for line in lines))


def out(materials: list[list[str]]) -> bool:
    """Whether the lines of the index leave something out."""
    left: dict[str, Decimal] = {}
    for item, quantity, way in materials:
        left[item] = left.get(item, Decimal(0)) + Decimal(quantity) * (1 if way == "take" else -1)
    return any(quantity > 0 for quantity in left.values())


def of_ticket(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What is out on one ticket: each item with who took it last, and when."""
    ticket: Any = View(document)
    for item, quantity in outstanding(ticket).items():
        last = [line for line in ticket.materials if line.item == item and line.way == "take"][-1]
        yield {
            "ticket": ticket.id, "item": item, "quantity": f"{quantity.normalize():f}", "by": last.by, "since": last.at,
            "state": ticket.state,
        }  # fmt: skip
