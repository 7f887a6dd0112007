"""What the index keeps of posts' work, rounds, supervision and sightings, and what `show` adds to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cspm.core.judging import derived, shown
from cspm.core.kinds import Derived
from cspm.core.terms import Terms
from cspm.procedures.posts import rules

round_, shown_round = (make(rules.ROUND_RULES, rules.zone_clocks) for make in (derived, shown))
walk, shown_walk = (make(rules.WALK_RULES, rules.walk_clocks) for make in (derived, shown))
sighting, shown_sighting = (make(rules.SIGHTING_RULES, rules.sighting_clocks) for make in (derived, shown))


def work(document: Mapping[str, Any], terms: Terms) -> Derived:
    """Work at a post in short: each duty with its place, as `sweep_corridors@1`."""
    return Derived({
        name: [f"{part['duty']}@{place}" for part in document[name] for place in part["places"]]
        for name in ("done", "excused")
    })  # fmt: skip
