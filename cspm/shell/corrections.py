"""Corrections of any record: amend a field, take back a change. Both are new events; nothing is erased (R345)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cspm.core import history
from cspm.core.kinds import load, micros
from cspm.core.upgrades import UPGRADED, present
from cspm.core.view import View
from cspm.errors import N_, ChangedMeanwhile, Code, Message, NoSuchRecord, NotPossibleNow, RefusedByRule, Usage
from cspm.shell.office import unheard
from cspm.shell.typed import Types, assignments

if TYPE_CHECKING:
    from cspm.core.record import Record
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk
    from cspm.shell.office import Office
    from cspm.store.repository import Store

APPROVALS = frozenset({"approve", "settlement approve"})
NO_TYPES: Types = {}

Event = Mapping[str, Any]
Found = Mapping[str, "int | None"]
"""Ids with the revision that was seen; None where whatever stands last is meant."""


class ChangedSince(NotPossibleNow):
    """One of the records that a command changed was changed again: the command cannot be taken back as a whole."""

    sentence = N_("{id} was changed again after that; take back one record at a time: cspm undo {id}")


def amended(
    office: Office, kind: str, record_id: str, *, fields: Sequence[str], reason: str, own: Types = NO_TYPES,
    may: Callable[[Any], None] = unheard,
) -> Revision:  # fmt: skip
    """Correct fields given as `FIELD=VALUE` (`customer.name=王芳`, `unit=`): one event, the old values stay in history.

    `own` names parameter types for single fields, `may` looks at the record under the lock. Raises BadValue for an
    unknown or fixed field or a value that does not fit, NoSuchRecord, NotAllowed.
    """
    typed = assignments(model_of(kind), fields, own=own)

    def plan(record: Revision, _stamp: object) -> Mapping[str, Any]:
        may(record)
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


def undone(
    office: Office, kind: str, record_id: str, *, seen: int | None = None, may: Callable[[Event], None] = unheard
) -> Revision:
    """Take back a record's last change that still stands, as a new event `undo`.

    `may` looks at that change under the lock; another revision than `seen` raises ChangedMeanwhile. The first event
    cannot be taken back, the record becomes void instead; an approval cannot be undone, only adjusted.
    """
    model = model_of(kind)

    def plan(record: Revision, _stamp: object) -> Mapping[str, Any]:
        events = record.document()["history"]
        if seen is not None and len(events) != seen:
            raise ChangedMeanwhile(id=record_id, found=len(events), expected=seen)
        standing = last_standing(events)
        last = events[standing - 1]
        may(last)
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
    if state not in ("registered", "active", "recorded", "signed", None) or "state" not in model.model_fields:
        raise NotPossibleNow(
            id=record.id,
            action=Code("action", "undo"),
            state=Code("state", str(state)),
            possible=Code("action", "nothing"),
        )
    return {"state": "void"}


def standing_ones(events: Sequence[Event]) -> list[int]:
    """The revisions that were not taken back yet (each `undo` takes back the one before it)."""
    standing: list[int] = []
    for event in events:
        if event["action"] == "undo" and len(standing) > 1:
            standing.pop()
        elif event["action"] not in ("undo", UPGRADED):
            standing.append(int(event["revision"]))
    return standing


def last_standing(events: Sequence[Event]) -> int:
    """The revision of the last change that was not taken back yet."""
    return standing_ones(events)[-1]


def last_command(desk: Desk, typed: str | None) -> tuple[str, Found]:
    """Kind and ids of the records named (`-`: on stdin), or of what the actor's own last command changed.

    Where that is more than one record the desk asks first. Raises NoSuchRecord, ChangedSince, Usage, Abort.
    """
    if typed:
        those = each_named(desk, typed)
        if len(kinds := {kind for kind, _ in those}) > 1:
            raise Usage(problem=Message(N_("These records are of several kinds; take back one kind at a time.")))
        return kinds.pop() if kinds else "tickets", {record_id: None for _, record_id in those}
    kind, record_id = latest(desk.office)
    found, action = together(desk.office, kind, record_id)
    if len(found) > 1:
        text = N_("This takes back '{action}' of {count} records: {ids}.")
        desk.confirm(Message.of(text, action=Code("action", action), count=len(found), ids=tuple(found)))
    return kind, found


def each_named(desk: Desk, typed: str) -> list[tuple[str, str]]:
    """Kind and id of the record that was named, or of those on stdin for `-`. Raises NoSuchRecord, NotUnique, Usage."""
    return [named(desk.store, one) for one in desk.typed(typed)]


def named(store: Store, typed: str) -> tuple[str, str]:
    """Kind and id of a record of any kind: a numbered one by its prefix, else the kind that has it. Raises NoSuchRecord."""
    from cspm.register import KINDS

    for kind in KINDS.values():
        if kind.monthly and (
            typed.upper().startswith(kind.prefix + "-") or (kind.name == "tickets" and typed[:1].isdigit())
        ):
            return kind.name, store.resolve(kind.name, typed)
    found = [kind.name for kind in KINDS.values() if not kind.monthly and store.exists(kind.name, typed)]
    if len(found) == 1:
        return found[0], typed
    raise NoSuchRecord(id=typed[:60], command="cspm list --all")


def latest(office: Office) -> tuple[str, str]:
    """Kind and id of the record that the actor changed last, anywhere. Raises NoSuchRecord when there is none."""
    from cspm.register import KINDS

    found = max(
        (
            (int(row["last_at"]), kind, str(row["id"]))
            for kind in KINDS
            for row in office.store.rows(
                kind, "last_by = ?", (office.actor.id,), order="last_at DESC LIMIT 1", columns=("id", "last_at")
            )
        ),
        default=None,
    )
    if found is None:
        raise NoSuchRecord(id=office.actor.id, command="cspm list --all")
    return found[1], found[2]


def together(office: Office, kind: str, record_id: str) -> tuple[dict[str, int | None], str]:
    """The records that one command changed, the one whose change stands last in this record, and its action.

    One command leaves the same line in each history: same instants, people, login, action and reason. Records are made
    one at a time. Raises ChangedSince where such a line stands, but not as the last.
    """
    from datetime import datetime

    events = office.store.document(kind, record_id)["history"]
    last = events[last_standing(events) - 1]
    found: dict[str, int | None] = {}
    if last["revision"] == 1:
        return {record_id: len(events)}, last["action"]
    since = micros(datetime.fromisoformat(last["recorded_at"]))
    for row in office.store.rows(kind, "last_at >= ?", (since,), columns=("id",)):
        events = office.store.document(kind, row["id"])["history"]
        standing = standing_ones(events)
        places = [place for place in standing if place > 1 and line(events[place - 1]) == line(last)]
        if places and places[-1] != standing[-1]:
            raise ChangedSince(id=row["id"])
        if places:
            found[row["id"]] = len(events)
    return found, last["action"]


def line(event: Event) -> tuple[object, ...]:
    """What the events of one command have in common."""
    return tuple(event.get(key) for key in ("action", "at", "recorded_at", "recorded_by", "os_user", "reason"))
