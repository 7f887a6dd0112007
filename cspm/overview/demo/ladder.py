"""The ladder of escalation of the example: run as cron would, every hour in which something is to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core import ladders
from cspm.core.kinds import micros
from cspm.core.view import View
from cspm.overview import escalations

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage
    from cspm.store.repository import Store

HOUR = timedelta(hours=1)
MISSED = "SELECT DISTINCT kind, id FROM clocks WHERE due < ? AND (met IS NULL OR met > due) AND (ended IS NULL OR ended > due)"
CLERK = "admin"
"""Who cron acts as."""
FORGOTTEN = 8
"""The day of each month on which cron did not run: what was to be told then is told a day late (R007)."""


def climbed(
    stage: Stage, store: Store, begin: datetime, end: datetime, *, passed: Callable[[dict[str, Any], datetime], bool]
) -> None:
    """Every note of a time, hour by hour, of what the index knows; `passed` says of a line and hour that it was not told."""
    with stage.store.together():
        for hour in sorted(set(hours(stage, store, begin, end))):
            found = escalations.lines(store, stage.terms, hour)
            told = [line for line in found if not passed(line, hour)]
            if told:
                escalations.note(stage.at(hour, CLERK), told)


def hours(stage: Stage, store: Store, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The full hours of a time after a level fell due, for a day each while nobody had noted it."""
    known = escalations.climbs()
    for row in store.query(MISSED, (micros(end),)):
        climb = known.get(row["kind"])
        if climb is None:
            continue
        record: Any = View(store.document(row["kind"], row["id"]))
        for rung in ladders.rungs(climb, record, stage.terms):
            hour = rung.at.astimezone(stage.terms.tz).replace(minute=0, second=0) + HOUR
            for late in (hour, hour + 24 * HOUR):
                if begin <= late < end and rung.waits(late):
                    yield late


def forgotten(line: dict[str, Any], hour: datetime) -> bool:
    """Nothing is told on the day on which cron did not run."""
    return hour.day == FORGOTTEN
