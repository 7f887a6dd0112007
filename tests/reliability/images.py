"""P4: a real file system on a loop device that is cut off at once. For root only."""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from random import Random

from tests.reliability.crash import DEEDS, Deed, judged, words_of
from tests.reliability.engine import KILLED, Place, command, together
from tests.reliability.loader import load, taps
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import SHARED, make_site

SHUTDOWN = 0x8004587D  # FS_IOC_SHUTDOWN
NO_LOG_FLUSH = 2
WORKERS, LIFE = 3, 0.7
SYSTEMS = {
    # the options take away the mercy that ext4 has with programs that forget to sync
    "ext4": (["mkfs.ext4", "-q", "-F"], "loop,noauto_da_alloc,commit=300", 96),
    "xfs": (["mkfs.xfs", "-q", "-f"], "loop", 400),
}


class CannotTry(Exception):
    """This machine does not let us; carries the reason."""


def ran(*words: str) -> None:
    """Run a program of the system. Raises CannotTry with what it says when it fails."""
    outcome = subprocess.run(words, capture_output=True, check=False)
    if outcome.returncode:
        raise CannotTry(f"{words[0]}: {outcome.stderr.decode('utf-8', 'replace').strip()[:200]}")


def possible(system: str) -> str:
    """Why it cannot be tried here; nothing when it can."""
    program = SYSTEMS[system][0][0]
    if os.geteuid() != 0:
        return "needs root"
    if not shutil.which(program):
        return f"no {program}"
    return "" if os.path.exists("/dev/loop-control") else "no loop devices"


class Image:
    """A file system in a file, mounted, and cut off as often as one likes."""

    def __init__(self, folder: str, system: str) -> None:
        self.make, self.options, size = SYSTEMS[system]
        self.file, self.mount_point = os.path.join(folder, "image"), os.path.join(folder, "mounted")
        os.mkdir(self.mount_point)
        with open(self.file, "wb") as file:
            file.truncate(size << 20)
        ran(*self.make, self.file)

    def mount(self) -> None:
        """Mount; the file system replays its log."""
        ran("mount", "-o", self.options, self.file, self.mount_point)

    def cut(self) -> None:
        """The power goes: from now on nothing reaches the disk."""
        fd = os.open(self.mount_point, os.O_RDONLY)
        try:
            fcntl.ioctl(fd, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(fd)

    def unmount(self) -> None:
        """Unmount, when the last descriptor is gone."""
        for _ in range(100):
            if subprocess.run(["umount", self.mount_point], capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise CannotTry("the image stays busy")


@contextmanager
def image(asked: Asked, system: str) -> Iterator[Image]:
    """A fresh image, mounted; gone at the end whatever happened."""
    with asked.ground.empty("image") as place:
        made = Image(place.path, system)
        made.mount()
        try:
            yield made
        finally:
            subprocess.run(["umount", "-l", made.mount_point], capture_output=True, check=False)


def _busy(place: Place, seed: str) -> list[tuple[Deed, float]]:
    """One command after the other until the disk is gone, and when each was seen to have ended."""
    random, found = Random(seed), list[tuple[Deed, float]]()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        name, token, target, many = (
            random.choice(DEEDS),
            f"c{seed}x{len(found)}",
            random.choice(SHARED),
            random.randint(2, 6),
        )
        try:
            outcome = command(place, *words_of(name, token, target, many, place))
        except OSError:
            break
        said = outcome.code == 0 or bool(outcome.out.strip())
        found.append((Deed(name, token, target, many, said, outcome), time.monotonic()))
        if outcome.code:
            break
    return found


def _cut_once(made: Image, place: Place, random: Random) -> list[Deed]:
    """Workers at work, the cut, and what they had been told by then.

    The machine lives on, and what a program says after the cut was never said by one without power: XFS answers 0 to
    the fsync of a folder after the shutdown, although nothing gets to the disk.
    """
    mine, cutters = os.pipe()
    pid = os.fork()
    if pid == 0:
        time.sleep(random.uniform(0.02, LIFE))
        os.write(cutters, repr(time.monotonic()).encode())
        with suppress(OSError):
            made.cut()
        os._exit(0)
    os.close(cutters)
    lots = together([partial(_busy, place, f"{random.randrange(1 << 30)}w{turn}") for turn in range(WORKERS)])
    os.waitpid(pid, 0)
    with open(mine, "rb") as told:
        cut_at = float(told.read())
    return [as_told(deed, in_time=ended < cut_at) for lot in lots for deed, ended in lot]


def as_told(deed: Deed, *, in_time: bool) -> Deed:
    """A deed as somebody saw it who had no power any more after the cut; a bug that showed stays one."""
    failed = deed.outcome.code not in (0, KILLED) and not deed.outcome.traceback
    outcome = deed.outcome._replace(code=KILLED) if failed else deed.outcome
    return deed._replace(said=deed.said and in_time, outcome=outcome)


def _cuts(asked: Asked, system: str, count: int) -> tuple[int, list[str]]:
    random, faults, told = Random(f"{asked.seed} {system}"), list[str](), 0
    done_cuts = 0
    while done_cuts < count and len(faults) < 20:
        with image(asked, system) as made:
            place = Place(os.path.join(made.mount_point, "site"))
            make_site(place)
            os.sync()
            tickets = load(place.root).of("tickets")
            base, history = {target: taps(tickets[target]) for target in SHARED}, list[Deed]()
            while done_cuts < count and len(history) < 300 and len(faults) < 20:
                random.random()
                history += _cut_once(made, place, random)
                made.unmount()
                made.mount()
                done_cuts += 1
                after = command(place, "create", f"after cut {done_cuts}")
                faults += [f"blocked: {after}"] if after.code else []
                faults += judged(load(place.root), history, base)
            told += sum(deed.said for deed in history)
    return told, faults


def real_cuts(asked: Asked) -> Reached:
    """P4: ext4 and XFS on loop devices, cut off while three workers write; everything said is there afterwards."""
    faults, figures, reasons = list[str](), list[str](), list[str]()
    for system, (ci, release) in {"ext4": (25, 1000), "xfs": (25, 300)}.items():
        reason = possible(system)
        count = asked.size(ci, release, least=2)
        if not reason:
            try:
                told, found = _cuts(asked, system, count)
                faults += [f"{system}: {one}" for one in found]
                figures.append(f"{count} cuts of {system}, {told} acknowledged")
            except CannotTry as why:
                reason = str(why)
        reasons += [f"{system}: {reason}"] if reason else []
    if not figures:
        return Reached("", skipped="; ".join(reasons))
    return reached("; ".join([*figures, *(f"SKIP {reason}" for reason in reasons)]), faults)
