"""Records as actions see them: one revision, read with attributes, and the way to the next.

The result of `begun` and `stepped` is what `Record.first` and `Record.stepped` of the kind's model would give; the
model is only loaded when the plain check (`core.shape`) does not accept the values, to judge them and to say why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from cspm.core.history import difference
from cspm.core.kinds import Kind, load
from cspm.core.shape import NotPlain, Shape
from cspm.core.stamp import Stamp, event
from cspm.core.view import View

if TYPE_CHECKING:
    from cspm.core.record import Record

FRAME = ("revision", "history")


class Unfit(Exception):
    """A document is no record of its kind; pydantic's ValidationError is the cause."""


class Revision(View):
    """One revision of a record; `document()` is what its file holds. Frozen, like the model."""

    __slots__ = ("_kind", "_shape")

    def __init__(self, kind: Kind, shape: Shape | None, document: Mapping[str, Any]) -> None:
        super().__init__(document)
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_shape", shape)

    def __eq__(self, other: object) -> bool:
        document = getattr(other, "document", None)
        return callable(document) and bool(self.document() == document())

    __hash__ = None  # type: ignore[assignment]  # equal by content, like the model

    @property
    def record_kind(self) -> str:
        """The kind's name."""
        kind: Kind = self._kind
        return kind.name

    def content(self) -> dict[str, Any]:
        """The JSON content without revision and history."""
        return {key: value for key, value in self.document().items() if key not in FRAME}

    def stepped(self, stamp: Stamp, action: str, /, *, reason: str | None = None, **changed: Any) -> Revision:
        """The next revision, with one more line of history. Raises BadValue when the fields do not make one."""
        kind, shape, old = self._kind, self._shape, self.document()
        try:
            if shape is None:
                raise NotPlain(kind.name)
            new = self.content() | shape.changed(changed)
        except NotPlain:
            return Revision(
                kind, shape, _modelled(kind, old).stepped(stamp, action, reason=reason, **bare(changed)).document()
            )
        return Revision(kind, shape, _next(stamp, action, old, new, reason))


def begun(
    kind: Kind, shape: Shape | None, stamp: Stamp, action: str, /, *, reason: str | None = None, **fields: Any
) -> Revision:
    """A new record at revision 1. Raises BadValue when the fields do not make one."""
    fields.setdefault("created_by", stamp.recorded_by)
    try:
        if shape is None:
            raise NotPlain(kind.name)
        new = shape.content(fields)
    except NotPlain:
        made = _model(kind).first(stamp, action, reason=reason, **bare(fields))
        return Revision(kind, shape, made.document())
    return Revision(kind, shape, _next(stamp, action, {}, new, reason))


def opened(kind: Kind, shape: Shape | None, document: Mapping[str, Any]) -> Revision:
    """A document as the revision it is. Raises Unfit."""
    if shape is not None:
        try:
            return Revision(kind, shape, shape.document(document))
        except NotPlain:
            pass
    from pydantic import ValidationError

    try:
        return Revision(kind, shape, _modelled(kind, document).document())
    except ValidationError as error:
        raise Unfit(kind.name) from error


def _next(
    stamp: Stamp, action: str, old: Mapping[str, Any], new: Mapping[str, Any], reason: str | None
) -> dict[str, Any]:
    history, revision = old.get("history", []), old.get("revision", 0) + 1
    before = {key: value for key, value in old.items() if key not in FRAME}
    told = event(
        stamp, action, revision=revision, changed=difference(before, new), reason=reason,
        after=history[-1]["hash"] if history else "",
    )  # fmt: skip
    return {**new, "revision": revision, "history": [*history, told]}


def _model(kind: Kind) -> type[Record]:
    return cast("type[Record]", load(kind.model))


def _modelled(kind: Kind, document: Mapping[str, Any]) -> Record:
    return _model(kind).model_validate(document)


def bare(value: Any) -> Any:
    """Values as a model takes them: views are their documents."""
    if isinstance(value, View):
        return bare(value.document())
    if isinstance(value, Mapping):
        return {key: bare(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [bare(item) for item in value]
    return value
