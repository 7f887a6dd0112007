"""Damaged files set aside, bytes unchanged, under the name of the place they came from."""

from __future__ import annotations

import os
from itertools import count

from cspm.errors import StoreNotWritable
from cspm.store import disk, journal, layout


def move(root: str, path: str) -> str | None:
    """Move what is damaged out of the record folders; its new name, None when it has gone. Raises StoreNotWritable."""
    source = os.path.join(root, path)
    if not os.path.lexists(source):
        return None
    try:
        journal.ensure_folder(root, f"{layout.INNER}/quarantine")
        name = journal.staged_name(path)
        there = set(layout.names_in(layout.inner(root, "quarantine")))
        free = next(f"{name}.{turn}" for turn in count(1) if f"{name}.{turn}" not in there)
        disk.rename(source, layout.inner(root, f"quarantine/{free}"))
        disk.fsync_folder(layout.inner(root, "quarantine"))
        disk.fsync_folder(os.path.dirname(source))
    except OSError as error:
        raise StoreNotWritable(path=source, problem=disk.trouble(error)) from error
    return free


def names(root: str) -> list[str]:
    """The file names that the quarantined had in their own folders."""
    return [name.rsplit(".", 1)[0].rsplit("~", 1)[-1] for name in layout.names_in(layout.inner(root, "quarantine"))]


def ids(root: str) -> set[str]:
    """The ids of the quarantined."""
    return {name[: -len(layout.SUFFIX)] for name in names(root) if name.endswith(layout.SUFFIX)}
