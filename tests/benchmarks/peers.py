"""Other tools on the same records: what people would use instead, each command right after a Y."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from time import perf_counter

from lines import Line
from made import Matters
from peer import Peer
from peer_programs import Hledger, Jq, Taskwarrior
from peer_python import Roundup, SqliteUtils, Todoman
from timing import Failed, Yardstick, timed

PEERS: tuple[type[Peer], ...] = (Taskwarrior, Todoman, SqliteUtils, Roundup, Hledger, Jq)
FILLING = 240  # seconds: a tool that takes longer to fill gets fewer records, and the table says so
PATIENCE = 90  # seconds for the rounds of one tool: slow ones are measured less often, but three times if asked
LEAST = 3


def peer_lines(
    folder: str, matters: Matters, yardstick: Yardstick, asked: argparse.Namespace
) -> tuple[list[Line], list[str]]:
    """The lines of every tool that can be had, and a sentence for each that cannot."""
    os.makedirs(folder)
    kinds = [peer for peer in PEERS if asked.only_peers is None or peer.name in asked.only_peers.split(",")]
    scratch = Scratch(os.path.join(folder, "venv")) if any(kind.package for kind in kinds) else None
    lines, missing = [], []
    for kind in kinds:
        program = scratch.program(kind) if scratch and kind.package else shutil.which(kind.program)
        if program is None:
            why = "cannot be installed" if kind.package else "not on PATH"
            missing.append(f"{kind.name}: not available here ({why})")
            continue
        smaller = Matters(min(matters.size, kind.rate * FILLING), matters.now)
        print(f"{kind.name}: {smaller.size:,} records", file=sys.stderr, flush=True)
        try:
            lines += rounds(kind(os.path.join(folder, kind.name), program, smaller), yardstick, asked.runs)
        except Failed as error:  # another version of a tool may know other words: the others are measured all the same
            missing.append(f"{kind.name}: not measured: {error}")
    return lines, missing


def rounds(peer: Peer, yardstick: Yardstick, runs: int) -> list[Line]:
    """Create, list, search and report of one tool, filled first; round by round, each right after a Y."""
    begun = perf_counter()
    peer.fill()
    filling = f"filled in {perf_counter() - begun:.0f} s"
    found: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    begun = perf_counter()
    for number in range(-1, runs):  # the first round warms the caches and is not counted
        if number >= LEAST and perf_counter() - begun > PATIENCE:
            break
        for work, step in peer.steps():
            beside, seconds = yardstick.seconds(), timed(step)[0]
            if number >= 0:
                found[work][0].append(seconds)
                found[work][1].append(beside)
    return [
        Line(f"{work}: {peer.name}", *samples, "Y", note=f"{peer.how[work]}; {peer.matters.size:,} records, {filling}")
        for work, samples in found.items()
    ]


class Scratch:
    """An environment of its own for the tools that come as Python packages."""

    def __init__(self, folder: str) -> None:
        self._bin = os.path.join(folder, "bin")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)

    def program(self, kind: type[Peer]) -> str | None:
        """The path of the tool's program, installed now; None when that does not work."""
        pip = [os.path.join(self._bin, "python"), "-m", "pip", "install", "-q", kind.package]
        done = subprocess.run(pip, capture_output=True, check=False)
        path = os.path.join(self._bin, kind.program)
        return path if done.returncode == 0 and os.path.exists(path) else None
