"""Who may correct what was written down of a ticket, and who may take a change back (R345). No Click here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Code, Message, NotAllowed
from cspm.procedures.tickets.states import OWN_ONLY
from cspm.shell.corrections import Event, Found, amended, undone

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.office import Office
    from cspm.shell.typed import Types


def amend(office: Office, ticket_id: str, *, fields: Sequence[str], reason: str, own: Types) -> Revision:
    """Correct fields given as `FIELD=VALUE`. Raises NotAllowed, for a technician on a ticket that is not his too."""

    def may(ticket: Any) -> None:
        actor = office.actor
        if actor.role == OWN_ONLY and actor.id not in (ticket.assignee, *ticket.with_):
            raise NotAllowed(
                staff=f"{actor.id} {actor.name}".strip(), role=Code("role", actor.role), action=Code("action", "amend"),
                allowed=Message(N_("desk roles, and whom the ticket was sent to")), rule="R345", clause="004 A11 6",
            )  # fmt: skip

    return amended(office, "tickets", ticket_id, fields=fields, reason=reason, own=own, may=may)


def undo(office: Office, kind: str, found: Found) -> list[Revision]:
    """Take back the last change of each record, all or nothing: one's own, what others typed only as a desk role.

    Raises NotAllowed, ChangedMeanwhile when a record has another revision than was seen.
    """

    def may(last: Event) -> None:
        if office.actor.id not in (last["by"], last["recorded_by"]):
            office.allow("undo others")

    return office.each(tuple(found), lambda record_id: undone(office, kind, record_id, seen=found[record_id], may=may))
