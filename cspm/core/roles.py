"""Who may do what: role codes, and the decision on one line of the permission matrix."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cspm.core.states import Permit

DESK = ("front_desk", "dispatch_assistant", "dispatch_director", "csc_manager", "csc_director", "general_manager", "site_admin")
"""Front desk and dispatch roles: they may type any step for somebody else."""


class Person(NamedTuple):
    """The part of a staff record that decisions need. Dates are None when open."""

    id: str
    name: str
    role: str
    team: str = ""
    login: str = ""
    active: bool = True


class Decision(NamedTuple):
    """Whether a person may act, and the line that decided."""

    allowed: bool
    line: Permit


NOBODY = Permit("", (), why="")


def decide(permits: Iterable[Permit], action: str, person: Person) -> Decision:
    """The decision for a person on an action; an action without a line is open to any active member of staff."""
    line = next((permit for permit in permits if permit.action == action), Permit(action))
    return Decision(person.active and (not line.roles or person.role in line.roles), line)
