"""The site in which a year is lived: its people, its homes, and the office of a moment and a person."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta

from cspm.core.periods import month_bounds
from cspm.overview.demo import people, upkeep
from cspm.overview.demo.stage import Stage
from cspm.shell.desk import Desk, permits
from cspm.shell.office import Office
from cspm.store.site_file import new_site
from tests.conftest import desk_of
from tests.year import orders

YEAR = 2025
SEEN = f"{YEAR + 1}-03-01T09:00:00+08:00"
"""When the year is looked at: after everything that it owes has fallen due."""


class Scene(Stage):
    """A stage whose acts are written `scene("14:05", "FD01")`: the office at that time of the present day."""

    day: date
    profile: str
    units: list[str]
    first: str = ""
    """The first complaint of the year."""
    untold: frozenset[str] = frozenset()
    """The tickets whose delay nobody reports upward."""

    def __call__(self, time: str, staff: str, *, days: int = 0) -> Office:
        """The office at a time of the present day, or some days later."""
        return self.at(self.when(time, days=days), staff)

    def when(self, time: str, *, days: int = 0) -> datetime:
        """A time of the present day, or of a later one."""
        hour, minute = (int(part) for part in time.split(":"))
        day = self.day + timedelta(days=days)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.terms.tz)


def begun(root: str, profile: str) -> tuple[Scene, Desk]:
    """A site of a profile that asks for everything from the first day of the year on, and the desk that looks at it."""
    new_site(
        root, name="测试小区", timezone="Asia/Shanghai", profile=profile, store_id=f"year-{profile}", language="",
        since=f"{YEAR}-01-01", more=upkeep.WINDOWS,
    )  # fmt: skip
    desk = desk_of(root, os.path.join(os.path.dirname(root), "cache"), actor="GM01", now=SEEN)
    end = month_bounds(f"{YEAR + 1}-02", desk.terms.tz)[1]
    scene = Scene(desk.store, desk.terms, end=end, permits=permits())
    scene.profile, scene.day = profile, date(YEAR, 1, 1)
    with scene.store.together():
        units = people.fill(scene, scene.when("00:10"))
    orders.filled(scene)
    scene.units = [unit for unit in units if not scene.store.document("units", unit)["special"]]
    return scene, desk
