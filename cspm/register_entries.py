"""What an entry of the register is: a command, a procedure with its record kinds and commands. Data only."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from cspm.core.kinds import Kind
from cspm.tuples import NamedTuple


class Command(NamedTuple):
    """A command or group: its `name`, where it lives (`module:object`), one line of help."""

    name: str
    path: str
    help: str


class Procedure(NamedTuple):
    """What the manuals call a procedure: its name, one line of help, the systems it covers (S..), what it needs."""

    name: str
    help: str
    systems: tuple[str, ...]
    needs: tuple[str, ...]
    kinds: tuple[Kind, ...]
    commands: tuple[Command, ...]

    def part(self, file: str, name: str) -> Any:
        """The object `name` of this procedure's file `file`; an empty tuple when it has no such file or name."""
        module = f"cspm.procedures.{self.name}.{file}"
        if find_spec(module) is None:
            return ()
        return getattr(import_module(module), name, ())


def commands(module: str, **helps: str) -> tuple[Command, ...]:
    """The commands of a module, each with its line of help; a name that Python keeps for itself ends in `_`."""
    return tuple(Command(name.replace("_", "-").strip("-"), f"{module}:{name}", text) for name, text in helps.items())
