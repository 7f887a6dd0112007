"""A year of joint inspections over twenty contracts: judging and settling it beside reading it from the index.

The records are written directly, as `stores.py` does with tickets: one contract and one inspection come in by cspm, the
others are made from them. Both works are done in one process, one after the other, over an index that is there: the
yardstick reads the rows of every inspection and parses what they hold (findings, rechecks, items); the work judges them
(R118-R126) and draws up twelve settlements of each contract with their lines and digests (R127).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from lines import Line
from made import ZONE
from stores import Cspm, new_store
from timing import Step, timed

from cspm.core.ids import numbered
from cspm.core.record import Beginnings
from cspm.core.stamp import Stamp
from cspm.register import KINDS
from cspm.store.disk import sync_all
from cspm.store.layout import relative, shard_of
from cspm.store.rendering import render

GOAL = 2.0
FINDINGS, CONTRACTS, YEAR = 200_000, 20, 2025
AREAS = ("A1", "A2", "A3", "A4", "A5")
ITEMS = tuple(f"C{number:02d}" for number in range(1, 13))
EACH = 5  # findings of an inspection
MINORS = ("not_to_plan", "poor_result", "not_rectified", "recurs")
BOTH = """
import gc, json, os
from datetime import datetime
from time import perf_counter
from cspm.__main__ import SELDOM
from cspm.procedures.cleaning import settling
from cspm.procedures.cleaning.ledger import Ledger
from cspm.procedures.cleaning.reading import INSPECTION, OF_CONTRACT, contracts
from cspm.shell.desk import Desk
gc.set_threshold(SELDOM)  # as every command of cspm has it
now = datetime.fromisoformat("{now}")
desk = Desk(clock=now, environment=dict(os.environ), lang="en", os_user="bench")
desk.named_store = os.environ["CSPM_STORE"]
store, terms, known = desk.store, desk.terms, contracts(desk.store, None)
store.rows("inspections", OF_CONTRACT, ("",), columns=("id",))  # opens the index
begun = perf_counter()
read = []
for contract in known:
    rows = store.rows("inspections", OF_CONTRACT, (contract["id"],), columns=INSPECTION)
    read.append([dict(row) | {{key: json.loads(row[key]) for key in ("findings", "checked")}} for row in rows])
middle = perf_counter()
lines = 0
for contract, inspections in zip(known, read):
    ledger = Ledger(contract, inspections=inspections, terms=terms)
    for month in ("{year}-%02d" % number for number in range(1, 13)):
        fields = settling.frozen(ledger.computed(month, now), month, now, status="draft")
        lines += len(fields["statement"]["lines"])
found = sum(len(one["findings"]) for inspections in read for one in inspections)
print(json.dumps([middle - begun, perf_counter() - middle, found, lines]))
"""


def settle_lines(folder: str, findings: int, runs: int) -> list[Line]:
    """The line of the table: a year of `findings` judged and settled, beside the same records read."""
    cspm = written(folder, findings)
    program = BOTH.format(now=f"{YEAR + 1}-02-01T09:00:00+08:00", year=YEAR)
    step = cspm.step()
    reads, settles, read, lines = [], [], 0, 0
    for _ in range(runs):
        answer = json.loads(timed(Step([sys.executable, "-c", program], environment=step.environment))[1])
        reads.append(answer[0])
        settles.append(answer[1])
        read, lines = answer[2:]
    note = f"{read:,} findings over {CONTRACTS} contracts, {lines:,} lines in {12 * CONTRACTS} settlements"
    return [Line("judge and settle a year", settles, reads, "reading", goal=GOAL, note=note)]


def written(folder: str, findings: int) -> Cspm:
    """A store with the contracts and a year of their inspections, indexed."""
    cspm = new_store(folder)
    schedule = os.path.join(folder, "schedule.toml")
    with open(schedule, "w", encoding="utf-8") as file:
        file.write('minor = "50.00"\nsevere = "500.00"\nverified_complaint = "100.00"\ncap_percent = "20"\n')
    words = ("--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "80000", "--schedule", schedule)
    span = ("--start", f"{YEAR}-01-01", "--end", f"{YEAR}-12-31", "--areas", ",".join(AREAS))
    cspm.run("contract", "add", "--id", "K01", *words, *span)
    given = ("--contract", "K01", "--date", f"{YEAR}-01-01 09:00", "--area", AREAS[0], "--with", "周经理", "-q")
    cspm.run("--now", f"{YEAR}-01-01T09:00:00+08:00", "inspection", "add", *given, "--finding", "C01:minor:poor_result")
    copies(cspm.root, "contracts", ({"id": f"K{number:02d}"} for number in range(2, CONTRACTS + 1)))
    copies(cspm.root, "inspections", inspections(findings // EACH, first_of(cspm.root, "inspections")))
    sync_all(cspm.root)
    cspm.run("reindex")
    return cspm


def copies(root: str, kind_name: str, changes: Iterator[dict[str, Any]]) -> None:
    """Records like the first of a kind but for some fields, as cspm would have begun them."""
    kind, pattern = KINDS[kind_name], first_of(root, kind_name)
    event = pattern["history"][0]
    at, recorded_at = (datetime.fromisoformat(event[name]) for name in ("at", "recorded_at"))
    beginnings = Beginnings(
        Stamp(at, recorded_at, event["by"], event["recorded_by"], event["os_user"]), event["action"]
    )
    content = {key: value for key, value in pattern.items() if key not in ("revision", "history")}
    for changed in changes:
        path = os.path.join(root, relative(kind, changed["id"]))
        os.makedirs(os.path.join(root, kind.name, shard_of(kind, changed["id"])), exist_ok=True)
        with open(path, "xb") as file:
            file.write(render(beginnings.document(content | changed)))


def first_of(root: str, kind_name: str) -> dict[str, Any]:
    """The first record of a kind."""
    paths = sorted(
        os.path.join(folder, name)
        for folder, _, names in os.walk(os.path.join(root, kind_name))
        for name in names
        if name.endswith(".json")
    )
    with open(paths[0], encoding="utf-8") as file:
        document: dict[str, Any] = json.load(file)
    return document


def inspections(count: int, pattern: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """So many inspections over a year and all contracts: five findings each, four items clean, one finding in ten rechecked
    without success."""
    random, zone = Random(7), ZoneInfo(ZONE)
    finding = pattern["findings"][0]
    numbers: dict[str, int] = {f"{YEAR}-01": 1}
    for place in range(count):
        day = date(YEAR, 1, 1) + timedelta(days=place * 365 // count)
        month = f"{day:%Y-%m}"
        numbers[month] = numbers.get(month, 0) + 1
        at = datetime(day.year, day.month, day.day, random.randint(8, 16), random.randint(0, 59), tzinfo=zone)
        items = random.sample(ITEMS, EACH + 4)
        found = [
            {**finding, "number": number, "item": item, "at": at.isoformat(), "due": (at + timedelta(days=1)).isoformat(),
             **judged(random), "rechecks": rechecked(random, at)}
            for number, item in enumerate(items[:EACH], 1)
        ]  # fmt: skip
        yield {
            "id": numbered(KINDS["inspections"], month, numbers[month]), "contract": f"K{place % CONTRACTS + 1:02d}",
            "date": day.isoformat(), "at": at.isoformat(), "area": random.choice(AREAS), "checked": items, "findings": found,
        }  # fmt: skip


def judged(random: Random) -> dict[str, Any]:
    """How a finding was judged: half minors, some severe, the others problem points only."""
    chance = random.random()
    if chance < 0.5:
        return {"severity": "minor", "reason": random.choice(MINORS)}
    return {"severity": "severe", "reason": "judged"} if chance < 0.52 else {"severity": "none", "reason": None}


def rechecked(random: Random, at: datetime) -> list[dict[str, Any]]:
    """The recheck on the next day; one in ten finds it not done, and the one after that finds it done."""
    when = at + timedelta(days=1)
    done = {"at": when.isoformat(), "result": "done", "due": None, "by": "CS01"}
    if random.random() < 0.9:
        return [done]
    later = when + timedelta(days=1)
    return [{**done, "result": "poor", "due": later.isoformat()}, {**done, "at": later.isoformat()}]
