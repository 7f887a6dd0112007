"""Fill the example site: three whole months and what has happened of the present one."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from cspm.core.periods import last_month, month_bounds
from cspm.overview.demo import (
    arrangements,
    contractors,
    grievances,
    inhouse,
    ladder,
    people,
    pricelist,
    registers,
    settling,
    tickets,
    upkeep,
    works,
)
from cspm.overview.demo.stage import Later, Stage
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.states import Permit
    from cspm.core.terms import Terms
    from cspm.store.repository import Store

MONTHS = 3


class Filled(NamedTuple):
    """The months that are whole, oldest first, and how many records were made."""

    months: tuple[str, ...]
    records: int


def fill(store: Store, terms: Terms, *, now: datetime, permits: tuple[Permit, ...]) -> Filled:
    """Make the example's records in an empty site, up to `now`; the same seed and day make the same site."""
    stage = Stage(store, terms, end=now, permits=permits)
    months = whole_months(now, terms.tz)
    bounds = [month_bounds(month, terms.tz) for month in months]
    begin = bounds[0][0]
    units = people.fill(stage, begin)
    pricelist.fill(stage, begin)
    contractors.contracts(stage, begin + timedelta(hours=8))
    works.fill(stage, begin)
    with stage.store.together():
        inhouse.posted(stage, begin)
    store.refresh()
    day = begin
    while day <= now:
        with stage.store.together():
            lived(stage, day, units)
        day = (day + timedelta(hours=30)).replace(hour=0)  # the next midnight, whatever the clocks do
    upkeep.fill(stage, (*(start for start, _ in bounds), bounds[-1][1]))
    for month, (_, end) in zip(months, bounds, strict=True):
        checks(stage, store, end)
        registers.filed(stage, month)
    store.refresh()
    for month, (_, end) in zip(months, bounds, strict=True):
        settling.settled(stage, month, end)
    arranged(stage, months, bounds)
    worked(stage, months)
    registers.drawn(stage, store)
    contractors.settled(stage, months, tuple(end for _, end in bounds))
    store.refresh()
    ladder.climbed(stage, store, begin, now, passed=ladder.forgotten)
    store.refresh()
    return Filled(months, sum(len(store.ids(kind)) for kind in store.kinds))


def arranged(stage: Stage, months: tuple[str, ...], bounds: list[tuple[datetime, datetime]]) -> None:
    """What was arranged with the contractors in the whole months and in the present one."""
    now = bounds[-1][1]
    present = month_bounds(f"{now:%Y-%m}", now.tzinfo or stage.terms.tz)
    for begin, end in (*bounds, present):
        first = begin == bounds[0][0]
        with stage.store.together():
            arrangements.planned(stage, begin, end, first=first)
            arrangements.lived(stage, begin, end, first=first)
    stage.store.refresh()
    for month, (_, end) in zip(months, bounds, strict=True):
        arrangements.evaluated(stage, month, end)


def worked(stage: Stage, months: tuple[str, ...]) -> None:
    """The outsourced works of the months: all went well but in the last one."""
    last = ("unsigned", "defect", "wireless_low", "true_complaint")
    plans = [(month, last if month == months[-1] else ()) for month in months]
    with stage.store.together():
        for month, wrong in plans:
            works.lived(stage, month, wrong)
    stage.store.refresh()  # a draw reads the meters from the index
    with stage.store.together():
        for month, wrong in plans:
            works.checked(stage, month, wrong)
    stage.store.refresh()
    for month in months:
        with suppress(Later):
            works.sheets(stage, month)


def whole_months(now: datetime, tz: tzinfo) -> tuple[str, ...]:
    """The last three whole months, oldest first."""
    found = [last_month(now, tz)]
    while len(found) < MONTHS:
        found.insert(0, last_month(month_bounds(found[0], tz)[0], tz))
    return tuple(found)


def lived(stage: Stage, day: datetime, units: list[str]) -> None:
    """One day: the round with the contractors, then the matters that come in, in the order in which they come."""
    random = stage.random
    contractors.inspected(stage, day + timedelta(hours=8, minutes=30))
    registers.lived(stage, day, units)
    inhouse.lived(stage, day, units[0])
    count = random.randint(3, 6) if day.isoweekday() < 6 else random.randint(1, 4)
    hours, today = range(8 * 60, 20 * 60), stage.end - day < timedelta(days=1)
    if today:  # a busy morning, so that whoever looks finds something to do
        count, hours = 7, range(8 * 60, 9 * 60 + 30)
    for minute in sorted(random.sample(hours, count)):
        tickets.lived(stage, day + timedelta(minutes=minute), units, work=today)
    if random.random() < 0.3:
        grievances.lived(stage, day + timedelta(minutes=random.randint(9 * 60, 17 * 60)), units)
    if random.random() < 0.05:
        grievances.lived(stage, day + timedelta(hours=10), units, contract=contractors.CLEANING)


def checks(stage: Stage, store: Store, end: datetime) -> None:
    """The managers' spot checks at the end of a month, on callbacks of that month."""
    month = (end - timedelta(days=1)).strftime("%Y-%m")
    store.refresh()
    rows = store.rows(
        "tickets", "reached_at IS NOT NULL AND id LIKE ?", (f"T-{month.replace('-', '')}-%",), columns=("id",)
    )
    grievances.spot_checked(stage, end - timedelta(hours=5), [str(row["id"]) for row in rows])
