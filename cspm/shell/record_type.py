"""The parameter type for the id of a record: whole or short, of a kind that the option knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.shell.params import Said

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


class RecordId(Said):
    """The id of a record of one kind, typed whole or short. Raises NoSuchRecord (20) when there is none."""

    name = "id"

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The whole id."""
        desk: Desk = (ctx or click.get_current_context()).find_root().obj
        return desk.store.resolve(self.kind, str(value))
