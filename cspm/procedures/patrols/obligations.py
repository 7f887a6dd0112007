"""Which patrols a month asks for, who owes them, and who answers for a defect's clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.duties import Duty, Quota
from cspm.core.periods import Span
from cspm.core.terms import Terms
from cspm.procedures.patrols import figures
from cspm.procedures.patrols.plan import Turn, status, turns
from cspm.procedures.patrols.reading import patrols_of, routes_of

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {
    ("defects", "defect_repair"): Duty("specialist", "found_by", "cspm defect repair {id}"),
    ("defects", "defect_report"): Duty("cleaner", "found_by", "cspm defect report {id} --reported-to DEPT"),
}
RULES = ("R179",)


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R179: of each route the patrols of the month up to today, excused ones left out; due with the first that lacks."""
    since = terms.site.since
    if since is None:
        return
    first = max(span.start.date(), since)
    last = min((span.end - timedelta(hours=12)).date(), as_of.astimezone(terms.tz).date())
    routes = routes_of(store) if first <= last else []
    if not routes:
        return
    made = patrols_of(store, first, last)
    for route in routes:
        asked: list[Turn] = []
        lacking: list[Turn] = []
        ids: list[Turn] = []
        for turn in turns([route], first, last, terms):
            grace = terms.figures.span(figures.PATROL_GRACE, turn.day)
            found = status(turn, made.get(turn.id), grace, as_of)
            if found != "excused":
                asked.append(turn)
                (ids if found in ("on_time", "late") else lacking).append(turn)
        if asked:
            shown = (lacking or asked[-1:])[0]
            said = f"cspm patrol done {route.id} --date {shown.day.isoformat()} --number {shown.number}"
            yield Quota(
                "R179", "specialist", len(asked), len(ids), said, subject=route.id, who=route.patroller or "", due=shown.due,
                ids=tuple(turn.id for turn in ids),
            )  # fmt: skip
