"""Who answers for the clocks of visits, and what a month asks: the work plan carried out, so many visits a specialist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.periods import Span, instant
from cspm.core.terms import Terms
from cspm.procedures.visits import figures

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {
    ("visits", "plan"): Duty("specialist", "visitor", "cspm visit appoint {id} --appointment-at WHEN"),
    ("visits", "appointment"): Duty("specialist", "visitor", "cspm visit meet {id} --met NAME"),
    ("visits", "report"): Duty("specialist", "visitor", 'cspm visit report {id} --reported-to "..."'),
    ("visits", "answer"): Duty("specialist", "visitor", 'cspm visit answer {id} --solution "..."'),
    ("visits", "archive"): Duty("specialist", "visitor", 'cspm visit archive {id} --file "..."'),
}
RULES = ("R134", "R176")
COLUMNS = ("id", "visitor", "occasion", "planned_on", "appointment_at", "arrived_at", "state")


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R134: of each visitor's plan for the month what was made (cancelled visits are no part of it); R176: the visits of
    each specialist who works the whole month, from the day on that the site asks for periodic duties."""
    rows = [dict(row) for row in store.rows("visits", "state NOT IN ('void', 'cancelled')", columns=COLUMNS)]
    yield from by_plan(rows, span)
    since = terms.site.since
    if since is None or since > span.start.date():
        return
    first, last = span.start.date().isoformat(), span.end.date().isoformat()
    asked = int(terms.figures.value(figures.A_MONTH, span.start.date()))
    where = (
        "role = 'specialist' AND state != 'void' AND (active_from IS NULL OR active_from <= ?)"
        " AND (active_to IS NULL OR active_to >= ?)"
    )
    for person in store.rows("staff", where, (first, last), order="id", columns=("id",)):
        made = [row["id"] for row in rows if row["visitor"] == person["id"] and during(row["arrived_at"], span)]
        yield Quota(
            "R176", "specialist", asked, len(made), "cspm visit add --unit U", who=person["id"], ids=tuple(made)
        )


def by_plan(rows: list[dict[str, Any]], span: Span) -> Iterator[Quota]:
    """The month's plan of each visitor: so many visits, so many made."""
    planned: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["occasion"] == "planned" and of_month(row, span):
            planned.setdefault(row["visitor"], []).append(row)
    for visitor, mine in sorted(planned.items()):
        made = tuple(row["id"] for row in mine if row["arrived_at"] is not None)
        command = f"cspm visit list visitor:{visitor} state:planned"
        yield Quota("R134", "specialist", len(mine), len(made), command, who=visitor, ids=made)


def of_month(row: Mapping[str, Any], span: Span) -> bool:
    """Whether a visit was planned for the month: by its day, else by its appointment."""
    if row["planned_on"]:
        return bool(span.start.date().isoformat() <= row["planned_on"] < span.end.date().isoformat())
    return during(row["appointment_at"], span)


def during(micros: int | None, span: Span) -> bool:
    """Whether a time of the index lies in the month."""
    return micros is not None and instant(span.start) <= micros < instant(span.end)
