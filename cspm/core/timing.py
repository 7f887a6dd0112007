"""Clocks and rules that registers share: a time limit by a figure, kept or broken; times that follow each other. Pure.

A procedure says which figure limits what (`running`), and which finding a missed limit is (`timely`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from cspm.core.clocks import Clock
from cspm.core.figures import Figure
from cspm.core.limits import limit
from cspm.core.rules import Broken, Judgement, Kept, Rule
from cspm.core.terms import Terms
from cspm.errors import N_, Message

Clocks = Callable[[Any, Terms], Iterable[Clock]]


def due_by(figure: Figure, terms: Terms, start: datetime) -> datetime:
    """When a limit that starts then is over."""
    return limit(figure, terms, start).due


def running(
    name: str, figure: Figure, terms: Terms, *, start: datetime, met: datetime | None, end: datetime | None = None
) -> Clock:
    """The clock of a limit: `met` when it was stopped by what it waits for, `end` when it lost its sense."""
    found = limit(figure, terms, start)
    return Clock(
        name, figure.rule, figure.clause, start, found.due, met, None if met else end, found.mode, figure.key,
        found.override,
    )  # fmt: skip


def punctual(clock: Clock, sentence: str) -> Iterator[Judgement]:
    """Broken from the due time on unless it was met or lost its sense before; the sentence has `{due}`."""
    stopped = clock.met_at or clock.ended_at
    if stopped is None or stopped > clock.due:
        yield Broken(clock.due, Message.of(sentence, due=clock.due.strftime("%Y-%m-%d %H:%M")))
    elif clock.met_at is not None:
        yield Kept(clock.met_at)


def timely(code: str, name: str, figure: tuple[str, str], clocks: Clocks, sentence: str, *, asked_of: str = "") -> Rule:
    """The rule of one clock: `figure` is its R-number and clause."""
    rule, clause = figure

    def check(record: Any, terms: Terms) -> Iterable[Judgement]:
        for clock in clocks(record, terms):
            if clock.clock == name and not clock.paused:
                yield from punctual(clock, sentence)

    return Rule(code, rule, clause, "breach", check, asked_of)


def orderly(code: str, rule: str, clause: str, *fields: tuple[str, str]) -> Rule:
    """The times of a record, `(field, label)` each, follow each other in this order; those not known are left out."""

    def check(record: Any, terms: Terms) -> Iterable[Judgement]:
        known = [(label, at) for name, label in fields if (at := getattr(record, name)) is not None]
        wrong = [later for earlier, later in pairwise(known) if later[1] < earlier[1]]
        if wrong:
            label, at = wrong[0]
            yield Broken(at, Message.of(N_("{field}: earlier than what comes before it"), field=Message(label)))
        elif len(known) > 1:
            yield Kept(known[-1][1])

    return Rule(code, rule, clause, "error", check)
