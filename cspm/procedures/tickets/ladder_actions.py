"""The ladder of escalation at work: what is to be told now, over all tickets, and noting it. No Click here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import micros
from cspm.core.tables import Column, Report, Table
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.procedures.tickets import ladder

if TYPE_CHECKING:
    from cspm.core.terms import Terms
    from cspm.shell.office import Office
    from cspm.store.repository import Store

COLUMNS = (
    Column("record", N_("Ticket"), "id"), Column("clock", N_("Clock"), "code", "clock"),
    Column("due", N_("Was due"), "time"), Column("level", N_("Step of the ladder"), "int"),
    Column("role", N_("To be told"), "code", "role"), Column("at", N_("From when on"), "time"),
    Column("rule", N_("Rule"), "id"), Column("text", N_("Matter")),
)  # fmt: skip


def lines(store: Store, terms: Terms, now: datetime, *, role: str | None = None) -> list[dict[str, Any]]:
    """What is to be escalated now: `{record clock due level role at rule text}`, the longest overdue first.

    Derived from the tickets with an open clock that is over; `role` narrows it to what one role is to be told.
    """
    sql = (
        "SELECT DISTINCT c.id FROM clocks AS c JOIN tickets AS t ON t.id = c.id"
        " WHERE c.kind = 'tickets' AND c.met IS NULL AND c.ended IS NULL AND c.due < ? AND t.state != 'void' ORDER BY c.id"
    )
    found = []
    for row in store.query(sql, (micros(now),)):
        ticket: Any = View(store.document("tickets", row["id"]))
        for rung in ladder.waiting(ticket, terms, now):
            if role is None or rung.role == role:
                found.append({
                    "record": ticket.id, "clock": rung.clock.clock, "due": rung.clock.due.astimezone(terms.tz),
                    "level": rung.level, "role": rung.role, "at": rung.at.astimezone(terms.tz), "rule": rung.clock.rule,
                    "text": ticket.text,
                })  # fmt: skip
    return sorted(found, key=lambda line: (line["due"], line["record"], line["level"]))


def note(office: Office, records: list[str], *, role: str | None = None) -> None:
    """Note on each ticket what is to be told now, with time and addressee: one change for all; what was noted stays once.

    Who was quicker, or whose ticket was answered meanwhile, leaves nothing to write. Raises NotAllowed.
    """

    def plan(ticket: Any, stamp: Any) -> dict[str, Any]:
        return ladder.told(ticket, stamp, terms=office.terms, role=role)

    def one(record: str) -> None:
        try:
            office.step("tickets", record, "escalate", plan)
        except ladder.NothingToTell:
            return

    office.each(records, one)


def report(found: list[dict[str, Any]], *, noted: bool, now: datetime, site: str) -> Report:
    """The lines as a report, before or after they were noted."""
    title = Message(N_("Escalated now") if noted else N_("To be escalated"))
    rows = tuple(tuple(line[column.key] for column in COLUMNS) for line in found)
    return Report(
        "escalations", title, found, (Table("escalations", title, COLUMNS, rows),), meta={"site": site, "as_of": now}
    )
