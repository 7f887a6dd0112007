"""Where things lie in a record folder. Ids are checked (`core.ids.is_id`) before any path is made of them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator

from cspm.core.ids import is_id
from cspm.core.kinds import Kind
from cspm.errors import StoreProblem
from cspm.store.disk import trouble

INNER = ".cspm"
FORMAT = 2
SUFFIX = ".json"
YEAR = re.compile(r"[0-9]{4}")
MONTH = re.compile(r"0[1-9]|1[0-2]")


class Unlistable(StoreProblem):
    """A folder is there, and what is in it cannot be seen: nobody may take it for empty."""

    code = "store_folder"


def inner(root: str, name: str) -> str:
    """A path inside the store's own folder: FORMAT, lock, journal, tmp, quarantine."""
    return os.path.join(root, INNER, name)


def shard_of(kind: Kind, record_id: str) -> str:
    """The folder of a record below its kind's: `2026/11`, or nothing for kinds without months."""
    if not kind.monthly:
        return ""
    month = record_id.split("-")[1]
    return f"{month[:4]}/{month[4:]}"


def relative(kind: Kind, record_id: str) -> str:
    """The path of a record's file inside the store."""
    shard = shard_of(kind, record_id)
    return "/".join(part for part in (kind.name, shard, record_id + SUFFIX) if part)


def id_of(kind: Kind, shard: str, name: str) -> str | None:
    """The id of a file in a shard's folder; None when the file does not belong there."""
    if not name.endswith(SUFFIX):
        return None
    record_id = name[: -len(SUFFIX)]
    return record_id if is_id(kind, record_id) and shard_of(kind, record_id) == shard else None


def is_folder(path: str) -> bool:
    """Whether a real folder is there; a link to one is not."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def shards(root: str, kind: Kind) -> Iterator[str]:
    """The folders that may hold records of a kind, in order: months, or "" for the kind's own folder."""
    top = os.path.join(root, kind.name)
    if not kind.monthly:
        if is_folder(top):
            yield ""
        return
    for year in matching(top, YEAR):
        for month in matching(os.path.join(top, year), MONTH):
            yield f"{year}/{month}"


def matching(path: str, pattern: re.Pattern[str]) -> list[str]:
    """The real folders in a folder whose names fit, in order."""
    if not is_folder(path):
        return []
    return sorted(name for name in names_in(path) if pattern.fullmatch(name) and is_folder(os.path.join(path, name)))


def names_in(path: str) -> list[str]:
    """The names in a folder; none when it is not there. Raises Unlistable."""
    try:
        return os.listdir(path)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise Unlistable(path=path, problem=trouble(error)) from error
