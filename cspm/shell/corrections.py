"""Corrections of any record: amend a field, take back a change. Both are new events; nothing is erased (R345)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cspm.core import history
from cspm.core.kinds import load
from cspm.core.language import code_of
from cspm.core.view import DATES, TIMES
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, BadValue, Code, Message, NoSuchRecord, NotPossibleNow, RefusedByRule

if TYPE_CHECKING:
    from cspm.core.record import Record
    from cspm.shell.office import Office

FIXED = frozenset({"id", "revision", "history", "created_by", "import_batch", "state"})
APPROVALS = frozenset({"approve", "settlement approve"})
VOCABULARY_OF = {"payment_method": "payment", "method": "callback_method"}


def amended(office: Office, kind: str, record_id: str, *, fields: Sequence[str], reason: str) -> Record:
    """Correct fields given as `FIELD=VALUE` (`customer.name=王芳`, `unit=`): one event, the old values stay in history.

    Raises BadValue for an unknown or fixed field or a value the model refuses.
    """
    model = model_of(kind)

    def plan(record: Record, _stamp: object) -> Mapping[str, Any]:
        content = record.content()
        changed: dict[str, Any] = {}
        for word in fields:
            path, value = assignment(office, word)
            top, _, below = path.partition(".")
            if top in FIXED or top not in content:
                known = ", ".join(name for name in content if name not in FIXED)
                raise BadValue(
                    field=N_("field"), value=path, problem=Message.of(N_("known fields: {known}"), known=known)
                )
            changed[top] = inside(changed.get(top, content[top]), below, value, path=path) if below else value
        return changed

    return office.step(model, record_id, "amend", plan, permit=f"{kind} amend", reason=reason)


def model_of(kind: str) -> type[Record]:
    """The model of a kind by its name in the register."""
    from cspm.register import KINDS

    found: type[Record] = load(KINDS[kind].model)
    return found


def inside(part: Any, below: str, value: Any, *, path: str) -> dict[str, Any]:
    """A nested object with one field replaced. Raises BadValue when there is no such object or field."""
    if not isinstance(part, dict) or below not in part:
        known = ", ".join(part) if isinstance(part, dict) else "-"
        raise BadValue(field=N_("field"), value=path, problem=Message.of(N_("known fields: {known}"), known=known))
    return {**part, below: value}


def assignment(office: Office, word: str) -> tuple[str, Any]:
    """`FIELD=VALUE` as path and value: times and days as people say them, labels as codes, nothing as null."""
    path, equals, text = word.partition("=")
    if not equals or not path.strip():
        raise BadValue(field=N_("field"), value=word[:60], problem=Message(N_("write it as FIELD=VALUE")))
    path, text = path.strip(), text.strip()
    name = path.rpartition(".")[2]
    if not text:
        return path, None
    if name.endswith("_at") or name in TIMES or name.endswith("_on") or name in DATES:
        return path, moment(office, name, text)
    vocabulary = VOCABULARY_OF.get(name, name)
    return path, (code_of(vocabulary, text) or text) if vocabulary in VOCABULARIES else text


def moment(office: Office, name: str, text: str) -> str:
    """A typed time or day in ISO form. Raises BadValue."""
    from cspm.core.when import NotAWhen, day, instant

    timed = name.endswith("_at") or name in TIMES
    try:
        found = (instant if timed else day)(text, office.now, tz=office.terms.tz)
    except NotAWhen as error:
        raise BadValue(field=name, value=text[:60], problem=Message(N_("not a time or day I know"))) from error
    return found.isoformat()


def undone(office: Office, kind: str, record_id: str) -> Record:
    """Take back a record's last change that still stands, as a new event `undo`.

    The first event cannot be taken back, the record becomes void instead; an approval cannot be undone, only adjusted.
    """
    model = model_of(kind)

    def plan(record: Record, _stamp: object) -> Mapping[str, Any]:
        events = [event.model_dump(mode="json") for event in record.history]
        standing = last_standing(events)
        last = events[standing - 1]
        if last["action"] in APPROVALS or (last["action"] == "pay" and kind == "settlements"):
            raise RefusedByRule(
                Message.of(N_("{id}: an approval cannot be undone; correct it with an adjustment"), id=record_id),
                rule="R127", clause="000 P2-四 3.3", code="approval_stands",
            )  # fmt: skip
        if standing == 1:
            return voided(record)
        before = history.fold(events[: standing - 1])
        now = record.content()
        empty = blank(now)
        return {
            key: before.get(key, empty[key])
            for key in now
            if before.get(key, empty[key]) != now[key] and key not in ("id",)
        }

    return office.step(model, record_id, "undo", plan)


def blank(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a field is when no event ever set it: the empty value of its kind."""
    return {
        key: [] if isinstance(value, list) else False if isinstance(value, bool) else None
        for key, value in content.items()
    }


def voided(record: Record) -> Mapping[str, Any]:
    """A record that is taken back whole: its number stays taken."""
    state = getattr(record, "state", None)
    if state not in ("registered", "active", None) or "state" not in type(record).model_fields:
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
        elif event["action"] != "undo":
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
