"""The monthly report's sections beside tickets and callbacks: complaints, services, materials. Pure (R057, R106, R112)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from cspm.core.view import listed
from cspm.overview.monthly_rows import Row, Rows
from cspm.overview.tally import NOTHING, Tally, named

ZERO = Decimal("0.00")


def complaints(rows: Rows, *, tally: Tally) -> dict[str, Any]:
    """The section `complaints`: received in the month and how they were judged, closed in the month, by type and cause.

    Valid includes major. The closing rate is the share of the valid ones received in the month closed by `as_of` (A71).
    """
    received = [row for row in rows.received if row["kind"] == "complaint"]
    valid = [row for row in received if row["nature_judged"] in ("valid", "major")]
    tally.count("complaints.valid_closed", [row for row in valid if row["solved"]])
    return {
        "received": tally.count("complaints.received", received),
        "valid": tally.count("complaints.valid", valid),
        "invalid": tally.count("complaints.invalid", (row for row in received if row["nature_judged"] == "invalid")),
        "major": tally.count("complaints.major", (row for row in received if row["nature_judged"] == "major")),
        "closed": tally.count("complaints.closed", (row for row in rows.closed if row["kind"] == "complaint")),
        "closing_rate": tally.rate("complaints.closing_rate", "complaints.valid_closed", "complaints.valid"),
        "by_type": tally.by("complaints.by_type", received, "type"),
        "by_cause": tally.by("complaints.by_cause", received, "cause"),
    }


def services(closed: Iterable[Row], *, tally: Tally) -> dict[str, Any]:
    """The section `services`: what was charged on the tickets closed in the month, by payment method and item (R057).

    A ticket's lines are its charges; an amount without lines (imported history) counts under no item, `-`.
    """
    charged = [(row, charges(row)) for row in closed if row["amount"] is not None or row["charges"] not in (None, "[]")]
    tally.count("services.amount", [row for row, _ in charged])
    methods: dict[str, Sum] = {}
    items: dict[str, Sum] = {}
    for row, lines in charged:
        for item, amount in lines:
            methods.setdefault(named(row["payment_method"]), Sum()).add(amount, row)
            items.setdefault(item, Sum()).add(amount, row)
    return {
        "amount": sum((found.amount for found in items.values()), ZERO),
        "by_payment_method": summed("services.by_payment_method", methods, tally),
        "by_item": summed("services.by_item", items, tally),
    }


class Sum:
    """An amount with the records it was made of."""

    def __init__(self) -> None:
        self.amount = ZERO
        self.rows: list[Row] = []

    def add(self, amount: Decimal, row: Row) -> None:
        """Another line."""
        self.amount += amount
        self.rows.append(row)


def summed(key: str, sums: Mapping[str, Sum], tally: Tally) -> dict[str, Decimal]:
    """Amounts by name, sorted, each with its records under `key.NAME`."""
    for name in sorted(sums):
        tally.named(key, name, sums[name].rows)
    return {name: sums[name].amount for name in sorted(sums)}


def charges(row: Row) -> list[tuple[str, Decimal]]:
    """The lines (item, amount) of a ticket."""
    lines = [(named(item), Decimal(amount)) for item, amount in listed(row["charges"])]
    return lines or [(NOTHING, Decimal(row["amount"]))]


def materials(closed: Iterable[Row], *, tally: Tally) -> dict[str, float]:
    """The section `materials`: how much of each was used up on the tickets closed in the month (R049)."""
    used: dict[str, Sum] = {}
    for row in closed:
        if row["materials"] in (None, "[]"):
            continue
        for item, quantity, way in listed(row["materials"]):
            if way == "used":
                used.setdefault(named(item), Sum()).add(Decimal(quantity), row)
    return {name: float(amount) for name, amount in summed("materials", used, tally).items()}
