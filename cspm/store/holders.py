"""Who holds a lock by link: written down so that its own machine can tell later whether that process is dead."""

from __future__ import annotations

import os

from cspm.store.files import Damaged, read_bytes


def described(name: str, token: int) -> bytes:
    """What the file of a lock says of this process: its name for people, the machine, its start, the process; `token`
    tells this lock from every other one."""
    pid = os.getpid()
    return "\n".join((name, *_here(), str(pid), _started(pid), str(token), "")).encode("utf-8", "replace")


def said(path: str) -> bytes:
    """What a lock's file says; nothing when it is not there or cannot be read."""
    try:
        return read_bytes(path)[0]
    except (FileNotFoundError, Damaged):
        return b""


def name(mark: bytes) -> str:
    """The holder's name for people, `?` when the file does not say it."""
    return _lines(mark)[0].strip() or "?"


def is_dead(mark: bytes) -> bool:
    """Whether the holder was a process of this machine that is no more; False when that is not certain."""
    lines = _lines(mark)
    if len(lines) != 8 or not (lines[4].isascii() and lines[4].isdigit()):
        return False
    machine, boot, space = _here()
    if lines[1] != machine or not machine.split(" ")[1]:
        return False  # another machine, or one that cannot tell itself from others
    if lines[2] != boot:
        return bool(boot)  # it was started anew since
    if lines[3] != space or not space:
        return False  # in a container of its own, into which we cannot see
    return _started(int(lines[4])) != lines[5]


def _here() -> tuple[str, str, str]:
    """This machine, its start, and the space that its process numbers belong to; empty where the system does not tell."""
    machine = f"{os.uname().nodename} {_text('/etc/machine-id')}"
    try:
        space = os.readlink("/proc/self/ns/pid")
    except OSError:
        space = ""
    return machine, _text("/proc/sys/kernel/random/boot_id"), space


def _started(pid: int) -> str:
    """When a process began, in ticks since the machine's start; empty when there is none, or only its exit code is left."""
    fields = _text(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 and fields[0] not in ("Z", "X") else ""


def _lines(mark: bytes) -> list[str]:
    return mark.decode("utf-8", "replace").split("\n")


def _text(path: str) -> str:
    return said(path).decode("utf-8", "replace").strip()
