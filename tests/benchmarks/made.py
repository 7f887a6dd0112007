"""Made-up tickets: thirteen months up to now, nine of ten closed, Chinese texts; the same ones for cspm and its peers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = "Asia/Shanghai"
MONTHS = 13
WORD = "漏水"
TEXTS = (
    "厨房水龙头漏水",
    "客厅日光灯闪烁",
    "电梯停运",
    "下水道堵塞",
    "门禁刷卡无效",
    "空调不制冷",
    "卫生间漏水",
    "路灯不亮",
)
CATEGORIES = ("repair", "household", "utility", "business")


class Made(NamedTuple):
    """One made-up ticket; times are wall times of the site. `closed` is None while it is open."""

    source: str
    received: datetime
    closed: datetime | None
    text: str
    category: str
    channel: str
    unit: str
    name: str
    phone: str

    @property
    def month(self) -> str:
        """The month `2026-06` in which it came in."""
        return f"{self.received:%Y-%m}"

    def row(self) -> dict[str, str]:
        """As a row of the table that `cspm import` reads."""
        return {
            "source_id": self.source, "received_at": f"{self.received:%Y-%m-%d %H:%M}", "text": self.text,
            "closed_at": f"{self.closed:%Y-%m-%d %H:%M}" if self.closed else "", "category": self.category,
            "channel": self.channel, "unit": self.unit, "customer.name": self.name, "customer.phone": self.phone,
        }  # fmt: skip


class Matters:
    """`size` tickets as they would stand at `now`; iterating makes them anew, always the same, oldest month first."""

    def __init__(self, size: int, now: datetime) -> None:
        self.size = size
        self.now = now

    @classmethod
    def until_now(cls, size: int) -> Matters:
        """Tickets up to the present minute at the site."""
        return cls(size, datetime.now(ZoneInfo(ZONE)).replace(tzinfo=None, second=0, microsecond=0))

    @property
    def months(self) -> list[datetime]:
        """The first instants of the months, the present one last."""
        count = self.now.year * 12 + self.now.month - 1
        return [datetime(n // 12, n % 12 + 1, 1) for n in range(count - MONTHS + 1, count + 1)]

    @property
    def asked(self) -> datetime:
        """The month that lists, searches and reports ask for: one in the middle."""
        return self.months[MONTHS // 2]

    @property
    def after(self) -> datetime:
        """The first instant after the month that is asked for."""
        return self.months[MONTHS // 2 + 1]

    def __iter__(self) -> Iterator[Made]:
        random = Random(self.size)
        begins = [*self.months, self.now]
        for place in range(MONTHS):
            count = self.size * (place + 1) // MONTHS - self.size * place // MONTHS
            minutes = max(1, int((begins[place + 1] - begins[place]) / timedelta(minutes=1)))
            for minute in sorted(random.randrange(minutes) for _ in range(count)):
                yield self._ticket(random, begins[place] + timedelta(minutes=minute))

    def _ticket(self, random: Random, received: datetime) -> Made:
        closed = min(received + timedelta(minutes=random.randrange(30, 4000)), self.now)
        return Made(
            f"B{random.getrandbits(64):x}", received, closed if random.random() < 0.9 else None, random.choice(TEXTS),
            random.choice(CATEGORIES), random.choice(("phone", "visit")),
            f"{random.randint(1, 4)}-{random.randint(1, 9)}-{random.randint(101, 3604)}",
            random.choice("王李张刘陈") + random.choice("芳伟娜敏静"), f"1990000{random.randrange(10000):04d}",
        )  # fmt: skip


def write_table(path: str, matters: Iterable[Made], count: int) -> None:
    """The first `count` tickets as a CSV file for `cspm import`."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer: csv.DictWriter[str] | None = None
        for made in islice(matters, count):
            row = made.row()
            if writer is None:
                writer = csv.DictWriter(file, list(row))
                writer.writeheader()
            writer.writerow(row)
