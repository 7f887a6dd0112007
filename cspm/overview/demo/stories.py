"""Short stories of registers: what is added and what becomes of it, as a table of acts that the real actions take down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import load
from cspm.core.view import DATES
from cspm.register import COMMANDS
from cspm.shell.register_actions import add, completed, move, take
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage
    from cspm.shell.registers import Register


class At(NamedTuple):
    """A time of a story: so many days after its first, at that time of day."""

    days: int
    time: str

    def on(self, day: datetime) -> datetime:
        """The instant, for a story that begins on that day."""
        return datetime.combine(day.date() + timedelta(days=self.days), time.fromisoformat(self.time), day.tzinfo)


class Act(NamedTuple):
    """One act of a story: when, who types it, the verb, and the fields; `AT` values become times, `on` values days."""

    at: At
    staff: str
    verb: str
    fields: Mapping[str, Any] = {}


def told(
    stage: Stage, command: str, day: datetime, acts: tuple[Act, ...], *, record_id: str | None = None, **more: Any
) -> str:
    """The story of one record of a register, from `add` on; its id, typed where it has no number. `more` are further
    fields of `add`.

    Raises Later where the story has not gone on yet.
    """
    register: Register = load(COMMANDS[command].path).register
    first, *others = acts
    office = stage.at(first.at.on(day), first.staff)
    fields = completed(register, office, {**spoken(first.fields, day), **more})
    made = add(office, register.kind, record_id=record_id, fields=fields)
    for act in others:
        office, values = stage.at(act.at.on(day), act.staff), spoken(act.fields, day)
        if act.verb in register.steps:
            take(office, register, made.id, step=register.steps[act.verb], values=values)
        else:
            move(office, register.kind, register.machine, made.id, verb=act.verb, reason=values.get("reason"))
    return str(made.id)


def spoken(fields: Mapping[str, Any], day: datetime) -> dict[str, Any]:
    """The fields with their times: a day for names of days (`core.view`), else an instant."""
    found = {name: value.on(day) if isinstance(value, At) else value for name, value in fields.items()}
    return {
        name: value.date() if isinstance(value, datetime) and (name.endswith("_on") or name in DATES) else value
        for name, value in found.items()
    }
