"""What `daywork add` and `assessment add` fill in. No Click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, AlreadyThere, BadValue, Message

if TYPE_CHECKING:
    from cspm.shell.office import Office


def day(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new day's work, by default of today.

    Raises BadValue for a day to come or when more succeeded than was asked for, AlreadyThere when the worker's day is written down already.
    """
    found = {**fields, "date": fields.get("date") or office.today, "by": fields.get("by") or office.actor.id}
    if found["date"] > office.today:
        raise BadValue(
            field="--date", value=found["date"].isoformat(), problem=Message(N_("that day is still to come"))
        )
    if found["count"] < 0:
        raise BadValue(field="--count", value=str(found["count"]), problem=Message(N_("it must not be below nothing")))
    base = found["count"] if found.get("attempted") is None else found["attempted"]
    if found["succeeded"] > base:
        problem = Message.of(N_("not more than {base}, what was asked for"), base=base)
        raise BadValue(field="--succeeded", value=str(found["succeeded"]), problem=problem)
    where = "state != 'void' AND crew = ? AND worker = ? AND date = ? AND device_type = ?"
    params = (found["crew"], found["worker"], found["date"].isoformat(), found["device_type"])
    there = office.store.rows("dayworks", where, params, columns=("id",))
    if there:
        raise AlreadyThere(id=there[0]["id"])
    return found


def raised(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new assessment: of the crew of its work, for the present month. Raises BadValue without a crew."""
    crew, work = fields.get("crew"), fields.get("work")
    if crew is None and work is not None:
        crew = office.store.document("works", work)["crew"]
    if crew is None:
        raise BadValue(field="--crew", value="", problem=Message(N_("it must not be blank")))
    return {**fields, "crew": crew, "month": fields.get("month") or f"{office.today:%Y-%m}"}
