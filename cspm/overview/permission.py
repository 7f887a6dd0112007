"""`cspm can`: the line of the permission matrix that decides, and whether the record's state lets it happen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import load
from cspm.core.language import code_of
from cspm.core.roles import decide
from cspm.core.states import Machine, Permit
from cspm.core.tables import Column, Report, Table
from cspm.errors import N_, BadValue, Code, Message
from cspm.register import COMMANDS, KINDS, PROCEDURES

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def machines() -> tuple[Machine, ...]:
    """The machines of every procedure: `MACHINES`, `LIFE` and `CALLED` of their states."""
    found: list[Machine] = []
    for procedure in PROCEDURES:
        found += procedure.part("states", "MACHINES")
        found += [machine for name in ("LIFE", "CALLED") if (machine := procedure.part("states", name))]
    return tuple(found)


def matrix_lines() -> tuple[Permit, ...]:
    """Every line of the permission matrix, then what is open to everybody on purpose."""
    from cspm.overview.permits import OPEN
    from cspm.shell.desk import permits

    return (*permits(), *(Permit(name, why=why) for name, why in sorted(OPEN.items())))


def actions(lines: Iterable[Permit]) -> frozenset[str]:
    """Every action that can be asked about: the lines of the matrix, the verbs of the machines, and `amend` and the like."""
    from cspm.core.words import VOCABULARIES

    verbs = (move.verb for machine in machines() for move in machine.moves)
    return frozenset((*(line.action for line in lines), *verbs, *VOCABULARIES["action"].labels)) - {"nothing"}


def action_of(typed: str, lines: Sequence[Permit], *, kind: str = "") -> str:
    """The action that was typed, by name or label, or as the command has it (`settlement approve`, `complaint judge`).

    `kind` is that of the record it is about. A verb that only has lines of several kinds stands for none of them.
    Raises BadValue with what it could be.
    """
    from cspm.overview.permits import SAME_LINE

    wanted = " ".join(typed.split())
    wanted = SAME_LINE.get(wanted, wanted)
    group, _, verb = wanted.partition(" ")
    own, known = {line.action for line in lines}, actions(lines)
    of_group = tuple(one.name for one in KINDS.values() if one.listing == f"cspm {group} list")
    label = code_of("action", wanted)
    for found in (f"{kind} {wanted}", wanted, *(f"{one} {verb}" for one in of_group), f"{verb} {group}s", label):
        if found in own:
            return str(found)
    plain = verb if verb and is_command(group, verb) else label or wanted
    if plain in own or plain in {move.verb for machine in machines() if machine.name == kind for move in machine.moves}:
        return plain
    qualified = tuple(line.action for line in lines if line.action.endswith(f" {plain}"))
    if len(qualified) == 1 or (plain in known and not qualified):
        return (*qualified, plain)[0]
    could_be = qualified or near(wanted, known)
    problem = (
        Message.of(N_("it could be: {known}"), known=could_be) if could_be else Message(N_("see: cspm permissions"))
    )
    raise BadValue(field="ACTION", value=typed[:60], problem=problem)


def is_command(group: str, verb: str) -> bool:
    """Whether there is such a command."""
    found = load(COMMANDS[group].path) if group in COMMANDS else None
    return verb in {**getattr(found, "entries", {}), **getattr(found, "commands", {})}


def near(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """The actions that share a word with what was typed, else those that are written alike."""
    from difflib import get_close_matches

    words = set(wanted.casefold().replace(".", " ").replace("_", " ").split())
    sharing = tuple(sorted(one for one in known if words & set(one.replace("_", " ").split())))
    return sharing or tuple(get_close_matches(wanted, sorted(known), 5))


def permission(desk: Desk, staff: str, action: str, *, record: str | None = None) -> tuple[Report, bool]:
    """`{allowed line}` for a member of staff, with `state` and `possible` when a record was named; and whether allowed.

    Raises NoSuchRecord for unknown staff or records, BadValue for an action there is not.
    """
    from cspm.shell.corrections import named as record_named
    from cspm.shell.office import person_of

    lines = matrix_lines()
    kind, record_id = record_named(desk.store, record) if record is not None else ("", "")
    named = action_of(action, lines, kind=kind)
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
    found = [line for line in matrix_lines() if role is None or not line.roles or role in line.roles]
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
