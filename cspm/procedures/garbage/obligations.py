"""Which collection hours a month has, and in which of them garbage was collected (R130)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Quota
from cspm.core.kinds import EPOCH, micros
from cspm.core.periods import Span
from cspm.core.terms import Terms
from cspm.procedures.garbage import figures
from cspm.procedures.garbage.windows import Window, areas_of, holds, on

if TYPE_CHECKING:
    from cspm.store.repository import Store

RULES = ("R130",)
STANDING = "state != 'void'"
DAY = timedelta(days=1)


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R130: for each area with hours of its own so many as have begun, so many in which somebody collected."""
    since = terms.site.since
    if since is None or not terms.figures.value(figures.WANTED, span.start.date()):
        return
    first, last = max(span.start.date(), since), min(span.end.date() - DAY, as_of.astimezone(terms.tz).date())
    for area in areas_of(terms, registered(store)):
        asked = [window for window in of_days(area, first, last, terms) if window.start <= as_of]
        if asked:
            made = collected(store, area, asked[0].start - DAY, asked[-1].end + DAY)
            yield line(area, asked, made, terms)


def registered(store: Store) -> list[str]:
    """The areas that the site keeps."""
    return [str(row["id"]) for row in store.rows("areas", STANDING, columns=("id",))]


def of_days(area: str, first: date, last: date, terms: Terms) -> Iterator[Window]:
    """The hours of an area on the days from `first` to `last`."""
    day = first
    while day <= last:
        yield from on(area, day, terms)
        day += DAY


def collected(store: Store, area: str, start: datetime, end: datetime) -> list[tuple[str, datetime]]:
    """The collections of an area between two instants, with their times."""
    where = f"{STANDING} AND area = ? AND collected_at >= ? AND collected_at < ?"
    rows = store.rows("collections", where, (area, micros(start), micros(end)), columns=("id", "collected_at"))
    return [(str(row["id"]), EPOCH + timedelta(microseconds=row["collected_at"])) for row in rows]


def line(area: str, asked: Sequence[Window], made: Sequence[tuple[str, Any]], terms: Terms) -> Quota:
    """The quota of an area: due with the end of the first hours in which nobody collected."""
    served = {window: [one for one, at in made if holds(window, at, terms)] for window in asked}
    open_ = [window for window in asked if not served[window]]
    return Quota(
        "R130", "cleaning_leader", len(asked), len(asked) - len(open_), f"cspm garbage add --area {area} --ok",
        subject=area, due=(open_ or asked[-1:])[0].end,
        ids=tuple(dict.fromkeys(one for window in asked for one in served[window])),
    )  # fmt: skip
