"""A schedule as typed: read from its file, with a word about entries that it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.errors import N_, Message
from cspm.procedures.cleaning.prices import EXAMPLES

if TYPE_CHECKING:
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
