"""What the standard verbs of a register do: load, decide, save; the same for every register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.ids import is_id
from cspm.core.kinds import Kind, load
from cspm.core.states import Machine
from cspm.core.steps import Step, written
from cspm.errors import N_, BadValue, Message
from cspm.shell.office import Office

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.registers import Register
    from cspm.store.transaction import Change


BEFORE = N_("it must not be before {start}")
TO_COME = N_("that time is still to come")
PERIODS = (
    ("start", "end"), ("active_from", "active_to"), ("issued_on", "expires_on"), ("tested_on", "expires_on"),
    ("start", "ended_on"),
)  # fmt: skip
"""Fields of which the second is never before the first."""


def add(office: Office, kind: Kind, *, record_id: str | None, fields: Mapping[str, Any]) -> Revision:
    """A new entry under the id that was typed, or the next number. Raises AlreadyThere, BadValue, NotAllowed."""
    given = {name: value for name, value in fields.items() if value is not None}
    in_order(given, typed=given)

    def taken(change: Change) -> str:
        return change.new_id(kind.name, f"{office.today:%Y-%m}") if record_id is None else valid(kind, record_id)

    return office.create(kind.name, "add", record_id=taken, fields=given, permit=f"{kind.name} add")


def completed(register: Register, office: Office, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was typed, with the time of the entry and who made it where the register has fields for them, and with what
    its own `complete` puts in. Raises what that raises."""
    own: dict[str, Any] = {register.at: office.now} if register.at else {}
    if register.by and fields.get(register.by) is None:
        own[register.by] = office.actor.id
    happened(register.at, fields, office)
    found: Mapping[str, Any] = own | {
        name: value for name, value in fields.items() if value is not None or name not in own
    }
    return load(register.complete)(office, found) if register.complete else found


def in_order(fields: Mapping[str, Any], *, typed: Mapping[str, Any]) -> None:
    """Raises BadValue for a period that ends before it begins, where one of its two days was typed."""
    for begin, end in PERIODS:
        first, last = fields.get(begin), fields.get(end)
        if first is not None and last is not None and last < first and (begin in typed or end in typed):
            raise BadValue(field=option(end), value=str(last), problem=Message.of(BEFORE, start=str(first)))


def happened(name: str, typed: Mapping[str, Any], office: Office) -> None:
    """Raises BadValue when the time of an entry or step that was typed is still to come."""
    at = typed.get(name) if name else None
    if at is not None and at > office.now:
        shown = f"{at.astimezone(office.terms.tz):%Y-%m-%d %H:%M}"
        raise BadValue(field=option(name), value=shown, problem=Message(TO_COME))


def option(name: str) -> str:
    """The option of a field."""
    return f"--{name.replace('_', '-')}"


def valid(kind: Kind, record_id: str) -> str:
    """The id that was typed, if it can be one (whether it is taken, the store says). Raises BadValue."""
    if not is_id(kind, record_id):
        problem = Message(N_("letters, digits and Chinese characters, with - _ . between them, at most 64"))
        raise BadValue(field="ID", value=record_id[:80], problem=problem)
    return record_id


def take(office: Office, register: Register, record_id: str, *, step: Step, values: Mapping[str, Any]) -> Revision:
    """One step of a register: the move of its machine and the fields it writes.

    Raises BadValue where a field that it needs is blank, a time is still to come or a period ends before it begins,
    NotPossibleNow, NotAllowed, RefusedByRule.
    """
    for name in step.needs:
        if values.get(name) in (None, "", ()):
            raise BadValue(field=option(name), value="", problem=Message(N_("it must not be blank")))
    given = {name: value for name, value in values.items() if name not in ("by", "reason")}
    happened(step.at, given, office)
    kind = register.kind.name

    def plan(record: Any, stamp: Stamp) -> dict[str, Any]:
        target = register.machine.target(record.id, step.verb, record.state)
        role = office.person(stamp.by).role if step.role else ""
        known = {name: getattr(record, name, None) for pair in PERIODS for name in pair}
        in_order(known | {name: value for name, value in given.items() if value is not None}, typed=given)
        return written(step, record, stamp, given=given, role=role) | ({"state": target} if target else {})

    return office.step(
        kind, record_id, step.verb, plan, permit=f"{kind} {step.verb}", by=values.get("by"),
        reason=values.get("reason"), approval=step.approval,
    )  # fmt: skip


def move(
    office: Office, kind: Kind, machine: Machine, record_id: str, *, verb: str, reason: str | None,
    by: str | None = None,
) -> Revision:  # fmt: skip
    """One move of the register's machine. Raises NotPossibleNow with what is possible instead, NotAllowed."""

    def plan(record: Any, _stamp: object) -> dict[str, Any]:
        target = machine.target(record.id, verb, record.state)
        return {"state": target} if target else {}

    return office.step(kind.name, record_id, verb, plan, permit=f"{kind.name} {verb}", by=by, reason=reason)
