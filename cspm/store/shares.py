"""Network shares, where two machines can both get the same lock: found by the type of the file system (P13)."""

from __future__ import annotations

import os

from cspm.errors import N_, Message, StoreProblem

_SHARE = N_("the folder is on a network share ({type}), where records are not safe. Keep it on a disk of this machine")
_NETWORK = frozenset(
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "afs", "ceph", "glusterfs", "lustre", "davfs", "fuse"]
)


def refuse(root: str) -> None:
    """Refuse a store on a network share, where two machines can both get the lock (P13). Raises StoreProblem."""
    found = file_system(root)
    if found.split(".")[0] in _NETWORK:
        raise StoreProblem(path=root, problem=Message.of(_SHARE, type=found))


def file_system(path: str) -> str:
    """The type of the file system of a path, from the kernel's table of mounts; "" where there is none."""
    try:
        device = os.stat(path).st_dev
        data = _proc("/proc/self/mountinfo")
    except OSError:
        return ""
    lines = [line.split(" - ") for line in data.splitlines()]
    wanted = f"{os.major(device)}:{os.minor(device)}"
    best = ""
    found = ""
    real = os.path.realpath(path) + "/"
    for left, right in (line for line in lines if len(line) == 2):
        fields = left.split()
        if fields[2] == wanted:
            return right.split()[0]
        point = fields[4].rstrip("/") + "/"
        if real.startswith(point) and len(point) >= len(best):
            best, found = point, right.split()[0]
    return found


def _proc(path: str) -> str:
    """The text of one of the kernel's files, which have no size. Raises OSError."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = []
        while part := os.read(fd, 1 << 16):
            parts.append(part)
        return b"".join(parts).decode("utf-8", "replace")
    finally:
        os.close(fd)
