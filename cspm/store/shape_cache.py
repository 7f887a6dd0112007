"""The shapes and labels of this machine: tables made from the models once, so that single commands need no pydantic.

Their names in the cache folder hold the version of cspm, Python and the model's source files (`store.kept`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from cspm.core.kinds import Kind, load
from cspm.core.revision import Revision, Unfit, opened
from cspm.core.shape import Shape
from cspm.errors import StoreDamaged
from cspm.store import kept
from cspm.store.files import Document
from cspm.store.layout import relative

SOURCES = ("core/record.py", "core/shape.py", "core/shaping.py")
LABEL_SOURCES = ("core/record.py", "core/labels.py", "core/words.py")


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

    def labels(self, kind: Kind) -> Mapping[str, str]:
        """Labels and vocabularies of a kind's fields, as `core.labels.spoken` reads them from its model."""
        return labels_for(kind, self._cache)

    def opened(self, kind: Kind, document: Document) -> Revision:
        """A document as the revision it is, judged by its model. Raises StoreDamaged."""
        try:
            return opened(kind, self.of(kind), document)
        except Unfit as error:
            from cspm.store.rows import misfit

            raise StoreDamaged(path=relative(kind, document["id"]), problem=misfit(error.__cause__)) from error


def shape_for(kind: Kind, cache: str) -> Shape | None:
    """The kind's shape, made and kept when it is not there yet; None when only the model can judge."""
    path = _path(kind, cache, "", SOURCES)
    if not path:
        return _shape(_made(kind))
    try:
        return _shape(kept.read(path))
    except (LookupError, TypeError):
        table = _made(kind)
        kept.keep(path, table)
        return _shape(table)


def _shape(table: dict[str, object] | None) -> Shape | None:
    return None if table is None else Shape(table["fields"], table["events"])  # type: ignore[arg-type]  # our own JSON


def _made(kind: Kind) -> dict[str, object] | None:
    from cspm.core.shaping import shape_table

    return shape_table(load(kind.model))


def labels_for(kind: Kind, cache: str) -> Mapping[str, str]:
    """What is said of a kind's fields, made and kept when it is not there yet."""
    path = _path(kind, cache, "spoken-", LABEL_SOURCES)
    if path:
        try:
            known = kept.read(path)
            if isinstance(known, dict) and known and all(isinstance(label, str) for label in known.values()):
                return known
        except LookupError:
            pass
    from cspm.core.labels import spoken

    made = spoken(kind)
    if path:
        kept.keep(path, made)
    return made


def _path(kind: Kind, cache: str, what: str, sources: tuple[str, ...]) -> str:
    """Where a kind's table is kept; empty for a model that lies somewhere else, whose source we do not see."""
    module = kind.model.split(":")[0]
    if not module.startswith("cspm."):
        return ""
    own = f"{module.removeprefix('cspm.').replace('.', '/')}.py"
    folder = own.rpartition("/")[0]
    parts = [name for name in kept.modules_in(folder) if name.endswith("parts.py")]  # of a model in several files
    told = kept.fingerprint((own, *parts, *sources), kind.model)
    return os.path.join(cache, "shapes", f"{what}{kind.name}-{told}.json") if told else ""
