"""What a collection kept and broke: its hours, and the points of its checklist. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from cspm.core.rules import Broken, Judgement, Kept, Rule, judged
from cspm.core.terms import Terms
from cspm.errors import N_, Code, Message
from cspm.procedures.garbage.states import OUTDOOR_POST, WORKFLOW, points_of
from cspm.procedures.garbage.windows import around, holds, shifts_of

if TYPE_CHECKING:
    from cspm.procedures.garbage.model import Collection

Check = Callable[["Collection", Terms], Iterable[Judgement]]


def in_hours(collection: Collection, terms: Terms) -> Iterable[Judgement]:
    """R130: garbage is collected in the hours of its area."""
    if shifts_of(collection.area, terms):
        at = collection.collected_at
        said = Message.of(N_("Collected outside the hours of area {area}"), area=collection.area)
        yield judged(any(holds(window, at, terms) for window in around(collection.area, at, terms)), at, said)


def hours_laid_down(collection: Collection, terms: Terms) -> Iterable[Judgement]:
    """R130: the office lays down collection hours for each area that it collects from."""
    if not shifts_of(collection.area, terms):
        said = Message.of(
            N_("No collection hours are laid down for area {area}: see [cleaning.windows] in site.toml"),
            area=collection.area,
        )
        yield Broken(collection.collected_at, said)


def points_kept(rule: str) -> Check:
    """The points of a rule that were looked at were in order."""

    def check(collection: Collection, terms: Terms) -> Iterable[Judgement]:
        points = points_of(collection.destination, rule)
        missed = tuple(Code("garbage_point", point) for point in points if point in collection.points_missed)
        if missed:
            yield Broken(collection.collected_at, Message.of(N_("Not in order: {points}"), points=missed))
        elif points and all(point in collection.points_kept for point in points):
            yield Kept(collection.collected_at)

    return check


def looked_at(rule: str) -> Check:
    """Of each point of a rule it is said whether it was in order."""

    def check(collection: Collection, terms: Terms) -> Iterable[Judgement]:
        said = {*collection.points_kept, *collection.points_missed}
        silent = tuple(
            Code("garbage_point", point) for point in points_of(collection.destination, rule) if point not in said
        )
        if silent:
            yield Broken(collection.collected_at, Message.of(N_("Nobody looked at: {points}"), points=silent))

    return check


def consistent(collection: Collection, terms: Terms) -> Iterable[Judgement]:
    """R131: no point was in order and not in order at once."""
    both = tuple(Code("garbage_point", point) for point in collection.points_kept if point in collection.points_missed)
    if both:
        said = Message.of(N_("In order and not in order at once: {points}"), points=both)
        yield Broken(collection.collected_at, said)


RULES = (
    Rule("collected_outside_hours", "R130", WORKFLOW, "breach", in_hours),
    Rule("no_collection_hours", "R130", WORKFLOW, "note", hours_laid_down),
    Rule("garbage_transport", "R131", WORKFLOW, "breach", points_kept("R131")),
    Rule("transport_not_checked", "R131", WORKFLOW, "note", looked_at("R131")),
    Rule("points_contradict", "R131", WORKFLOW, "error", consistent),
    Rule("garbage_room_open", "R132", WORKFLOW, "breach", points_kept("R132")),
    Rule("garbage_room_not_checked", "R132", WORKFLOW, "note", looked_at("R132")),
    Rule("garbage_left", "R190", OUTDOOR_POST, "breach", points_kept("R190")),
    Rule("clearing_not_checked", "R190", OUTDOOR_POST, "note", looked_at("R190")),
)
OF_KIND = {"collections": RULES}
COMMANDS = {
    "R130": "garbage add",
    "R131": "garbage add",
    "R132": "garbage add",
    "R133": "report garbage",
    "R190": "garbage add",
}
"""Rules that are kept by a command's being there."""
