"""`python tests/benchmarks/run.py [--size 100000] [--runs 9] [--peers]`: what cspm costs, as ratios measured in one run.

The yardstick Y is a Python process that imports click, writes one file, fsyncs and renames it. Every command is timed as
a whole process right after a Y, round by round, so that a machine whose speed drifts moves both; figures are medians of
the single ratios. Import and reindex stand beside what the disk and the JSON parser take for the same files, memory is
the most that one process held. The goals are those of the store's specification. Everything happens in a new folder,
and nothing is deleted before the end: deleting many files slows later writes on some machines.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from datetime import datetime
from statistics import median
from typing import Any

from everyday import CHANGES, LOOKS, Everyday
from lines import Line, printed, write_json
from made import Matters
from peers import PEERS, peer_lines
from settle import FINDINGS, settle_lines
from stores import filled
from timing import Failed, Yardstick
from volume import import_lines, reindex_lines

WORKS = ("start", *CHANGES, *LOOKS, "memory", "import", "reindex", "settle")
FEW = 3  # repetitions of what takes minutes at full size; the table says how many there were


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="tickets in the store (default 100000)")
    parser.add_argument("--runs", type=int, default=9, help="rounds of the everyday commands (default 9)")
    parser.add_argument(
        "--many-runs", type=int, help=f"repetitions of import and reindex (default {FEW}, at most --runs)"
    )
    parser.add_argument("--import-rows", type=int, help="rows of the import (default: --size, at most 100000)")
    parser.add_argument(
        "--findings", type=int, default=FINDINGS, help=f"findings of a year that are settled (default {FINDINGS})"
    )
    parser.add_argument("--only", metavar="NAMES", help=f"works, with commas between: {', '.join(WORKS)}; or none")
    parser.add_argument("--peers", action="store_true", help="also other tools on the same records")
    parser.add_argument(
        "--only-peers", metavar="NAMES", help=f"of these only: {', '.join(peer.name for peer in PEERS)}"
    )
    parser.add_argument("--json", metavar="FILE", help="write every raw sample")
    parser.add_argument("--workdir", metavar="DIR", help="where the new folder is made (default: the system's)")
    asked = parser.parse_args()
    known(parser, "--only", asked.only, (*WORKS, "none"))
    known(parser, "--only-peers", asked.only_peers, tuple(peer.name for peer in PEERS))
    asked.peers = asked.peers or asked.only_peers is not None
    return asked


def known(parser: argparse.ArgumentParser, option: str, typed: str | None, names: tuple[str, ...]) -> None:
    """Refuse names that an option does not know."""
    unknown = set(typed.split(",") if typed else ()) - set(names)
    if unknown:
        parser.error(f"{option}: {', '.join(sorted(unknown))}: known are {', '.join(names)}")


def wanted(asked: argparse.Namespace) -> set[str]:
    """The works that are asked for."""
    return set(asked.only.split(",")) if asked.only else set(WORKS)


def measure(folder: str, asked: argparse.Namespace, yardstick: Yardstick) -> tuple[list[Line], list[str]]:
    """Every line of the table, and what could not be measured."""
    works, few = wanted(asked), asked.many_runs or min(FEW, asked.runs)
    matters = Matters.until_now(asked.size)
    lines: list[Line] = []
    if works - {"import", "settle", "none"}:
        say(f"a store of {matters.size:,} tickets")
        cspm = filled(os.path.join(folder, "store"), matters)
        everyday = Everyday(cspm, matters, yardstick)
        say("the everyday commands")
        lines += everyday.lines(works, asked.runs)
        lines += everyday.memory(few) if "memory" in works else []
        if "reindex" in works:
            say("reindex")
            lines += reindex_lines(cspm, matters.size, few)
    if "import" in works:
        say("import")
        rows = asked.import_rows or min(asked.size, 100_000)
        lines += import_lines(os.path.join(folder, "import"), Matters(rows, matters.now), few)
    if "settle" in works:
        say(f"a year of {asked.findings:,} findings")
        lines += settle_lines(os.path.join(folder, "settle"), asked.findings, few)
    if not asked.peers:
        return lines, []
    found, missing = peer_lines(os.path.join(folder, "peers"), matters, yardstick, asked)
    return lines + found, missing


def say(what: str) -> None:
    """Where the run has come, on stderr; the table alone goes to stdout."""
    print(f"{datetime.now().astimezone():%H:%M:%S} {what}", file=sys.stderr, flush=True)


def facts(asked: argparse.Namespace, load: tuple[float, float, float]) -> dict[str, Any]:
    """Where, when and how it was measured; the load averages of before and after tell who else was there."""
    return {
        "machine": platform.platform(), "cores": os.cpu_count(), "python": platform.python_version(),
        "date": f"{datetime.now().astimezone():%Y-%m-%d %H:%M %z}", "size": asked.size, "runs": asked.runs,
        "load_before": [round(one, 2) for one in load], "load_after": [round(one, 2) for one in os.getloadavg()],
    }  # fmt: skip


def main() -> None:
    """What the command line asks for; exit 1 when a command that is measured fails."""
    try:
        report(arguments())
    except Failed as error:
        raise SystemExit(str(error)) from error


def report(asked: argparse.Namespace) -> None:
    """Measure in a new folder, print, delete. Raises Failed."""
    load = os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="cspm-bench-", dir=asked.workdir) as folder:
        yardstick = Yardstick(folder)
        yardstick.seconds()  # warms the caches
        yardstick.samples.clear()
        lines, missing = measure(folder, asked, yardstick)
        told = facts(asked, load)
        print(
            f"{told['machine']}, {told['cores']} cores, Python {told['python']}, {told['date']}\n"
            f"{asked.size:,} tickets, {asked.runs} runs, load average {told['load_before']} before, {told['load_after']} after"
        )
        if yardstick.samples:
            print(f"Y: {median(yardstick.samples) * 1000:.1f} ms (median of {len(yardstick.samples)})")
        print(printed(lines))
        for sentence in missing:
            print(sentence)
        if asked.json:
            samples = {"y_ms": [one * 1000 for one in yardstick.samples], "missing": missing}
            write_json(asked.json, told | samples, lines)
        say("deleting")


if __name__ == "__main__":
    main()
