"""The ladder of escalation (S66, R007): who is to be told of a clock that was missed, and who was. Pure.

Nothing is queued: the rungs are derived from the ticket, its clocks and the site's figures whenever somebody looks, so a
ticket that was answered, paused or taken back owes no report. What was reported stands in the ticket's `ladder`, each level
once for each run of a clock (`since` is the clock's start, which no figure moves).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.clocks import Clock
from cspm.core.limits import limit
from cspm.core.rules import Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, BadSite, Code, Message
from cspm.procedures.tickets import ladder_figures as figures
from cspm.procedures.tickets.clocks import clocks, imported
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp
    from cspm.procedures.tickets.model import Ticket


class Rung(NamedTuple):
    """One level of one missed clock: `role` is to be told at `at` (after quiet hours); `noted_at` when that was noted."""

    clock: Clock
    level: int
    role: str
    at: datetime
    noted_at: datetime | None

    def waits(self, now: datetime) -> bool:
        """Whether it is to be told now, and was not."""
        return self.at <= now and self.noted_at is None and self.clock.overdue(now)


def roles(clock: str, terms: Terms) -> tuple[str, ...]:
    """Who is told of a clock, level by level. Raises BadSite for roles and clocks that there are not."""
    own = terms.site.tickets.get("ladder", {})
    if not isinstance(own, dict) or not set(own) <= set(figures.CLOCKS):
        problem = Message.of(N_("[tickets.ladder] has roles by clock; there are {known}"), known=figures.CLOCKS)
        raise BadSite(path="site.toml", problem=problem)
    named = own.get(clock, own.get(figures.OTHER, figures.ROLES))
    known = {*VOCABULARIES["role"].labels, *terms.site.roles}
    if not isinstance(named, (list, tuple)) or len(named) > len(figures.AFTER) or not set(map(str, named)) <= known:
        sentence = N_("[tickets.ladder] {clock}: a list of at most {count} roles is wanted")
        raise BadSite(path="site.toml", problem=Message.of(sentence, clock=clock, count=len(figures.AFTER)))
    return tuple(named)


def rungs(ticket: Ticket, terms: Terms) -> Iterator[Rung]:
    """Every level that was or will be owed for a clock of the ticket, while that is not stopped. History has none."""
    if imported(ticket):
        return
    noted = {(one.clock, one.level, one.since): one.at for one in ticket.ladder}
    for clock in clocks(ticket, terms):
        stopped = clock.met_at or clock.ended_at
        if clock.paused or (stopped is not None and stopped <= clock.due):
            continue
        name = clock.clock if clock.clock in figures.CLOCKS else figures.OTHER
        for level, role in enumerate(roles(name, terms), 1):
            at = limit(figures.LEVELS[name, level], terms, clock.due).due
            if ticket.urgency != "emergency":
                at = terms.calendar.awake(at)
            if stopped is not None and stopped <= at:
                break
            yield Rung(clock, level, role, at, noted.get((clock.clock, level, clock.start)))


def waiting(ticket: Ticket, terms: Terms, now: datetime) -> tuple[Rung, ...]:
    """The rungs to be told now."""
    return tuple(rung for rung in rungs(ticket, terms) if rung.waits(now))


def told(ticket: Ticket, stamp: Stamp, *, terms: Terms, role: str | None = None) -> dict[str, Any]:
    """What changes when the rungs that wait (for one role) are noted, each with time and addressee. Raises
    NothingToTell."""
    made = tuple(
        {
            "at": stamp.at, "by": stamp.by, "clock": rung.clock.clock, "level": rung.level, "role": rung.role,
            "since": rung.clock.start, "due": rung.clock.due,
        }
        for rung in waiting(ticket, terms, stamp.at)
        if role is None or rung.role == role
    )  # fmt: skip
    if not made:
        raise NothingToTell(ticket.id)
    return {"ladder": (*ticket.ladder, *made)}


class NothingToTell(Exception):
    """Every rung that is due was noted already, or is owed no more: there is nothing to write."""


def passed_with_a_note(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R007: no level is passed without a note. Asked for from the day that the site names as `since`."""
    since = terms.site.since
    if since is None:
        return
    for rung in rungs(ticket, terms):
        if rung.at.astimezone(terms.tz).date() < since:
            continue
        until = limit(figures.NOTED_WITHIN, terms, rung.at).due
        stopped = rung.clock.met_at or rung.clock.ended_at
        if rung.noted_at is None and stopped is not None and stopped <= until:
            continue
        ok = rung.noted_at is not None and rung.noted_at <= until
        said = Message.of(
            N_("{clock}: level {level}, {role}, was not told by {due}"), clock=Code("clock", rung.clock.clock),
            level=rung.level, role=Code("role", rung.role), due=until.strftime("%Y-%m-%d %H:%M"),
        )  # fmt: skip
        yield judged(ok, until, said) if not ok else Kept(rung.noted_at or until)


def promise_within_authority(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R030: nobody promises a time beyond what his role may, unless it was reported upward before."""
    for promise in ticket.promises:
        figure = figures.PROMISE_DAYS.get(promise.role or "")
        days = float(terms.figures.value(figure, promise.at.astimezone(terms.tz).date())) if figure else 0
        if days:
            within = (promise.due - promise.at).total_seconds() <= days * DAY
            ok = within or backed(ticket, promise.at, role=promise.role, most=figures.PROMISE_DAYS, terms=terms)
            said = N_("{role} promised more than {days} days ahead and reported it to nobody")
            yield judged(ok, promise.at, Message.of(said, role=Code("role", promise.role or ""), days=f"{days:g}"))


def amount_within_authority(ticket: Ticket, terms: Terms) -> Iterable[Judgement]:
    """R007: a price beyond what one's role may agree is reported upward at once."""
    at = ticket.price_agreed_at
    figure = figures.AMOUNTS.get(ticket.quoted_role or "")
    if at is None or figure is None or ticket.amount is None:
        return
    most = float(terms.figures.value(figure, at.astimezone(terms.tz).date()))
    if most:
        ok = float(ticket.amount) <= most
        ok = ok or backed(ticket, at, role=ticket.quoted_role, most=figures.AMOUNTS, terms=terms, late=True)
        said = N_("{role} agreed more than {most} yuan and reported it to nobody")
        yield judged(ok, at, Message.of(said, role=Code("role", ticket.quoted_role or ""), most=f"{most:g}"))


DAY = 86_400


def backed(ticket: Ticket, at: datetime, *, role: Any, most: Any, terms: Terms, late: bool = False) -> bool:
    """Whether a role that may more had been told by then; with `late` also at once after it."""
    until = limit(figures.REPORTED_WITHIN, terms, at).due if late else at
    day = at.astimezone(terms.tz).date()

    def allowed(named: str) -> float:
        found = float(terms.figures.value(most[named], day)) if named in most else 0
        return found or float("inf")

    return any(one.at <= until and allowed(one.role) > allowed(role) for one in ticket.escalations)


RULES = (
    Rule("not_escalated", *figures.REPORT, "breach", passed_with_a_note, "timed"),
    Rule("promise_beyond_authority", *figures.PROMISE, "breach", promise_within_authority, "promises", forced=True),
    Rule("amount_beyond_authority", *figures.REPORT, "breach", amount_within_authority, "price_agreed_at", forced=True),
)
