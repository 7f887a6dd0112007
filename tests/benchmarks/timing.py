"""Whole processes, timed and weighed; and the yardstick Y that every command is set beside."""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from time import perf_counter
from typing import NamedTuple

YARDSTICK = (
    "import click, os, sys; p = sys.argv[1]; f = open(p + '.new', 'w'); f.write('x' * 2000); f.flush(); "
    "os.fsync(f.fileno()); f.close(); os.replace(p + '.new', p)"
)
# A child's peak memory counts what its parent had when it was forked, so a small process of its own starts what is weighed.
LAUNCHER = """
import json, os, sys, time
begun = time.perf_counter()
out = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=out)
_, status, used = os.wait4(child, 0)
print(json.dumps([time.perf_counter() - begun, used.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""
RSS_UNITS_IN_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


class Failed(Exception):
    """A command that is measured did not work; the message says which and how."""


class Step(NamedTuple):
    """A command to run: words, what it reads on stdin, and its environment."""

    argv: Sequence[str]
    stdin: str = ""
    environment: Mapping[str, str] | None = None


class Cost(NamedTuple):
    """What a process took: seconds, and the most memory it held at once in MiB."""

    seconds: float
    mib: float


@cache
def compiled() -> None:
    """Compile cspm once, as an installation does: a command that compiles it first is not what people wait for."""
    import cspm

    compileall.compile_dir(os.path.dirname(cspm.__file__), quiet=2)


def plain(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without the switch under which Python compiles every module every time."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def timed(step: Step) -> tuple[float, str]:
    """Seconds of a whole process, output piped, and what it printed. Raises Failed."""
    compiled()
    environment = plain(os.environ if step.environment is None else step.environment)
    begun = perf_counter()
    done = subprocess.run(
        step.argv, input=step.stdin, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    seconds = perf_counter() - begun
    if done.returncode:
        raise Failed(f"{' '.join(step.argv)}: exit {done.returncode}\n{(done.stderr or done.stdout)[-1000:].strip()}")
    return seconds, done.stdout.strip()


def weighed(step: Step) -> Cost:
    """Seconds and peak memory of a process whose output goes nowhere. Raises Failed."""
    launched = step._replace(argv=[sys.executable, "-I", "-S", "-c", LAUNCHER, *step.argv])
    seconds, peak, code = json.loads(timed(launched)[1])
    if code:
        raise Failed(f"{' '.join(step.argv)}: exit {code}")
    return Cost(seconds, peak / RSS_UNITS_IN_MIB)


class Yardstick:
    """Y: a Python process that imports click, writes one file of 2 kB, fsyncs and renames it."""

    def __init__(self, folder: str) -> None:
        self._step = Step([sys.executable, "-c", YARDSTICK, os.path.join(folder, "yardstick")])
        self.samples: list[float] = []

    def seconds(self) -> float:
        """One Y."""
        self.samples.append(timed(self._step)[0])
        return self.samples[-1]
