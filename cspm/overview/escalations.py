"""The ladder of escalation at work: what is to be told now, over all records, and noting it. No Click here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from cspm.core import ladders
from cspm.core.kinds import micros
from cspm.core.tables import Column, Report, Table
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.overview.judged import TICKETS
from cspm.register import PROCEDURES

if TYPE_CHECKING:
    from cspm.core.ladders import Climb
    from cspm.core.terms import Terms
    from cspm.shell.office import Office
    from cspm.store.repository import Store

COLUMNS = (
    Column("record", N_("Record"), "id"), Column("clock", N_("Clock"), "code", "clock"),
    Column("due", N_("Was due"), "time"), Column("level", N_("Step of the ladder"), "int"),
    Column("role", N_("To be told"), "code", "role"), Column("at", N_("From when on"), "time"),
    Column("rule", N_("Rule"), "id"), Column("text", N_("Matter")),
)  # fmt: skip
LATE = (
    "SELECT kind, id FROM clocks WHERE kind IN ({kinds}) AND due < ? AND met IS NULL AND ended IS NULL UNION"
    " SELECT kind, id FROM clocks WHERE due < ? AND (met > ? OR ended > ?) ORDER BY kind, id"
)
"""The records with a clock that was over and ran at a time: those that run still, and those that ran then."""


@cache
def climbs() -> Mapping[str, Climb]:
    """The kinds whose clocks climb, each as its procedure says; the tickets' clocks are those of all procedures."""
    own = (climb for procedure in PROCEDURES for climb in procedure.part("rules", "CLIMBS"))
    return {climb.kind: climb for climb in (TICKETS, *own)}


def lines(store: Store, terms: Terms, now: datetime, *, role: str | None = None) -> list[dict[str, Any]]:
    """What is to be escalated at that time: `{record kind clock due level role at rule text}`, the longest overdue first.

    Derived from the records with a clock that was over and ran then; `role` narrows it to what one role is to be told.
    """
    found, at, known = [], micros(now), climbs()
    sql = LATE.format(kinds=", ".join("?" * len(known)))
    for row in store.query(sql, (*known, at, at, at, at)):
        climb = known.get(row["kind"])
        if climb is None:
            continue
        record: Any = View(store.document(row["kind"], row["id"]))
        for rung in ladders.waiting(climb, record, terms, now):
            if role is None or rung.role == role:
                found.append({
                    "record": record.id, "kind": climb.kind, "clock": rung.clock.clock, "due": rung.clock.due.astimezone(terms.tz),
                    "level": rung.level, "role": rung.role, "at": rung.at.astimezone(terms.tz), "rule": rung.clock.rule,
                    "text": climb.text(record),
                })  # fmt: skip
    return sorted(found, key=lambda line: (line["due"], line["record"], line["level"]))


def note(office: Office, found: list[dict[str, Any]], *, role: str | None = None) -> None:
    """Note on each record of the lines what is to be told now, with time and addressee: one change for all; what was noted stays once.

    Who was quicker, or what was done meanwhile, leaves nothing to write. Raises NotAllowed.
    """

    kinds = {line["record"]: line["kind"] for line in found}

    def one(record_id: str) -> None:
        climb = climbs()[kinds[record_id]]

        def plan(record: Any, stamp: Any) -> dict[str, Any]:
            return ladders.told(climb, record, stamp, terms=office.terms, role=role)

        try:
            office.step(climb.kind, record_id, "escalate", plan)
        except ladders.NothingToTell:
            return

    office.each(list(kinds), one)


def report(found: list[dict[str, Any]], *, noted: bool, now: datetime, site: str) -> Report:
    """The lines as a report, before or after they were noted."""
    title = Message(N_("Escalated now") if noted else N_("To be escalated"))
    rows = tuple(tuple(line[column.key] for column in COLUMNS) for line in found)
    return Report(
        "escalations", title, found, (Table("escalations", title, COLUMNS, rows),), meta={"site": site, "as_of": now}
    )
