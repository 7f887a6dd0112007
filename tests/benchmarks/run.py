"""`python tests/benchmarks/run.py [--size 10000] [--runs 9]`: what the everyday commands cost, as ratios in one run.

The yardstick Y is a Python process that imports click, writes one file, fsyncs and renames it. Every command is timed as
a whole process beside Y, round by round, so that a machine whose speed drifts moves both; figures are medians.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from random import Random
from time import perf_counter

BIN = os.path.join(os.path.dirname(sys.executable), "cspm")
YARDSTICK = (
    "import click, os, sys; p = sys.argv[1]; f = open(p + '.new', 'w'); f.write('x' * 2000); f.flush(); "
    "os.fsync(f.fileno()); f.close(); os.replace(p + '.new', p)"
)
GOALS = {
    "create": 4.0, "dispatch": 4.0, "close": 4.0, "show --json": 1.2, "list": 1.2, "search 漏水": 1.2, "report monthly": 1.3,
    "--version": 1.0,
}  # fmt: skip
WORDS = (
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


def rows(size: int) -> list[dict[str, str]]:
    """Made-up tickets of twelve months; nine of ten are closed."""
    random, begin = Random(size), datetime(2026, 1, 1)
    found = []
    for number in range(size):
        received = begin + timedelta(minutes=random.randrange(334 * 24 * 60))
        closed = received + timedelta(minutes=random.randrange(30, 4000))
        found.append(
            {
                "source_id": f"B{number}", "received_at": f"{received:%Y-%m-%d %H:%M}", "text": random.choice(WORDS),
                "closed_at": f"{closed:%Y-%m-%d %H:%M}" if random.random() < 0.9 else "", "category": random.choice(CATEGORIES),
                "channel": random.choice(("phone", "visit")), "unit": f"{random.randint(1, 4)}-{random.randint(1, 9)}-{random.randint(101, 3604)}",
                "customer.name": random.choice("王李张刘陈") + random.choice("芳伟娜敏静"), "customer.phone": f"1990000{random.randrange(10000):04d}",
            }
        )  # fmt: skip
    return found


class Bench:
    """A store of the wanted size in a new folder, and whole-process timings."""

    def __init__(self, folder: str, size: int) -> None:
        self.folder = folder
        self.environment = dict(os.environ, XDG_CACHE_HOME=os.path.join(folder, "cache"), CSPM_LANG="en")
        self.environment["CSPM_STORE"] = os.path.join(folder, "records")
        self.timed("init", self.environment["CSPM_STORE"], "--name", "bench")
        table = os.path.join(folder, "rows.csv")
        with open(table, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows(1)[0]))
            writer.writeheader()
            writer.writerows(rows(size))
        self.filled = self.timed("import", table, "--as", "tickets")

    def timed(self, *words: str) -> float:
        """Seconds of one cspm command; a failure stops the benchmark."""
        begun = perf_counter()
        done = subprocess.run([BIN, *words], env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"cspm {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
        self.said = done.stdout.strip()
        return perf_counter() - begun

    def yardstick(self) -> float:
        """Seconds of Y."""
        begun = perf_counter()
        subprocess.run([sys.executable, "-c", YARDSTICK, os.path.join(self.folder, "yardstick")], check=True)
        return perf_counter() - begun

    def round(self) -> dict[str, float]:
        """Every measured command once."""
        found = {"Y": self.yardstick(), "--version": self.timed("--version")}
        found["create"] = self.timed("create", "厨房水龙头漏水", "--unit", "3-2-1501", "-q")
        ticket = self.said
        found["dispatch"] = self.timed("dispatch", ticket, "--to", os.environ.get("USER") or "root")
        found["close"] = self.timed("close", ticket, "--result", "好了")
        found["show --json"] = self.timed("show", ticket, "--json")
        found["list"] = self.timed("list", "received:2026-06", "-q")
        found["search 漏水"] = self.timed("search", "漏水", "received:2026-06", "-q")
        found["report monthly"] = self.timed("report", "monthly", "--month", "2026-06", "--json")
        return found


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cspm-bench-") as folder:
        bench = Bench(folder, asked.size)
        bench.round()  # warms caches; not counted
        rounds = [bench.round() for _ in range(asked.runs)]
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, {asked.size} tickets, {asked.runs} runs"
    )
    print(f"import: {bench.filled:.1f} s ({asked.size / bench.filled:.0f} rows/s)")
    print(f"{'command':<16} {'ms':>8} {'x Y':>7} {'goal':>6}")
    for name in rounds[0]:
        ms = statistics.median(one[name] for one in rounds) * 1000
        ratio = statistics.median(one[name] / one["Y"] for one in rounds)
        goal = GOALS.get(name)
        verdict = "" if goal is None else "pass" if ratio <= goal else "miss"
        print(f"{name:<16} {ms:>8.1f} {ratio:>7.2f} {goal or '':>6} {verdict}")


if __name__ == "__main__":
    main()
