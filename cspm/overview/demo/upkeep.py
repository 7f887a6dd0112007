"""Garbage, pest control and supplies of the example: a month as the manual asks for it, or with something that went wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import load
from cspm.overview.demo.people import BLOCKS
from cspm.overview.demo.stage import Later
from cspm.overview.demo.stories import Act, At, told
from cspm.procedures.garbage import actions as garbage
from cspm.procedures.pests import actions as pests
from cspm.register import COMMANDS
from cspm.shell.register_actions import add, completed, take

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage

WINDOWS = '\n[cleaning.windows]\nA1 = ["06:30-08:30"]\n'
"""The hours in which garbage is collected, as site.toml has them."""
AREAS = tuple(area for area, _ in BLOCKS)
COLLECTED, OUTDOORS = AREAS[0], "transfer_station"
LEADER, ASSISTANT, STORE, OPERATOR = "CL01", "CA01", "WH01", "消杀公司 张师傅"
BAD_DAY = 11
"""The day of a month on which what goes wrong with the garbage goes wrong."""
MOPS, ISSUED, USES = Decimal(20), Decimal(4), (5, 12, 19, 26)
"""So many mops are planned for a month, so many are taken on each of these days."""

TWISTS: Mapping[str, str] = {
    "collected_late": "R130", "garbage_untied": "R131", "garbage_room_open": "R132", "garbage_left": "R190",
    "treatment_unwatched": "R025", "pests_again": "R186", "pest_plan_missing": "R193", "supply_plan_late": "R194",
    "mops_beyond_plan": "R027",
}  # fmt: skip
"""What can go wrong with a month, and the rule that it breaks."""
AFTER: Mapping[str, str] = {"supplies_not_examined": "R027"}
"""What shows in the month after."""
SHOWN = ("garbage_untied", "treatment_unwatched")
"""What goes wrong in the example."""
DEEP_CLEAN = (
    Act(At(0, "09:00"), LEADER, "add", {"name": "地下车库开荒", "areas": AREAS[:1], "noted_at": At(0, "09:00"), "by": LEADER}),
    Act(At(1, "10:00"), LEADER, "workload", {"area": AREAS[0], "square_metres": 4000, "a_day": 400, "days": 5}),
    Act(At(2, "09:00"), LEADER, "hire", {"name": "孙大姐", "area": AREAS[0], "phone": "13700000001"}),
    Act(At(2, "09:10"), LEADER, "hire", {"name": "周大姐", "area": AREAS[0], "phone": "13700000002"}),
    Act(At(8, "17:00"), LEADER, "finish", {"result": "按期完成，验收合格"}),
    Act(At(9, "09:00"), LEADER, "keep", {"name": "孙大姐", "why": "细致、肯干"}),
    Act(At(9, "09:30"), LEADER, "close", {"decision": "择优留用一人"}),
)  # fmt: skip


def lived(stage: Stage, first: datetime, twists: Collection[str] = ()) -> None:
    """The month that begins with `first`: its plans, which are made the month before, and what is done of them."""
    treated(stage, first, twists)
    supplied(stage, first, twists)
    day = first
    while day.month == first.month:
        collected(stage, day, twists)
        day += timedelta(days=1)


def fill(stage: Stage, months: Sequence[datetime]) -> None:
    """The example's months, given by their first days, and the one after: its plans may be made already."""
    after = (months[-1] + timedelta(days=32)).replace(day=1)
    for number, first in enumerate((*months, after)):
        with stage.store.together():
            lived(stage, first, SHOWN if number == 1 else ())
            if number == 0:
                deep_cleaned(stage, first)


def deep_cleaned(stage: Stage, first: datetime) -> None:
    """The garage is cleaned for the first time."""
    with suppress(Later):
        told(stage, "deep-clean", first, DEEP_CLEAN)


def collected(stage: Stage, day: datetime, twists: Collection[str]) -> None:
    """A day's garbage: from the building every day, from outdoors on the days that go wrong or end a week."""
    bad = day.day == BAD_DAY
    at = At(0, "09:40") if bad and "collected_late" in twists else At(0, "07:10")
    missed = [
        point
        for twist, point in (("garbage_untied", "tied"), ("garbage_room_open", "door_shut"))
        if bad and twist in twists
    ]
    with suppress(Later):
        fetched(stage, at.on(day), "garbage_room", missed)
        if bad and "collected_late" in twists:
            fetched(stage, At(0, "07:20").on(day), "garbage_room", [])
        if bad or day.isoweekday() == 7:
            fetched(stage, At(0, "07:40").on(day), OUTDOORS, ["to_station"] if bad and "garbage_left" in twists else [])


def fetched(stage: Stage, at: datetime, destination: str, missed: list[str]) -> None:
    """One collection."""
    garbage.add_collection(
        stage.at(at, LEADER),
        area=COLLECTED,
        at=at,
        destination=destination,
        ok=True,
        missed=missed,
        kept=(),
        by="保洁员 王姐",
    )


def treated(stage: Stage, first: datetime, twists: Collection[str]) -> None:
    """The leader's plan, each of its treatments under the assistant's eyes, and a look at the first some days later."""
    made, aims = first - timedelta(days=6), ("mosquitoes", "cockroaches")
    with suppress(Later):
        office = stage.at(At(0, "10:00").on(made), LEADER)
        if "pest_plan_missing" not in twists:
            plan = {"words": (), "areas": AREAS, "pests": aims, "agent": "高效氯氰菊酯"}
            pests.add_plan(office, period=f"{first:%Y-%m}", **plan)  # type: ignore[arg-type]
        for number, day in enumerate(pests.turns(office, f"{first:%Y-%m}")):
            for area in AREAS:
                wrong = number == 0 and area == AREAS[-1]
                watched = not (wrong and "treatment_unwatched" in twists)
                at = datetime(day.year, day.month, day.day, 10, tzinfo=first.tzinfo)
                done = noted(stage, "pest", at, LEADER, area=area, pests=aims, agent="高效氯氰菊酯", by=OPERATOR,
                             supervised_by=ASSISTANT if watched else None)  # fmt: skip
                if number == 0:
                    effect = "some_left" if wrong and "pests_again" in twists else "gone"
                    with suppress(Later):
                        step(stage, "pest", at + timedelta(days=3), ASSISTANT, done, "check", effect=effect)


def supplied(stage: Stage, first: datetime, twists: Collection[str]) -> None:
    """The plan of mops and bags: made, verified, submitted, bought, used; examined in the month after."""
    made, late = first - timedelta(days=6), "supply_plan_late" in twists
    line = {"item": "拖把", "quantity": MOPS, "price": Decimal("12.50"), "unit": "把"}
    with suppress(Later):
        at = At(0, "11:00").on(made)
        plan = noted(stage, "supply-plan", at, LEADER, month=f"{first:%Y-%m}", made_at=at, by=LEADER, lines=(line,))
        step(stage, "supply-plan", At(1, "09:00").on(made), LEADER, plan, "verify")
        sent = first + timedelta(days=1) if late else made + timedelta(days=2)
        step(stage, "supply-plan", At(0, "09:30").on(sent), LEADER, plan, "submit", submitted_to="采购部")
        bought = {"item": "拖把", "quantity": MOPS, "price": Decimal("12.80"), "supplier": "日杂店"}
        step(stage, "supply-plan", At(2, "14:00").on(first), STORE, plan, "buy", **bought)
        for day in USES:
            more = MOPS if day == USES[-1] and "mops_beyond_plan" in twists else ISSUED
            noted(
                stage,
                "supply-use",
                At(day - 1, "08:00").on(first),
                STORE,
                item="拖把",
                quantity=more,
                area=AREAS[0],
                by="王姐",
            )
        if "supplies_not_examined" not in twists:
            after = (first + timedelta(days=32)).replace(day=5)
            step(
                stage,
                "supply-plan",
                At(0, "15:00").on(after),
                ASSISTANT,
                plan,
                "review",
                review="用量与计划相符，单价略升",
            )


def noted(stage: Stage, command: str, at: datetime, staff: str, **fields: Any) -> str:
    """A new entry of a register; its id. Raises Later."""
    register: Any = load(COMMANDS[command].path).register
    office = stage.at(at, staff)
    return str(add(office, register.kind, record_id=None, fields=completed(register, office, fields)).id)


def step(stage: Stage, command: str, at: datetime, staff: str, record: str, verb: str, **values: Any) -> None:
    """One step of an entry. Raises Later."""
    register: Any = load(COMMANDS[command].path).register
    take(stage.at(at, staff), register, record, step=register.steps[verb], values={**values, "by": None})
