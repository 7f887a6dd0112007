"""What the commands of a register answer: the record's state, what is wrong with it as it stands, and what to type next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Message
from cspm.shell.output import changed, changed_each, default_line, shown

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk
    from cspm.shell.output import Told
    from cspm.shell.registers import Register

MOST = 3
"""So many things to type are named."""
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
    waiting = awaited(register.kind.name, whole, line)
    if waiting is not None:
        return waiting
    step = following(register, document)
    return Message.of(N_("{line}. Next: {command}"), line=line, command=step) if step else line


def ticket_answer(desk: Desk, made: Revision, lead: Message | None = None) -> Told:
    """The ticket with its state, or the sentence `lead`, and what stops its clocks."""
    if desk.face == "json" or desk.quiet:
        return made, lead
    document = made.document()
    line = lead or default_line(desk, document)
    return made, awaited("tickets", shown(desk, "tickets", document), line) or line


def ticket_each(desk: Desk, typed: str, act: Callable[[str], Revision | Told]) -> None:
    """Do `act` for every ticket that was typed, as one change, and say of each what stops its clocks."""

    def said(ticket: str) -> Told:
        made = act(ticket)
        return ticket_answer(desk, *made) if isinstance(made, tuple) else ticket_answer(desk, made)

    changed_each(desk, "tickets", (typed,), act=said)


def awaited(kind: str, whole: Mapping[str, Any], line: Message) -> Message | None:
    """The sentence with what stops the running clocks, the nearest first, as `due` says it; None when none runs that has
    a command."""
    running = [one for one in whole.get("deadlines") or () if one["state"] in WAITING]
    found: dict[str, str] = {}
    for clock in sorted(running, key=lambda one: str(one["due"])):
        command = command_of(kind, clock["clock"]).format(id=whole["id"], finding=whole["id"], method="METHOD")
        if command and len(found) < MOST:
            found.setdefault(command, f"{clock['due']:%Y-%m-%d %H:%M}")
    texts = chain((N_("{line}. Next, by {due}: {command}"),), repeat(N_("{line}; by {due}: {command}")))
    for (command, due), text in zip(found.items(), texts, strict=False):
        line = Message.of(text, line=line, due=due, command=command)
    return line if found else None


def command_of(kind: str, clock: str) -> str:
    """What to type to stop a clock, as procedures say in `obligations.py`: first that of the kind, then the others."""
    from cspm.register import PROCEDURES

    for procedure in sorted(PROCEDURES, key=lambda one: all(own.name != kind for own in one.kinds)):
        duty = (procedure.part("obligations", "DUTIES") or {}).get((kind, clock))
        if duty is not None:
            return str(duty.command)
    return ""


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
