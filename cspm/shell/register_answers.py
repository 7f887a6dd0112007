"""What the commands of a register answer: the record's state, what is wrong with it as it stands, and what to type next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Message
from cspm.shell.output import changed, default_line, shown

if TYPE_CHECKING:
    from cspm.shell.desk import Desk
    from cspm.shell.registers import Register

WAITING = ("running", "missed")
ASIDE = frozenset({"void", "amend", "cancel", "close", "return", "reject", "reopen", "drop", "line", "end", "stop"})
"""Verbs that are not what usually comes next."""


def told(desk: Desk, register: Register, document: Mapping[str, Any]) -> None:
    """Print the answer to a change of a record of the register."""
    changed(desk, register.kind.name, document, answer(desk, register, document))


def answer(desk: Desk, register: Register, document: Mapping[str, Any]) -> Message | None:
    """`V-202611-0001: planned. Next: cspm visit appoint V-202611-0001 ...`, with what is broken already before it; None
    where nobody reads sentences (`--json`, `-q`)."""
    if desk.face == "json" or desk.quiet:
        return None
    line = default_line(desk, document)
    whole = shown(desk, register.kind.name, document)
    wrong = tuple(one["message"] for one in whole.get("findings") or () if one["severity"] != "note")
    if wrong:
        line = Message.of(N_("{line}. To be put right: {wrong}"), line=line, wrong=wrong)
    running = [one for one in whole.get("deadlines") or () if one["state"] in WAITING]
    for clock in sorted(running, key=lambda one: str(one["due"])):
        command = duties(register).get((register.kind.name, clock["clock"]))
        if command:
            text = N_("{line}. Next, by {due}: {command}")
            due = f"{clock['due']:%Y-%m-%d %H:%M}"
            return Message.of(text, line=line, due=due, command=command.format(id=document["id"]))
    step = following(register, document)
    return Message.of(N_("{line}. Next: {command}"), line=line, command=step) if step else line


def duties(register: Register) -> Mapping[tuple[str, str], str]:
    """What to type to stop a clock of the register's records, as its procedure says in `obligations.py`."""
    from cspm.register import PROCEDURES

    for procedure in PROCEDURES:
        if any(kind.name == register.kind.name for kind in procedure.kinds):
            found = procedure.part("obligations", "DUTIES") or {}
            return {key: duty.command for key, duty in found.items()}
    return {}


def following(register: Register, document: Mapping[str, Any]) -> str:
    """The first step that leads on from the record's state, with what it needs; empty when none does."""
    state = document.get("state")
    for move in register.machine.moves:
        step = register.steps.get(move.verb)
        if step is not None and state in move.sources and move.target not in ("", state) and move.verb not in ASIDE:
            group = register.kind.listing.removesuffix(" list")
            needed = (f"--{name.replace('_', '-')} {name.rpartition('_')[2].upper()}" for name in step.needs)
            return " ".join((group, move.verb, str(document["id"]), *needed))
    return ""
