"""The numbers of a month: which is the highest that was ever given (P9).

What is in the folder tells it, unless somebody deletes the last record by hand. So `.cspm/numbers/` keeps the highest
number that was committed, by kind and month, with the time of the month's folder at that moment: one line with a checksum,
written without a sync after each change, and only a hint. While the folder's time is the same, nothing came or went and
the hint is right. Otherwise the folder is listed, and the higher number counts: so the hint may be lost, or behind after a
crash. Edited by hand or half written, its checksum is wrong, and it is not heeded. A month of many thousands of files
is not listed; numbers go on from the hint past every file that is there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

from cspm.core.ids import month_of, number_of, numbered
from cspm.core.kinds import Kind
from cspm.store import disk, layout, quarantine
from cspm.store.files import Damaged, read_bytes

FOLDER = "numbers"
WIDTH = 60
LONG = 256 * 1024  # bytes of a folder that holds some six thousand records: listing more costs more than it tells
PROBES = 1000
Numbers = Mapping[tuple[str, str], int]


def last_number(root: str, kind: Kind, month: str) -> int:
    """The highest number of a month, of whatever stands or stood under it, also in quarantine. Under the lock."""
    folder = os.path.join(root, kind.name, month.replace("-", "/"))
    number, seen = _hint(root, kind.name, month)
    known = max(number, _highest(quarantine.names(root), kind, month))
    time, size = _folder(folder)
    if number and (time == seen or size > LONG):
        for last in range(known, known + PROBES):
            if not os.path.lexists(os.path.join(folder, numbered(kind, month, last + 1) + layout.SUFFIX)):
                return last
    return max(known, _highest(layout.names_in(folder), kind, month))


def note(root: str, given: Numbers) -> None:
    """Under the lock and after the commit: the highest numbers that were given, by kind and month `2026-11`.

    A hint that cannot be kept is none: the change is done, and the folder tells what it can.
    """
    try:
        path = layout.inner(root, FOLDER)
        if given and not layout.is_folder(path):
            disk.mkdir(path)
        for (kind, month), number in given.items():
            before = _hint(root, kind, month)[0]
            time, _ = _folder(os.path.join(root, kind, month.replace("-", "/")))
            _write(f"{path}/{kind}~{month}", f"{max(number, before)} {time}")
    except OSError:
        return


def given(records: Iterable[tuple[Kind, str]]) -> Numbers:
    """The highest number by kind and month among new records, each by its kind and id; kinds without months have none."""
    found: dict[tuple[str, str], int] = {}
    for kind, record_id in records:
        if kind.monthly:
            key = kind.name, month_of(record_id)
            found[key] = max(found.get(key, 0), number_of(record_id))
    return found


def _hint(root: str, kind: str, month: str) -> tuple[int, int]:
    """The number and the folder's time that were noted; (0, 0) when there are none, or none to be believed."""
    try:
        data, _ = read_bytes(layout.inner(root, f"{FOLDER}/{kind}~{month}"))
        told, _, check = data.decode("ascii").strip().rpartition(" ")
        if int(check, 16) != crc32(told.encode()):
            return 0, 0
        number, time = told.split()
        return int(number), int(time)
    except (FileNotFoundError, Damaged, ValueError):
        return 0, 0


def _write(path: str, told: str) -> None:
    """One line of fixed width in place, for all desks to write. Raises OSError."""
    fd = disk.open_lock(path)
    try:
        wanted = stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) & 0o666
        if stat.S_IMODE(os.fstat(fd).st_mode) != wanted:
            disk.fchmod(fd, wanted)
        disk.pwrite(fd, f"{told} {crc32(told.encode()):08x}".ljust(WIDTH).encode() + b"\n", 0)
    finally:
        os.close(fd)


def _folder(path: str) -> tuple[int, int]:
    """A folder's time and size; (0, 0) when there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _highest(names: Sequence[str], kind: Kind, month: str) -> int:
    """The highest number of a month among file names, whatever kind of file they name."""
    prefix = f"{kind.prefix}-{month.replace('-', '')}-"
    found = 0
    for name in names:
        if name.startswith(prefix):
            digits = name[len(prefix) :].split(".", 1)[0]
            if digits.isascii() and digits.isdigit() and len(digits) <= 12:
                found = max(found, int(digits))
    return found
