"""The month of the site's own cleaners, its patrols and a fit-out site: whole, or with a twist."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cspm.overview.demo import inhouse
from tests.year.scene import YEAR, Scene

TWISTS = {
    "corridor_missed": "R183", "week_missed": "R184", "month_missed": "R185", "grounds_missed": "R189", "late_at_post": "R189",
    "no_round": "R192", "zone_left": "R202", "walk_missed": "R164", "walk_left": "R164", "security_late": "R187",
    "nobody_spoke": "R191", "patrol_missed": "R179", "patrol_late": "R179", "defect_not_sent": "R179", "defect_not_told": "R188",
    "fitout_unseen": "R023", "not_stopped": "R024",
}  # fmt: skip


def of_month(month: str) -> list[str]:
    """What goes wrong in a month: two of them in most months, in turn, none in every fourth."""
    number = int(month[5:])
    known = list(TWISTS)
    return [] if number % 4 == 0 else [known[2 * number % len(known)], known[(2 * number + 1) % len(known)]]


def begun(scene: Scene) -> None:
    """Posts that work on Mondays, a route that is gone on Mondays."""
    first = datetime(YEAR, 1, 1, tzinfo=scene.terms.tz)
    with scene.store.together():
        inhouse.posted(scene, first, weekdays=("mon",))
    scene.store.refresh()


def mondays(scene: Scene, month: str) -> list[datetime]:
    """The Mondays of a month."""
    day = datetime.combine(date.fromisoformat(f"{month}-01"), datetime.min.time(), scene.terms.tz)
    found = []
    while f"{day:%Y-%m}" == month:
        found += [day] if day.isoweekday() == 1 else []
        day += timedelta(days=1)
    return found


def lived(scene: Scene, month: str, twists: list[str], ticket: str) -> None:
    """Every Monday's work; supervision, what was noticed and a fit-out once. Twists come true on the second Monday, a
    round that is left out on the third."""
    for number, day in enumerate(mondays(scene, month)):
        wrong = {1: frozenset(twists) - {"no_round"}, 2: frozenset(twists) & {"no_round"}}.get(number, inhouse.NOTHING)
        every = ["day", *(["week"] if "week_missed" not in wrong else [])]
        if number == 0 and "month_missed" not in twists:
            every.append("month")
        with scene.store.together():
            inhouse.worked(scene, day, wrong=wrong, every=tuple(every))
            if number == 1:
                inhouse.supervised(scene, day, wrong=wrong)
                inhouse.noticed(scene, day, ticket=ticket, wrong=wrong)
                inhouse.fitted_out(scene, day, scene.units[0], wrong=wrong)
