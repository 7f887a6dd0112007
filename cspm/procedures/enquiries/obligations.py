"""Who answers for the clock of an enquiry, and what a bulletin has to take up of the quarter before (R381)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.duties import Duty
from cspm.core.periods import Span, instant, quarter_bounds
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.errors import N_, Message

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {("tickets", "answer"): Duty("front_desk", "", 'cspm enquiry answer {id} "..."')}
JUDGED = ("R381",)
FILED = "form = 'bulletin' AND state NOT IN ('void', 'rejected') AND filed_at >= ? AND filed_at < ?"
ASKED = "kind = 'enquiry' AND state != 'void' AND received_at >= ? AND received_at < ?"


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R381: a bulletin filed in the month takes up something that was asked in the quarter before its own."""
    bounds = (instant(span.start), instant(span.end))
    for row in store.rows("filings", FILED, bounds, order="id", columns=("id",)):
        bulletin = store.document("filings", row["id"])
        asked = topics_before(store, bulletin["period"], terms)
        if asked:
            filed = datetime.fromisoformat(bulletin["filed_at"])
            yield "R381", bulletin["id"], taken_up(asked, bulletin["topics"], filed)


def taken_up(asked: frozenset[str], topics: list[str], filed: datetime) -> Judgement:
    """Whether one of the topics was asked about."""
    if asked & {topic.strip().casefold() for topic in topics}:
        return Kept(filed)
    said = N_("Takes up nothing of what was asked in the quarter before: {topics}")
    return Broken(filed, Message.of(said, topics=tuple(sorted(asked))))


def topics_before(store: Store, quarter: str, terms: Terms) -> frozenset[str]:
    """What was asked about in the quarter before, by the topics of its enquiries."""
    end, _ = quarter_bounds(quarter, terms.tz)
    day = (end - timedelta(days=1)).date()
    start, _ = quarter_bounds(f"{day.year}-Q{(day.month + 2) // 3}", terms.tz)
    ids = [row["id"] for row in store.rows("tickets", ASKED, (instant(start), instant(end)), columns=("id",))]
    parts = [document.get("enquiry") or {} for document in store.documents("tickets", ids)]
    return frozenset(topic.strip().casefold() for part in parts for topic in part.get("topics", ()))
