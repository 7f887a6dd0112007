"""Who may correct what was written down of a ticket, and who may take a change back (R345). No Click here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cspm.core.view import View
from cspm.errors import N_, Code, Message, NotAllowed
from cspm.procedures.tickets.states import OWN_ONLY
from cspm.shell.corrections import amended, last_standing, undone

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office
    from cspm.shell.typed import Types


def amend(office: Office, ticket_id: str, *, fields: Sequence[str], reason: str, own: Types) -> Revision:
    """Correct fields given as `FIELD=VALUE`. Raises NotAllowed, for a technician on a ticket that is not his too."""
    actor = office.allow("tickets amend")
    ticket = View(office.store.document("tickets", ticket_id))
    if actor.role == OWN_ONLY and actor.id not in (ticket.assignee, *ticket.with_):
        raise NotAllowed(
            staff=f"{actor.id} {actor.name}".strip(), role=Code("role", actor.role), action=Code("action", "amend"),
            allowed=Message(N_("desk roles, and whom the ticket was sent to")), rule="R345", clause="004 A11 6",
        )  # fmt: skip
    return amended(office, "tickets", ticket_id, fields=fields, reason=reason, own=own)


def undo(office: Office, kind: str, record_id: str) -> Revision:
    """Take back a record's last change: one's own always, what somebody else typed only as a desk role (NotAllowed)."""
    events = office.store.document(kind, record_id)["history"]
    last = events[last_standing(events) - 1]
    if office.actor.id not in (last["by"], last["recorded_by"]):
        office.allow("undo others")
    return undone(office, kind, record_id)
