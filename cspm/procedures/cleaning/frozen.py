"""The account of a settlement's frozen statement: the JSON form of `document_of`, read back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cspm.procedures.cleaning.account import AMOUNTS, Account, Line, Replaced
from cspm.procedures.cleaning.adjustments import Adjustment, Difference
from cspm.procedures.cleaning.prices import ONCE


def account_from(document: Mapping[str, Any]) -> Account:
    """The account that a statement holds."""
    same: dict[str, Any] = {name: document[name] for name in Account._fields if name in document}
    amounts = {name: Decimal(document[name]) for name in AMOUNTS}
    days = tuple(date.fromisoformat(day) for day in document["missing_days"])
    lines = tuple(line_from(line) for line in document["lines"])
    replaced = tuple(replaced_from(one) for one in document.get("replaced", ()))
    made = tuple(adjustment_from(one) for one in document["adjustments"])
    return Account(
        **{**same, **amounts, "missing_days": days, "lines": lines, "adjustments": made, "replaced": replaced}
    )


def line_from(line: Mapping[str, Any]) -> Line:
    """The line of a frozen statement."""
    read = {
        "date": date.fromisoformat(line["date"]),
        "amount": Decimal(line["amount"]),
        "records": tuple(line["records"]),
        "factor": Decimal(line.get("factor", ONCE)),
    }
    return Line(**{**line, **read})


def replaced_from(one: Mapping[str, Any]) -> Replaced:
    """What a settlement froze of one that was replaced."""
    days = {name: date.fromisoformat(one[name]) for name in ("date", "severe_on")}
    return Replaced(**{**one, **days, "amount": Decimal(one["amount"])})


def adjustment_from(document: Mapping[str, Any]) -> Adjustment:
    """The adjustment of a statement; older statements have neither its sums nor its lines."""
    was, now, amount = (Decimal(document[name]) for name in ("frozen", "recomputed", "amount"))
    gross, cap = (Decimal(found) if (found := document.get(name)) is not None else None for name in ("gross", "cap"))
    lines = tuple(difference_from(one) for one in document.get("lines", ()))
    return Adjustment(document["month"], was, now, amount, gross, cap, lines)


def difference_from(document: Mapping[str, Any]) -> Difference:
    """A line of an adjustment."""
    line = {name: value for name, value in document.items() if name != "change"}
    return Difference(document["change"], line_from(line))
