"""`cspm can`: the line of the permission matrix that decides, and whether the record's state lets it happen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cspm.core.language import code_of
from cspm.core.roles import decide
from cspm.core.states import Machine, Permit
from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, BadValue, Code, Message, NoSuchRecord
from cspm.register import KINDS, PROCEDURES

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def machines() -> tuple[Machine, ...]:
    """The machines of every procedure: `MACHINES`, `LIFE` and `CALLED` of their states."""
    found: list[Machine] = []
    for procedure in PROCEDURES:
        found += procedure.part("states", "MACHINES")
        found += [machine for name in ("LIFE", "CALLED") if (machine := procedure.part("states", name))]
    return tuple(found)


def actions(permits: Iterable[Permit]) -> tuple[str, ...]:
    """Every action that can be asked about: the lines of the matrix, the verbs of the machines, and `amend` and the like."""
    from cspm.core.words import VOCABULARIES

    verbs = (move.verb for machine in machines() for move in machine.moves)
    return tuple(
        sorted({permit.action for permit in permits} | set(verbs) | set(VOCABULARIES["action"].labels) - {"nothing"})
    )


def action_of(typed: str, permits: Iterable[Permit]) -> str:
    """The action that was typed, by name, as the command has it (`settlement approve`), or by its label.

    Raises BadValue listing the actions.
    """
    known = actions(permits)
    wanted = " ".join(typed.split())
    group, _, verb = wanted.partition(" ")
    for found in (wanted, f"{group}s {verb}", code_of("action", wanted)):
        if found in known:
            return str(found)
    raise BadValue(field="ACTION", value=typed[:60], problem=Message.of(N_("known actions: {known}"), known=known))


def permission(desk: Desk, staff: str, action: str, *, record: str | None = None) -> tuple[Report, bool]:
    """`{allowed line}` for a member of staff, with `state` and `possible` when a record was named; and whether allowed.

    Raises NoSuchRecord for unknown staff or records, BadValue for an action there is not.
    """
    from cspm.shell.desk import permits
    from cspm.shell.office import person_of

    lines = permits()
    named = action_of(action, lines)
    kind, record_id = record_of(desk, record) if record is not None else ("", "")
    if f"{kind} {named}" in {line.action for line in lines}:
        named = f"{kind} {named}"
    person = person_of(desk.store.document("staff", desk.store.resolve("staff", staff)), desk.terms, desk.now.date())
    decision = decide(lines, named, person)
    line = decision.line
    document: dict[str, Any] = {
        "allowed": decision.allowed,
        "line": {
            "action": line.action,
            "roles": list(line.roles),
            "rule": line.rule or None,
            "clause": line.clause or None,
        },
    }
    reasons = [reason(line, active=person.active)]
    if record is not None:
        found = by_state(desk, named, kind, record_id)
        document |= {
            "allowed": decision.allowed and found["open"],
            "state": found["state"],
            "possible": list(found["possible"]),
        }
        reasons.append(found["said"])
    return shown(document, f"{person.id} {person.name}", named, reasons=reasons), bool(document["allowed"])


def reason(line: Permit, *, active: bool) -> Message:
    """Why: the roles of the line, or that anybody may."""
    if not active:
        return Message(N_("not active on this day"))
    if line.roles:
        return Message.of(N_("the roles {roles}"), roles=tuple(Code("role", role) for role in line.roles))
    return Message(line.why)


def by_state(desk: Desk, action: str, kind: str, record_id: str) -> dict[str, Any]:
    """Whether the record's machine knows the verb from its present state; verbs of no machine are open at all times."""
    state = str(desk.store.document(kind, record_id).get("state") or "")
    verb = action.rpartition(" ")[2]
    mine = [machine for machine in machines() if machine.name == kind]
    possible = tuple(dict.fromkeys(found for machine in mine for found in machine.possible(state)))
    moves = {move.verb for machine in mine for move in machine.moves}
    said = Message.of(N_("{id} is {state}; possible now: {possible}"), id=record_id, state=Code("state", state),
                      possible=tuple(Code("action", found) for found in possible) or Code("action", "nothing"))  # fmt: skip
    return {"open": verb not in moves or verb in possible, "state": state, "possible": possible, "said": said}


def record_of(desk: Desk, typed: str) -> tuple[str, str]:
    """Kind and id of a record of any kind: a numbered one by its prefix, else the kind that has it. Raises NoSuchRecord."""
    for kind in KINDS.values():
        if kind.monthly and (
            typed.upper().startswith(kind.prefix + "-") or (kind.name == "tickets" and typed[:1].isdigit())
        ):
            return kind.name, desk.store.resolve(kind.name, typed)
    found = [kind.name for kind in KINDS.values() if not kind.monthly and desk.store.exists(kind.name, typed)]
    if len(found) != 1:
        raise NoSuchRecord(id=typed[:60], command="cspm list --all")
    return found[0], typed


def shown(document: dict[str, Any], who: str, action: str, *, reasons: list[Message]) -> Report:
    """The answer as a table of one line."""
    columns = (
        Column("staff", N_("Who")), Column("action", N_("What"), "code", "action"), Column("allowed", N_("Allowed"), "yes"),
        Column("rule", N_("Rule")), Column("clause", N_("Clause")), Column("why", N_("Why")),
    )  # fmt: skip
    line = document["line"]
    title = Message(N_("Permission"))
    row = (who, action, document["allowed"], line["rule"], line["clause"], tuple(reasons))
    return Report("can", title, document, (Table("can", title, columns, (row,)),))


MATRIX_COLUMNS = (
    Column("action", N_("What"), "code", "action"), Column("roles", N_("Who")), Column("rule", N_("Rule")),
    Column("clause", N_("Clause")), Column("why", N_("Why")),
)  # fmt: skip


def matrix(desk: Desk, role: str | None) -> Report:
    """The whole permission matrix, or what one role may: `[{action roles rule clause why}]`.

    A line without roles is open to every active member of staff, on purpose; so are the commands of `permits.OPEN`.
    """
    from cspm.overview.permits import OPEN
    from cspm.shell.desk import permits

    lines = (*permits(), *(Permit(name, why=why) for name, why in sorted(OPEN.items())))
    found = [line for line in lines if role is None or not line.roles or role in line.roles]
    document = [
        {
            "action": line.action, "roles": list(line.roles), "rule": line.rule or None, "clause": line.clause or None,
            "why": None if line.roles and line.rule else Message(line.why),
        }
        for line in found
    ]  # fmt: skip
    rows = tuple(
        (
            told["action"], tuple(Code("role", one) for one in line.roles) or Message(N_("everybody")), told["rule"],
            told["clause"], told["why"],
        )
        for line, told in zip(found, document, strict=True)
    )  # fmt: skip
    title = Message(N_("The permission matrix"))
    return Report("permissions", title, document, (Table("permissions", title, MATRIX_COLUMNS, rows),))
