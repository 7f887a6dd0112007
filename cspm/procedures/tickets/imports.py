"""A row of a table as a ticket: what history says about itself decides its state. Pure.

Required is only what identifies and dates the record: `received_at`. What else is missing is a finding (R039).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, BadValue, Message

if TYPE_CHECKING:
    from cspm.shell.office import Office

ENDS = (("cancelled_at", "cancelled"), ("declined_at", "declined"), ("closed_at", "closed"))
FINAL = ("closed", "cancelled", "declined", "void")
STEPS = (
    ("signed_at", "signed"), ("finished_at", "finished"), ("started_at", "in_progress"), ("arrived_at", "arrived"),
    ("accepted_at", "accepted"), ("dispatched_at", "dispatched"), ("assignee", "dispatched"), ("referred_to", "referred"),
)  # fmt: skip


def ticket_fields(values: dict[str, Any], _office: Office) -> dict[str, Any]:
    """The fields of a ticket from a row's values, and the state that its times lead to when it names none.

    With a closing time it arrives closed, whatever else the row says short of another end. Raises BadValue when `received_at` is missing.
    """
    if not values.get("received_at"):
        raise BadValue(field="received_at", value="", problem=Message(N_("a ticket needs the time it was received")))
    found = {"registered_at": values["received_at"], "state": state_of(values), **values}
    if values.get("closed_at") and found["state"] not in FINAL:
        found["state"] = "closed"
    if found.get("kind") == "complaint":
        found.setdefault("complaint", {})
    return found


def state_of(values: Mapping[str, Any]) -> str:
    """The state that the times of a row lead to."""
    return next((state for name, state in (*ENDS, *STEPS) if values.get(name)), "registered")
