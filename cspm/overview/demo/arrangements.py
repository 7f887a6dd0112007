"""What the example arranges with its two contractors: work plans, weekly patrols and meetings, an event, evaluations.

Two things are not as they should be: the first month's plans were approved when it had begun, and the contractor of
the gardens was told too late of that month's sports day.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import load
from cspm.overview.demo.contractors import CLEANING, GREENING
from cspm.overview.demo.stage import Later
from cspm.overview.demo.stories import Act, At, told
from cspm.procedures.cleaning import evaluation_actions
from cspm.procedures.contractors.actions import fill
from cspm.register import COMMANDS
from cspm.shell.register_actions import take

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage

BOTH = (CLEANING, GREENING)
THEIRS = "外判单位经理"
TUESDAY, FRIDAY = 2, 5
SPORTS_DAY = 20


def planned(
    stage: Stage, begin: datetime, end: datetime, *, first: bool, contracts: tuple[str, ...] = BOTH
) -> None:  # fmt: skip
    """The plans of a month from the standard's items, submitted on the 25th before and approved on the 28th."""
    submitted = begin if first else begin - timedelta(days=6)
    for contract in contracts:
        last = (end - timedelta(days=1)).date()
        fields: dict[str, Any] = {
            "contract": contract,
            "start": begin.date(),
            "end": last,
            "submitted_by": THEIRS,
            "text": "按执行标准作业",
        }
        try:
            plan = told(stage, "work-plan", submitted, (Act(At(0, "09:30"), "CS01", "add", fields),))
            fill(stage.at(At(0, "09:40").on(submitted), "CS01"), plan)
            follow(stage, "work-plan", plan, submitted, Act(At(1, "10:00"), "CS01", "review", {"opinion": "可行"}))
            follow(stage, "work-plan", plan, submitted, Act(At(3, "15:00"), "CM01", "approve"))
        except Later:
            return


def follow(stage: Stage, command: str, record: str, day: datetime, act: Act) -> None:
    """One more step of a record that is there. Raises Later."""
    register: Any = load(COMMANDS[command].path).register
    office = stage.at(act.at.on(day), act.staff)
    take(office, register, record, step=register.steps[act.verb], values={"by": None, **act.fields})


def lived(stage: Stage, begin: datetime, end: datetime, *, first: bool) -> None:
    """The patrols and meetings of a month's weeks, its sports day, and the evaluations after it."""
    day = begin
    while day < end:
        try:
            if day.isoweekday() == TUESDAY:
                patrolled(stage, day)
            if day.isoweekday() == FRIDAY:
                met(stage, day)
            if day.day == SPORTS_DAY:
                for contract in BOTH:
                    celebrated(stage, day, contract, slow=first and contract == GREENING)
        except Later:
            return
        day = (day + timedelta(hours=30)).replace(hour=0)


def patrolled(stage: Stage, day: datetime, contracts: tuple[str, ...] = BOTH) -> None:
    """Tuesday: the supervisor and both contractors walk the grounds."""
    fields = {
        "contracts": contracts,
        "contractor_by": THEIRS,
        "text": "绿化带有零星落叶，其余良好",
        "agreed": "次日清理",
    }
    told(stage, "joint-patrol", day, (Act(At(0, "10:00"), "CS01", "add", fields),))


def met(stage: Stage, day: datetime, contracts: tuple[str, ...] = BOTH) -> None:
    """Friday: the weekly meeting, with the counts of the week so far."""
    fields = {
        "contracts": contracts, "attended": ("CS01", "CL01"), "contractor_attended": (THEIRS,),
        "text": "总结本周检查情况，重复问题点加派人手", "decisions": "下周一复查大堂",
    }  # fmt: skip
    told(stage, "contractor-meeting", day, (Act(At(0, "16:00"), "CS01", "add", fields),))


def celebrated(stage: Stage, day: datetime, contract: str, *, slow: bool) -> None:
    """The sports day, known a week before; the contractor is told the next day, or when that is `slow` only two days before it."""
    told_on = At(-2 if slow else -6, "11:00")
    acts = (
        Act(
            At(-7, "11:00"),
            "CM01",
            "add",
            {"event": "activity", "text": "业主运动会", "contracts": (contract,), "happens_at": At(0, "09:00")},
        ),
        Act(told_on, "CS01", "notify", {"notified_to": THEIRS}),
        Act(At(0, "09:00"), "CS01", "assist", {"assistance": "加派四人清场"}),
        Act(At(0, "18:00"), "CM01", "close", {"result": "顺利"}),
    )
    told(stage, "contractor-event", day, acts)


def evaluated(stage: Stage, month: str, after: datetime, contracts: tuple[str, ...] = BOTH) -> None:
    """Both contractors of a month on the sixth of the next."""
    for contract in contracts:
        try:
            office = stage.at(At(5, "14:00").on(after), "CA01")
        except Later:
            return
        contractor = stage.store.document("contracts", contract)["contractor"]
        evaluation_actions.evaluate(office, contractor, month, text="按检查记录考评", by=None)
