"""Parts of a ticket about asking the customer afterwards: the slip that comes back, who is to call, the callbacks."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from cspm.core.record import Part, field
from cspm.errors import N_


class Slip(Part):
    """The work slip that came back to the front desk (R061, R165): dispatch is told at once, and gets it at the hand-over.

    `told` is the member of dispatch who was told by word of mouth, `received_by` who took the slip there.
    """

    returned_at: datetime = field(N_("Slip back at"))
    returned_by: str | None = field(N_("Taken back by"), None)
    told_at: datetime | None = field(N_("Dispatch told at"), None)
    told_by: str | None = field(N_("Told by"), None)
    told: str | None = field(N_("Who was told"), None)
    handed_at: datetime | None = field(N_("Handed over at"), None)
    handed_by: str | None = field(N_("Handed over by"), None)
    received_by: str | None = field(N_("Received by"), None)


class Calling(Part):
    """Somebody was asked to make the callback instead of who does by default (R063), or by the first receiver (R384)."""

    staff: str = field(N_("Caller"))
    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    reason: str = field(N_("Why he was asked"))


class Aspect(Part):
    """What the customer said of one side of the service when the director called (R391): a score of 1 to 5."""

    aspect: Literal["repairs", "reception", "cleaning", "security", "greening"] = field(
        N_("About"), json_schema_extra={"vocabulary": "callback_aspect"}
    )
    score: int = field(N_("Score"), ge=1, le=5)


class Callback(Part):
    """One attempt to ask the customer after the work (R062-R069). `due` is that of the corrective action.

    `role` is the caller's role on that day; `attempt` counts those made since the customer was last reached. `in_charge`
    tells whether he was who calls by default (R063; None: nobody asks), `instead` why he called all the same. `sample` is
    the director's draw that it belongs to (R390), `aspects` what was asked in it. `handled` is how the problem that it
    brought to light was dealt with, `file` where that is filed (R392).
    """

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    role: str | None = field(N_("Role"), None)
    method: Literal["phone", "visit", "other"] = field(N_("Method"))
    reached: bool = field(N_("Reached"))
    attempt: int = field(N_("Attempt"))
    satisfied: bool | None = field(N_("Satisfied"), None)
    score: int | None = field(N_("Score"), None, ge=1, le=5)
    opinion: str | None = field(N_("Opinion"), None)
    signed_by: str | None = field(N_("Signed by"), None)
    action: str | None = field(N_("Corrective action"), None)
    due: datetime | None = field(N_("Due"), None)
    in_charge: bool | None = field(N_("Calls by default"), None)
    instead: str | None = field(N_("Why another caller"), None)
    sample: str | None = field(N_("Of the sample"), None)
    aspects: tuple[Aspect, ...] = field(N_("Asked about"), ())
    handled: str | None = field(N_("How it was dealt with"), None)
    handled_at: datetime | None = field(N_("Dealt with at"), None)
    handled_by: str | None = field(N_("Dealt with by"), None)
    file: str | None = field(N_("Where it is filed"), None)


class Spotcheck(Part):
    """A manager's review of one callback (R068, A84): `callback` is its place among the ticket's, counted from 1."""

    at: datetime = field(N_("When"))
    by: str = field(N_("Who"))
    role: str | None = field(N_("Role"), None)
    callback: int = field(N_("Callback no."))
