"""The example's own cleaners beside its contractors: posts and rounds, supervision, patrols, a fit-out site; whole, or with
something left out (`wrong`)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cspm.overview.demo.stage import Later
from cspm.overview.demo.stories import Act, At, told
from cspm.procedures.fitouts import actions as fitouts
from cspm.procedures.patrols import actions as patrols
from cspm.procedures.posts import actions as posts
from cspm.procedures.posts import round_actions as rounds

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage

POSTS = (
    (
        "LD1",
        {"post_type": "corridor", "name": "一街区楼道", "places": ("1-1", "1-2"), "owner": "BJ01", "starts": "07:30"},
    ),
    ("SW1", {"post_type": "outdoor", "name": "一街区室外", "places": ("A1",), "owner": "BJ02", "starts": "07:00"}),
    ("BZ1", {"post_type": "leader", "name": "保洁班长", "owner": "CL01"}),
)
WALKERS = ("CM01", "CA01", "CA02", "CA03", "CA04")
ROUTE = {
    "name": "地下车库",
    "points": ("配电房", "水泵房", "消防栓箱"),
    "patroller": "SP01",
    "windows": ("08:00-10:00",),
    "area": "A1",
}
NOTHING: frozenset[str] = frozenset()


def posted(stage: Stage, begin: datetime, *, weekdays: tuple[str, ...] = ()) -> None:
    """The posts and the route, from that day on; on these days of the week, else every day."""
    for post_id, fields in POSTS:
        own = {**fields, "weekdays": weekdays, "active_from": At(0, "00:00").on(begin).date()}
        told(stage, "posts", begin, (Act(At(0, "09:00"), "CM01", "add", own),), record_id=post_id)
    plan = {"plan": "weekdays", "weekdays": weekdays} if weekdays else {}
    route = {**ROUTE, **plan, "active_from": At(0, "00:00").on(begin).date()}
    told(stage, "patrol-route", begin, (Act(At(0, "09:30"), "CM01", "add", route),), record_id="XJ1")


def worked(stage: Stage, day: datetime, *, wrong: frozenset[str] = NOTHING, every: tuple[str, ...] = ("day",)) -> None:
    """A day at the posts: the leader's round, the patrol of the morning, the work typed in the evening."""
    if "no_round" not in wrong:
        came = (("BJ02", "07:20"),) if "late_at_post" in wrong else ()
        found = (("1-1", "楼梯口有烟头"),) if day.day % 7 == 1 or "zone_left" in wrong else ()
        seen = rounds.Seen(came=came, all_present=True, own_zones=True, inspected=("1-2", "A1"), problems=found)
        made = rounds.add_round(stage.at(day + timedelta(hours=8), "CL01"), day.date(), seen, post_id="BZ1")
        if found:
            later = timedelta(days=6) if "zone_left" in wrong else timedelta(hours=9)
            rounds.solve(stage.at(day + later, "CL01"), "rounds", made.id, number=1, action="已清扫")
    if "patrol_missed" not in wrong:
        end = timedelta(hours=10, minutes=20) if "patrol_late" in wrong else timedelta(hours=9, minutes=40)
        patrols.done(stage.at(day + end, "SP01"), "XJ1", patrols.Seen())
    for length in every:
        left = {"corridor_missed": "wipe_handrails", "grounds_missed": "green_belts"}
        excepted = tuple((duty, "") for name, duty in left.items() if name in wrong)
        chosen = posts.Chosen(day.date(), length, excepted=excepted)
        posts.done(stage.at(day + timedelta(hours=17), "CL01"), (), chosen)


def supervised(stage: Stage, day: datetime, *, wrong: frozenset[str] = NOTHING) -> None:
    """The month's supervision rounds: the manager finds something, and it is acted on."""
    for number, who in enumerate(WALKERS):
        if "walk_missed" in wrong and number == len(WALKERS) - 1:
            continue
        found = (("A1", "绿化带旁堆放纸箱"),) if number == 0 else ()
        begin = day + timedelta(hours=10, minutes=number)
        made = rounds.add_walk(
            stage.at(begin, who), places=("A1",), seen=("BJ02",), found=found, began=None, note=None, by=None
        )
        if found:
            later = timedelta(days=6) if "walk_left" in wrong else timedelta(hours=2)
            rounds.solve(stage.at(begin + later, "CM01"), "walks", made.id, number=1, action="已通知清走")


def noticed(stage: Stage, day: datetime, *, ticket: str | None, wrong: frozenset[str] = NOTHING) -> None:
    """What cleaners notice: a stranger, somebody who litters, a lamp that is broken."""
    warned = At(0, "15:20" if "security_late" in wrong else "15:03")
    stranger = {"sighting_type": "suspicious", "text": "陌生人长时间逗留", "place": "1-1"}
    told(stage, "sighting", day, (
        Act(At(0, "15:00"), "BJ01", "add", stranger), Act(warned, "BJ01", "warn", {"security_told": "SE01"}),
    ))  # fmt: skip
    litter = Act(At(0, "16:00"), "BJ02", "add", {"sighting_type": "uncivil", "text": "随地丢弃烟头", "place": "A1"})
    spoke = Act(At(0, "16:00"), "BJ02", "speak", {"response": "已劝阻，当事人捡起"})
    told(stage, "sighting", day, (litter,) if "nobody_spoke" in wrong else (litter, spoke))
    late = At(6, "11:00")
    reported = late if "defect_not_told" in wrong else At(0, "11:30")
    lamp = told(stage, "defect", day, (
        Act(At(0, "11:00"), "BJ01", "add", {"text": "楼道灯不亮", "place": "1-1", "area": "A1"}),
        Act(reported, "BJ01", "report", {"reported_to": "工程部"}),
    ))  # fmt: skip
    sent = late if "defect_not_sent" in wrong else At(0, "14:00")
    patrols.repair(stage.at(sent.on(day), "SP01"), lamp, ticket=ticket)


def fitted_out(stage: Stage, day: datetime, unit: str, *, wrong: frozenset[str] = NOTHING) -> None:
    """A fit-out of three days, applied for and approved before, looked at on each day; sand on the stairs is stopped at once,
    told of and cleared; the deposit is given back."""
    wanted = {
        "unit": unit,
        "contractor": "家美装饰",
        "inspector": "TE01",
        "items": ("铺地砖", "刷墙"),
        "end": At(2, "17:00"),
    }
    site = told(stage, "fitout", day, (
        Act(At(-3, "09:00"), "TE01", "add", wanted), Act(At(-2, "10:00"), "CM01", "approve", {"opinion": "按申报项目施工"}),
        Act(At(-2, "15:00"), "TE01", "deposit", {"deposit_amount": Decimal(2000)}),
    ))  # fmt: skip
    fitouts.enter(stage.at(day + timedelta(hours=9), "TE01"), site)
    order = None if "not_stopped" in wrong else "停01"
    for number in range(3):
        at = day + timedelta(days=number, hours=10)
        if not (number == 1 and "fitout_unseen" in wrong):
            fitouts.inspect(stage.at(at, "TE01"), site, found=("铺地砖",))
        if number == 0:
            fitouts.violate(stage.at(at, "TE01"), site, kind="piling", text="楼道堆沙", order=order, told="CM01")
            if order is None:
                fitouts.stop(stage.at(at + timedelta(minutes=40), "TE01"), site, 1, order="停01")
            fitouts.clear(stage.at(at + timedelta(hours=4), "TE01"), site, 1)
    stepped(stage, site, Act(At(2, "17:00"), "TE01", "end", {"ended_on": At(2, "17:00")}), day)
    stepped(stage, site, Act(At(4, "10:00"), "TE01", "refund", {"returned_amount": Decimal(2000)}), day)


def stepped(stage: Stage, site: str, act: Act, day: datetime) -> None:
    """One more step of a fit-out."""
    from cspm.core.kinds import load
    from cspm.overview.demo.stories import spoken
    from cspm.register import COMMANDS
    from cspm.shell.register_actions import take

    register = load(COMMANDS["fitout"].path).register
    take(
        stage.at(act.at.on(day), act.staff),
        register,
        site,
        step=register.steps[act.verb],
        values=spoken(act.fields, day),
    )


WRONG_DAYS = {17: "corridor_missed", 23: "patrol_late"}
"""What goes wrong in the example, by day of the month."""


def lived(stage: Stage, day: datetime, unit: str) -> None:
    """A day of the example: everything of it, but on two days of the month."""
    whole = stage.store.document("posts", "LD1")["active_from"] <= (day - timedelta(days=5)).date().isoformat()
    every = ("day", *(("week",) if day.isoweekday() == 6 and whole else ()), *(("month",) if day.day == 25 else ()))
    wrong = frozenset({WRONG_DAYS[day.day]}) if day.day in WRONG_DAYS else NOTHING
    try:
        worked(stage, day, wrong=wrong, every=every)
        if day.day == 8:
            supervised(stage, day)
        if day.day == 10:
            fitted_out(stage, day, unit)
        if day.day == 12:
            lamps = stage.store.rows("tickets", "public_area = 1", order="id DESC", limit=1, columns=("id",))
            noticed(stage, day, ticket=str(lamps[0]["id"]) if lamps else None)
    except Later:
        return
