"""What a deep clean owes: the decision who stays on, and a roster that is no part of the establishment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Quota
from cspm.core.periods import Span
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.procedures.deep_clean import figures
from cspm.procedures.deep_clean.states import LEADERS

if TYPE_CHECKING:
    from cspm.store.repository import Store

RULES = ("R171",)
JUDGED = ("R171",)
COUNTS = "state != 'void'"


def documents(store: Store, where: str) -> list[Any]:
    """Deep cleans under a condition."""
    ids = [str(row["id"]) for row in store.rows("deep_cleans", where, columns=("id",))]
    return [View(document) for document in store.documents("deep_cleans", ids)]


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R171: of a deep clean that is done it is to be decided who stays on; judged one by one."""
    for clean in documents(store, "state = 'done'"):
        due = clean.done_at + terms.figures.span(figures.SELECT_WITHIN, clean.done_at.astimezone(terms.tz).date())
        if clean.roster and span.start <= due < span.end:
            yield Quota(
                "R171", LEADERS[0], 1, 0, f"cspm deep-clean close {clean.id}", subject=clean.id, due=due, apart=True
            )


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R171: who is hired for the time of the deep clean stands in no line of the establishment on that day."""
    cleans = [clean for clean in documents(store, COUNTS) if clean.roster]
    if not cleans:
        return
    columns = ("id", "name", "phone", "active_from", "active_to")
    staff = [dict(row) for row in store.rows("staff", COUNTS, columns=columns)]
    for clean in cleans:
        for one in clean.roster:
            at = one.at or clean.noted_at
            day = (one.from_on or at.astimezone(terms.tz).date()).isoformat()
            same = next((person["id"] for person in staff if is_same(one, person, day)), None)
            said = Message.of(N_("{name} stands in the establishment as {staff}"), name=one.name, staff=same or "")
            yield "R171", clean.id, Kept(at) if same is None else Broken(at, said)


def is_same(hired: Any, person: Mapping[str, Any], day: str) -> bool:
    """Whether somebody of the roster is that member of staff, active on the day: by name and, where both have one, phone."""
    if hired.name != person["name"] or (hired.phone and person["phone"] and hired.phone != person["phone"]):
        return False
    start, end = person["active_from"], person["active_to"]
    return (not start or start <= day) and (not end or day <= end)
