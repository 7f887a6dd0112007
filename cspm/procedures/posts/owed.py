"""What is owed at a post in a day, an ISO week or a month, and what was done of it: derived, never stored. Pure.

A duty is owed in every place of the zone, once in each period that lies wholly within the dates of the post; daily ones
only on the post's days of the week. One record for each place and period is what the manual asks, so that is the unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from cspm.core.periods import midnight, period_bounds, period_of
from cspm.core.terms import Terms
from cspm.procedures.posts.duties import DUTIES, LENGTHS, PostDuty
from cspm.tuples import NamedTuple

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Settled = Mapping[tuple[str, str], frozenset[tuple[str, str]]]
"""By post and period: pairs of duty and place."""


class Slot(NamedTuple):
    """One place in one period under one rule: the `duties` owed there, `start` to `end` (both days included), the `owner`
    on its last day, and the instant `over` from which it is missed."""

    post: str
    place: str
    every: str
    period: str
    rule: str
    duties: tuple[str, ...]
    start: date
    end: date
    owner: str
    over: datetime


class Ledger(NamedTuple):
    """What was done and what was excused, by post and period."""

    done: Settled
    excused: Settled

    def status(self, slot: Slot, as_of: datetime) -> str:
        """`done`, `excused` (what is not done has a reason), `missed` once it is over, else `open`."""
        key = slot.post, slot.period
        left = {(duty, slot.place) for duty in slot.duties} - self.done.get(key, frozenset())
        if not left:
            return "done"
        if left <= self.excused.get(key, frozenset()):
            return "excused"
        return "missed" if as_of >= slot.over else "open"

    def left(self, slot: Slot) -> tuple[str, ...]:
        """The duties of a slot that are neither done nor excused."""
        key = slot.post, slot.period
        known = self.done.get(key, frozenset()) | self.excused.get(key, frozenset())
        return tuple(duty for duty in slot.duties if (duty, slot.place) not in known)


def ledger(work: Iterable[Mapping[str, Any]]) -> Ledger:
    """What entries of work at posts say together: `post`, `period`, and pairs of duty and place `done` and `excused`."""
    entries = list(work)
    done, excused = (
        {(one["post"], one["period"]): frozenset(one[name]) for one in entries} for name in ("done", "excused")
    )
    return Ledger(done, excused)


def pairs_of(parts: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Duty and place of everything in the parts of a record of work."""
    return ((part.duty, place) for part in parts for place in part.places)


def works_on(post: Any, day: date) -> bool:
    """Whether a post is to be filled on that day."""
    if post.state == "void" or not post.active_from <= day or (post.active_to is not None and day > post.active_to):
        return False
    return not post.weekdays or WEEKDAYS[day.weekday()] in post.weekdays


def owner_on(post: Any, day: date) -> str:
    """Who answers for the zone on that day: the last who took it over by then; empty when nobody did."""
    held = [holder for holder in post.holders if holder.start <= day]
    return str(max(held, key=lambda holder: holder.start).staff) if held else ""


def duties_of(post: Any, every: str) -> tuple[PostDuty, ...]:
    """What a post has to do in each day, week or month."""
    return tuple(
        duty
        for duty in DUTIES
        if duty.post_type == post.post_type and duty.every == every and duty.name not in post.without
    )


def is_owed(post: Any, every: str, period: str, terms: Terms) -> bool:
    """Whether a post owes its duties in a period: a day on which it works, a week or month that it is there for wholly."""
    start, end = (at.date() for at in period_bounds(period, terms.tz))
    last = end - timedelta(days=1)
    if every == "day":
        return works_on(post, start)
    there = post.active_from <= start and (post.active_to is None or last <= post.active_to)
    return bool(there and post.state != "void")


def periods(every: str, first: date, last: date) -> Iterator[str]:
    """The days, weeks or months that end between two days, both included."""
    day = first
    while day <= last:
        ends = {"day": True, "week": day.isoweekday() == 7, "month": (day + timedelta(days=1)).day == 1}
        if ends[every]:
            yield period_of(every, day)
        day += timedelta(days=1)


def slots_of(post: Any, every: str, period: str, terms: Terms) -> Iterator[Slot]:
    """What a post owes in a period, place by place and rule by rule; nothing when the period asks nothing of it."""
    known = duties_of(post, every)
    if not known or not is_owed(post, every, period, terms):
        return
    start, end = period_bounds(period, terms.tz)
    last = end.date() - timedelta(days=1)
    for rule in dict.fromkeys(duty.rule for duty in known):
        names = tuple(duty.name for duty in known if duty.rule == rule)
        for place in post.places or (post.id,):
            yield Slot(
                post.id, place, every, period, rule, names, start.date(), last, owner_on(post, last),
                midnight(end.date(), terms.tz),
            )  # fmt: skip


def owed(posts: Iterable[Any], first: date, last: date, terms: Terms, *, today: date | None = None) -> Iterator[Slot]:
    """Everything owed in the days, weeks and months that end between two days; with `today` also in the week and the
    month that run then."""
    for post in posts:
        for every in LENGTHS:
            named = list(periods(every, first, last))
            if today is not None and period_of(every, today) not in named:
                named.append(period_of(every, today))
            for period in named:
                yield from slots_of(post, every, period, terms)
