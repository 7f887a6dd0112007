"""Outsourced works of the example: each month a meter rotation, a batch installation, days of collector maintenance.

`wrong` names what goes wrong in a month; a year of the tests lives the same story.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cspm.core.periods import month_bounds
from cspm.overview.demo.stage import SEED, Later
from cspm.overview.demo.stories import Act, At, told
from cspm.procedures.performance import freezing
from cspm.procedures.works import actions
from cspm.procedures.works.states import DEFECT

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage

CREW, WORKERS = "JD", ("张一", "李二")
KEEPER, MANAGER = "EN01", "CM01"
ROTATED = 7
CLOTHES = ("uniform", "helmet", "badge", "armband")
FIRST_ROTATION, FIRST_INSTALLATION = 17, 10
"""On or after these days of the month the two works begin."""


def fill(stage: Stage, begin: datetime) -> None:
    """The crew and its helmets, one of which ran out long ago and lies in a drawer."""
    day, last = begin.replace(hour=8), begin.date() + timedelta(days=3650)
    crew = {"contractor": "电建外包", "members": WORKERS, "base_amount": Decimal("6000.00"), "start": begin.date()}
    with stage.store.together():
        told(stage, "crew", day, (Act(At(0, "08:00"), KEEPER, "add", crew),), record_id=CREW)
        for number, (holder, valid) in enumerate(((WORKERS[0], last), (WORKERS[1], last), (None, begin.date())), 1):
            fields = {
                "gear_type": "helmet",
                "crew": CREW,
                "holder": holder,
                "issued_on": begin.date(),
                "expires_on": valid,
            }
            told(stage, "gear", day, (Act(At(0, "08:10"), KEEPER, "add", fields),), record_id=f"AQM-{number:02d}")


def working(stage: Stage, month: str, first: int, count: int) -> list[date]:
    """So many working days from a day of the month on."""
    day, found = date.fromisoformat(f"{month}-{first:02d}"), list[date]()
    while len(found) < count:
        if stage.terms.calendar.is_working_day(day):
            found.append(day)
        day += timedelta(days=1)
    return found


def lived(stage: Stage, month: str, wrong: Collection[str] = ()) -> None:
    """The works of a month up to their end; what has not come yet is left out."""
    for story in (installation, maintained, rotation):
        try:
            story(stage, month, wrong)
        except Later:
            continue


def begun(stage: Stage, day: date) -> datetime:
    """The morning of a day."""
    return datetime.combine(day, time(8), stage.terms.tz)


def rotation(stage: Stage, month: str, wrong: Collection[str]) -> None:
    """Seven meters changed in two days, after a notice."""
    first, second = working(stage, month, FIRST_ROTATION, 2)
    work, start = f"LH-{month}", begun(stage, first)
    posted = first - timedelta(days=10 if "notice_short" in wrong else 16)
    agreed = {"work_type": "rotation", "crew": CREW, "place": "一街区", "start": first, "leader": WORKERS[0],
              "end": first if "overdue" in wrong else second}  # fmt: skip
    notice = {"posted_on": posted, "beside_box": True, "marked": True, "informed": "社区居委会"}
    before = (posted - first).days
    acts = (
        Act(At(before, "09:00"), KEEPER, "add", agreed),
        Act(At(before, "10:00"), KEEPER, "notify", notice),
        Act(At(0, "08:20"), KEEPER, "start"),
    )
    told(stage, "work", start, acts, record_id=work)
    shift(stage, first, work, wrong, look=True)
    for number in range(1, ROTATED + 1):
        removed = "X" if number == 2 and "wrong_number" in wrong else f"A{month}-{number}"
        meter(stage, first, work, number, removed_no=removed, old_no=f"A{month}-{number}")
    if "no_entry" not in wrong:
        shift(stage, second, work, ())
    finished(stage, work, second)


def installation(stage: Stage, month: str, wrong: Collection[str]) -> None:
    """Three new meters in a day, one of them of the second class."""
    (day,) = working(stage, month, FIRST_INSTALLATION, 1)
    work = f"XZ-{month}"
    agreed = {"work_type": "installation", "crew": CREW, "place": "四街区", "start": day, "end": day}
    acts = (
        Act(At(-3, "09:00"), KEEPER, "add", agreed),
        Act(At(0, "08:10"), KEEPER, "power-off", {"disconnection": "进线刀闸"}),
        Act(At(0, "08:20"), KEEPER, "start"),
    )
    told(
        stage,
        "work",
        begun(stage, day),
        tuple(act for act in acts if act.verb != "power-off" or "power_on" not in wrong),
        record_id=work,
    )
    shift(stage, day, work, (), look=True)
    for number in range(1, 4):
        double = number == 3 and "double" in wrong
        meter(
            stage, day, work, number, position="1" if double else str(number), breaker=f"K{number}", user=f"用户{number}",
            load_class="second" if number == 1 else "third",
        )  # fmt: skip
    finished(stage, work, day)


def finished(stage: Stage, work: str, day: date) -> None:
    """The work is done in the evening."""
    told_on(stage, work, begun(stage, day), (Act(At(0, "17:30"), KEEPER, "finish"),))


def meter(stage: Stage, day: date, work: str, number: int, **fields: Any) -> str:
    """One meter, as its order has it and as it was installed."""
    on_site = {
        "installed_no": f"{work}-{number}",
        "installed_by": WORKERS[0],
        "removed_no": fields.pop("removed_no", None),
    }
    order = {"work": work, "order_no": f"Z-{work}-{number}", "new_no": f"{work}-{number}", **fields}
    acts = (Act(At(0, "07:50"), KEEPER, "add", order), Act(At(0, "10:00"), KEEPER, "install", on_site))
    return told(stage, "meter", begun(stage, day), acts)


def shift(stage: Stage, day: date, work: str, wrong: Collection[str], *, look: bool = False) -> None:
    """A day of the ledger."""
    held = {
        "work": work, "host": WORKERS[0], "tasks": "换装电能表", "hazards": ("触电",), "present": WORKERS, "guardian": WORKERS[1],
        "signed": WORKERS[:1] if "unsigned" in wrong else WORKERS, "gear": ("AQM-03",) if "gear_expired" in wrong else (),
    }  # fmt: skip
    wears = CLOTHES[:2] if "no_badge" in wrong else CLOTHES
    acts = (
        Act(At(0, "08:05"), KEEPER, "add", held),
        Act(At(0, "08:06"), KEEPER, "dress", {"workers": WORKERS, "wears": wears}),
        Act(At(0, "08:07"), KEEPER, "isolate", {"measure": "绝缘隔板"}),
        Act(At(0, "11:00"), KEEPER, "look", {"result": "齐全"}),
        Act(At(0, "17:00"), KEEPER, "end"),
        Act(At(0, "17:20"), KEEPER, "sweep"),
    )
    dropped = {"isolate": "hazard_open" in wrong, "look": not look, "sweep": "not_swept" in wrong}
    told(stage, "shift", begun(stage, day), tuple(act for act in acts if not dropped.get(act.verb)))


def maintained(stage: Stage, month: str, wrong: Collection[str]) -> None:
    """Each worker's day with collectors, and a complaint order that was looked into."""
    (day,) = working(stage, month, 4, 1)
    units = {"wireless": 3 if "too_few" in wrong else 6, "carrier": 25 if "too_many" in wrong else 16}
    rates = {"wireless": 79 if "wireless_low" in wrong else 92, "carrier": 60 if "carrier_low" in wrong else 91}
    for worker, device in zip(WORKERS, units, strict=True):
        fields = {"crew": CREW, "worker": worker, "device_type": device, "count": units[device], "attempted": 100,
                  "succeeded": rates[device], "date": day}  # fmt: skip
        told(stage, "daywork", begun(stage, day), (Act(At(0, "18:00"), KEEPER, "add", fields),))
    raised = {"about": "complaint", "crew": CREW, "worker": WORKERS[1], "text": "施工噪声", "month": month}
    true = "true_complaint" in wrong
    decided = (
        Act(At(1, "11:00"), MANAGER, "decide", {"deduct_amount": Decimal("100.00"), "grounds": "午休时间钻孔，属实"})
        if true
        else Act(At(1, "11:00"), MANAGER, "dismiss", {"grounds": "当日该处没有施工"})
    )
    acts = (
        Act(At(0, "09:00"), KEEPER, "add", raised),
        Act(At(1, "10:00"), KEEPER, "verify", {"verified": true}),
        decided,
    )
    told(stage, "assessment", begun(stage, day), acts[:1] if "unverified" in wrong else acts)


def checked(stage: Stage, month: str, wrong: Collection[str] = ()) -> None:
    """The quality checks of a month, a day after each work; needs the meters in the index. Raises nothing for what comes later."""
    for prefix, first, count in (("XZ", FIRST_INSTALLATION, 1), ("LH", FIRST_ROTATION, 2)):
        work, last = f"{prefix}-{month}", working(stage, month, first, count)[-1]
        if stage.store.exists("works", work):
            try:
                inspected(stage, work, begun(stage, last + timedelta(days=1)), wrong)
            except Later:
                continue


def inspected(stage: Stage, work: str, day: datetime, wrong: Collection[str]) -> None:
    """Draw, check, look at the collection, close."""
    new = work.startswith("XZ")
    actions.draw(stage.at(day, KEEPER), work, seed=SEED, percent=None)
    drawn = [one for part in stage.store.document("works", work)["draws"] for one in part["meters"]]
    left = drawn[1:] if ("few_second" if new else "few_checked") in wrong else drawn
    for number, one in enumerate(left):
        actions.check(stage.at(day.replace(hour=9), KEEPER), one, by=None, **found(new, number, wrong))
    rows = stage.store.rows("meters", "work = ?", (work,), order="id", columns=("id",))
    every = [str(row["id"]) for row in rows]
    for number, one in enumerate(every):
        if not (new and number == 0 and "not_collected" in wrong):
            ok = not (new and number == 0 and "silent" in wrong)
            actions.collect(stage.at(day.replace(hour=10), KEEPER), one, ok=ok, by=None)
    sides = ("contractor", "inspector") if "unsigned_record" in wrong else ("contractor", "inspector", "owner")
    told_on(stage, work, day, (
        Act(At(0, "11:00"), KEEPER, "inspect", {"opinion": "合格"}),
        *(Act(At(0, "11:10"), KEEPER, "sign", {"side": side, "name": "签字人"}) for side in (sides if new else ())),
        Act(At(0, "11:20"), KEEPER, "close"),
    ))  # fmt: skip


def sheets(stage: Stage, month: str) -> None:
    """The crew's performance sheets of a month: drafted on the third of the next, signed by both sides, approved. They are
    drawn up from the index, so nothing of the month may still be on its way there. Raises Later where that day is still to come."""
    day = month_bounds(month, stage.terms.tz)[1] + timedelta(days=2)
    record = freezing.draft(stage.at(day.replace(hour=9), KEEPER), CREW, month).id
    for side, name in (("b", "陈经理"), ("a", MANAGER)):
        freezing.sign(stage.at(day.replace(hour=10), KEEPER), record, side=side, by=name)
    freezing.approve(stage.at(day.replace(hour=11), MANAGER), record)


def found(new: bool, number: int, wrong: Collection[str]) -> Mapping[str, Any]:
    """What the check of a meter found."""
    here = number == 0
    return {
        "defects": ("screws",) if here and not new and "defect" in wrong else (),
        "miswired": ("in_out",) if here and new and "miswired" in wrong else (),
        "looked": tuple(DEFECT.labels)[1:] if here and not new and "not_looked" in wrong else None,
        "wiring": None, "note": None,
    }  # fmt: skip


def told_on(stage: Stage, work: str, day: datetime, acts: tuple[Act, ...]) -> None:
    """Further acts of a work that is there."""
    from cspm.procedures.works.commands import work as group
    from cspm.shell.register_actions import take

    for act in acts:
        step = group.register.steps[act.verb]
        take(stage.at(act.at.on(day), act.staff), group.register, work, step=step, values=dict(act.fields))
