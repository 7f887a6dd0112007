"""The parameter type for a role: code, label, the end that only one has, or a post of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cspm.core.roles import role_code, unclear
from cspm.errors import N_, Message, NoStore
from cspm.shell.params import Closed

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


class Role(Closed):
    """A role, as code or label of either language, or a post that the site maps to one; gives the role's code.

    A word that several roles could mean, or none, is refused with the near ones.
    """

    def __init__(self) -> None:
        super().__init__("role")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code of the role."""
        desk: Desk = (ctx or click.get_current_context()).find_root().obj
        try:
            own = desk.site.roles
        except NoStore:  # the permission matrix can be read before there is a site
            own = {}
        code, typed = role_code(str(value), own), str(value)[:60]
        if code is None:
            sentence = N_("{value} is not clear; {problem}")
            self.refuse(Message.of(sentence, value=typed, problem=unclear(typed, own)), param, ctx)
        meant = own.get(str(code), code)
        return meant if isinstance(meant, str) else str(code)
