"""What pest control owes: a plan for each month, each line of it carried out, each area at its interval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Quota
from cspm.core.periods import Span, midnight
from cspm.core.rules import Broken, Judgement, Kept
from cspm.core.terms import Terms
from cspm.core.view import View
from cspm.errors import N_, Message
from cspm.procedures.pests import figures
from cspm.procedures.pests.states import LEADERS, SUPERVISORS
from cspm.procedures.pests.turns import DAY, bounds, carried_out, day_of, due_day, is_period, standing

if TYPE_CHECKING:
    from cspm.store.repository import Store

RULES = ("R193", "R025", "R186")
JUDGED = ("R025", "R186")
COUNTS = "state != 'void'"


def documents(store: Store, kind: str) -> list[Any]:
    """The records of a kind that count, in the order of their numbers."""
    ids = [str(row["id"]) for row in store.rows(kind, COUNTS, columns=("id",))]
    return [View(document) for document in store.documents(kind, ids)]


def treatments(store: Store) -> list[Any]:
    """All treatments in the order of their times."""
    return sorted(documents(store, "treatments"), key=lambda one: (one.treated_at, one.id))


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R193: the plan of the month, from `since` on at sites that have pest control; R025, R186: what has its turn."""
    plans, done = documents(store, "pest_plans"), treatments(store)
    yield from plan_asked(store, span, terms, plans=plans, done=done)
    for plan in plans:
        yield from lines_open(plan, done, span, terms)
    if terms.site.since is not None and span.start <= as_of < span.end:
        yield from turns_open(store, done, span, terms)


def plan_asked(store: Store, span: Span, terms: Terms, *, plans: Sequence[Any], done: Sequence[Any]) -> Iterator[Quota]:
    """One line for the month: whether a plan is there whose period holds it."""
    since = terms.site.since
    if (
        since is None
        or midnight(since, terms.tz) > span.start
        or not has_pest_control(store, span, plans=plans, done=done)
    ):
        return
    mine = [plan for plan in plans if is_period(plan.period, terms) and holds(bounds(plan.period, terms), span)]
    grace = timedelta(days=float(terms.figures.value(figures.PLAN_GRACE, span.start.date())))
    command = f"cspm pest-plan add --period {span.name} --line DAY:AREA"
    yield Quota(
        "R193", LEADERS[0], 1, int(bool(mine)), command, due=span.start + grace, ids=tuple(one.id for one in mine)
    )


def has_pest_control(store: Store, span: Span, *, plans: Sequence[Any], done: Sequence[Any]) -> bool:
    """Whether the site does pest control by that month: a contract for it, a plan or a treatment before."""
    if any(one.made_at < span.end for one in plans) or any(one.treated_at < span.end for one in done):
        return True
    where = f"{COUNTS} AND domain = 'pest' AND start < ? AND end >= ?"
    days = span.end.date().isoformat(), span.start.date().isoformat()
    return bool(store.rows("contracts", where, days, columns=("id",)))


def holds(period: tuple[datetime, datetime], span: Span) -> bool:
    """Whether a plan's period holds the month."""
    return period[0] <= span.start and span.end <= period[1]


def lines_open(plan: Any, done: Sequence[Any], span: Span, terms: Terms) -> Iterator[Quota]:
    """R025: the lines of a plan for the month that nobody carried out; judged one by one."""
    for line in standing(plan):
        until = ends(line, terms)
        if span.start <= until <= span.end and carried_out(line, done, terms) is None:
            command = f"cspm pest add --area {line.area} --planned-on {line.planned_on} --supervised-by STAFF"
            yield Quota("R025", SUPERVISORS[0], 1, 0, command, subject=line.area, due=until, apart=True)


def ends(line: Any, terms: Terms) -> datetime:
    """Until when a line of a plan is to be carried out."""
    grace = timedelta(days=float(terms.figures.value(figures.TREATMENT_GRACE, line.planned_on)))
    return midnight(line.planned_on + DAY, terms.tz) + grace


def turns_open(store: Store, done: Sequence[Any], span: Span, terms: Terms) -> Iterator[Quota]:
    """R186: the areas whose next turn falls due in the month; judged one by one."""
    for area, last in lasts(store, done, terms).items():
        until = midnight(due_day(last, terms) + DAY, terms.tz)
        if until <= span.end:
            command = f"cspm pest add --area {area} --supervised-by STAFF"
            yield Quota("R186", LEADERS[0], 1, 0, command, subject=area, due=until, apart=True)


def lasts(store: Store, done: Sequence[Any], terms: Terms) -> dict[str, date]:
    """The day from which the interval of each area runs: its last treatment."""
    return {area: days[-1] for area, days in turns(store, done, terms).items()}


def turns(store: Store, done: Sequence[Any], terms: Terms) -> dict[str, list[date]]:
    """The days from which the intervals of each area run. Corridors of the register are asked even when nobody treated
    them yet: from the day on which pest control began here. Areas that the site gave up are left out."""
    gone = {str(row["id"]) for row in store.rows("areas", "state = 'void'", columns=("id",))}
    found, first = by_area(done, terms), begun(store, done, terms)
    for area in corridors(store) if first is not None else ():
        days = found.get(area, [])
        if first is not None and (not days or days[0] > first):
            found[area] = [first, *days]
    return {area: days for area, days in sorted(found.items()) if area not in gone}


def corridors(store: Store) -> list[str]:
    """The areas of the register in which there are corridors."""
    rows = store.rows("areas", COUNTS, columns=("id", "area_types"))
    return [str(row["id"]) for row in rows if "corridor" in (row["area_types"] or "")]


def begun(store: Store, done: Sequence[Any], terms: Terms) -> date | None:
    """The day on which the site began with pest control and asks for it; None while it does not."""
    if terms.site.since is None:
        return None
    contracts = store.rows("contracts", f"{COUNTS} AND domain = 'pest'", columns=("start",))
    days = [
        *(day_of(one, terms) for one in done[:1]),
        *(plan.made_at.astimezone(terms.tz).date() for plan in documents(store, "pest_plans")),
        *(date.fromisoformat(row["start"]) for row in contracts),
    ]
    return max(terms.site.since, min(days)) if days else None


def by_area(done: Sequence[Any], terms: Terms) -> dict[str, list[date]]:
    """The days on which each area was treated, in order."""
    found: dict[str, list[date]] = {}
    for one in done:
        found.setdefault(one.area, []).append(day_of(one, terms))
    return dict(sorted(found.items()))


def judgements(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[tuple[str, str, Judgement]]:
    """R025: each line of a plan has its treatment; R186: no area waits longer than its interval, from `since` on."""
    done = treatments(store)
    for plan in documents(store, "pest_plans"):
        for line in standing(plan):
            yield "R025", plan.id, line_judged(line, done, terms)
    if terms.site.since is not None:
        yield from intervals(store, done, span, terms)


def line_judged(line: Any, done: Sequence[Any], terms: Terms) -> Judgement:
    """Whether a line of a plan was carried out on its day."""
    found = carried_out(line, done, terms)
    if found is not None:
        return Kept(found.treated_at)
    said = Message.of(N_("{day}: area {area} was not treated"), day=line.planned_on, area=line.area)
    return Broken(ends(line, terms), said)


def intervals(store: Store, done: Sequence[Any], span: Span, terms: Terms) -> Iterator[tuple[str, str, Judgement]]:
    """Each stretch between two treatments of an area; one that is too long breaks every month that it is too long in."""
    assert terms.site.since is not None
    first = midnight(terms.site.since, terms.tz)
    for area, days in turns(store, done, terms).items():
        for last, after in zip(days, [*days[1:], None], strict=True):
            due = due_day(last, terms)
            if after is not None and after <= due:
                yield "R186", area, Kept(midnight(after, terms.tz))
                continue
            at = max(midnight(due + DAY, terms.tz), first, span.start)
            if after is None or midnight(after + DAY, terms.tz) > at:
                said = Message.of(N_("Area {area} was not treated after {last}"), area=area, last=last)
                yield "R186", area, Broken(at, said)
