"""P13: a store on a network share is refused in a sentence, or locked by link; also on a real share with two clients.

The real share is this machine's own, mounted twice over sshfs by a server that listens on the loopback only: two clients
with caches and locks of their own, as two desks would be. For root, and where sshfs and sshd are installed.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import NamedTuple

from tests.reliability.engine import Place, command, together
from tests.reliability.images import CannotTry, ran
from tests.reliability.loader import load
from tests.reliability.results import Asked, Reached, reached
from tests.reliability.scenes import write

PROGRAMS = ("sshfs", "sshd", "ssh-keygen", "fusermount3")
TYPES = ("nfs4", "cifs", "smb3", "fuse.sshfs", "9p")
SERVER = (
    "Port {port}\nListenAddress 127.0.0.1\nHostKey {path}/host\nAuthorizedKeysFile {path}/client.pub\nPidFile {path}/pid\n"
    "PermitRootLogin prohibit-password\nPasswordAuthentication no\nStrictModes no\nUsePAM no\nSubsystem sftp internal-sftp\n"
)
CLIENT = (
    "port={port},IdentityFile={path}/client,StrictHostKeyChecking=no,UserKnownHostsFile={path}/known,"
    "cache=no,attr_timeout=0,entry_timeout=0,negative_timeout=0,ac_attr_timeout=0"
)
DESKS = 2


class Share(NamedTuple):
    """A site seen by its server, and by two clients."""

    server: Place
    clients: tuple[Place, ...]


def impossible() -> str:
    """Why there can be no real share here; nothing when there can."""
    if os.geteuid() != 0:
        return "needs root"
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing:
        return f"no {', '.join(missing)}"
    return "" if os.path.exists("/dev/fuse") else "no /dev/fuse"


@contextmanager
def shared(asked: Asked) -> Iterator[Share]:
    """A copy of the sample site on a share. Raises CannotTry."""
    with ExitStack() as stack:
        above = stack.enter_context(asked.ground.empty("share"))
        server = asked.ground.place("served")
        stack.callback(shutil.rmtree, server.path, ignore_errors=True)
        port = stack.enter_context(_served(above.path))
        clients = []
        for turn in range(DESKS):
            point = above / f"desk{turn}"
            os.mkdir(point)
            options = CLIENT.format(port=port, path=above.path)
            ran("sshfs", "-o", options, f"root@127.0.0.1:{server.path}", point)
            stack.callback(subprocess.run, ["fusermount3", "-u", "-z", point], check=False, capture_output=True)
            clients.append(Place(point))
        yield Share(server, tuple(clients))


@contextmanager
def _served(path: str) -> Iterator[int]:
    """A server of files on the loopback, with keys of its own; its port. Raises CannotTry."""
    for name in ("host", "client"):
        ran("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{path}/{name}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    write(f"{path}/config", SERVER.format(port=port, path=path))
    os.makedirs("/run/sshd", exist_ok=True)
    ran(str(shutil.which("sshd")), "-f", f"{path}/config", "-E", f"{path}/log")
    pid = _process(f"{path}/pid")
    try:
        yield port
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


def _process(path: str) -> int:
    """The number that a server writes into a file once it runs. Raises CannotTry when it does not come."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with suppress(FileNotFoundError), open(path, encoding="ascii") as file:
            if (told := file.read()).endswith("\n"):
                return int(told)
        time.sleep(0.05)
    raise CannotTry("sshd does not start")


def network_share(asked: Asked) -> Reached:
    """P13: a store on a share is refused in a sentence and nothing is written there, or locked as shares allow."""
    faults = []
    with asked.ground.trial("share") as place:
        for system in TYPES:
            faults += [f"{system}: {one}" for one in _refused(place, place, system)]
    faults += _locked_by_link(asked)
    why = impossible()
    if not why:
        try:
            count, found = real_share(asked)
            faults += found
            return reached(
                f"{len(TYPES)} types as the kernel names them; sshfs, {DESKS} clients: {count} by link", faults
            )
        except CannotTry as error:
            why = str(error)
    return reached(f"{len(TYPES)} types as the kernel names them; a real share: SKIP {why}", faults)


def _refused(place: Place, server: Place, system: str = "") -> list[str]:
    """Changes are refused in a sentence and nothing is written; reading works."""
    before = load(server.root).records
    act = partial(_pretended, system) if system else None
    outcome = command(place, "create", "on a share", **({"act": act} if act else {}))
    faults = [] if outcome.code == 26 and "network share" in outcome.err else [f"not refused: {outcome}"]
    if load(server.root).records != before:
        faults.append("changed: something was written on the share")
    listed = command(place, "list", "--all", "-q", **({"act": act} if act else {}))
    return faults + ([] if listed.code == 0 and listed.out else [f"not readable: {listed}"])


def real_share(asked: Asked) -> tuple[int, list[str]]:
    """Two clients of a real share: refused, and with the lock by link none of their changes is lost or double.

    Returns how many tickets were made by link, and the faults. Raises CannotTry.
    """
    each = asked.size(3, 25, least=2)
    with shared(asked) as share:
        faults = [f"sshfs: {one}" for client in share.clients for one in _refused(client, share.server)]
        write(f"{share.server.root}/.cspm/LOCK_BY_LINK", "")
        before = len(load(share.server.root).of("tickets"))
        desks = [(client, worker) for client in share.clients for worker in range(2)]
        names = [f"{client.path[-1]}{worker}" for client, worker in desks]
        jobs = [partial(_made, client, name, each) for (client, _), name in zip(desks, names, strict=True)]
        found = together(jobs)
        faults += _lost(share.server, found, each)
        made = len(load(share.server.root).of("tickets")) - before
        if made != each * len(desks):
            faults.append(f"sshfs: {made} tickets of {each * len(desks)}")
        checked = command(share.server, "check")
        faults += [f"sshfs: check: {checked} {checked.out[:300]}"] if checked.code else []
    return each * len(desks), faults


def _made(place: Place, name: str, count: int, system: str = "") -> list[str]:
    """The tickets that this process was told it made."""
    more = {"act": partial(_pretended, system)} if system else {}
    texts = [f"share {name} {turn}" for turn in range(count)]
    return [text for text in texts if command(place, "create", text, timeout=120, **more).code == 0]


def _lost(place: Place, found: list[list[str]], each: int) -> list[str]:
    """What of the tickets that were said is not there, or is there twice; who was refused."""
    loaded = load(place.root)
    texts = loaded.by_text()
    lost = [f"by link: {one} {texts.get(one)}" for some in found for one in some if len(texts.get(one, [])) != 1]
    return [*loaded.problems, *lost, *(f"by link, refused: {some}" for some in found if len(some) < each)]


def _locked_by_link(asked: Asked) -> list[str]:
    """Who must keep the store on a share gets a lock that holds there: many write, and none is lost or double."""
    with asked.ground.trial("share") as place:
        write(f"{place.root}/.cspm/LOCK_BY_LINK", "")
        found = together([partial(_made, place, str(worker), 4, "nfs4") for worker in range(4)])
        return _lost(place, found, 4)


def _pretended(system: str) -> None:
    """The kernel's table of mounts names another type for the store's disk."""
    from cspm.store import shares

    device = os.stat(".").st_dev
    line = f"1 1 {os.major(device)}:{os.minor(device)} / / rw - {system} host:/share rw\n"
    setattr(shares, "_proc", lambda path: line)  # noqa: B010 - no assignment that types allow
