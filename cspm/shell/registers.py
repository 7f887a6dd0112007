"""`standard_group`: the commands of a register, made from its model, its machine and its columns.

The group lists its verbs without building them; a verb is built, and the model imported, when it is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from cspm.core.kinds import Kind
from cspm.core.states import Machine
from cspm.core.steps import Step
from cspm.errors import N_
from cspm.register import KINDS
from cspm.register_entries import Command
from cspm.shell.lazy import LazyGroup
from cspm.shell.params import Type
from cspm.tuples import NamedTuple

HELP: Mapping[str, str] = {
    "add": N_("A new entry"),
    "list": N_("The entries, sorted"),
    "show": N_("One entry"),
    "history": N_("Every change of one entry"),
    "amend": N_("Correct fields, keeping the old values"),
    "void": N_("Take an entry out of use, with the reason"),
    "export": N_("Write the entries to a file"),
}
MOVE_HELP = N_("Record this step")


class Register(NamedTuple):
    """What the verbs of one register are made from. `types` are parameter types for single fields, `hidden` fields that
    `add` has no option for, `steps` the verbs that write fields. `complete` is `module:function(office, fields) -> fields`,
    what `add` puts in beside what was typed; the fields of `filled` need not be typed therefore. `at` and `by` name the
    fields that get the time of the entry and who made it, unless they were typed. `apart` are lists of parts that `show`
    prints as tables."""

    kind: Kind
    machine: Machine
    types: Mapping[str, Type]
    hidden: tuple[str, ...]
    steps: Mapping[str, Step] = {}
    complete: str = ""
    filled: tuple[str, ...] = ()
    at: str = ""
    by: str = ""
    apart: tuple[str, ...] = ()


class RegisterGroup(LazyGroup):
    """The group of a register. A command added to it takes the place of the standard verb of that name."""

    def __init__(self, register: Register, *, verbs: Mapping[str, str], **attributes: Any) -> None:
        kind = register.kind.name
        entries = {name: Command(name, f"{kind}:{name}", text) for name, text in verbs.items()}
        super().__init__(entries=entries, no_args_is_help=True, **attributes)
        self.register = register

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The verb of that name, built now."""
        if name not in self.commands and name in self.entries:
            from cspm.shell.register_verbs import build

            self.commands[name] = build(self.register, name)
        return self.commands.get(name)


def standard_group(
    kind_name: str,
    help_text: str,
    *,
    machine: Machine,
    types: Mapping[str, Type] | None = None,
    moves: Mapping[str, str] | None = None,
    steps: tuple[Step, ...] = (),
    complete: str = "",
    filled: tuple[str, ...] = (),
    hidden: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    at: str = "",
    by: str = "",
    apart: tuple[str, ...] = (),
) -> RegisterGroup:
    """The group of a register: add, list, show, history, amend, void, export and one verb per move of its machine.

    `types` names parameter types for single fields, `moves` a line of help per move, `steps` the verbs that write
    fields, `complete` what fills in the fields of `filled` that `add` was not told, `hidden` fields without an option,
    `without` verbs to leave out, `at` and `by` the fields that get the time of an entry and who made it unless they
    were typed, `apart` lists of parts that `show` prints as tables. Other commands of the group are added with `add_command`.
    """
    own = {move.verb: MOVE_HELP for move in machine.moves if move.verb not in HELP} | dict(moves or {})
    own |= {step.verb: step.help for step in steps}
    void = any(move.verb == "void" for move in machine.moves)
    left_out = {*without, *(() if void else ("void",))}
    verbs = {name: text for name, text in {**HELP, **own}.items() if name not in left_out}
    by_verb = {step.verb: step for step in steps}
    untold = tuple(name for name in (*filled, at, by) if name)
    register = Register(KINDS[kind_name], machine, types or {}, hidden, by_verb, complete, untold, at, by, apart)
    return RegisterGroup(register, verbs=verbs, help=help_text)
