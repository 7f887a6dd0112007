"""`cspm staff`, `cspm units`, `cspm areas`: three registers, declared."""

from __future__ import annotations

from typing import Any

import click

from cspm.core.words import VOCABULARIES
from cspm.errors import N_
from cspm.procedures.people.actions import checked_role
from cspm.procedures.people.states import AREAS, STAFF, UNITS
from cspm.shell.desk import Desk
from cspm.shell.params import Said
from cspm.shell.registers import standard_group


class Role(Said):
    """A role code or a post of the site, typed as code or label; gives the code or the post."""

    name = "role"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The role. Raises BadValue listing those there are."""
        desk: Desk = (ctx or click.get_current_context()).find_root().obj
        return checked_role(str(value), desk.site.roles)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Role codes that begin with what was typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(code) for code in VOCABULARIES["role"].labels if code.startswith(incomplete)]


staff = standard_group("staff", N_("Who works here, in which role, since when."), machine=STAFF, types={"role": Role()})
units = standard_group("units", N_("The homes, shops and offices of the site."), machine=UNITS)
areas = standard_group("areas", N_("The parts of the site that work is assigned to."), machine=AREAS)
