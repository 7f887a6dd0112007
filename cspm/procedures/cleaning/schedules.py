"""A schedule as typed: read from its file, with a word about entries that it lacks; what a change of a contract answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from cspm.core.money import money_text
from cspm.errors import N_, Message
from cspm.procedures.cleaning import dated
from cspm.procedures.cleaning.prices import EXAMPLES

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.shell.desk import Desk


def typed(file: str | None) -> dict[str, Any]:
    """The schedule in a file, empty without one. Raises InputRejected (25)."""
    if file is None:
        return {}
    from cspm.sheets.schedule import read_schedule

    return read_schedule(file)


def note_lacking(desk: Desk, schedule: Mapping[str, Any]) -> None:
    """Say what the example fills in: a schedule's missing entries, or all of it."""
    if not schedule:
        desk.note(Message(N_("No schedule given: the example schedule holds until: cspm contract schedule")))
        return
    missing = tuple(entry for entry in EXAMPLES if entry not in schedule)
    if missing:
        desk.note(Message.of(N_("The schedule lacks {entries}; the example's amounts hold for them."), entries=missing))


def begun(contract: Revision) -> Message:
    """After a new contract: its days, its fee, what comes next."""
    return Message.of(
        N_("{id}: {start} to {end}, {fee} a month. Next: cspm inspection plan --contract {id}"),
        id=contract.id, start=contract.start, end=contract.end, fee=money_text(contract.monthly_fee),
    )  # fmt: skip


def changed_fee(contract: Revision, start: date) -> Message:
    """After another fee."""
    fee = next(one.value for one in dated.fees(contract.document()) if one.start == start)
    text = N_("{id}: from {start} on {fee} a month. All of it: cspm contract show {id}")
    return Message.of(text, id=contract.id, start=start, fee=fee)


def changed_areas(contract: Revision, start: date) -> Message:
    """After other areas."""
    areas = dated.areas_on(contract.document(), start)
    text = N_("{id}: from {start} on {areas}. All of it: cspm contract show {id}")
    return Message.of(text, id=contract.id, start=start, areas=areas)


def changed_schedule(contract: Revision, start: date | None) -> Message:
    """After another schedule; without a day that which the contract began with."""
    text = N_("{id}: from {start} on another deduction schedule. All of it: cspm contract show {id}")
    return Message.of(text, id=contract.id, start=start or contract.start)


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
