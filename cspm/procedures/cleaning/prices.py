"""What a line costs: the contract's deduction schedule, or the example where the contract carries none (A02). Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cspm.core.money import to_cents
from cspm.core.terms import Terms
from cspm.procedures.cleaning import figures

EXAMPLES = {
    "minor": figures.EXAMPLE_MINOR,
    "severe": figures.EXAMPLE_SEVERE,
    "verified_complaint": figures.EXAMPLE_COMPLAINT,
    "cap_percent": figures.EXAMPLE_CAP,
}
ENTRY_OF = {"minor": "minor", "severe": "severe", "complaint": "verified_complaint"}
FACTORS = "repeat_factors"
ONCE = Decimal(1)


class Prices:
    """The amounts of one contract, in yuan, each day by the schedule of that day.

    `schedule` is the one that the contract began with, `changes` the later ones with the day from which each holds. An
    entry that a schedule lacks is the example's of that day.
    """

    def __init__(
        self, schedule: Mapping[str, Any], terms: Terms, changes: Sequence[Mapping[str, Any]] = ()
    ) -> None:  # fmt: skip
        later: list[tuple[date, Mapping[str, Any]]] = [
            (date.fromisoformat(str(one["start"])), one["schedule"]) for one in changes
        ]
        self._schedules = sorted([(date.min, schedule), *later], key=lambda one: one[0])
        self._terms = terms
        self._starts = [start for start, _ in self._schedules]
        self._known: dict[tuple[str, str | None, int], Decimal | None] = {}

    def schedule(self, day: date) -> Mapping[str, Any]:
        """The contract's own schedule on a day, empty when it has none."""
        return self._schedules[self._place(day)][1]

    def _place(self, day: date) -> int:
        """Which schedule holds on a day."""
        return bisect_right(self._starts, day) - 1

    def amount(self, severity: str, item: str | None, day: date) -> Decimal:
        """What a line of severity `minor`, `severe` or `complaint` costs, in cents: the item's own amount before the general."""
        key = severity, item, self._place(day)
        if key not in self._known:
            entry, schedule = ENTRY_OF[severity], self._schedules[key[2]][1]
            told = schedule.get("item", {}).get(item or "", {}).get(entry, schedule.get(entry))
            self._known[key] = None if told is None else to_cents(Decimal(told))
        known = self._known[key]
        return to_cents(example(ENTRY_OF[severity], self._terms, day)) if known is None else known

    def factor(self, item: str | None, day: date, time: int) -> Decimal:
        """By what the amount of a minor is multiplied that is the `time`-th (from 1) of its point in a month.

        The schedule's `repeat_factors` in turn, the last one from then on; the item's own before the general; else 1.
        """
        schedule = self.schedule(day)
        factors = schedule.get("item", {}).get(item or "", {}).get(FACTORS) or schedule.get(FACTORS)
        return Decimal(factors[min(time, len(factors)) - 1]) if factors else ONCE

    @property
    def repeats(self) -> bool:
        """Whether a schedule of the contract multiplies what is repeated."""
        return any(
            FACTORS in schedule or any(FACTORS in own for own in schedule.get("item", {}).values())
            for _, schedule in self._schedules
        )

    def cap_percent(self, day: date) -> Decimal:
        """The most that may be deducted on a day, in percent of its fee."""
        return self._entry("cap_percent", day)

    def _entry(self, entry: str, day: date) -> Decimal:
        schedule = self.schedule(day)
        if entry in schedule:
            return Decimal(schedule[entry])
        return example(entry, self._terms, day)


def example(entry: str, terms: Terms, day: date) -> Decimal:
    """An entry of the example schedule as it is on that day; a site may set its own figures."""
    return Decimal(str(terms.figures.value(EXAMPLES[entry], day)))
