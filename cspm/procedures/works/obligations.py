"""What works owe: notices and sweeping in time, a ledger entry each day, gear that is tested, samples, collection.

A site without works has none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.periods import Span, midnight
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.core.timing import due_by
from cspm.procedures.works import figures, reading
from cspm.procedures.works.audit import Line, geared, moment, of_meters
from cspm.procedures.works.days import day_of, work_days

if TYPE_CHECKING:
    from cspm.store.repository import Store

TEAM = "engineering"
DUTIES = {
    ("works", "posting"): Duty(TEAM, "", "cspm work notify {id} --posted-on DAY --beside-box --marked --informed NAME"),
    ("works", "signatures"): Duty(TEAM, "inspected_by", "cspm work sign {id} --side SIDE --name NAME"),
    ("shifts", "sweep"): Duty(TEAM, "by", "cspm shift sweep {id}"),
}
RULES = ("R348", "R349")
JUDGED = ("R349", "R353", "R354", "R355", "R356", "R360")


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R348: of each work an entry in the ledger for each of its days, and looks of the team at it; R349: gear that runs out."""
    found = reading.works(store, before=span.end)
    if found:
        shifts = reading.shifts(store, span)
        for work in found:
            yield from of_work(store, work, [one for one in shifts if one.work == work.id], span, terms, as_of=as_of)
    if span.start <= as_of < span.end:
        yield from running_out(store, terms, as_of=as_of)


def of_work(
    store: Store, work: Any, shifts: list[Any], span: Span, terms: Terms, *, as_of: datetime
) -> Iterator[Quota]:  # fmt: skip
    """The two lines of a work for a month."""
    first, last = span.start.date(), min(span.end.date() - timedelta(days=1), day_of(as_of, terms))
    since = terms.site.since
    installed = (moment(row["installed_at"], terms) for row in reading.meters(store, work.id))
    days = work_days(
        work, [day_of(at, terms) for at in installed if at is not None], terms,
        first=max(first, since) if since else first, last=last,
    )  # fmt: skip
    if not days:
        return
    had = {one.date: one.id for one in shifts if one.date in days}
    left = [day for day in days if day not in had]
    asked_for = (left or days)[0 if left else -1]
    due = midnight(asked_for + timedelta(days=1), terms.tz)
    said = f"cspm shift add --work {work.id} --date {asked_for}"
    yield Quota("R348", TEAM, len(days), len(had), said, work.id, due=due, ids=tuple(sorted(had.values())))
    looks = sum(len(one.looks) for one in shifts)
    asked = int(terms.figures.value(figures.LEDGER_CHECKS, first))
    if shifts and asked:
        command = f"cspm shift look {shifts[-1].id}"
        yield Quota("R348", TEAM, asked, min(looks, asked), command, work.id, due=span.end)


def running_out(store: Store, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """Gear in use that runs out within the time of the warning, or has run out: to be tested or discarded by then."""
    notice = int(terms.figures.value(figures.GEAR_WARNING, as_of.date()))
    for one in reading.gear(store):
        last = last_day(one)
        if one.state == "in_use" and last - timedelta(days=notice) <= day_of(as_of, terms):
            due = midnight(last + timedelta(days=1), terms.tz)
            command = f"cspm gear test {one.id} --tested-on DAY --expires-on DAY"
            yield Quota("R349", TEAM, 1, 0, command, one.id, due=due, apart=True)


def last_day(gear: Any) -> date:
    """The last day on which a piece of gear is valid."""
    last: date = max((gear.expires_on, *(one.expires_on for one in gear.tests)))
    return last


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """What only several records together tell: gear on the day of a shift; correspondence, samples and collection of a work."""
    found = reading.works(store, before=span.end)
    if not found:
        return
    gear = reading.gear(store)
    for shift in reading.shifts(store, span):
        line = geared(shift, gear, terms)
        if line is not None:
            yield line.rule, shift.id, verdict(line)
    for work in found:
        if concerns(work, span, terms):
            for line in of_meters(work, reading.meters(store, work.id), terms):
                yield line.rule, work.id, verdict(line)


def concerns(work: Any, span: Span, terms: Terms) -> bool:
    """Whether anything of a work can be judged in a month: it was not over long before."""
    if work.started_at is None or work.finished_at is None:
        return work.started_at is not None
    limits = (figures.CHECK_WITHIN, figures.COLLECT_WITHIN)
    return max(due_by(one, terms, work.finished_at) for one in limits) >= span.start


def verdict(line: Line) -> Judgement:
    """A line as a judgement."""
    return Kept(line.at) if line.ok else Broken(line.at, line.said)
