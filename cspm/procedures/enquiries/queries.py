"""The enquiries that a list or a summary is about: found through the index, read from their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspm.core.periods import instant, last_quarter, quarter_bounds
from cspm.core.tables import Report
from cspm.procedures.enquiries.reports import line, listed, quarterly
from cspm.procedures.tickets.states import FINALS
from cspm.shell.filters import condition

if TYPE_CHECKING:
    from cspm.shell.desk import Desk


def enquiry_list(desk: Desk, words: tuple[str, ...], *, everything: bool) -> tuple[Report, list[str]]:
    """The enquiries that fit the filter words, open ones unless a state or everything is asked for; with their ids."""
    where, params = condition("tickets", words, desk)
    states = any(word.startswith(("state:", "状态:")) for word in words)
    left_out = ("void",) if everything or states else FINALS
    scope = f"kind = 'enquiry' AND state NOT IN ({', '.join('?' for _ in left_out)})"
    whole = f"{scope} AND ({where})" if where else scope
    rows = desk.store.rows(
        "tickets", whole, (*left_out, *params), order="due IS NULL, due, received_at, id", columns=("id",)
    )
    ids = [str(row["id"]) for row in rows]
    return listed(line(document, desk.terms) for document in desk.store.documents("tickets", ids)), ids


def of_quarter(desk: Desk, quarter: str | None) -> Report:
    """The summary of a quarter (R380), by default the last complete one."""
    named = quarter or last_quarter(desk.now, desk.site.tz)
    start, end = quarter_bounds(named, desk.site.tz)
    where = "kind = 'enquiry' AND state != 'void' AND received_at >= ? AND received_at < ?"
    rows = desk.store.rows("tickets", where, (instant(start), instant(end)), order="id", columns=("id",))
    ids = [str(row["id"]) for row in rows]
    lines = [line(document, desk.terms) for document in desk.store.documents("tickets", ids)]
    return quarterly(lines, named, desk.terms, now=desk.now)
