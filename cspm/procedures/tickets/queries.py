"""Lists and searches of tickets, answered from the index: filter words -> rows -> report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import load
from cspm.core.tables import Report
from cspm.errors import N_, Message
from cspm.procedures.tickets import reports
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.shell.desk import Desk

OPEN = "state NOT IN ('closed', 'cancelled', 'declined', 'void')"
ORDER = "due IS NULL, due, received_at, id"


def ticket_list(
    desk: Desk, words: tuple[str, ...], *, everything: bool, limit: int | None = None
) -> tuple[Report, list[str]]:
    """The tickets that fit the filter words, open ones unless a state or everything is asked for; with their ids."""
    where, params = condition("tickets", words, desk)
    states = any(word.startswith(("state:", "状态:")) for word in words)
    scope = "state != 'void'" if everything or states else OPEN
    rows = desk.store.rows(
        "tickets", f"{scope} AND ({where})" if where else scope, params, order=ORDER, columns=reports.LIST_FIELDS,
        limit=one_more(limit),
    )  # fmt: skip
    return shown(desk, rows, limit=limit)


def one_more(limit: int | None) -> int | None:
    """So many rows are asked for: by one more than are shown it is known that there are more."""
    return None if limit is None else limit + 1


def shown(
    desk: Desk, rows: Sequence[reports.Line], *, limit: int | None, title: Message | None = None
) -> tuple[Report, list[str]]:
    """The rows as a list with their ids; a list that ends at the limit says so."""
    note = Message.of(N_("Only the first {count} are shown; --limit 0 shows all."), count=limit)
    cut = limit is not None and len(rows) > limit
    kept = rows[:limit]
    report = reports.listed(kept, desk.now, desk.site.tz, title=title, notes=(note,) if cut else ())
    return report, [str(row["id"]) for row in kept]


def ledger(desk: Desk, ticket: str) -> Report:
    """How each clock of a ticket was computed, those that other procedures add included."""
    document = desk.store.document("tickets", ticket)
    found = load(desk.store.kinds["tickets"].derive)(document, desk.terms).clocks
    return reports.explained(document, desk.terms, desk.now, found=found)


def ticket_search(desk: Desk, words: tuple[str, ...], *, limit: int | None = None) -> tuple[Report, list[str]]:
    """Tickets that have all the words, newest first; `key:value` words filter."""
    filters = tuple(word for word in words if ":" in word)
    plain = " ".join(word for word in words if ":" not in word)
    where, params = condition("tickets", filters, desk)
    store, named, most = desk.store, reports.LIST_FIELDS, one_more(limit)
    if plain:
        rows = store.search(
            "tickets", plain, where=where, params=params, scope="state != 'void'", columns=named, limit=most
        )
    else:
        scope = f"state != 'void' AND ({where})" if where else "state != 'void'"
        rows = store.rows("tickets", scope, params, order="received_at DESC", columns=named, limit=most)
    return shown(desk, rows, limit=limit, title=Message.of(N_("Tickets with: {words}"), words=" ".join(words)))


def order_sheet(desk: Desk, ticket: str) -> dict[str, Any]:
    """The values of a ticket's work order."""
    from cspm.procedures.tickets.forms import work_order

    document = desk.store.document("tickets", ticket)
    return work_order(document, desk.terms, desk.now, staff=desk.names("staff"), areas=desk.names("areas"))
