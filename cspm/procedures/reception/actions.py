"""What reception does beside its registers: the manager's contact, and the end of a slot that was not typed. No Click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cspm.core.texts import needed
from cspm.procedures.reception import figures
from cspm.procedures.reception.states import CONTACTED

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office


def contact(office: Office, ticket_id: str, text: str, *, by: str | None = None) -> Revision:
    """The manager spoke with a special customer again (R229). Raises BadValue for a blank text, NotPossibleNow."""
    said, role = needed(text, "TEXT"), office.role_of(by)

    def plan(ticket: Any, stamp: Stamp) -> dict[str, Any]:
        CONTACTED.target(ticket.id, "contact", ticket.state)
        return {"contacts": (*ticket.contacts, {"at": stamp.at, "by": stamp.by, "role": role, "text": said})}

    return office.step("tickets", ticket_id, "contact", plan, by=by)


def complete(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new slot of welcome duty: it ends after the manual's minutes unless another time was typed."""
    length = office.terms.figures.span(figures.WELCOME_MINUTES, office.today)
    ended = fields.get("ended_at") or fields["began_at"] + length
    return {**fields, "ended_at": ended, "role": office.person(fields["manager"]).role}
