"""`python -m tests.reliability [--release]`: every promise tried, and a table of what was reached.

A release takes about an hour, so its table may be made in pieces: `--results FILE` keeps each row as soon as it is there,
`--resume` leaves out what this commit has kept already, `--table` prints the newest row of every promise.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.reliability import bulk, crash, crowd, damage, images, ledger, long_import, manners, power, share, troubles
from tests.reliability.results import Asked, Reached
from tests.reliability.scenes import ground


class Check(NamedTuple):
    """A promise: the figure wanted for a release (in brackets for CI), and what tries it."""

    wanted: str
    tried: Callable[[Asked], Reached]


CHECKS = {
    "P1": Check("10,000 kills (1,000): 0", crash.kill_loop),
    "P2": Check("all points: 0", crash.kill_points),
    "P3": Check("all replayed states: 0", power.power_cuts),
    "P4": Check("1,000 + 300 cuts (25): 0", images.real_cuts),
    "P5": Check("0 partial", bulk.all_or_nothing),
    "P6": Check("within 1 s, 0 blocked", crash.next_works),
    "P7": Check("every call x 2 x 2: 0", troubles.failing_calls),
    "P8": Check("no false success: 0", troubles.output_trouble),
    "P9": Check("100 x 10: 0 doubles, 0 gaps", crowd.numbers),
    "P10": Check("0 lost", crowd.updates),
    "P11": Check("4 readers, 100 writers: 0", crowd.reading),
    "P12": Check("p95 <= 10 s, max <= 30 s", crowd.waiting),
    "P13": Check("never silently unsafe", share.network_share),
    "P14": Check("100 percent named", damage.named),
    "P15": Check("0 hurt", damage.hurts_nobody),
    "P16": Check("0 differences", damage.any_index),
    "P17": Check("500 edits, 100 percent", damage.histories),
    "P18": Check("0 refused", manners.clocks),
    "P19": Check("newer refused in one line", manners.formats),
    "P20": Check("2,000 inputs: 0", manners.hostile),
    "P21": Check("Ctrl-C: 0", manners.ctrl_c),
    "P22": Check("SIGTERM: 0", manners.terminated),
    "P23": Check("| head: 0", manners.broken_pipes),
    "P24": Check("10 kills: 100,000 rows (3)", long_import.long_import),
}


def options(words: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument("--release", action="store_true", help="the release's figures instead of those of CI")
    parser.add_argument("--only", default="", metavar="P1,P3", help="only these promises")
    parser.add_argument("--kills", type=int, default=0, metavar="N", help="so many kills for P1")
    parser.add_argument("--scale", type=float, default=1.0, metavar="X", help="all figures times X")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another course of events")
    parser.add_argument(
        "--workers", type=int, default=2, metavar="N", help="processes for what is tried point by point"
    )
    parser.add_argument("--keep", action="store_true", help="leave the working folder")
    parser.add_argument("--workdir", metavar="DIR", help="where to work; default /dev/shm, else the temporary folder")
    parser.add_argument("--results", metavar="FILE", help="add each row to this JSON file")
    parser.add_argument("--resume", action="store_true", help="leave out what the file says this commit has kept")
    parser.add_argument("--table", action="store_true", help="try nothing: print the newest rows of the file")
    said = parser.parse_args(words)
    if (said.resume or said.table) and not said.results:
        parser.error("--resume and --table need --results FILE")
    return said


HEADING = "     | wanted                       | reached | verdict | seconds | commit | when"


def tell(row: ledger.Row) -> None:
    """One line of the table, and the first faults under it."""
    verdict = f"SKIP({row['why']})" if row["why"] else row["verdict"]
    left, figure = f"{row['promise']:4} | {row['wanted']:28}", row["reached"] or "-"
    print(f"{left} | {figure} | {verdict} | {row['seconds']:.0f} s | {row['commit']} | {row['at']}", flush=True)
    for fault in row["faults"][:10]:
        print(f"       {fault}", flush=True)


def table(path: str, names: Sequence[str], *, release: bool) -> int:
    """The newest row of every promise; 1 when one was not kept or never tried."""
    newest = ledger.latest(ledger.rows(path), release=release)
    print(HEADING)
    for name in names:
        if name in newest:
            tell(newest[name])
        else:
            print(f"{name:4} | {CHECKS[name].wanted:28} | - | not tried | - | - | -")
    return int(any(name not in newest or newest[name]["verdict"] == "FAIL" for name in names))


def main(words: Sequence[str]) -> int:
    """Try what is asked for; 1 when any promise was not kept."""
    said = options(words)
    names = [name.strip().upper() for name in said.only.split(",") if name.strip()] or list(CHECKS)
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"no such promise: {', '.join(unknown)}; there are {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    if said.table:
        return table(said.results, names, release=said.release)
    of = ledger.commit()
    if said.resume:
        names = [name for name in names if name not in ledger.kept(ledger.rows(said.results), of, release=said.release)]
    return tried(said, names, of)


def tried(said: argparse.Namespace, names: Sequence[str], of: str) -> int:
    """Try these promises one after the other and tell each as soon as it is tried; 1 when any was not kept."""
    failed = False
    with ground(said.workdir, keep=said.keep) as made:
        if said.keep:
            print(f"working in {made.path}")
        asked = Asked(made, said.release, said.seed, said.scale, said.kills, said.workers)
        print(HEADING, flush=True)
        for name in names:
            began = time.monotonic()
            found = CHECKS[name].tried(asked)
            failed |= bool(found.faults)
            row = ledger.row(name, CHECKS[name].wanted, found, asked, seconds=time.monotonic() - began, of=of)
            tell(row)
            if said.results:
                ledger.add(said.results, row)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
