"""When things happen in the example: appointments and work in working hours, on the half hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage

FIRST, LAST = 9, 17


def minutes(stage: Stage, low: int, high: int) -> timedelta:
    """A random length of time in whole minutes."""
    return timedelta(minutes=stage.random.randint(low, high))


def slot(moment: datetime) -> datetime:
    """The next full or half hour at which somebody comes: from nine to half past five, else the next morning."""
    half = moment.replace(minute=0, second=0) + timedelta(minutes=30 * (moment.minute // 30 + 1))
    if half.hour < FIRST:
        return half.replace(hour=FIRST, minute=0)
    if half.hour > LAST or half.date() > moment.date():
        return morning(moment)
    return half


def morning(moment: datetime, days: int = 1) -> datetime:
    """Nine o'clock, some days later."""
    return (moment + timedelta(days=days)).replace(hour=FIRST, minute=0, second=0)


def appointment(stage: Stage, begin: datetime) -> datetime:
    """What customer and front desk agree on: mostly in the next hours, often some time on the next day."""
    if stage.random.random() < 0.6:
        return slot(begin + minutes(stage, 60, 240))
    return morning(begin) + timedelta(minutes=30 * stage.random.randint(0, 15))
