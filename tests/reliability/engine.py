"""Running the real command line in forked children: killed at a moment or at a call, with any stdio, many at a time.

A child runs `cspm.cli.main` with its own arguments, environment and file descriptors, as an interpreter would that has
imported everything already: a hundredth of a second instead of a fifth, so that ten thousand kills are affordable.
`spawned` starts a real interpreter, for the smaller number of trials that are to see the way from the shell too.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from pkgutil import walk_packages
from random import Random
from typing import Any, NamedTuple

Work = Callable[[], None]

NOW = "2025-03-10T10:00:00+08:00"
CHECKOUT = str(Path(__file__).parents[2])
KILLED, ENDED, BLEW_UP = -9, -15, 99
NEXT_WITHIN = 1.0
FAULTS: list[Work] = []
"""Faults that are planted in every forked command, to see that a check finds them."""


def nothing() -> None:
    """No preparation."""


class Outcome(NamedTuple):
    """How a command ended: exit code (negative: the signal), what it printed, how long it took, whether it hung."""

    code: int
    out: str
    err: str
    seconds: float
    hung: bool = False

    @property
    def traceback(self) -> bool:
        """Whether a bug showed: a traceback, exit 70, an exception that left the boundary, a hang."""
        return "Traceback (most" in self.err + self.out or self.code in (70, BLEW_UP) or self.hung

    def __str__(self) -> str:
        last = (self.err or self.out).strip().splitlines()[-1:] or [""]
        return f"exit {self.code}{' after a hang' if self.hung else ''}: {last[0][:160]}"


class Place(NamedTuple):
    """A folder with everything of one trial: `records`, caches, input files."""

    path: str

    @property
    def root(self) -> str:
        """The record folder."""
        return os.path.join(self.path, "records")

    def __truediv__(self, name: str) -> str:
        return os.path.join(self.path, name)

    def environment(self, actor: str, now: str | None) -> dict[str, str]:
        """What the commands of this place see, and nothing of this machine's settings."""
        said = {"PATH": os.environ.get("PATH", ""), "HOME": self.path, "CSPM_LANG": "en", "CSPM_STORE": self.root}
        said |= {"XDG_CACHE_HOME": self / "cache", "XDG_STATE_HOME": self / "state", "LC_ALL": "C.UTF-8"}
        if actor:
            said["CSPM_ACTOR"] = actor
        if now:
            said["CSPM_NOW"] = now
        return said


@cache
def warm() -> None:
    """Import the whole program once, and build its models, so that forked commands start at once."""
    for module in walk_packages([os.path.join(CHECKOUT, "cspm")], "cspm."):
        if not module.name.endswith("__main__"):
            try:
                import_module(module.name)
            except ImportError:  # an extra that is not installed here
                continue
    from cspm.core.record import Part

    known: list[type[Part]] = [Part]
    for model in known:
        known += [one for one in model.__subclasses__() if one.__module__.startswith("cspm.")]
    for model in known[1:]:
        model.model_rebuild()
    gc.collect()


def _stdio(descriptors: Sequence[int | None]) -> None:
    """Put these descriptors where a program has its standard streams; None leaves the stream closed."""
    for number, fd in enumerate(descriptors):
        if fd is None:
            os.close(number)
        elif fd != number:
            os.dup2(fd, number)
    names = ("stdin", "stdout", "stderr")
    for number, (name, fd) in enumerate(zip(names, descriptors, strict=True)):
        mode = "rb" if number == 0 else "wb"
        raw = open(number, mode, closefd=False) if fd is not None else None  # noqa: SIM115
        setattr(sys, name, TextIOWrapper(raw, encoding="utf-8", write_through=number == 2) if raw else None)


def _plain_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGALRM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def _become(words: Sequence[str], environment: Mapping[str, str], act: Work) -> int:
    """Be that command, in a child: its exit code."""
    import traceback

    from cspm import cli

    sys.argv = ["cspm", *words]
    os.environ.clear()
    os.environ.update(environment)
    try:
        for fault in FAULTS:
            fault()
        act()
        cli.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        try:
            if sys.stdout is not None:
                sys.stdout.flush()
        except OSError:
            return 120  # what the interpreter says when it cannot flush at its end
        return code
    except BaseException:  # noqa: BLE001 - whatever leaves the boundary is what we look for
        traceback.print_exc()
        return BLEW_UP


class Run:
    """One command on its way in a forked child."""

    def __init__(
        self, place: Place, *words: str, actor: str = "csc_manager", now: str | None = NOW, act: Work = nothing,
        stdin: bytes = b"", stdout: int | None = -1, stderr: int | None = -1, extra: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        warm()
        self.began = time.monotonic()
        self._texts: dict[int, list[bytes]] = {1: [], 2: []}
        pipes = {number: os.pipe() for number, fd in ((1, stdout), (2, stderr)) if fd == -1}
        given = [0, stdout, stderr]
        inside = os.memfd_create("stdin")
        os.write(inside, stdin)
        os.lseek(inside, 0, os.SEEK_SET)
        self.pid = os.fork()
        if self.pid == 0:
            code = BLEW_UP
            try:
                gc.freeze()  # what the parent had is no concern of the child's collector
                os.chdir(place.path)
                _plain_signals()
                ends = [inside, *(pipes[number][1] if number in pipes else given[number] for number in (1, 2))]
                _stdio(ends)
                os.closerange(3, 256)
                code = _become(words, {**place.environment(actor, now), **(extra or {})}, act)
            finally:
                os._exit(code)
        os.close(inside)
        for _, writing in pipes.values():
            os.close(writing)
        self._open = {reading: number for number, (reading, _) in pipes.items()}

    def send(self, number: int) -> None:
        """A signal to the command, if it is still there."""
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            return

    def read(self, until: float) -> bool:
        """Take in what it prints until a moment (of the monotonic clock); False when that came before its end."""
        while self._open:
            left = until - time.monotonic()
            if left <= 0:
                return False
            for fd in select.select(list(self._open), [], [], left)[0]:
                data = os.read(fd, 1 << 16)
                if data:
                    self._texts[self._open[fd]].append(data)
                else:
                    del self._open[fd]
                    os.close(fd)
        return self._ends(until)

    def _ends(self, until: float) -> bool:
        """Whether the process ends before a moment, without waiting for it in the kernel for ever."""
        try:
            watched = os.pidfd_open(self.pid)
        except ProcessLookupError:
            return True
        try:
            return bool(select.select([watched], [], [], max(0.0, until - time.monotonic()))[0])
        finally:
            os.close(watched)

    def end(self, timeout: float = 60, *, hung: bool = False) -> Outcome:
        """Wait for the end; a command that does not end is killed and counts as hanging."""
        if not self.read(time.monotonic() + timeout):
            self.send(signal.SIGKILL)
            self.read(time.monotonic() + 10)
            hung = True
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        for fd in self._open:
            os.close(fd)
        out, err = (b"".join(self._texts[number]).decode("utf-8", "replace") for number in (1, 2))
        return Outcome(code, out, err, time.monotonic() - self.began, hung)


def command(place: Place, *words: str, **more: Any) -> Outcome:
    """Run a command to its end in a forked child."""
    timeout = more.pop("timeout", 60)
    return Run(place, *words, **more).end(timeout)


def done(place: Place, *words: str, **more: Any) -> Outcome:
    """The same for a command that must succeed: part of a preparation."""
    outcome = command(place, *words, **more)
    if outcome.code != 0:
        raise RuntimeError(f"cspm {' '.join(words)}: {outcome} {outcome.err}")
    return outcome


def shot(place: Place, *words: str, after: float, **more: Any) -> Outcome:
    """Run a command and kill -9 it so many seconds after its start, if it is still there."""
    run = Run(place, *words, **more)
    if not run.read(run.began + after):
        run.send(signal.SIGKILL)
    return run.end()


def spawned(
    place: Place, *words: str, after: float | None = None, actor: str = "csc_manager", number: int = signal.SIGKILL,
    pipe: str = "",
) -> Outcome:  # fmt: skip
    """The command by a real interpreter, killed after so many seconds, or (`pipe`) at the left of a shell's pipe."""
    began = time.monotonic()
    argv: list[str] = [sys.executable, "-m", "cspm", *words]
    if pipe:
        argv = ["bash", "-c", f'set -o pipefail; "$@" {pipe}', "bash", *argv]
    said = {**place.environment(actor, NOW), "PYTHONPATH": CHECKOUT}
    child = subprocess.Popen(argv, env=said, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=place.path)
    try:
        out, err = child.communicate(timeout=60 if after is None else after)
    except subprocess.TimeoutExpired:
        child.send_signal(number)
        try:
            out, err = child.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            child.kill()
            out, err = child.communicate()
            return Outcome(child.returncode, "", err.decode("utf-8", "replace"), time.monotonic() - began, hung=True)
    texts = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
    return Outcome(child.returncode, *texts, time.monotonic() - began)


def together(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run the jobs at the same time, each in a forked child; what they return, in order. A job that dies raises here."""
    warm()
    started = [_started(job) for job in jobs]
    found = []
    for pid, reading in started:
        with open(reading, "rb") as stream:
            data = stream.read()
        os.waitpid(pid, 0)
        if not data:
            raise RuntimeError("a worker of the test died")
        result = pickle.loads(data)
        if isinstance(result, BaseException):
            raise result
        found.append(result)
    return found


def _started(job: Callable[[], Any]) -> tuple[int, int]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        os.close(reading)
        try:
            data = pickle.dumps(job())
        except BaseException as error:  # noqa: BLE001 - told to the parent, which raises it
            data = pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
        with open(writing, "wb") as stream:
            stream.write(data)
    finally:
        os._exit(0)


def spread(jobs: Sequence[Callable[[], Any]], workers: int) -> list[Any]:
    """Run many short jobs over so many processes; their results in order."""
    lots = [range(start, len(jobs), workers) for start in range(min(workers, len(jobs)))]
    if len(lots) <= 1:
        return [job() for job in jobs]
    found: list[Any] = [None] * len(jobs)
    parts = together([lambda lot=lot: [jobs[turn]() for turn in lot] for lot in lots])  # type: ignore[misc]
    for lot, part in zip(lots, parts, strict=True):
        for turn, result in zip(lot, part, strict=True):
            found[turn] = result
    return found


def sample(random: Random, items: Sequence[Any], most: int) -> list[Any]:
    """All items when there are few; else so many of them, the first and the last always, in order."""
    if len(items) <= most:
        return list(items)
    inner = random.sample(range(1, len(items) - 1), max(0, most - 2))
    return [items[turn] for turn in sorted({0, len(items) - 1, *inner})]
