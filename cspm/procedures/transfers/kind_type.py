"""The KIND of imports and exports: the name of a record kind, or its label in either language."""

from __future__ import annotations

from typing import Any

import click

from cspm.core.kinds import Kind
from cspm.core.language import language
from cspm.errors import N_, Message
from cspm.shell.desk import Desk
from cspm.shell.params import Said

ALSO = {"owners": "units", "业主": "units"}
"""Other names: an owner stands on the record of the unit."""


class KindType(Said):
    """A record kind; with `without` those that are not for this command. Gives the name."""

    name = "kind"

    def __init__(self, *, without: tuple[str, ...] = ()) -> None:
        self._without = without

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name of the kind."""
        known = self._known(ctx)
        wanted = str(value).strip().casefold()
        wanted = ALSO.get(wanted, wanted)
        for name, kind in known.items():
            if wanted in (name, kind.label.casefold(), language("zh").text(kind.label)):
                return name
        problem = N_("{value} is not one of: {known}")
        self.refuse(Message.of(problem, value=str(value)[:60], known=tuple(known)), param, ctx)
        return ""

    def _known(self, ctx: click.Context | None) -> dict[str, Kind]:
        desk: Desk = (ctx or click.get_current_context()).find_root().obj
        return {name: kind for name, kind in desk.store.kinds.items() if name not in self._without}

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Names that begin with what was typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in self._known(ctx) if name.startswith(incomplete)]
