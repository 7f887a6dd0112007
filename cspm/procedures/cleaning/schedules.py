"""A schedule as typed: read from its file, with a word about entries that it lacks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Message
from cspm.procedures.cleaning.prices import EXAMPLES

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk


def typed(desk: Desk, file: str | None) -> dict[str, Any] | None:
    """The schedule in a file, None without a file; a note says what the example fills in. Raises InputRejected (25)."""
    if file is None:
        desk.note(Message(N_("No schedule given: the example schedule holds until: cspm contract schedule")))
        return None
    from cspm.sheets.schedule import read_schedule

    schedule = read_schedule(file)
    missing = tuple(entry for entry in EXAMPLES if entry not in schedule)
    if missing:
        desk.note(Message.of(N_("The schedule lacks {entries}; the example's amounts hold for them."), entries=missing))
    return schedule


def note_approved(desk: Desk, contract_id: str, day: date | None) -> None:
    """Say which approved months a change from that day on reaches: they stay, and what differs is booked later."""
    from cspm.procedures.cleaning.contract_changes import approved_from

    months = approved_from(desk.store, contract_id, day)
    if months:
        text = N_("Approved already: {months}. What differs is an adjustment of the next month that is not approved.")
        desk.note(Message.of(text, months=months))


def note_shared(desk: Desk, contract: Revision) -> None:
    """Say which other contracts of the same domain cover one of its areas at the same time: each is judged by itself."""
    from cspm.procedures.cleaning.contract_lists import sharing

    for other, areas in sharing(desk.store, contract.document()):
        text = N_(
            "Contract {contract} covers {areas} at the same time; each contract is inspected and settled by itself."
        )
        desk.note(Message.of(text, contract=other, areas=areas))
