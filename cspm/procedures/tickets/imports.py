"""A row of a table as a ticket: what history says about itself decides its state. Pure.

Required is only what identifies and dates the record: `received_at`. What else is missing is a finding (R039).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.errors import BadValue, Message, N_

if TYPE_CHECKING:
    from cspm.shell.office import Office

ENDS = (("cancelled_at", "cancelled"), ("declined_at", "declined"), ("closed_at", "closed"))
STEPS = (
    ("finished_at", "finished"),
    ("started_at", "in_progress"),
    ("arrived_at", "arrived"),
    ("accepted_at", "accepted"),
)


def ticket_fields(values: dict[str, Any], office: Office) -> dict[str, Any]:
    """The fields of a ticket from a row's values: times in the site's zone, and the state they lead to.

    Raises BadValue when `received_at` is missing.
    """
    if not values.get("received_at"):
        raise BadValue(field="received_at", value="", problem=Message(N_("a ticket needs the time it was received")))
    found = {name: at_site(name, value, office) for name, value in values.items()}
    found.setdefault("registered_at", found["received_at"])
    found.setdefault("state", state_of(found))
    if found.get("kind") == "complaint":
        found.setdefault("complaint", {})
    return found


def at_site(name: str, value: Any, office: Office) -> Any:
    """A time in the site's zone, anything else as it is."""
    if isinstance(value, str) and name.endswith("_at"):
        return datetime.fromisoformat(value).astimezone(office.terms.tz).isoformat()
    return value


def state_of(values: Mapping[str, Any]) -> str:
    """The state that the times of a row lead to."""
    for name, state in (*ENDS, *STEPS):
        if values.get(name):
            return state
    return "dispatched" if values.get("assignee") else "registered"
