"""What rounds, supervision and sightings kept and broke; what posts owe is counted in `obligations`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.clocks import Clock
from cspm.core.figures import Figure
from cspm.core.periods import midnight
from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.core.timing import orderly, running, timely
from cspm.errors import N_, Code, Message
from cspm.procedures.posts import figures

if TYPE_CHECKING:
    from cspm.procedures.posts.model import Round, Sighting

LED, OWNS, ON_TIME = ("R192", "001 二.3(3)②⑤"), ("R202", "001 二.3(2)③"), ("R189", "001 二.3(2)①")
TOLD, SPOKE, SEEN_TO = ("R187", "001 二.3(1)④"), ("R191", "001 二.3(2)⑥"), ("R164", "000 P1-二 1.1")


def problem_clocks(name: str, figure: Figure) -> Callable[[Any, Terms], Iterator[Clock]]:
    """One clock for each problem of a round: until something was done about it."""

    def clocks(record: Any, terms: Terms) -> Iterator[Clock]:
        for one in record.problems:
            yield running(name, figure, terms, start=one.at, met=one.acted_at)

    return clocks


zone_clocks = problem_clocks("zone_problem", figures.ZONE_PROBLEM_WITHIN)
walk_clocks = problem_clocks("walk_problem", figures.WALK_PROBLEM_WITHIN)


def sighting_clocks(sighting: Sighting, terms: Terms) -> Iterator[Clock]:
    """Until security was told of something suspicious."""
    if sighting.sighting_type == "suspicious":
        told = sighting.security_told_at
        yield running("security", figures.SECURITY_TOLD_WITHIN, terms, start=sighting.seen_at, met=told)


def spoken_to(sighting: Sighting, terms: Terms) -> Iterable[Judgement]:
    """R191: uncivil behaviour that was written down was spoken up against."""
    if sighting.sighting_type == "uncivil":
        said = Message(N_("Nobody spoke up against it"))
        yield judged(sighting.spoken_at is not None, sighting.spoken_at or sighting.seen_at, said)


def round_complete(round_: Round, terms: Terms) -> Iterable[Judgement]:
    """R192: everybody expected is on the list, tasks were given, places inspected; judged when the day is over."""
    listed = {one.staff for one in round_.attendance}
    given = {one.staff for one in round_.tasks}
    absent = {one.staff for one in round_.attendance if one.absent}
    parts = (
        (N_("attendance of {missing}"), tuple(sorted(set(round_.expected) - listed))),
        (N_("a task for {missing}"), tuple(sorted(set(round_.expected) - given - absent))),
    )
    wrong = [Message.of(text, missing=missing) for text, missing in parts if missing]
    if not round_.inspected and not round_.problems:
        wrong.append(Message(N_("an inspection of the grounds")))
    over = midnight(round_.date + timedelta(days=1), terms.tz)
    if wrong:
        yield Broken(over, Message.of(N_("The round lacks: {missing}"), missing=tuple(wrong)))
    else:
        yield Kept(midnight(round_.date, terms.tz))


def there_in_time(round_: Round, terms: Terms) -> Iterable[Judgement]:
    """R189: who has an hour to be there is there by then."""
    grace = terms.figures.span(figures.POST_GRACE, round_.date)
    for one in round_.attendance:
        if one.due is not None and one.arrived_at is not None:
            said = Message.of(N_("{staff} was there at {at} only"), staff=one.staff, at=f"{one.arrived_at:%H:%M}")
            yield judged(one.arrived_at <= one.due + grace, one.arrived_at, said)


def has_owner(round_: Round, terms: Terms) -> Iterable[Judgement]:
    """R202: what was found in a zone is counted to the one who answers for it."""
    for one in round_.problems:
        said = Message.of(N_("{place}: nobody answers for this place"), place=one.place)
        yield judged(bool(one.owner), one.at, said)


def acted_on(record: Any, terms: Terms) -> Iterable[Judgement]:
    """R164: what was done about a problem says what."""
    for one in record.problems:
        if one.acted_at is not None:
            said = Message.of(N_("{missing} is missing"), missing=Code("field", "result"))
            yield judged(bool(one.action or one.ticket), one.acted_at, said)


LATE = N_("Not put right by {due}")
ROUND_RULES = (
    Rule("round_incomplete", *LED, "breach", round_complete),
    Rule("post_late", *ON_TIME, "breach", there_in_time),
    timely("zone_problem_open", "zone_problem", OWNS, zone_clocks, LATE),
    Rule("zone_nobodys", *OWNS, "breach", has_owner),
)
WALK_RULES = (
    timely("walk_problem_open", "walk_problem", SEEN_TO, walk_clocks, LATE),
    Rule("walk_action_unnamed", *SEEN_TO, "breach", acted_on),
)
SIGHTING_RULES = (
    timely("security_not_told", "security", TOLD, sighting_clocks, N_("Security was not told by {due}")),
    Rule("uncivil_not_stopped", *SPOKE, "breach", spoken_to),
    orderly("security_time_order", *TOLD, ("seen_at", N_("Seen at")), ("security_told_at", N_("Security told at"))),
    orderly("speaking_time_order", *SPOKE, ("seen_at", N_("Seen at")), ("spoken_at", N_("Spoken to at"))),
)
RULES = (*ROUND_RULES, *WALK_RULES, *SIGHTING_RULES)
OF_KIND = {"rounds": ROUND_RULES, "walks": WALK_RULES, "sightings": SIGHTING_RULES}
COMMANDS = {
    "R164": "walk", "R183": "posts done", "R184": "posts done", "R185": "posts done", "R187": "sighting warn",
    "R189": "posts done", "R191": "sighting speak", "R192": "round add", "R202": "posts entrust",
}  # fmt: skip
"""Rules that are kept by a command's being there."""
