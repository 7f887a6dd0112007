"""Records: frozen pydantic models with their history inside.

A change makes the next revision, and the change and its line of history are one act: `first` and `stepped` are the only
ways to a new record. The whole new record is validated, not only what changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, ValidationError

from cspm.core.history import difference
from cspm.core.labels import labels_of
from cspm.core.misfits import misfits
from cspm.core.stamp import Stamp, event
from cspm.errors import N_, BadValue, Message

TAIL = ("created_by", "import_batch", "revision", "history")

R = TypeVar("R", bound="Record")

Money = Annotated[Decimal, PlainSerializer(lambda value: f"{value:.2f}", return_type=str, when_used="json")]


def called(model: type[BaseModel], path: tuple[str, ...]) -> Message | str:
    """A field by its label, one of a part after those it lies in; its path where it has none."""
    labels = labels_of(model)
    name = ".".join(part for part in path if not part.isdigit())
    return Message(labels[name]) if name in labels else ".".join(path)


def field(label: str, default: Any = ..., **more: Any) -> Any:
    """A field with its label (a message id: heading of tables, imports and forms). `more` goes to pydantic's Field."""
    return Field(default, title=label, **more)


class Part(BaseModel):
    """A frozen part of a record, unknown fields refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        defer_build=True,
        hide_input_in_errors=True,
    )


class Rung(Part):
    """A step of the ladder of escalation (S66): that `role` was told of a clock that ran since `since` and was missed."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    clock: str = field(N_("Clock"))
    level: int = field(N_("Step of the ladder"))
    role: str = field(N_("Role"))
    since: datetime = field(N_("Since"))
    due: datetime = field(N_("Due"))


class Event(Part):
    """One line of a record's history.

    `changed` holds the new JSON values by field; a key with a final `+` holds the items appended to a list. Folding all
    of them from the first event on gives the record's present content. `hash` covers the event and the hash before it.
    """

    revision: int
    action: str
    at: datetime
    recorded_at: datetime
    by: str
    recorded_by: str
    os_user: str = ""
    changed: dict[str, Any] = Field(default_factory=dict)
    reason: str | None = None
    hash: str


class Record(Part):
    """Base of every record kind. `record_kind` is the kind's name in the register (its folder in the store)."""

    record_kind: ClassVar[str]

    id: str
    created_by: str | None = None
    import_batch: str | None = None
    revision: int = 0
    history: tuple[Event, ...] = ()

    def content(self) -> dict[str, Any]:
        """The JSON content without revision and history, in stable key order."""
        dumped = self.model_dump(mode="json", by_alias=True, exclude={"revision", "history"})
        tail = {key: dumped.pop(key) for key in TAIL if key in dumped}
        return {**dumped, **tail}

    def document(self) -> dict[str, Any]:
        """The whole record as its file holds it."""
        history = [event.model_dump(mode="json") for event in self.history]
        return {**self.content(), "revision": self.revision, "history": history}

    @classmethod
    def first(cls, stamp: Stamp, action: str, *, reason: str | None = None, **fields: Any) -> Self:
        """A new record at revision 1. Raises BadValue when the fields do not make one."""
        fields.setdefault("created_by", stamp.recorded_by)
        return _next(cls, None, stamp, action, changed=fields, reason=reason)

    def stepped(self, stamp: Stamp, action: str, *, reason: str | None = None, **changed: Any) -> Self:
        """The next revision, with one more line of history. Fields not named stay as they are; raises BadValue."""
        return _next(type(self), self, stamp, action, changed=changed, reason=reason)


def _next(
    cls: type[R], old: R | None, stamp: Stamp, action: str, *, changed: Mapping[str, Any], reason: str | None
) -> R:
    before = old.content() if old is not None else {}
    present = {name: getattr(old, name) for name in cls.model_fields} if old is not None else {}
    revision = (old.revision if old is not None else 0) + 1
    try:
        new = cls.model_validate({**present, **changed, "revision": revision, "history": ()})
    except ValidationError as error:
        first = next(misfits(error))
        raise BadValue(field=called(cls, first.path), value=str(first.value)[:80], problem=first.reason) from error
    line = event(
        stamp, action, revision=revision, changed=difference(before, new.content()), reason=reason,
        after=old.history[-1].hash if old is not None else "",
    )  # fmt: skip
    history = (*(old.history if old is not None else ()), Event.model_validate(line))
    return new.model_copy(update={"history": history})


class Beginnings:
    """First revisions of many records that their model has accepted already: one stamp, one action for all of them.

    `content` is `Record.content()` of an accepted record; `document` gives what `first(...).document()` would, without
    asking the model a second time.
    """

    def __init__(self, stamp: Stamp, action: str) -> None:
        self._stamp = stamp
        self._action = action

    def document(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The whole record at revision 1 as its file holds it."""
        changed = difference({}, content)
        line = event(self._stamp, self._action, revision=1, changed=changed, reason=None, after="")
        return {**content, "revision": 1, "history": [line]}
