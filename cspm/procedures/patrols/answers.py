"""What the commands of patrols answer: tickets that were made, a defect with its repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Code, Message
from cspm.procedures.patrols.actions import Seen
from cspm.procedures.patrols.reports import REPAIR, repair_of
from cspm.procedures.patrols.typed import pairs
from cspm.shell.output import shown

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk


def seen_of(
    desk: Desk, *, defects: tuple[str, ...], linked: tuple[str, ...], unseen: tuple[str, ...], note: str | None
) -> Seen:  # fmt: skip
    """What was typed of a patrol, tickets by their whole ids. Raises BadValue, NoSuchRecord."""
    tickets = tuple((place, desk.store.resolve("tickets", ticket)) for place, ticket in pairs(linked, "--ticket"))
    return Seen(pairs(defects, "--defect"), tickets, unseen, note)


def told(patrol: Revision) -> Message | None:
    """The sentence after a patrol that found something, its defects, or that nobody planned."""
    found = tuple(point.defect for point in patrol.points if point.defect)
    said = {"id": patrol.id, "state": Code("state", patrol.state), "defects": found}
    if patrol.due is None:
        beside = N_("{id}: {state}, beside the plan: the planned patrols of that day were made. Defects: {defects}")
        text = N_("{id}: {state}, beside the plan: the planned patrols of that day were made.")
        return Message.of(beside if found else text, **said)
    return Message.of(N_("{id}: {state}. Defects: {defects}"), **said) if found else None


def sent(defect: Revision) -> Message:
    """The sentence after a defect was sent to repair."""
    return Message.of(
        N_("{id}: {ticket} repairs it. Next: cspm dispatch {ticket} --to STAFF"), id=defect.id, ticket=defect.ticket
    )


def show_defect(desk: Desk, record: str) -> None:
    """One defect, with `repair` in JSON and a table of it for people."""
    from cspm.core.shown import APART, judged_tables
    from cspm.core.tables import Table
    from cspm.shell.show import show_record

    document = dict(shown(desk, "defects", desk.store.document("defects", record)))
    document["repair"] = repair_of(ticket_of(desk, document["ticket"]))
    tables = judged_tables(document)
    if document["repair"]:
        row = tuple(document["repair"][column.key] for column in REPAIR)
        tables = (*tables, Table("repair", Message(N_("Repair")), REPAIR, (row,)))
    show_record(desk, "defects", document, skip=(*APART, "repair"), tables=tables)


def ticket_of(desk: Desk, ticket: str | None) -> dict[str, Any] | None:
    """The ticket of a defect, if it has one."""
    return desk.store.document("tickets", ticket) if ticket and desk.store.exists("tickets", ticket) else None
