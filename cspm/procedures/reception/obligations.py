"""Who answers for the clocks of reception, and the welcome duty of a month's working days (R227)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.duties import Duty, Quota
from cspm.core.kinds import EPOCH
from cspm.core.periods import Span, instant
from cspm.core.terms import Terms
from cspm.procedures.reception import figures

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {
    ("tickets", "contact"): Duty("csc_manager", "", 'cspm contact {id} "..."'),
    ("remarks", "report"): Duty("front_desk", "received_by", "cspm remark report {id} --reported-to ROLE"),
}
RULES = ("R227",)
DURING = "state != 'void' AND began_at >= ? AND began_at < ?"


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """A slot for every working day of the month since the site asks for periodic duties, where it wants welcome duty."""
    since = terms.site.since
    if since is None or not terms.figures.value(figures.WELCOME, span.start.date()):
        return
    first, last = max(since, span.start.date()), span.end.date()
    days = [first + timedelta(days=n) for n in range((last - first).days)]
    working = {day for day in days if terms.calendar.is_working_day(day)}
    served: dict[str, str] = {}
    for row in store.rows("welcomes", DURING, (instant(span.start), instant(span.end)), columns=("id", "began_at")):
        day = (EPOCH + timedelta(microseconds=row["began_at"])).astimezone(terms.tz).date()
        if day in working:
            served.setdefault(day.isoformat(), str(row["id"]))
    if working:
        ids = tuple(sorted(served.values()))
        yield Quota("R227", "csc_manager", len(working), len(served), "cspm welcome add --slot office", ids=ids)
