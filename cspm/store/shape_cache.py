"""The shapes of this machine: tables made from the models once, so that single changes need not load pydantic.

A shape lies in the cache folder under a name that holds the version of cspm, Python and the model's source files; of
another version it is simply not found. Like the index it can be thrown away, and without it all is slower and the same.
"""

from __future__ import annotations

import json
import os
import sys

from cspm import __version__
from cspm.core.kinds import Kind, load
from cspm.core.revision import Revision, Unfit, opened
from cspm.core.shape import Shape
from cspm.errors import StoreDamaged
from cspm.store.files import Damaged, Document, read_bytes, strict_json
from cspm.store.layout import relative

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCES = ("core/record.py", "core/shape.py", "core/shaping.py")


class Shapes:
    """The shapes that one command needs, each looked up once."""

    def __init__(self, cache: str) -> None:
        self._cache = cache
        self._known: dict[str, Shape | None] = {}

    def of(self, kind: Kind) -> Shape | None:
        """The kind's plain check; None when only its model can judge."""
        if kind.name not in self._known:
            self._known[kind.name] = shape_for(kind, self._cache)
        return self._known[kind.name]

    def opened(self, kind: Kind, document: Document) -> Revision:
        """A document as the revision it is, judged by its model. Raises StoreDamaged."""
        try:
            return opened(kind, self.of(kind), document)
        except Unfit as error:
            from cspm.store.rows import misfit

            raise StoreDamaged(path=relative(kind, document["id"]), problem=misfit(error.__cause__)) from error


def shape_for(kind: Kind, cache: str) -> Shape | None:
    """The kind's shape, made and kept when it is not there yet; None when only the model can judge."""
    name = _name(kind)
    if not name:
        return _shape(_made(kind))
    path = os.path.join(cache, "shapes", name)
    try:
        table = strict_json(read_bytes(path)[0])
        return _shape(table)
    except (FileNotFoundError, Damaged, LookupError, TypeError):
        table = _made(kind)
        _keep(path, table)
        return _shape(table)


def _shape(table: dict[str, object] | None) -> Shape | None:
    return None if table is None else Shape(table["fields"], table["events"])  # type: ignore[arg-type]  # our own JSON


def _made(kind: Kind) -> dict[str, object] | None:
    from cspm.core.shaping import shape_table

    return shape_table(load(kind.model))


def _name(kind: Kind) -> str:
    """The name of a shape's file; empty for a model that lies somewhere else, whose source we do not see."""
    from zlib import crc32

    module = kind.model.split(":")[0]
    if not module.startswith("cspm."):
        return ""
    told = [__version__, sys.version, kind.model]
    try:
        for source in (f"{module.removeprefix('cspm.').replace('.', '/')}.py", *SOURCES):
            found = os.stat(os.path.join(PACKAGE, source))
            told += [str(found.st_mtime_ns), str(found.st_size)]
    except OSError:  # from an archive: nothing to tell versions of a source by
        return ""
    return f"{kind.name}-{crc32(' '.join(told).encode()):08x}.json"


def _keep(path: str, table: dict[str, object] | None) -> None:
    """Write the table, whole or not at all; a cache that cannot be written is no trouble."""
    new = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            os.write(fd, json.dumps(table, ensure_ascii=False).encode("utf-8"))
        finally:
            os.close(fd)
        os.replace(new, path)
    except OSError:
        return
