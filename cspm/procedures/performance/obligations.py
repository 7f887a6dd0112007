"""What only works and their meters together tell of a crew's performance: overdue rotations, pass rates (R366 to R368)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.kinds import EPOCH, micros
from cspm.core.periods import Span, midnight
from cspm.core.rules import Broken, Judgement, Kept, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.performance import reading
from cspm.procedures.performance.percent import days_overdue, overdue, text
from cspm.procedures.performance.sheet import rates

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {("assessments", "assessment"): Duty("csc_manager", "", "cspm assessment verify {id} --verified yes")}
RULES = ("R367", "R368")
JUDGED = ("R366", "R367", "R368")


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """Pass rates below what is asked, of works that ended in the month: until somebody decides about them (A41)."""
    decided = reading.decided(store)
    ended = reading.views(
        store, "works", "finished_at >= ? AND finished_at < ?", (micros(span.start), micros(span.end))
    )
    for work in ended:
        for about, rule, reached, asked in rates(work, reading.quality(store, work.id), terms):
            if reached < asked and (work.id, about) not in decided:
                command = f"cspm assessment add --about {about} --work {work.id}"
                yield Quota(rule[0], "csc_manager", 1, 0, command, f"{work.id} {about}", apart=True)


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R366: rotations are done by the agreed day; R367, R368: of what was checked and looked at enough is sound."""
    started = reading.views(store, "works", "started_at < ?", (micros(span.end),))
    for work in started:
        if work.work_type == "rotation":
            yield "R366", work.id, in_time(work, terms, as_of=as_of)
        if work.finished_at is not None:
            yield from qualities(store, work, terms)


def in_time(work: Any, terms: Terms, *, as_of: datetime) -> Judgement:
    """Whether a rotation was done on its last day at the latest; overdue from the midnight after it."""
    finished = (work.finished_at or as_of).astimezone(terms.tz).date()
    days = days_overdue(work.end, finished)
    if days or work.finished_at is None:
        percent = overdue(max(days, 1), terms, max(finished, work.end))
        said = Message.of(
            N_("{days} days overdue: {percent} percent of performance"), days=max(days, 1), percent=text(percent)
        )
        return Broken(midnight(work.end + timedelta(days=1), terms.tz), said)
    return Kept(work.finished_at)


def qualities(store: Store, work: Any, terms: Terms) -> Iterator[tuple[str, str, Judgement]]:
    """The pass rates of a work: on site when its check is done, of the readings when all meters were looked at."""
    found = reading.quality(store, work.id)
    for about, rule, reached, asked in rates(work, found, terms):
        last = None if found.last is None else (EPOCH + timedelta(microseconds=found.last)).astimezone(terms.tz)
        at = work.inspected_at if about == "site_quality" else last
        if at is not None:
            said = Message.of(
                N_("{about}: {rate} percent, {asked} are asked"), about=Code("assessment_about", about), rate=text(reached),
                asked=text(asked),
            )  # fmt: skip
            yield rule[0], work.id, judged(reached >= asked, at, said)
