"""State machines as tables that can be printed, walked and compared with the manual, and the permissions beside them."""

from __future__ import annotations

from cspm.errors import N_, Code, NotPossibleNow
from cspm.tuples import NamedTuple


class Move(NamedTuple):
    """A verb that takes a record from one of `sources` to `target`. `target` `""`: the state stays or is remembered."""

    verb: str
    sources: tuple[str, ...]
    target: str


class Machine(NamedTuple):
    """A life: the `first` state, its moves, and the states that end it."""

    name: str
    first: str
    moves: tuple[Move, ...]
    finals: tuple[str, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state named, in order of appearance."""
        named = [self.first]
        for move in self.moves:
            named += [*move.sources, move.target]
        return tuple(dict.fromkeys(state for state in named if state))

    def possible(self, state: str) -> tuple[str, ...]:
        """The verbs that can be used in that state, in the table's order."""
        return tuple(dict.fromkeys(move.verb for move in self.moves if state in move.sources))

    def target(self, record_id: str, verb: str, state: str) -> str:
        """Where `verb` leads from `state`. Raises NotPossibleNow with what is possible instead."""
        for move in self.moves:
            if move.verb == verb and state in move.sources:
                return move.target
        possible = tuple(Code("action", name) for name in self.possible(state)) or Code("action", "nothing")
        raise NotPossibleNow(id=record_id, action=Code("action", verb), state=Code("state", state), possible=possible)


class Permit(NamedTuple):
    """One line of the permission matrix: who may do `action`. No roles: any active member of staff.

    `rule` and `clause` say where the limit comes from. Lines are read from the top; the first of an action decides.
    """

    action: str
    roles: tuple[str, ...] = ()
    rule: str = ""
    clause: str = ""
    why: str = N_("any active member of staff")
