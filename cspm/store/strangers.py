"""What lies in the record folders and does not belong there."""

from __future__ import annotations

import os
from collections.abc import Iterator

from cspm.core.ids import is_id
from cspm.core.kinds import Kind
from cspm.errors import N_, Message
from cspm.store import layout
from cspm.store.problem import Problem


def strangers(root: str, kind: Kind) -> Iterator[Problem]:
    """Names in a kind's folders that do not belong there; a record in a wrong month is `misplaced`."""
    top = os.path.join(root, kind.name)
    if os.path.lexists(top) and not layout.is_folder(top):
        yield _stranger(kind, "", kind.name)
        return
    for shard, good in _folders(top, kind):
        folder = f"{kind.name}/{shard}".rstrip("/")
        for name in sorted(layout.names_in(os.path.join(root, folder))):
            if name not in good and layout.id_of(kind, shard, name) is None:
                yield _stranger(kind, folder, name)


def _folders(top: str, kind: Kind) -> Iterator[tuple[str, set[str]]]:
    """Each folder of a kind with the names of the folders that belong into it."""
    if not kind.monthly:
        yield "", set()
        return
    years = layout.matching(top, layout.YEAR)
    yield "", set(years)
    for year in years:
        months = layout.matching(os.path.join(top, year), layout.MONTH)
        yield year, set(months)
        for month in months:
            yield f"{year}/{month}", set()


def _stranger(kind: Kind, folder: str, name: str) -> Problem:
    path = f"{folder}/{name}".lstrip("/")
    record_id = name[: -len(layout.SUFFIX)] if name.endswith(layout.SUFFIX) else ""
    if record_id and is_id(kind, record_id):
        problem = Message(N_("the record lies in a folder where it does not belong"))
        return Problem("misplaced", path, record_id, problem, N_("move it to the folder of its month"))
    return Problem("foreign", path, "", Message(N_("this is no record")), N_("move it out of the record folders"))
