"""On which days a fit-out site asks for a look, and on which it had one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.periods import Span, midnight
from cspm.core.terms import Terms
from cspm.core.view import View

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {
    ("fitouts", "stop_order"): Duty("technician", "inspector", "cspm fitout stop {id} NUMBER --order TEXT"),
    ("fitouts", "leader_told"): Duty("technician", "inspector", "cspm fitout tell {id} NUMBER --to NAME"),
}
RULES = ("R023",)
STANDING = "state IN ('active', 'finished') AND start IS NOT NULL"
ONE_DAY = timedelta(days=1)


def days_of(site: Any, first: date, last: date) -> list[date]:
    """The days between two days on which work may go on at a site: from its start to the day it ended."""
    begin, end = max(site.start, first), min(site.ended_on or last, last)
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R023: each active site on each day up to today; due at the end of the first day without a look."""
    since = terms.site.since
    if since is None:
        return
    first = max(span.start.date(), since)
    last = min((span.end - ONE_DAY / 2).date(), as_of.astimezone(terms.tz).date())
    ids = [str(row["id"]) for row in store.rows("fitouts", STANDING, order="sort, id", columns=("id",))]
    for document in store.documents("fitouts", ids) if first <= last else ():
        site: Any = View(document)
        days, had = days_of(site, first, last), {look.date for look in site.looks}
        lacking = [day for day in days if day not in had]
        if days:
            shown = (lacking or days[-1:])[0]
            said = f"cspm fitout inspect {site.id} --date {shown.isoformat()}"
            yield Quota(
                "R023", "technician", len(days), len(days) - len(lacking), said, subject=site.id, who=site.inspector or "",
                due=midnight(shown + ONE_DAY, terms.tz),
            )  # fmt: skip
