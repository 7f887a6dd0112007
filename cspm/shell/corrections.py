"""Corrections of any record: amend a field, take back a change. Both are new events; nothing is erased (R345)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cspm.core import history
from cspm.core.kinds import load
from cspm.core.upgrades import UPGRADED, present
from cspm.core.view import View
from cspm.errors import N_, Code, Message, NoSuchRecord, NotPossibleNow, RefusedByRule
from cspm.shell.typed import Types, assignments

if TYPE_CHECKING:
    from cspm.core.record import Record
    from cspm.core.revision import Revision
    from cspm.shell.office import Office

APPROVALS = frozenset({"approve", "settlement approve"})
NO_TYPES: Types = {}


def amended(
    office: Office, kind: str, record_id: str, *, fields: Sequence[str], reason: str, own: Types = NO_TYPES
) -> Revision:
    """Correct fields given as `FIELD=VALUE` (`customer.name=王芳`, `unit=`): one event, the old values stay in history.

    `own` names parameter types for single fields. Raises BadValue for an unknown or fixed field or a value that does
    not fit, NoSuchRecord, NotAllowed.
    """
    typed = assignments(model_of(kind), fields, own=own)

    def plan(record: Revision, _stamp: object) -> Mapping[str, Any]:
        changed: dict[str, Any] = {}
        for path, value in typed.items():
            top, _, below = path.partition(".")
            changed[top] = inside(changed.get(top, getattr(record, top)), below, value) if below else value
        return changed

    return office.step(kind, record_id, "amend", plan, permit=f"{kind} amend", reason=reason)


def model_of(kind: str) -> type[Record]:
    """The model of a kind by its name in the register."""
    from cspm.register import KINDS

    found: type[Record] = load(KINDS[kind].model)
    return found


def inside(part: Any, below: str, value: Any) -> dict[str, Any]:
    """A part with one field replaced, below it if need be; a part that was not there begins with this field."""
    fields = dict(part.document() if isinstance(part, View) else part or {})
    name, _, deeper = below.partition(".")
    return {**fields, name: inside(fields.get(name), deeper, value) if deeper else value}


def undone(office: Office, kind: str, record_id: str) -> Revision:
    """Take back a record's last change that still stands, as a new event `undo`.

    The first event cannot be taken back, the record becomes void instead; an approval cannot be undone, only adjusted.
    """
    model = model_of(kind)

    def plan(record: Revision, _stamp: object) -> Mapping[str, Any]:
        events = record.document()["history"]
        standing = last_standing(events)
        last = events[standing - 1]
        if last["action"] in APPROVALS or (last["action"] == "pay" and kind == "settlements"):
            raise RefusedByRule(
                Message.of(N_("{id}: an approval cannot be undone; correct it with an adjustment"), id=record_id),
                rule="R127", clause="000 P2-四 3.3", code="approval_stands",
            )  # fmt: skip
        if standing == 1:
            return voided(model, record)
        return restored(model, record, present(kind, history.fold(events[: standing - 1])))

    return office.step(kind, record_id, "undo", plan)


def restored(model: type[Record], record: Revision, before: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that differ from what they were: `before` is what events had set, the model's default the rest."""
    now = record.content()
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key not in now or name in ("id", "created_by") or (info.is_required() and key not in before):
            continue
        value = before[key] if key in before else info.get_default(call_default_factory=True)
        if value != now[key] and not (key not in before and not value and not now[key]):
            found[name] = value
    return found


def voided(model: type[Record], record: Revision) -> Mapping[str, Any]:
    """A record that is taken back whole: its number stays taken."""
    state = getattr(record, "state", None)
    if state not in ("registered", "active", "recorded", None) or "state" not in model.model_fields:
        raise NotPossibleNow(
            id=record.id,
            action=Code("action", "undo"),
            state=Code("state", str(state)),
            possible=Code("action", "nothing"),
        )
    return {"state": "void"}


def last_standing(events: Sequence[Mapping[str, Any]]) -> int:
    """The revision of the last change that was not taken back yet (each `undo` takes back the one before it)."""
    standing: list[int] = []
    for event in events:
        if event["action"] == "undo" and len(standing) > 1:
            standing.pop()
        elif event["action"] not in ("undo", UPGRADED):
            standing.append(int(event["revision"]))
    return standing[-1]


def last_change(office: Office, typed: str | None, resolve: Callable[[str, str], str]) -> tuple[str, str]:
    """Kind and id of the record named, or of the actor's own last change anywhere. Raises NoSuchRecord."""
    from cspm.register import KINDS

    if typed:
        for kind in KINDS.values():
            if kind.monthly and (
                typed.upper().startswith(kind.prefix + "-") or (kind.name == "tickets" and typed[:1].isdigit())
            ):
                return kind.name, resolve(kind.name, typed)
        found = [kind.name for kind in KINDS.values() if not kind.monthly and office.store.exists(kind.name, typed)]
        if len(found) == 1:
            return found[0], typed
        raise NoSuchRecord(id=typed, command="cspm list --all")
    latest = max(
        (
            (int(row["last_at"]), kind, str(row["id"]))
            for kind in KINDS
            for row in office.store.rows(
                kind, "last_by = ?", (office.actor.id,), order="last_at DESC LIMIT 1", columns=("id", "last_at")
            )
        ),
        default=None,
    )
    if latest is None:
        raise NoSuchRecord(id=office.actor.id, command="cspm list --all")
    return latest[1], latest[2]
