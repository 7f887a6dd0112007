"""A year at a site of each profile: month by month exactly those rules are broken that were broken on purpose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from cspm.core.periods import month_bounds
from cspm.core.site import PROFILES
from cspm.overview.compliance_actions import compliance_report
from cspm.overview.demo import ladder, upkeep
from cspm.procedures.filings.forms import BY_NAME
from cspm.shell.desk import Desk
from tests.year import (
    callbacks,
    cleaning,
    complaint,
    contractors,
    enquiry,
    fees,
    filings,
    orders,
    posts,
    registers,
    service,
    works,
)
from tests.year.scene import YEAR, Scene, begun

FIXED = {
    1: ("not_escalated",), 2: ("wrong_team",), 3: ("shrugged_off",), 4: ("price_otherwise", "bulletin_beside"), 5: ("no_unit",),
    6: ("consultation_summary_missing",), 7: ("nobody_along",), 8: ("not_business",), 9: ("answer_late",),
    10: ("answer_missed",), 11: ("answer_unsure",), 12: ("answer_not_kept",),
}  # fmt: skip
"""What goes wrong in that month at every site, so that each of these rules is broken once."""
UPKEEP = {number: (twist,) for number, twist in enumerate((*upkeep.TWISTS, *upkeep.AFTER), 1)}
"""What goes wrong with garbage, pest control and supplies in that month, each of their rules once."""
MONTHS = tuple(f"{YEAR}-{month:02d}" for month in range(1, 13))
AFTERWARDS = (f"{YEAR + 1}-01", f"{YEAR + 1}-02")
Broken = dict[str, set[str]]


def days(month: str) -> Iterator[date]:
    """The days of a month."""
    day = date.fromisoformat(f"{month}-01")
    while f"{day:%Y-%m}" == month:
        yield day
        day += timedelta(days=1)


def plan(scene: Scene, random: Random) -> tuple[dict[str, list[str]], Broken]:
    """Three things to go wrong in each month, none in some; and the rules that are broken by them, by month."""
    chosen, broken = {}, defaultdict(set)
    for month in MONTHS:
        after = f"{fees.first_after(month):%Y-%m}"
        late = filings.twists(scene, month) | {name: (after, rule) for name, rule in fees.TWISTS.items()}
        late |= {name: (after, rule) for name, rule in service.SETTLED.items()} | works.twists(scene, month)
        known = service.TWISTS | enquiry.TWISTS | complaint.twists(scene.profile) | registers.TWISTS
        known |= dict.fromkeys(late, "")
        late |= {name: (after, rule) for name, rule in upkeep.AFTER.items()}
        drawn = random.sample(sorted(known), 3) if random.random() < 0.75 else []
        known |= upkeep.TWISTS | dict.fromkeys(upkeep.AFTER, "")
        number = int(month[5:])
        chosen[month] = apart([*FIXED[number], *works.FIXED[number], *UPKEEP.get(number, ()), *drawn])
        chosen[month] += posts.of_month(month)
        for twist in chosen[month]:
            when, rule = late.get(twist) or (month, (known | posts.TWISTS)[twist])
            broken[when].update(rule.split())
            broken[month].update(service.AT_ONCE.get(twist, "").split())
    for month in MONTHS:
        broken[month].add(cleaning.broken(scene.profile, month))
    for month, rules in contractors.BROKEN.items():
        broken[month].update(rules)
    return chosen, {month: rules for month, rules in broken.items() if rules}


def apart(twists: list[str]) -> list[str]:
    """Of several twists of one filing, or of one register, only the first."""
    return sorted({subject(twist): twist for twist in twists[::-1]}.values())


def subject(twist: str) -> str:
    """What a twist is about: a form that is filed, a register, or one service or complaint of its own."""
    if twist in works.WRONG:
        return works.WRONG[twist]
    form, _, wrong = twist.rpartition("_")
    if wrong in filings.WRONG and form in BY_NAME:
        return form
    return registers.WRONG[twist][0] if twist in registers.WRONG else twist


def lived(scene: Scene, month: str, twists: list[str]) -> None:
    """A month: a service on every working day, a complaint on every third, an enquiry on every fifth, the filings; each
    twist on one of its days."""
    left = list(twists)
    services: list[str] = []
    working = [day for day in days(month) if scene.terms.calendar.is_working_day(day)]
    for number, day in enumerate(working):
        scene.day = day
        with scene.store.together():
            twist = take(left, service.TWISTS | service.SETTLED) if number in (2, 6, 10, 13) else ""
            services.append(
                service.lived(
                    scene,
                    twist,
                    paid=(number % 3 == 0 and twist not in orders.TWISTS) or twist in service.PRICED,
                    visit=number % 7 == 0,
                    found=number == 8,
                )
            )
            if number in orders.MONTHLY:
                service.lived(scene, order=orders.MONTHLY[number])
            if number % 5 in (1, 2) and number < len(working) - 3:
                enquiry.lived(scene, take(left, enquiry.TWISTS), expert=number % 5 == 2)
            if number % 3 == 0 and number < len(working) - 3:
                wrong = take(left, complaint.twists(scene.profile)) if number in (3, 6, 9) else ""
                complaint.lived(scene, wrong, caller="CM01" if number else "GM01")
    scene.day = working[-1]
    with scene.store.together():
        complaint.reviewed(scene, services[:6])
        registers.lived(scene, month, twists)
        works.lived(scene, month, twists)
        upkeep.lived(scene, month_bounds(month, scene.terms.tz)[0], twists)
        filings.filed(scene, month, [one for one in left if one not in fees.TWISTS])
    fees.settled(scene, month, left)
    posts.lived(scene, month, twists, services[0])


def told_upward(scene: Scene, desk: Desk, month: str) -> None:
    """The ladder of escalation, as cron runs it every hour of the month."""
    desk.store.refresh()
    begin, end = month_bounds(month, scene.terms.tz)
    ladder.climbed(scene, desk.store, begin, end, passed=lambda line, hour: line["record"] in scene.untold)
    desk.store.refresh()


def take(left: list[str], kinds: dict[str, str]) -> str:
    """The next twist of a kind, taken from those that are left; none: empty."""
    found = next((twist for twist in left if twist in kinds), "")
    if found:
        left.remove(found)
    return found


def broken_in(desk: Desk, month: str) -> set[str]:
    """The rules that the compliance report of a month calls broken."""
    report, broken = compliance_report(desk, month)
    assert {line["rule"] for line in report.document if line["status"] == "broken"} == set(broken)  # type: ignore[union-attr]
    return set(broken)


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_what_was_broken_on_purpose_is_what_the_report_says(profile: str, tmp_path: Path) -> None:
    """Twelve months of services, complaints and filings at a site of each profile."""
    scene, desk = begun(str(tmp_path / "records"), profile)
    works.begin(scene)
    chosen, broken = plan(scene, Random(f"{profile} {YEAR}"))
    posts.begun(scene)
    cleaning.begun(scene)
    for month in MONTHS:
        lived(scene, month, chosen[month])
        cleaning.lived(scene, month)
        contractors.lived(scene, month)
        if int(month[5:]) % 3 == 0:  # the draw reads what the quarter left in the index
            callbacks.sampled(scene, month)
        told_upward(scene, desk, month)
        works.checked(scene, month, chosen[month])
    for month in AFTERWARDS:
        told_upward(scene, desk, month)
    desk.store.refresh()
    assert {month: broken_in(desk, month) for month in MONTHS} == {month: broken.get(month, set()) for month in MONTHS}
