"""The list of complaints, answered from the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.tables import Report
from cspm.errors import Code, WrongKind
from cspm.procedures.complaints.forms import complaint_form
from cspm.procedures.complaints.reports import FIELDS, listed
from cspm.procedures.tickets.states import FINALS
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def complaint_list(desk: Desk, words: tuple[str, ...], *, everything: bool) -> tuple[Report, list[str]]:
    """The complaints that fit the filter words, open ones unless a state or everything is asked for; with their ids."""
    where, params = condition("tickets", words, desk)
    states = any(word.startswith(("state:", "状态:")) for word in words)
    left_out = ("void",) if everything or states else FINALS
    scope = f"kind = 'complaint' AND state NOT IN ({', '.join('?' for _ in left_out)})"
    whole = f"{scope} AND ({where})" if where else scope
    rows = desk.store.rows("tickets", whole, (*left_out, *params), order="received_at, id", columns=FIELDS)
    return listed(rows, desk.site.tz), [str(row["id"]) for row in rows]


def pages(desk: Desk, tickets: list[str]) -> dict[str, dict[str, Any]]:
    """The values of the complaint form, by ticket. Raises WrongKind for what is no complaint."""
    staff, areas = (
        {str(row["id"]): str(row["name"]) for row in desk.store.rows(kind, columns=("id", "name"))}
        for kind in ("staff", "areas")
    )
    made = {}
    for ticket in tickets:
        document = desk.store.document("tickets", ticket)
        if document["kind"] != "complaint":
            raise WrongKind(id=ticket, kind=Code("kind", document["kind"]), wanted=Code("kind", "complaint"))
        made[ticket] = complaint_form(document, desk.terms, desk.now, staff=staff, areas=areas)
    return made
