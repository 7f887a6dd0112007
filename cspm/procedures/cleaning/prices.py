"""What a line costs: the contract's deduction schedule, or the example where the contract carries none (A02). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cspm.core.terms import Terms
from cspm.procedures.cleaning import figures

EXAMPLES = {
    "minor": figures.EXAMPLE_MINOR,
    "severe": figures.EXAMPLE_SEVERE,
    "verified_complaint": figures.EXAMPLE_COMPLAINT,
    "cap_percent": figures.EXAMPLE_CAP,
}
ENTRY_OF = {"minor": "minor", "severe": "severe", "complaint": "verified_complaint"}


class Prices:
    """The amounts of one contract, in yuan; an entry that its schedule lacks is the example's of that day."""

    def __init__(self, schedule: Mapping[str, Any], terms: Terms) -> None:
        self._schedule = schedule
        self._terms = terms

    def amount(self, severity: str, item: str | None, day: date) -> Decimal:
        """What a line of severity `minor`, `severe` or `complaint` costs: the item's own amount before the general."""
        entry = ENTRY_OF[severity]
        own = self._schedule.get("item", {}).get(item or "", {})
        return Decimal(own[entry]) if entry in own else self._entry(entry, day)

    def cap_percent(self, day: date) -> Decimal:
        """The most that may be deducted in the month that begins on `day`, in percent of its fee."""
        return self._entry("cap_percent", day)

    def _entry(self, entry: str, day: date) -> Decimal:
        if entry in self._schedule:
            return Decimal(self._schedule[entry])
        return example(entry, self._terms, day)


def example(entry: str, terms: Terms, day: date) -> Decimal:
    """An entry of the example schedule as it is on that day; a site may set its own figures."""
    return Decimal(str(terms.figures.value(EXAMPLES[entry], day)))
