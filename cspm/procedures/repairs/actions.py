"""What can be done with repairs: load, decide, save. No Click here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.texts import needed
from cspm.errors import N_, Message, Usage
from cspm.procedures.repairs.states import FOLLOWED, FOLLOWERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cspm.core.revision import Revision
    from cspm.core.stamp import Stamp
    from cspm.shell.office import Office


def follow(office: Office, ticket_id: str, *, to: str | None, note: Callable[[Message], None]) -> Revision:
    """Give a repair to a specialist to follow up (R172); without `to` to the one of its zone.

    Raises NoSuchRecord, Usage when the zone has no or several specialists. That somebody has another zone is noted.
    """

    def plan(ticket: Any, stamp: Stamp) -> dict[str, Any]:
        FOLLOWED.target(ticket.id, "follow", ticket.state)
        area = zone(office, ticket)
        who = to or specialist_of(office, area)
        person = office.store.document("staff", who)
        if area and person["areas"] and area not in person["areas"]:
            note(Message.of(N_("{staff} has other zones than {area}"), staff=who, area=area))
        return {"follow_up": who, "follow_up_role": office.person(who).role, "follow_up_at": stamp.at}

    return office.step("tickets", ticket_id, "follow", plan)


def zone(office: Office, ticket: Any) -> str | None:
    """The area of a ticket: its own, else that of its unit."""
    if ticket.area or not ticket.unit or not office.store.exists("units", ticket.unit):
        return str(ticket.area) if ticket.area else None
    found: str | None = office.store.document("units", ticket.unit)["area"]
    return found


def specialist_of(office: Office, area: str | None) -> str:
    """The one active specialist or assistant who has the zone. Raises Usage when there is none or are several."""
    staff = [row["id"] for row in office.store.rows("staff", "state != 'void'", columns=("id",))]
    found = [
        one for one in staff
        if area and area in office.store.document("staff", one)["areas"] and fits(office, one)
    ]  # fmt: skip
    if len(found) != 1:
        problem = N_("The zone ({area}) names no single specialist: {found}. Say who follows it up with --to STAFF.")
        raise Usage(problem=Message.of(problem, area=area or "-", found=tuple(found) or "-"))
    return str(found[0])


def fits(office: Office, staff: str) -> bool:
    """Whether somebody follows repairs up and works here today."""
    person = office.person(staff)
    return person.active and person.role in FOLLOWERS


def feedback(office: Office, ticket_id: str, text: str, *, by: str | None = None) -> Revision:
    """The owner was told how the repair went (R175). Raises NotPossibleNow before the work is done, BadValue."""
    said = needed(text, "TEXT")

    def plan(ticket: Any, stamp: Stamp) -> dict[str, Any]:
        FOLLOWED.target(ticket.id, "feedback", ticket.state)
        return {"feedback": (*ticket.feedback, {"at": stamp.at, "by": stamp.by, "text": said})}

    return office.step("tickets", ticket_id, "feedback", plan, by=by)
