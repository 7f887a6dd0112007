"""What is arranged with two contractors, a cleaner's year and a gardener's quarter: planned, met and walked with every
week, evaluated every month; the gardener inspected every day and settled every month (the cleaner: `cleaning.py`).

What goes wrong is the same at every site, so that each of these rules is broken once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from cspm.core.periods import month_bounds
from cspm.overview.demo import arrangements
from cspm.overview.demo.contractors import one_month
from cspm.procedures.cleaning import actions, inspecting
from tests.year import cleaning
from tests.year.scene import YEAR, Scene

CONTRACT = ("LH-2025",)
MONTHS = tuple(f"{YEAR}-{month:02d}" for month in (4, 5, 6))
BROKEN = {
    f"{YEAR}-04": {"R114"}, f"{YEAR}-05": {"R010", "R128"}, f"{YEAR}-06": {"R026", "R129"},
}  # fmt: skip
"""April's plan is approved when it has begun; in May one Tuesday nobody walks and one Friday nobody meets; in June the
gardener hears too late of the sports day, and nobody evaluates his May."""
NOT_WALKED, NOT_MET = date(YEAR, 5, 13), date(YEAR, 5, 16)


def begun(scene: Scene) -> None:
    """The contract, with the example schedule."""
    office = scene.at(datetime(YEAR, 3, 1, 9, tzinfo=scene.terms.tz), "CM01")
    actions.add_contract(
        office, CONTRACT[0], schedule=None, contractor="青枝园林养护公司", domain="greening", monthly_fee=Decimal("24000.00"),
        start=date(YEAR, 4, 1), end=date(YEAR, 6, 30), areas=(),
    )  # fmt: skip


def lived(scene: Scene, month: str) -> None:
    """A month of the contracts, and what follows it in the next."""
    begin, end = month_bounds(month, scene.terms.tz)
    gardened = month in MONTHS
    if month == MONTHS[0]:
        begun(scene)
    scene.store.refresh()
    arrangements.planned(scene, begin, end, first=False, contracts=(cleaning.CONTRACT,))
    if gardened:
        arrangements.planned(scene, begin, end, first=month == MONTHS[0], contracts=CONTRACT)
    day = begin
    while day < end:
        with scene.store.together():
            lived_day(scene, day, gardened=gardened)
        day += timedelta(days=1)
    scene.store.refresh()
    arrangements.evaluated(scene, month, end, (cleaning.CONTRACT,))
    if gardened:
        one_month(scene, CONTRACT[0], month, end, last=False)
    if gardened and month != MONTHS[1]:
        arrangements.evaluated(scene, month, end, CONTRACT)


def lived_day(scene: Scene, day: datetime, *, gardened: bool) -> None:
    """The gardener's inspection, signed by both; on its weekdays the patrol and the meeting; in June the sports day."""
    contracts = (cleaning.CONTRACT, *CONTRACT) if gardened else (cleaning.CONTRACT,)
    if gardened:
        at = day + timedelta(hours=9)
        made = inspecting.add_inspection(
            scene.at(at, "CS01"),
            CONTRACT[0],
            when=at,
            area="A1",
            by="CS01",
            with_=arrangements.THEIRS,
            checked=("G01",),
        )
        for side, by in (("a", "CS01"), ("b", arrangements.THEIRS)):
            inspecting.sign(scene.at(at + timedelta(minutes=20), "CS01"), made.id, side=side, by=by)
    if day.isoweekday() == arrangements.TUESDAY and day.date() != NOT_WALKED:
        arrangements.patrolled(scene, day, contracts)
    if day.isoweekday() == arrangements.FRIDAY and day.date() != NOT_MET:
        arrangements.met(scene, day, contracts)
    if gardened and day.day == arrangements.SPORTS_DAY:
        arrangements.celebrated(scene, day, CONTRACT[0], slow=day.month == 6)
