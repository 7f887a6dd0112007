"""The ladder of escalation (S66, R007): who is to be told of a clock that was missed, and who was. Pure.

Nothing is queued: the rungs are derived from the record, its clocks and the site's figures whenever somebody looks, so what
was answered, paused or taken back owes no report. What was reported stands in the record's `ladder`, each level once for each
run of a clock (`since` is the clock's start, which no figure moves).

A procedure whose clocks climb says so in its `rules.py`: `CLIMBS`, and the rule `climbed(...)` among its rules; the kind's
model has the field `ladder`. Sites say otherwise in site.toml:

    [figures]
    escalate_reply_1 = 30

    [ladder.tickets]
    reply = ["csc_manager", "general_manager"]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cspm.core.clocks import Clock
from cspm.core.figures import Figure
from cspm.core.limits import limit
from cspm.core.rules import Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, BadSite, Code, Message
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.stamp import Stamp

Clocks = Callable[[Any, Terms], Iterable[Clock]]

MANUAL = date(2008, 3, 1)
REPORT = ("R007", "000 P1-二 1.7")
OTHER = "other"
"""In site.toml: the clocks of a kind that are not named there."""
ROLES = ("dispatch_director", "csc_manager", "general_manager")
"""Who is told, level by level, where a ladder says nothing else."""
AFTER = (("minutes", 5), ("working_days", 1), ("working_days", 2))
"""How long after the due time each level is told: at once is five minutes, timely a working day (A57)."""
TEXTS = (
    N_("So long after the due time of this clock the first level is told."),
    N_("So long after the due time of this clock the second level is told."),
    N_("So long after the due time of this clock the third level is told."),
)
NOTED_WITHIN = Figure(
    "escalation_noted_within", *REPORT, "minutes", ((MANUAL, 60),),
    N_("A level that is due is noted on the record within this time."),
)  # fmt: skip


class Ladder(NamedTuple):
    """Who is told level by level, and the figures that say how long after the due time: `escalate_NAME_LEVEL`."""

    name: str
    roles: tuple[str, ...]
    levels: tuple[Figure, ...]


def ladder(name: str, *roles: str) -> Ladder:
    """A ladder with figures of its own."""
    levels = tuple(
        Figure(f"escalate_{name}_{level}", *REPORT, unit, ((MANUAL, value),), TEXTS[level - 1])
        for level, (unit, value) in enumerate(AFTER[: len(roles or ROLES)], 1)
    )
    return Ladder(name, roles or ROLES, levels)


def sleeps(record: Any) -> bool:
    """Nothing of this kind is told in quiet hours."""
    return False


class Climb(NamedTuple):
    """The clocks of a kind that climb, each with its ladder. `about` are the fields that say what a record is about, the
    first one filled; what is `pressing` is told in quiet hours too. With `by_due` clocks that run from one instant to
    several agreed times are told of one by one."""

    kind: str
    clocks: Clocks
    ladders: Mapping[str, Ladder]
    about: tuple[str, ...] = ("text",)
    pressing: Callable[[Any], bool] = sleeps
    by_due: bool = False

    def text(self, record: Any) -> str:
        """What a record is about."""
        return next((str(value) for name in self.about if (value := getattr(record, name))), "")


class Rung(NamedTuple):
    """One level of one missed clock: `role` is to be told at `at` (after quiet hours); `noted_at` when that was noted,
    `stopped` when the clock was."""

    clock: Clock
    level: int
    role: str
    at: datetime
    noted_at: datetime | None
    stopped: datetime | None

    def waits(self, now: datetime) -> bool:
        """Whether it is to be told at that time, and was not: the clock still ran then."""
        return self.at <= now and self.noted_at is None and (self.stopped is None or now < self.stopped)


def roles(climb: Climb, clock: str, terms: Terms) -> tuple[str, ...]:
    """Who is told of a clock, level by level. Raises BadSite for roles and clocks that there are not."""
    if "ladder" in terms.site.tickets:
        problem = Message.of(N_("[tickets.ladder] is now called {name}"), name="[ladder.tickets]")
        raise BadSite(path="site.toml", problem=problem)
    mine = climb.ladders[clock]
    own = terms.site.ladder.get(climb.kind)
    if own is None:
        return mine.roles
    if not isinstance(own, Mapping) or not set(own) <= {*climb.ladders, OTHER}:
        sentence = N_("[ladder.{kind}] has roles by clock; there are {known}")
        known = (*climb.ladders, OTHER)
        raise BadSite(path="site.toml", problem=Message.of(sentence, kind=climb.kind, known=known))
    named = own.get(clock, own.get(OTHER, mine.roles))
    posts = {*VOCABULARIES["role"].labels, *terms.site.roles}
    if not isinstance(named, (list, tuple)) or len(named) > len(mine.levels) or not set(map(str, named)) <= posts:
        sentence = N_("[ladder.{kind}] {clock}: a list of at most {count} roles is wanted")
        problem = Message.of(sentence, kind=climb.kind, clock=clock, count=len(mine.levels))
        raise BadSite(path="site.toml", problem=problem)
    return tuple(named)


def rungs(climb: Climb, record: Any, terms: Terms) -> Iterator[Rung]:
    """Every level that was or will be owed for a clock of the record, until that was stopped. History has none."""
    if record.import_batch is not None or record.state == "void":
        return
    noted = {(one.clock, one.level, run_of(climb, one.since, one.due)): one.at for one in getattr(record, "ladder", ())}
    for clock in climb.clocks(record, terms):
        stopped = clock.met_at or clock.ended_at
        if clock.clock not in climb.ladders or clock.paused or (stopped is not None and stopped <= clock.due):
            continue
        levels, run = climb.ladders[clock.clock].levels, run_of(climb, clock.start, clock.due)
        for level, (role, figure) in enumerate(zip(roles(climb, clock.clock, terms), levels, strict=False), 1):
            at = limit(figure, terms, clock.due).due
            if not climb.pressing(record):
                at = terms.calendar.awake(at)
            if stopped is not None and stopped <= at:
                break
            yield Rung(clock, level, role, at, noted.get((clock.clock, level, run)), stopped)


def run_of(climb: Climb, start: datetime, due: datetime) -> tuple[datetime, ...]:
    """What makes it the same run of a clock."""
    return (start, due) if climb.by_due else (start,)


def waiting(climb: Climb, record: Any, terms: Terms, now: datetime) -> tuple[Rung, ...]:
    """The rungs to be told at that time."""
    return tuple(rung for rung in rungs(climb, record, terms) if rung.waits(now))


def told(climb: Climb, record: Any, stamp: Stamp, *, terms: Terms, role: str | None = None) -> dict[str, Any]:
    """What changes when the rungs that wait (for one role) are noted, each with time and addressee. Raises
    NothingToTell."""
    made = tuple(
        {
            "at": stamp.at, "by": stamp.by, "clock": rung.clock.clock, "level": rung.level, "role": rung.role,
            "since": rung.clock.start, "due": rung.clock.due,
        }
        for rung in waiting(climb, record, terms, stamp.at)
        if role is None or rung.role == role
    )  # fmt: skip
    if not made:
        raise NothingToTell(record.id)
    return {"ladder": (*record.ladder, *made)}


class NothingToTell(Exception):
    """Every rung that is due was noted already, or is owed no more: there is nothing to write."""


def climbed(climb: Climb, asked_of: str = "") -> Rule:
    """R007 as a rule of a kind: no level is passed without a note. Asked for from the day that the site names as `since`."""

    def check(record: Any, terms: Terms) -> Iterable[Judgement]:
        since = terms.site.since
        if since is not None:
            for rung in rungs(climb, record, terms):
                if rung.at.astimezone(terms.tz).date() >= since:
                    yield from with_a_note(rung, terms)

    return Rule("not_escalated", *REPORT, "breach", check, asked_of)


def with_a_note(rung: Rung, terms: Terms) -> Iterator[Judgement]:
    """Whether a level was noted within its time; one that lost its sense within it need not be."""
    until = limit(NOTED_WITHIN, terms, rung.at).due
    if rung.noted_at is None and rung.stopped is not None and rung.stopped <= until:
        return
    said = Message.of(
        N_("{clock}: level {level}, {role}, was not told by {due}"), clock=Code("clock", rung.clock.clock),
        level=rung.level, role=Code("role", rung.role), due=until.astimezone(terms.tz).strftime("%Y-%m-%d %H:%M"),
    )  # fmt: skip
    ok = rung.noted_at is not None and rung.noted_at <= until
    yield Kept(rung.noted_at or until) if ok else judged(False, until, said)
