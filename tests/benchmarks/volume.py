"""Work on many records: import beside raw writing, reindex beside reading and parsing, and the memory of both."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import islice
from time import perf_counter

from lines import Line
from made import Matters, write_table
from stores import Cspm, files, new_store
from timing import Cost, Step, weighed

from cspm.store.disk import sync_all

IMPORT, REINDEX, MANY_MIB = 2.0, 4.0, 100.0
CHUNK = 5_000
PARSING = """
import json, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            json.loads(file.read())
"""


def import_lines(folder: str, matters: Matters, runs: int) -> list[Line]:
    """`cspm import` of a whole table into a new store, beside writing the same files raw with one sync at the end."""
    os.makedirs(folder)
    table = os.path.join(folder, "rows.csv")
    write_table(table, matters, matters.size)
    costs, raw = [], []
    for number in range(runs):
        cspm = new_store(os.path.join(folder, f"store{number}"))
        sync_all(folder)  # what was written before is not charged to this
        costs.append(weighed(cspm.step("import", table, "--as", "tickets")))
        raw.append(raw_seconds(cspm.root, os.path.join(folder, f"raw{number}")))
    note = f"{matters.size:,} rows, {matters.size / min(cost.seconds for cost in costs):,.0f}/s at best"
    return both("import", costs, raw, "raw", goal=IMPORT, note=note)


def raw_seconds(root: str, target: str) -> float:
    """Seconds to write all ticket files of a store again, in folders of the same names, with one sync; reading not counted."""
    seconds, folders = 0.0, set()
    os.makedirs(target)
    sync_all(target)
    for chunk in _chunks(root):
        begun = perf_counter()
        for folder, name, data in chunk:
            if folder not in folders:
                os.makedirs(os.path.join(target, folder))
                folders.add(folder)
            with open(f"{target}/{folder}/{name}", "xb") as file:
                file.write(data)
        seconds += perf_counter() - begun
    begun = perf_counter()
    sync_all(target)
    return seconds + perf_counter() - begun


def _chunks(root: str) -> Iterator[list[tuple[str, str, bytes]]]:
    """The ticket files of a store, some thousand at a time: folder, name, bytes."""
    paths = files(root)
    while chunk := [_read(root, path) for path in islice(paths, CHUNK)]:
        yield chunk


def _read(root: str, path: str) -> tuple[str, str, bytes]:
    with open(path, "rb") as file:
        return os.path.relpath(os.path.dirname(path), root), os.path.basename(path), file.read()


def reindex_lines(cspm: Cspm, size: int, runs: int) -> list[Line]:
    """`cspm reindex` of the whole store, beside a process that opens every file and parses its JSON."""
    parsing = Step([sys.executable, "-c", PARSING, os.path.join(cspm.root, "tickets")])
    weighed(parsing)  # warms the file cache; not counted
    costs, plain = [], []
    for _ in range(runs):
        plain.append(weighed(parsing).seconds)
        costs.append(weighed(cspm.step("reindex")))
    note = f"{size:,} files, {size / min(cost.seconds for cost in costs):,.0f}/s at best"
    return both("reindex", costs, plain, "parsing", goal=REINDEX, note=note)


def both(work: str, costs: list[Cost], beside: list[float], against: str, *, goal: float, note: str) -> list[Line]:
    """The line of the time and that of the memory."""
    seconds, mib = [cost.seconds for cost in costs], [cost.mib for cost in costs]
    return [
        Line(work, seconds, beside, against, goal, note=note),
        Line(f"memory: {work}", seconds, [], "MiB", MANY_MIB, mib=mib),
    ]
