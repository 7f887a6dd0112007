"""Lists and searches of tickets, answered from the index: filter words -> rows -> report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.core.kinds import load
from cspm.core.tables import Report
from cspm.errors import N_, Message
from cspm.procedures.tickets import reports
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

OPEN = "state NOT IN ('closed', 'cancelled', 'declined', 'void')"
ORDER = "due IS NULL, due, received_at, id"


def ticket_list(desk: Desk, words: tuple[str, ...], *, everything: bool) -> tuple[Report, list[str]]:
    """The tickets that fit the filter words, open ones unless a state or everything is asked for; with their ids."""
    where, params = condition("tickets", words, desk)
    states = any(word.startswith(("state:", "状态:")) for word in words)
    scope = "state != 'void'" if everything or states else OPEN
    rows = desk.store.rows(
        "tickets", f"{scope} AND ({where})" if where else scope, params, order=ORDER, columns=reports.LIST_FIELDS
    )
    return reports.listed(rows, desk.now, desk.site.tz), [str(row["id"]) for row in rows]


def ledger(desk: Desk, ticket: str) -> Report:
    """How each clock of a ticket was computed, those that other procedures add included."""
    document = desk.store.document("tickets", ticket)
    found = load(desk.store.kinds["tickets"].derive)(document, desk.terms).clocks
    return reports.explained(document, desk.terms, desk.now, found=found)


def names_of(desk: Desk, kind: str) -> dict[str, str]:
    """The names of staff or areas by id, for forms that are read far from the screen."""
    return {str(row["id"]): str(row["name"]) for row in desk.store.rows(kind, columns=("id", "name"))}


def ticket_search(desk: Desk, words: tuple[str, ...]) -> tuple[Report, list[str]]:
    """Tickets that have all the words, newest first; `key:value` words filter."""
    filters = tuple(word for word in words if ":" in word)
    plain = " ".join(word for word in words if ":" not in word)
    where, params = condition("tickets", filters, desk)
    scope = f"state != 'void' AND ({where})" if where else "state != 'void'"
    if plain:
        rows = desk.store.search("tickets", plain, where=scope, params=params)
    else:
        rows = desk.store.rows("tickets", scope, params, order="received_at DESC", columns=reports.LIST_FIELDS)
    title = Message.of(N_("Tickets with: {words}"), words=" ".join(words))
    return reports.listed(rows, desk.now, desk.site.tz, title=title), [str(row["id"]) for row in rows]
