"""Stretches of time and how they are counted, paused and shown: the arithmetic that all clocks share, in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from cspm.tuples import NamedTuple

Span = tuple[datetime, datetime]
Pause = tuple[datetime, datetime | None]

FOREVER = datetime.max.replace(tzinfo=UTC)
LONGEST = timedelta(days=36525)  # a promise of more than a hundred years is a typing error


class ClockStopped(ValueError):
    """The clock stands still in a pause without end, so nothing falls due; give the pause an end (now) to ask again."""


class Line(NamedTuple):
    """One line of a ledger: a window that counts, or (negative) the part of it that a pause takes away."""

    kind: str  # "window" or "pause"
    start: datetime
    end: datetime
    amount: timedelta

    @property
    def minutes(self) -> float:
        """The signed amount in minutes; exact for whole minutes."""
        return self.amount / timedelta(minutes=1)


def utc(moment: datetime) -> datetime:
    """The same instant in UTC; ValueError for a time without a zone, which the machine's own zone would creep into."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone, so no clock can count from it")
    return moment.astimezone(UTC)


def apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans sorted by start, without what an earlier one already covers."""
    reached: datetime | None = None
    for start, end in spans:
        begin = start if reached is None else max(start, reached)
        if begin < end:
            yield begin, end
            reached = end


def merged(pauses: Iterable[Pause]) -> list[Span]:
    """Pauses in UTC, in order, each moment once; one that is still open lasts for ever."""
    ends = sorted((utc(start), FOREVER if end is None else utc(end)) for start, end in pauses)
    return list(apart(ends)) if ends else ends


def paused(span: Span, pauses: list[Span]) -> Iterator[Span]:
    """The parts of a span that merged pauses take away, in order."""
    for start, end in pauses:
        begin, stop = max(start, span[0]), min(end, span[1])
        if begin < stop:
            yield begin, stop


def count(spans: Iterable[Span], pauses: list[Span]) -> timedelta:
    """The length of all spans less the merged pauses."""
    total = timedelta()
    for span in spans:
        total += span[1] - span[0]
        for start, end in paused(span, pauses) if pauses else ():
            total -= end - start
    return total


def lines(spans: Iterable[Span], pauses: list[Span], *, zone: tzinfo | None) -> tuple[Line, ...]:
    """Each span and what merged pauses take from it, in `zone`; the amounts add up to `count`."""
    told = []
    for span in spans:
        parts = [("window", span, 1), *(("pause", part, -1) for part in paused(span, pauses))]
        for kind, (start, end), sign in parts:
            told.append(Line(kind, start.astimezone(zone), end.astimezone(zone), sign * (end - start)))
    return tuple(told)


def reach(spans: Iterable[Span], amount: timedelta, *, pauses: list[Span], start: datetime) -> datetime:
    """The first instant (UTC) when the open time of `spans` adds up to `amount`; `start` for zero.

    Raises ClockStopped when a pause without end comes first, ValueError when `amount` is negative or out of reach.
    """
    if not timedelta() <= amount <= LONGEST:
        raise ValueError(f"{amount} is not a time to count: it must lie between zero and a hundred years")
    left = amount
    if not left:
        return utc(start)
    # With a pause that is still open there is nothing to count after its start, however many windows follow.
    halt = pauses[-1][0] if pauses and pauses[-1][1] == FOREVER else FOREVER
    for opens, closes in spans:
        if opens >= halt:
            break
        position = opens
        for begin, stop in [*paused((opens, closes), pauses), (closes, closes)]:
            if begin - position >= left:
                return position + left
            left -= begin - position
            position = stop
    if halt == FOREVER:
        raise ValueError(f"{amount} after {start} lies beyond the calendar")
    raise ClockStopped("the clock stands still in a pause without end")
