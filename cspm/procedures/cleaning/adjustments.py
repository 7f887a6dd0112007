"""What a correction of an approved month changes: how much, and which lines it has more or fewer (commands.md 4, 6). Pure.

The lines of an adjustment are those that differ from what was settled of the month so far: as approved, with what
earlier adjustments of it already carried. So each difference stands on one statement only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.procedures.cleaning.account import NOTHING, Line, deducted, next_month
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.procedures.cleaning.account import Account

ADDED, DROPPED = "added", "dropped"


class Recomputed(NamedTuple):
    """An approved month as the records stand now: its lines, their sum and its cap."""

    lines: tuple[Line, ...]
    gross: Decimal
    cap: Decimal


class Difference(NamedTuple):
    """A line that the month has more (`added`) or no longer (`dropped`)."""

    change: str
    line: Line

    @property
    def effect(self) -> Decimal:
        """What it does to the sum of the month's lines, yuan."""
        return self.line.amount if self.change == ADDED else -self.line.amount

    def document(self) -> dict[str, Any]:
        """The line as `report deductions` has it, with `change` before it."""
        return {"change": self.change, **self.line.document()}


class Adjustment(NamedTuple):
    """A correction of an approved month: `amount` = frozen deduction - recomputed one - what is booked already.

    `gross` and `cap` are those of the month as it is now, None in statements drafted before they were kept; `lines`
    are those that made the difference.
    """

    month: str
    frozen: Decimal
    recomputed: Decimal
    amount: Decimal
    gross: Decimal | None = None
    cap: Decimal | None = None
    lines: tuple[Difference, ...] = ()

    def document(self) -> dict[str, Any]:
        """The adjustment as `report deductions` has it."""
        return {**self._asdict(), "lines": [one.document() for one in self.lines]}


def adjustments_in(
    month: str, frozen: Mapping[str, Account], recomputed: Callable[[str], Recomputed]
) -> tuple[Adjustment, ...]:
    """The adjustments that a month which is not approved books, for the approved months before it.

    `frozen` holds the approved accounts by month, `recomputed` gives a month as the records stand now.
    """
    found = []
    for past in sorted(frozen):
        if past >= month or first_open_after(past, frozen) != month:
            continue
        made = [one for account in frozen.values() for one in account.adjustments if one.month == past]
        booked = sum((one.amount for one in made), NOTHING)
        now = recomputed(past)
        was, deduction = frozen[past].deduction, deducted(now.gross, now.cap)
        if was - deduction - booked:
            lines = differing(settled_lines(frozen[past].lines, made), Counter(now.lines))
            found.append(Adjustment(past, was, deduction, was - deduction - booked, now.gross, now.cap, lines))
    return tuple(found)


def settled_lines(approved: Sequence[Line], made: Sequence[Adjustment]) -> Counter[Line]:
    """The lines that were settled so far: those approved, less and more those that adjustments carried."""
    lines = Counter(approved)
    for one in made:
        for difference in one.lines:
            lines[difference.line] += 1 if difference.change == ADDED else -1
    return lines


def differing(was: Counter[Line], now: Counter[Line]) -> tuple[Difference, ...]:
    """The lines that one has and the other has not, as often as that is so, by day, area and item."""
    fewer = [Difference(DROPPED, line) for line in (was - now).elements()]
    more = [Difference(ADDED, line) for line in (now - was).elements()]
    return tuple(sorted((*fewer, *more), key=place))


def place(one: Difference) -> tuple[object, ...]:
    """By day, area and item; of one place what is gone comes before what is new."""
    line = one.line
    return line.date, line.area or "", line.item or "", one.change == ADDED, line.record, line.rule, line.amount


def first_open_after(month: str, frozen: Mapping[str, Account]) -> str:
    """The first month after `month` that is not approved."""
    following = next_month(month)
    while following in frozen:
        following = next_month(following)
    return following
