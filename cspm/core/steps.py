"""Steps of a register: a verb that writes fields beside moving the state, declared as data.

A visit is answered, a referral handled, a filing reviewed: each is one verb with some texts and times. What such a verb
does is always the same, so a register declares its steps and the shell makes the commands (`shell/registers.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp

Guard = Callable[[Any, Mapping[str, Any]], None]


class Step(NamedTuple):
    """A verb of a register and what it writes.

    `takes` are the fields that are typed as options, `needs` those of them that must be typed. `at` is the field that
    gets the time of the step (unless it was typed), `by` the one that gets who did it, `role` the one that gets the role
    he has on that day. With `into` the step adds a part to that list: `takes`, `at`, `by` and `role` are fields of the
    part then. An `approval` needs the approver's own login where the site asks for it. `guard` looks at the record and
    at what is to be written and raises RefusedByRule for the few hard rules.
    """

    verb: str
    help: str
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    at: str = ""
    by: str = ""
    role: str = ""
    into: str = ""
    approval: bool = False
    guard: Guard | None = None


def written(step: Step, record: Any, stamp: Stamp, *, given: Mapping[str, Any], role: str) -> dict[str, Any]:
    """The fields that a step changes: what was typed, and its own time, person and role. Raises what its guard raises."""
    own: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    told: tuple[tuple[str, datetime | str], ...] = ((step.at, stamp.at), (step.by, stamp.by), (step.role, role))
    own |= {name: value for name, value in told if name and name not in own}
    if step.guard is not None:
        step.guard(record, own)
    return {step.into: (*getattr(record, step.into), own)} if step.into else own
