"""A cspm store of any size in a new folder: the first tickets come in by `cspm import`, the many others directly."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from glob import escape, glob
from itertools import islice
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from made import ZONE, Made, Matters, write_table
from timing import Step, timed

from cspm.core.ids import numbered
from cspm.core.record import Beginnings
from cspm.core.stamp import Stamp
from cspm.register import KINDS
from cspm.store.disk import sync_all
from cspm.store.layout import relative, shard_of
from cspm.store.rendering import render

BIN = os.path.join(os.path.dirname(sys.executable), "cspm")
IMPORTED = 20_000  # beyond that, a store that is only the scene of the measuring is written without the import's work
TICKETS = KINDS["tickets"]
DESK, HAND = "FD01", "TE01"


class Cspm(NamedTuple):
    """The cspm of this environment on one record folder, its index beside it."""

    folder: str
    actor: str = ""

    @property
    def root(self) -> str:
        """The record folder."""
        return os.path.join(self.folder, "records")

    def step(self, *words: str) -> Step:
        """A cspm command."""
        own = {"XDG_CACHE_HOME": os.path.join(self.folder, "cache"), "CSPM_STORE": self.root, "CSPM_LANG": "en"}
        kept = {key: value for key, value in os.environ.items() if not key.startswith("CSPM_")}
        return Step([BIN, *words], environment=kept | own | ({"CSPM_ACTOR": self.actor} if self.actor else {}))

    def run(self, *words: str) -> str:
        """What a command prints. Raises Failed."""
        return timed(self.step(*words))[1]


def new_store(folder: str) -> Cspm:
    """An empty store; whoever is logged in is its administrator."""
    os.makedirs(folder)
    cspm = Cspm(folder)
    cspm.run("init", cspm.root, "--name", "bench", "--timezone", ZONE)
    return cspm


def filled(folder: str, matters: Matters) -> Cspm:
    """A store of these tickets, indexed, with a person at the desk and one who is sent out."""
    cspm = new_store(folder)
    table = os.path.join(folder, "rows.csv")
    write_table(table, matters, IMPORTED)
    cspm.run("import", table, "--as", "tickets")
    if matters.size > IMPORTED:
        write_directly(cspm.root, matters)
        cspm.run("reindex")
    cspm.run("staff", "add", DESK, "--name", "李娜", "--role", "front_desk")
    cspm.run("staff", "add", HAND, "--name", "王伟", "--role", "technician")
    return cspm._replace(actor=DESK)


def write_directly(root: str, matters: Matters) -> None:
    """The record files of all tickets but the imported ones: as the import would have made them, without its checks."""
    pattern = imported_pattern(root)
    event = pattern["history"][0]
    at, recorded_at = (datetime.fromisoformat(event[name]) for name in ("at", "recorded_at"))
    stamp = Stamp(at, recorded_at, event["by"], event["recorded_by"], event["os_user"])
    beginnings = Beginnings(stamp, event["action"])
    content = {key: value for key, value in pattern.items() if key not in ("revision", "history")}
    numbers = Counter(made.month for made in islice(matters, IMPORTED))
    for made in islice(matters, IMPORTED, None):
        numbers[made.month] += 1
        record_id = numbered(TICKETS, made.month, numbers[made.month])
        if numbers[made.month] == 1:
            os.makedirs(os.path.join(root, TICKETS.name, shard_of(TICKETS, record_id)), exist_ok=True)
        with open(os.path.join(root, relative(TICKETS, record_id)), "xb") as file:
            file.write(render(beginnings.document(content | changed(made, record_id, content["customer"]))))
    sync_all(root)


def imported_pattern(root: str) -> dict[str, Any]:
    """The document of one ticket that was imported: what all of them have in common is read from it."""
    with open(next(files(root)), encoding="utf-8") as file:
        document: dict[str, Any] = json.load(file)
    return document


def changed(made: Made, record_id: str, customer: dict[str, Any]) -> dict[str, Any]:
    """The fields by which one imported ticket differs from another."""
    zone = ZoneInfo(ZONE)
    received = made.received.replace(tzinfo=zone).isoformat()
    return {
        "id": record_id, "source_id": made.source, "state": "closed" if made.closed else "registered", "unit": made.unit,
        "customer": customer | {"name": made.name, "phone": made.phone}, "channel": made.channel, "category": made.category,
        "text": made.text, "received_at": received, "registered_at": received,
        "closed_at": made.closed.replace(tzinfo=zone).isoformat() if made.closed else None,
    }  # fmt: skip


def files(root: str) -> Iterator[str]:
    """The files of all tickets, month by month."""
    for folder in sorted(glob(os.path.join(escape(root), TICKETS.name, "*", "*"))):
        for name in sorted(os.listdir(folder)):
            yield os.path.join(folder, name)
