"""P24: a long import that is killed again and again and run again each time ends with every row there once.

Real interpreters, with the second process that a long import has; the store lies where the working folder does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from random import Random

from tests.reliability.engine import CHECKOUT, KILLED, NOW, Place, Run
from tests.reliability.loader import gaps
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import rows, write

KINDS = ("with source ids", "without source ids")
MORE = 1.03  # a store that was disturbed may be so much larger: folders do not shrink, the index has its log
SPARE = 8 << 20
HOURS = 3600.0


def long_import(asked: Asked) -> Reached:
    """P24: tables with and without source ids."""
    count, kills = asked.size(2_000, 100_000, least=500), asked.size(3, 10)
    random, faults, figures = Random(asked.seed), [], []
    for name in KINDS:
        table = _table(count, marked=name == KINDS[0])
        calm = asked.ground.place("calm")
        write(calm / "long.csv", table)
        began = time.monotonic()
        faults += [] if _import(calm, HOURS)[0] == 0 else [f"{name}: an undisturbed import failed"]
        life, killed, stores = time.monotonic() - began, 0, 0
        while killed < kills and len(faults) < 20:
            met, some = _killed(asked, random, table, life, kills - killed, calm=calm)
            killed, stores = killed + met, stores + 1
            faults += [f"{name}: {one}" for one in some]
        shutil.rmtree(calm.path)
        figures.append(f"{killed} kills of {stores} {name}")
    return reached(f"{count} rows, imports: {', '.join(figures)}", faults)


def _killed(asked: Asked, random: Random, table: str, life: float, kills: int, *, calm: Place) -> tuple[int, list[str]]:
    """A new store whose import is killed again and again, at most so often, until one ends before its kill; then once
    more without a kill. How many kills met it, and the faults that the store has in the end."""
    place, killed, code = asked.ground.place("long"), 0, KILLED
    before = len(list(_tickets(place)))
    write(place / "long.csv", table)
    while killed < kills and code == KILLED:
        code, _ = _import(place, life * random.uniform(0.1, 1.0))
        killed += code == KILLED
    faults = [f"run again after {killed} kills: exit {code}"] if code not in (0, 21, KILLED) else []
    code, said = _import(place, HOURS)
    if code != 0 and not (code == 21 and json.loads(said)["error"] == "already_imported"):
        faults.append(f"the last time: exit {code}, {said[:200]}")
    faults += _unsound(place, before + table.count("\n") - 1) + _larger(place, calm)
    shutil.rmtree(place.path)
    return killed, faults


def _table(count: int, *, marked: bool) -> str:
    """An import file; without marks nothing tells one row from another but its text."""
    lines = rows("long", count).splitlines(keepends=True)
    if marked:
        return "".join(lines)
    return "".join(",".join([cell for at, cell in enumerate(line.split(",")) if at != 1]) for line in lines)


def _import(place: Place, seconds: float) -> tuple[int, str]:
    """Run the import, killed after so many seconds: its exit code and what it said on stderr."""
    said = {**place.environment("csc_manager", NOW), "PYTHONPATH": CHECKOUT}
    argv = [sys.executable, "-m", "cspm", "import", "long.csv", "--as", "tickets", "--json"]
    with open(place / "said", "w+b") as told:
        child = subprocess.Popen(argv, env=said, stdout=subprocess.DEVNULL, stderr=told, cwd=place.path)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        told.seek(0)
        return child.returncode, told.read().decode()


def _tickets(place: Place) -> Iterator[str]:
    """The paths of all ticket files inside the store."""
    for folder, _, names in os.walk(f"{place.root}/tickets"):
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), place.root)


def _unsound(place: Place, wanted: int) -> list[str]:
    """Faults of the files, of what is left over, of what the index answers, and of what `check` says."""
    there = list(_tickets(place))
    faults = [f"{len(there)} tickets instead of {wanted}"] if len(there) != wanted else []
    faults += gaps(place.root, there)
    left = [f"{name}/{one}" for name in ("journal", "tmp") for one in os.listdir(f"{place.root}/.cspm/{name}")]
    faults += [f"left over: {left[:5]}"] if left else []
    listed = Run(place, "list", "--all", "-q").end(HOURS).out.splitlines()
    faults += [f"{len(listed)} tickets are listed instead of {wanted}"] if len(listed) != wanted else []
    checked = Run(place, "check").end(HOURS)
    return [*faults, f"check: {checked} {checked.out[:300]}"] if checked.code else faults


def _larger(place: Place, calm: Place) -> list[str]:
    """Whether store and index take more of the disk than those of an undisturbed import."""
    found = []
    for name in ("records", "cache"):
        used, wanted = _blocks(place / name), _blocks(calm / name)
        if used > wanted * MORE + SPARE:
            found.append(f"{name} takes {used >> 10} KiB instead of {wanted >> 10}")
    return found


def _blocks(path: str) -> int:
    """Bytes that a folder takes on the disk."""
    total = 0
    for folder, _, names in os.walk(path):
        total += sum(os.lstat(os.path.join(folder, name)).st_blocks * 512 for name in ("", *names))
    return total
