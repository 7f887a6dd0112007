"""P9 to P12: many at the same time: numbers, lost updates, readers beside writers, waiting."""

from __future__ import annotations

import json
import mmap
import shutil
import struct
import time
from functools import partial
from typing import NamedTuple

from tests.reliability.engine import NOW, Outcome, Place, command, done, together
from tests.reliability.loader import load, taps
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import SHARED, rows, write

TICKET = SHARED[0]
P95, LONGEST = 10.0, 30.0
_MADE: dict[tuple[str, int, int], tuple[list[list[tuple[float, float, Outcome]]], list[str]]] = {}


class Slots:
    """Numbers that forked processes share: each writer says how far it is known to have come, readers see the most."""

    def __init__(self, count: int) -> None:
        self._map = mmap.mmap(-1, 16 * count)
        self._count = count

    def say(self, slot: int, revision: int, made: int) -> None:
        """What this writer was told: the latest revision of the shared ticket, how many tickets it has made."""
        self._map[16 * slot : 16 * slot + 16] = struct.pack("qq", revision, made)

    def floor(self) -> tuple[int, int]:
        """The latest revision that anybody was told, and how many tickets all were told of."""
        pairs = [struct.unpack_from("qq", self._map, 16 * slot) for slot in range(self._count)]
        return max(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def _creates(place: Place, worker: int, count: int) -> list[tuple[float, float, Outcome]]:
    found = []
    for turn in range(count):
        began = time.monotonic()
        outcome = command(place, "create", f"w{worker}n{turn}", timeout=120)
        found.append((began, time.monotonic(), outcome))
    return found


def creating(asked: Asked) -> tuple[list[list[tuple[float, float, Outcome]]], list[str]]:
    """N processes make M tickets each; when each began and ended. Made once for P9 and P12."""
    processes, each = asked.size(12, 100, least=3), asked.size(5, 10, least=2)
    key = asked.ground.path, processes, each
    if key not in _MADE:
        place = asked.ground.place("crowd")
        found = together([partial(_creates, place, worker, each) for worker in range(processes)])
        loaded = load(place.root)
        texts = loaded.by_text()
        wanted = {f"w{worker}n{turn}" for worker in range(processes) for turn in range(each)}
        lost = [f"lost or double: {text} {texts.get(text)}" for text in wanted if len(texts.get(text, [])) != 1]
        _MADE[key] = found, loaded.problems + lost
        shutil.rmtree(place.path)
    return _MADE[key]


def numbers(asked: Asked) -> Reached:
    """P9: ids unique, without gaps, and in order: who began after another had ended has the higher number."""
    lots, faults = creating(asked)
    every = sorted((one for lot in lots for one in lot), key=lambda one: one[1])
    faults = faults + [f"refused: {outcome}" for _, _, outcome in every if outcome.code]
    ids = [outcome.out.split(":")[0] for _, _, outcome in every]
    faults += [f"twice: {one}" for one in {*ids} if ids.count(one) > 1]
    numbered = [
        (began, ended, int(name.rsplit("-", 1)[-1] or 0))
        for (began, ended, _), name in zip(every, ids, strict=True)
        if name
    ]
    for began, _, number in numbered:
        later = [other for _, ended, other in numbered if ended < began and other > number]
        faults += [f"order: {number} after {later[0]}"] if later else []
    return reached(f"{len(lots)} processes x {len(lots[0])}", faults)


def waiting(asked: Asked) -> Reached:
    """P12: how long anybody waited among all writers."""
    lots, _ = creating(asked)
    times = sorted(ended - began for lot in lots for began, ended, _ in lot)
    p95, longest = times[int(len(times) * 0.95)], times[-1]
    faults = [f"slow: p95 {p95:.1f} s, longest {longest:.1f} s"] if p95 > P95 or longest > LONGEST else []
    return reached(f"{len(lots)} writers, p95 {p95:.2f} s, longest {longest:.2f} s", faults)


class Edits(NamedTuple):
    """What one process did to the shared ticket."""

    taken: int
    amended: list[tuple[int, str]]
    refused: int
    faults: list[str]


def _edits(place: Place, worker: int, count: int) -> Edits:
    taken, refused, amended, faults = 0, 0, [], []
    for turn in range(count):
        outcome = command(place, "materials", TICKET, "--take", "tap:1", timeout=120)
        taken += outcome.code == 0
        if outcome.code:
            faults.append(f"refused: take {outcome}")
        seen = json.loads(command(place, "show", TICKET, "--json").out)["revision"]
        text = f"w{worker}n{turn}"
        edit = command(place, "amend", TICKET, f"text={text}", "--reason", "r", "--revision", str(seen), timeout=120)
        if edit.code == 0:
            amended.append((seen + 1, text))
        elif edit.code == 24:
            refused += 1
        else:
            faults.append(f"refused: amend {edit}")
    return Edits(taken, amended, refused, faults)


def updates(asked: Asked) -> Reached:
    """P10: every acknowledged change of one ticket is in its history; an edit of an outdated revision is refused with 24."""
    place = asked.ground.place("updates")
    before = load(place.root).of("tickets")[TICKET]
    processes, each = asked.size(8, 100, least=3), asked.size(4, 5, least=2)
    found: list[Edits] = together([partial(_edits, place, worker, each) for worker in range(processes)])
    loaded = load(place.root)
    ticket = loaded.of("tickets")[TICKET]
    faults = loaded.problems + [fault for one in found for fault in one.faults]
    amended = [edit for one in found for edit in one.amended]
    taken = sum(one.taken for one in found)
    if taps(ticket) - taps(before) != taken:
        faults.append(f"lost: {taken} were told that they took, {taps(ticket) - taps(before)} are there")
    if ticket["revision"] != before["revision"] + taken + len(amended):
        faults.append(f"lost: revision {ticket['revision']} after {taken} + {len(amended)} changes")
    for revision, text in amended:
        if ticket["history"][revision - 1]["changed"].get("text") != text:
            faults.append(f"lost: revision {revision} is not {text}")
    late = command(place, "amend", TICKET, "text=late", "--reason", "r", "--revision", "1")
    if late.code != 24 or load(place.root).of("tickets")[TICKET] != ticket:
        faults.append(f"outdated: {late}")
    shutil.rmtree(place.path)
    refused = sum(one.refused for one in found)
    return reached(f"{taken + len(amended)} changes by {processes} processes, {refused} refused as outdated", faults)


def _writes(place: Place, slots: Slots, worker: int, count: int) -> list[str]:
    made, faults, revision = 0, [], 0
    for turn in range(count):
        if worker % 10 == 9:
            token = f"i{worker}n{turn}"
            write(place / f"{token}.csv", rows(token, 3))
            outcome = command(place, "import", f"{token}.csv", "--as", "tickets", "--batch", token, timeout=120)
            made += 3 * (outcome.code == 0)
        elif turn % 2:
            outcome = command(place, "create", f"w{worker}n{turn}", timeout=120)
            made += outcome.code == 0
        else:
            outcome = command(place, "materials", TICKET, "--take", "tap:1", "--json", timeout=120)
            revision = json.loads(outcome.out)["revision"] if outcome.code == 0 else revision
        faults += [f"writer: {outcome}"] if outcome.code else []
        slots.say(worker, revision, made)
    slots.say(worker, revision, made)
    return faults


def _looks(place: Place, slots: Slots, base: int, until: int) -> tuple[int, list[str]]:
    """Look at the ticket and the list until all tickets are made; whatever is older or in part is a fault."""
    faults, looks, last = [], 0, 0
    deadline = time.monotonic() + 300
    while slots.floor()[1] < until and time.monotonic() < deadline:
        told = max(slots.floor()[0], last)
        shown = command(place, "show", TICKET, "--json", timeout=120)
        last = json.loads(shown.out)["revision"] if shown.code == 0 else -1
        if last < told:
            faults.append(f"older: revision {last} after {told}: {shown}")
        expected = base + slots.floor()[1]
        listed = command(place, "list", "--all", "--json", timeout=120)
        texts = [one["text"] for one in json.loads(listed.out)] if listed.code == 0 else []
        if len(texts) < expected:
            faults.append(f"older: {len(texts)} listed after {expected}: {listed}")
        batches = [text.split("r")[0] for text in texts if text.startswith("i")]
        faults += [f"torn: {one} {batches.count(one)} of 3" for one in {*batches} if batches.count(one) != 3]
        looks += 2
    return looks, faults


def reading(asked: Asked) -> Reached:
    """P11: readers beside writers see no part of anything, and nothing older than what anybody was told before."""
    place = asked.ground.place("reading")
    writers, each, readers = asked.size(10, 100, least=10), asked.size(6, 6, least=2), asked.size(2, 4, least=2)
    base = len(json.loads(done(place, "list", "--all", "--json", now=NOW).out))
    until = sum(3 * each if worker % 10 == 9 else each // 2 for worker in range(writers))
    slots = Slots(writers)
    jobs = [partial(_writes, place, slots, worker, each) for worker in range(writers)]
    looking = [partial(_looks, place, slots, base, until) for _ in range(readers)]
    found = together([*jobs, *looking])
    faults = load(place.root).problems
    for one in found[:writers]:
        faults += one
    for _, some in found[writers:]:
        faults += some
    shutil.rmtree(place.path)
    return reached(
        f"{sum(looks for looks, _ in found[writers:])} looks of {readers} readers beside {writers} writers", faults
    )
