"""What working with contractors asks for: plans before each month, a patrol a week, a meeting a week, contracts that end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.periods import Span, midnight
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.errors import N_, Message
from cspm.procedures.contractors import figures
from cspm.procedures.contractors.in_force import DAY, InForce, days_of, in_force, patrols
from cspm.procedures.contractors.weeks import WEEK, week_of, weeks_ending

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = {
    ("work_plans", "plan_approval"): Duty("csc_manager", "", "cspm work-plan approve {id}"),
    ("contractor_events", "event_notice"): Duty(
        "cleaning_supervisor", "", "cspm contractor-event notify {id} --notified-to NAME"
    ),
}
RULES = ("R114", "R128")
JUDGED = ("R010",)
PATROLLED = ("cleaning", "greening")
"""The domains whose contractors the office walks with (R010)."""
SUPERVISOR = "cleaning_supervisor"


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R114: each month of a contract has its plan; R128: each of its weeks a meeting with the supervisor. Of the month that
    runs also when the next joint patrol is due (R010), which is judged patrol by patrol."""
    known = list(in_force(store, terms, *days_of(span)))
    if not known:
        return
    if terms.figures.value(figures.ASKS_PLANS, span.start.date()):
        yield from planned(store, known, terms)
    if terms.figures.value(figures.ASKS_MEETINGS, span.start.date()):
        yield from met(store, known, terms)
    if span.start <= as_of < span.end and terms.figures.value(figures.ASKS_PATROLS, span.start.date()):
        yield from to_walk(store, terms, as_of.astimezone(terms.tz).date())


def planned(store: Store, known: list[InForce], terms: Terms) -> Iterator[Quota]:
    """Whether approved plans cover every day of the month on which a contract is in force; due when the first begins."""
    plans = store.rows("work_plans", "state IN ('approved', 'executed')", columns=("id", "contract", "start", "end"))
    for one in known:
        mine = [plan for plan in plans if plan["contract"] == one.id]
        covering = [
            plan for plan in mine if plan["start"] <= one.last.isoformat() and plan["end"] >= one.first.isoformat()
        ]
        done = covered(one, covering)
        said = f"cspm work-plan add --contract {one.id} --start {one.first} --end {one.last}"
        due = midnight(one.first, terms.tz)
        ids = tuple(str(plan["id"]) for plan in covering)
        yield Quota("R114", "csc_manager", 1, int(done), said, one.id, due=due, ids=ids)


def covered(one: InForce, plans: list[Any]) -> bool:
    """Whether the plans leave no day out."""
    day = one.first.isoformat()
    for plan in sorted(plans, key=lambda plan: str(plan["start"])):
        if plan["start"] <= day <= plan["end"]:
            day = (date.fromisoformat(plan["end"]) + DAY).isoformat()
    return day > one.last.isoformat()


def met(store: Store, known: list[InForce], terms: Terms) -> Iterator[Quota]:
    """The weeks of a contract that end in the month and lie within it whole, and how many had their meetings, with the
    supervisor there where the site has one."""
    meetings = [
        dict(row)
        for row in store.rows("contractor_meetings", "state != 'void'", columns=("id", "contracts", "week", "attended"))
    ]
    supervisors = {
        row["id"] for row in store.rows("staff", "role = ? AND state != 'void'", (SUPERVISOR,), columns=("id",))
    }
    good = [one for one in meetings if not supervisors or supervisors & set(json.loads(one["attended"] or "[]"))]
    for one in known:
        mine = [meeting for meeting in good if one.id in json.loads(meeting["contracts"])]
        weeks = [monday for monday in weeks_ending(one.first, one.last) if monday >= one.since]
        if not weeks:
            continue
        asked = int(terms.figures.value(figures.MEETINGS_A_WEEK, weeks[0]))
        held = {week: [m["id"] for m in mine if m["week"] == week_of(week)] for week in weeks}
        missing = [week for week in weeks if len(held[week]) < asked]
        done = sum(min(asked, len(ids)) for ids in held.values())
        due = midnight((missing or weeks[-1:])[0] + WEEK, terms.tz)
        said = f"cspm contractor-meeting add --contracts {one.id} --week {week_of((missing or weeks[-1:])[0])}"
        ids = tuple(str(record) for records in held.values() for record in records)
        yield Quota("R128", SUPERVISOR, asked * len(weeks), done, said, one.id, due=due, ids=ids)


def to_walk(store: Store, terms: Terms, today: date) -> Iterator[Quota]:
    """When the next joint patrol of each contract in force is due."""
    walked = patrols(store, terms)
    for one in in_force(store, terms, today, today):
        if one.domain in PATROLLED:
            last = max([day for day, _ in walked.get(one.id, ()) if day >= one.since], default=one.since)
            due = midnight(next_patrol(last, terms) + DAY, terms.tz)
            said = f"cspm joint-patrol add --contracts {one.id} --contractor-by NAME"
            yield Quota("R010", SUPERVISOR, 1, 0, said, one.id, due=due, apart=True)


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R010: under a contract with a cleaning or greening company there are not more days than the figure says before the
    first joint patrol and between two of them."""
    if not terms.figures.value(figures.ASKS_PATROLS, span.start.date()):
        return
    walked = patrols(store, terms)
    for one in in_force(store, terms, date.min, as_of.astimezone(terms.tz).date()):
        if one.domain in PATROLLED:
            yield from (("R010", *found) for found in walks(one, walked.get(one.id, ()), terms))


def walks(one: InForce, walked: Sequence[tuple[date, str]], terms: Terms) -> Iterator[tuple[str, Judgement]]:
    """Each patrol in time is kept by its record; each time that passes without one is broken by the contract."""
    until = next_patrol(one.since, terms)
    for day, record in (*(walk for walk in walked if one.since <= walk[0] <= one.last), (one.last + DAY, "")):
        while until < day:
            yield one.id, Broken(midnight(until + DAY, terms.tz), Message.of(N_("No joint patrol by {day}"), day=until))
            until = next_patrol(until, terms)
        if record:
            yield record, Kept(midnight(day, terms.tz))
            until = next_patrol(day, terms)


def next_patrol(last: date, terms: Terms) -> date:
    """The last day on which the patrol after that of a day is in time."""
    return last + timedelta(days=int(terms.figures.value(figures.PATROL_EVERY, last)))
