"""The verbs of a register as commands: each is built, and the model imported, when it is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from cspm.core.kinds import load
from cspm.core.steps import Step
from cspm.errors import N_
from cspm.register import COMMANDS
from cspm.shell.desk import several
from cspm.shell.options import by_option, changes, id_argument, ids_argument, reads, reason_option
from cspm.shell.output import changed_each
from cspm.shell.registers import HELP, MOVE_HELP, Register

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.tables import Table
    from cspm.shell.desk import Desk
    from cspm.shell.output import Told


def build(register: Register, name: str) -> click.Command:
    """The verb of that name: a step, a standard verb, or a plain move of the machine."""
    if name in register.steps:
        return build_step(register, step=register.steps[name])
    return BUILDERS[name](register) if name in BUILDERS else build_move(register, verb=name)


class Given(click.Argument):
    """The first argument of a forwarded command: taken as it is, and not asked of who types."""

    def __init__(self, argument: click.Parameter) -> None:
        super().__init__([str(argument.name)], type=argument.type)

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Nothing: it is given."""
        return []


class Forward(click.Command):
    """A verb that is another command with its first argument given: `staff export` is `export staff`."""

    def __init__(self, target: str, first: str) -> None:
        super().__init__(target, help=HELP[target])
        self.target = target
        self.first = first

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the other command."""
        from copy import copy

        command: click.Command = copy(load(COMMANDS[self.target].path))
        command.params = [Given(command.params[0]), *command.params[1:]]
        command.help = N_("Write these entries to a file that imports again unchanged: -o csv, jsonl or xlsx.")
        return command.make_context(info_name, [self.first, *args], parent, **extra)


def build_add(register: Register) -> click.Command:
    """`add [ID] --field VALUE ...`; the id is typed unless the kind is numbered."""
    from cspm.shell.typed import options_of

    def body(desk: Desk, record_id: str | None = None, **fields: Any) -> None:
        from cspm.shell.register_actions import add, completed
        from cspm.shell.register_answers import told

        whole = completed(register, desk.office, fields)
        record = add(desk.office, register.kind, record_id=record_id, fields=whole)
        told(desk, register, record.document())

    decorated: Callable[..., Any] = body
    for option in reversed(
        options_of(load(register.kind.model), own=register.types, without=register.hidden, filled=register.filled)
    ):
        decorated = option(decorated)
    if not register.kind.prefix:
        decorated = click.argument("record_id", metavar="ID")(decorated)
    return changes("add", help=HELP["add"])(decorated)


def build_list(register: Register) -> click.Command:
    """`list [FILTER ...] [--all]`"""

    @click.argument("words", nargs=-1, metavar="[FILTER...]")
    @click.option("--all", "everything", is_flag=True, help=N_("Also entries that were voided."))
    def body(desk: Desk, words: tuple[str, ...], everything: bool) -> None:
        from cspm.shell.output import put_report
        from cspm.shell.register_list import list_report

        report, ids = list_report(desk, register.kind, words=words, everything=everything)
        put_report(desk, report, ids=ids)

    return reads("list", help=HELP["list"])(body)


def build_show(register: Register) -> click.Command:
    """`show ID`"""

    @id_argument
    def body(desk: Desk, record: str) -> None:
        from cspm.core.shown import APART, judged_tables
        from cspm.shell.output import shown
        from cspm.shell.part_tables import part_tables
        from cspm.shell.show import show_records

        name = register.kind.name
        found = desk.each(name, record, changing=False)
        documents = [shown(desk, name, desk.store.document(name, one)) for one in found]
        judged = APART if any("deadlines" in one for one in documents) else ()

        def tables(document: Mapping[str, Any]) -> tuple[Table, ...]:
            parts = part_tables(desk, name, document, register.apart)
            return (*parts, *(judged_tables(document) if judged else ()))

        show_records(desk, name, documents, many=several(record), skip=(*judged, *register.apart), tables=tables)

    return reads("show", help=HELP["show"])(body)


def build_history(register: Register) -> click.Command:
    """`history ID`"""

    @id_argument
    def body(desk: Desk, record: str) -> None:
        from cspm.shell.show import show_histories

        name = register.kind.name
        found = [(name, one) for one in desk.each(name, record, changing=False)]
        show_histories(desk, found, many=several(record))

    return reads("history", help=HELP["history"])(body)


def build_amend(register: Register) -> click.Command:
    """`amend ID FIELD=VALUE ... --reason R`"""

    @id_argument
    @click.argument("words", nargs=-1, required=True, metavar="FIELD=VALUE...")
    @reason_option
    def body(desk: Desk, record: str, words: tuple[str, ...], reason: str) -> None:
        from cspm.shell.corrections import amended

        name, office = register.kind.name, desk.office

        def act(one: str) -> Revision:
            return amended(office, name, one, fields=words, reason=reason, own=register.types)

        changed_each(desk, name, (record,), act=act)

    return changes("amend", help=HELP["amend"])(body)


def build_void(register: Register) -> click.Command:
    """`void ID... --reason R`"""
    return _moving(register, "void", HELP["void"], option=reason_option)


def build_step(register: Register, *, step: Step) -> click.Command:
    """`VERB ID --field VALUE ... [--by STAFF] [--reason R]` for a step that writes fields."""
    from cspm.core.labels import shapes
    from cspm.shell.typed import step_options

    model = load(register.kind.model)
    part = shapes(model)[step.into].model if step.into else model

    @id_argument
    def body(desk: Desk, record: str, **values: Any) -> None:
        from cspm.shell.register_actions import take
        from cspm.shell.register_answers import answer

        def act(one: str) -> Told:
            made = take(desk.office, register, one, step=step, values=values)
            return made, answer(desk, register, made.document())

        changed_each(desk, register.kind.name, (record,), act=act)

    decorated: Callable[..., Any] = body
    reason = click.option("--reason", metavar="TEXT", help=N_("Why."))
    for option in reversed((*step_options(part, step, own=register.types), by_option, reason)):
        decorated = option(decorated)
    return changes(step.verb, help=step.help)(decorated)


def build_move(register: Register, *, verb: str) -> click.Command:
    """`VERB ID... [--reason R]` for a move of the register's machine."""
    return _moving(register, verb, MOVE_HELP, option=click.option("--reason", metavar="TEXT", help=N_("Why.")))


def _moving(register: Register, verb: str, help_text: str, *, option: Callable[[Any], Any]) -> click.Command:
    @ids_argument
    @option
    def body(desk: Desk, ids: tuple[str, ...], reason: str | None) -> None:
        from cspm.shell.register_actions import move

        def step(record_id: str) -> Revision:
            return move(desk.office, register.kind, register.machine, record_id, verb=verb, reason=reason)

        changed_each(desk, register.kind.name, ids, act=step)

    return changes(verb, help=help_text)(body)


def build_export(register: Register) -> click.Command:
    """`export ...`: the common export with the kind given."""
    return Forward("export", register.kind.name)


BUILDERS: Mapping[str, Callable[[Register], click.Command]] = {
    "add": build_add,
    "list": build_list,
    "show": build_show,
    "history": build_history,
    "amend": build_amend,
    "void": build_void,
    "export": build_export,
}
