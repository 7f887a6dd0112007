"""P7, P8: a disk that is full or fails at any call, a disk that is really full, and output that cannot be written."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from random import Random

from tests.reliability.calls import calls_of, failing
from tests.reliability.engine import Outcome, Place, Work, command, done, sample, spread
from tests.reliability.loader import load
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import SCENES, Ends, ends, make_site
from tests.reliability.verifying import verify

ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO}
UNCHANGED = "Nothing was changed"


def failing_calls(asked: Asked) -> Reached:
    """P7: every call of every writing command fails in every way, and a disk in memory is really full."""
    found = spread([partial(failures_of_scene, asked, name) for name in SCENES], asked.workers)
    faults = [fault for _, some in found for fault in some]
    full = full_disk(asked)
    figure = f"{sum(count for count, _ in found)} failures of {len(SCENES)} commands; full disk: {full.skipped or full.figure}"
    return reached(figure, (*faults, *full.faults))


def failures_of_scene(asked: Asked, name: str) -> tuple[int, list[str]]:
    """How many failing calls of one command were tried, and the faults."""
    random = Random(f"{asked.seed} {name}")
    made = ends(asked.ground, SCENES[name])
    with asked.ground.trial("count", made.ready) as place:
        count = len(calls_of(made.scene, place))
    cases = [(turn, error, sticky) for turn in range(1, count + 1) for error in ERRORS for sticky in (False, True)]
    if not (asked.release and asked.scale >= 1):
        cases = sample(random, cases, asked.size(6, 60, least=3))
    faults = []
    for turn, error, sticky in cases:
        thorough = asked.release or random.random() < 0.2
        with asked.ground.trial("failing", made.ready) as place:
            found = _failure(place, made, failing(turn, ERRORS[error], sticky=sticky), thorough=thorough)
        faults += [f"{name}, {error} {'from' if sticky else 'at'} call {turn}: {one}" for one in found]
    return len(cases), faults


def _failure(place: Place, made: Ends, act: Work, *, thorough: bool) -> list[str]:
    outcome = made.scene.start(place, act)
    faults = bad_manners(outcome)
    if outcome.code not in (made.scene.code, 26):
        faults.append(f"refused: with {outcome}")
    refused = outcome.code == 26 and UNCHANGED in outcome.err
    told = not made.scene.steps and not made.scene.elsewhere  # there the next command is the same again
    return faults + verify(
        place, made, acknowledged=told and outcome.code == made.scene.code, refused=told and refused, thorough=thorough
    )


def refused_and_there(asked: Asked, name: str) -> list[str]:
    """P8 for what makes a store: calls whose failure is told as "nothing was changed", and the store is there."""
    made = ends(asked.ground, SCENES[name])
    with asked.ground.trial("count", made.ready) as place:
        count = len(calls_of(made.scene, place))
    found = []
    for turn in range(1, count + 1):
        with asked.ground.trial("refused", made.ready) as place:
            outcome = made.scene.start(place, failing(turn, errno.EIO, sticky=True))
            if UNCHANGED in outcome.err and os.path.exists(f"{place.root}/site.toml"):
                found.append(f"{name}, call {turn}: {outcome}")
    return found


def bad_manners(outcome: Outcome) -> list[str]:
    """A traceback, a hang, or a refusal that is no sentence."""
    faults = [f"traceback: {outcome} {outcome.err[-600:]}"] if outcome.traceback else []
    if outcome.code == 26 and not outcome.err.strip():
        faults.append("silent: refused without a word")
    return faults


@contextmanager
def small_disk(path: str, options: str) -> Iterator[str]:
    """A file system in memory of a given size. Raises OSError when it may not be mounted here."""
    os.makedirs(path, exist_ok=True)
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", path], check=True, capture_output=True)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        raise OSError(f"no disk in memory may be mounted here ({error})") from error
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", path], check=False, capture_output=True)


def full_disk(asked: Asked) -> Reached:
    """P7 on a disk that is full, that has no inodes left, that is read-only."""
    faults: list[str] = []
    try:
        with asked.ground.empty("small") as above, small_disk(above / "disk", "size=4m,nr_inodes=600") as path:
            place = Place(os.path.join(path, "site"))
            make_site(place)
            for name, trouble in (("space", _no_space), ("inodes", _no_inodes), ("read-only", _read_only)):
                with trouble(path):
                    faults += [f"{name}: {one}" for one in _refused(place)]
                done(place, "create", f"after {name}")
                faults += [f"{name}: {one}" for one in load(place.root).problems]
    except OSError as error:
        return Reached("", skipped=str(error))
    return reached("no space, no inodes, read-only", faults)


def _refused(place: Place) -> list[str]:
    """On a full disk: refused with a sentence, readers answer, nothing is changed or lost."""
    before = load(place.root).records
    faults = []
    for words in (("create", "x" * 5000), ("import", "rows.csv", "--as", "tickets")):
        outcome = command(place, *words)
        faults += bad_manners(outcome)
        if outcome.code != 26:
            faults.append(f"not refused: {words[0]} {outcome}")
    if load(place.root).records != before:
        faults.append("changed: the refused is there, or something is gone")
    listed = command(place, "list", "--all", "-q")
    known = {one["id"] for one in before.values() if one["id"].startswith("T-") and one["state"] != "void"}
    if {*listed.out.split()} != known:
        faults.append(f"readers: {listed}")
    return faults


@contextmanager
def _no_space(path: str) -> Iterator[None]:
    filler = os.path.join(path, "filler")
    with open(filler, "wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(1 << 16)):
            pass
    try:
        yield
    finally:
        os.unlink(filler)


@contextmanager
def _no_inodes(path: str) -> Iterator[None]:
    names: list[str] = []
    with suppress(OSError):
        while True:
            name = os.path.join(path, f"inode{len(names)}")
            os.close(os.open(name, os.O_CREAT))
            names.append(name)
    try:
        yield
    finally:
        for name in names:
            os.unlink(name)


@contextmanager
def _read_only(path: str) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", path], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", path], check=True, capture_output=True)


def output_trouble(asked: Asked) -> Reached:
    """P8: standard output full or closed: no command says done, and a change that stands is called saved."""
    faults, count = [], 0
    readers = [
        ("list",),
        ("list", "--json"),
        ("show", "T-202503-0001"),
        ("report", "monthly"),
        ("search", "one"),
        ("--help",),
    ]
    writers = [scene.words for scene in SCENES.values() if scene.name in ("create", "close", "import", "judge", "seal")]
    for words in (*readers, *writers):
        for name, fd in (("full", os.open("/dev/full", os.O_WRONLY)), ("closed", None)):
            count += 1
            with asked.ground.trial("output") as place:
                before = load(place.root).records
                outcome = command(place, *words, stdout=fd)
                changed = load(place.root).records != before
                faults += [f"{words[0]}, {name}: {one}" for one in _said(words[0], outcome, changed=changed)]
            if fd is not None:
                os.close(fd)
    return reached(f"{count} commands", faults)


def _said(name: str, outcome: Outcome, *, changed: bool) -> list[str]:
    faults = bad_manners(outcome)
    if outcome.code != 26:
        faults.append(f"false success: {outcome}")
    if changed and UNCHANGED in outcome.err:
        faults.append(f"false refusal: {outcome}")
    if changed and name != "import" and "saved" not in outcome.err:  # an import has no list of ids to be called saved
        faults.append(f"unsaid: saved, but not said so: {outcome}")
    return faults
