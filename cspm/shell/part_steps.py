"""Verbs of a part of a record, made from steps as data (`core/steps.py`): what `standard_group` is for whole registers.

A group lists its verbs without building them; a verb is built, and the model imported, when it is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from cspm.core.kinds import load
from cspm.core.steps import Step
from cspm.register import KINDS
from cspm.register_entries import Command
from cspm.shell.lazy import LazyGroup
from cspm.shell.options import by_option, changes, id_argument
from cspm.shell.register_answers import ticket_each

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


class PartGroup(LazyGroup):
    """A group of verbs that write into one part of a record; further commands are added to it."""

    def __init__(self, *, kind: str, part: str, steps: Mapping[str, Step], take: str, **attributes: Any) -> None:
        entries = {name: Command(name, f"{kind}:{name}", step.help) for name, step in steps.items()}
        super().__init__(entries=entries, no_args_is_help=True, **attributes)
        self.kind, self.part, self.steps, self.take = kind, part, dict(steps), take

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The verb of that name, built now."""
        if name in self.steps and name not in self.commands:
            self.commands[name] = self.build(name, self.steps[name])
        return self.commands.get(name)

    def build(self, name: str, step: Step) -> click.Command:
        """`NAME ID --field VALUE ... [--by STAFF]`"""
        from cspm.core.labels import shapes
        from cspm.shell.typed import step_options

        model: Any = shapes(load(KINDS[self.kind].model))[self.part].model
        fields = shapes(model)[step.into].model if step.into else model

        @id_argument
        def body(desk: Desk, record: str, **values: Any) -> None:
            act = load(self.take)
            ticket_each(desk, record, lambda one: act(desk.office, one, step=step, values=values))

        decorated: Callable[..., Any] = body
        for option in reversed((*step_options(fields, step, own={}), by_option)):
            decorated = option(decorated)
        return changes(name, help=step.help)(decorated)


def steps_group(
    help_text: str, *, kind: str, part: str, steps: tuple[Step, ...], take: str, names: Mapping[str, str] | None = None
) -> PartGroup:
    """The group of a part: one verb for each step, called by the step's name unless `names` has another.

    `take` is `module:function(office, id, step=, values=) -> Revision`, what takes a step.
    """
    called = {(names or {}).get(step.verb, step.verb): step for step in steps}
    return PartGroup(kind=kind, part=part, steps=called, take=take, help=help_text)
