"""The callbacks of the example: mostly on the next day by telephone; some find the customer unhappy, some nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.overview.demo import matters
from cspm.overview.demo.hours import slot
from cspm.procedures.callbacks.actions import callback
from cspm.procedures.tickets import actions

if TYPE_CHECKING:
    from cspm.overview.demo.services import Job
    from cspm.overview.demo.stage import Stage

CALLERS = ("DA01", "DA02", "DA03")
LATE = 12  # the day of the next month on which a forgotten callback is made up for


def called(stage: Stage, job: Job, closed: datetime) -> None:
    """The first callback after a service, and what follows from it."""
    random = stage.random
    area = stage.store.document("tickets", job.ticket)["area"] or "A1"
    caller = f"CA0{area[-1]}" if job.desk.startswith("FD") else random.choice(CALLERS)
    when = call_time(stage, closed)
    draw = random.random()
    if draw < 0.03:
        nobody_there(stage, job, caller, when)
        return
    visit = random.random() < 0.08
    if draw < 0.09:
        callback(
            stage.at(when, caller), job.ticket, method="visit" if visit else "phone", outcome="dissatisfied", score=2,
            opinion=random.choice(matters.COMPLAINING), signed_by=job.signer if visit else None, due=when + timedelta(days=1),
            action="安排返工",
        )  # fmt: skip
        again(stage, job, caller, when)
        return
    callback(
        stage.at(when, caller), job.ticket, method="visit" if visit else "phone", outcome="satisfied",
        score=random.choice((4, 5, 5, 5)), opinion=random.choice(matters.OPINIONS), signed_by=job.signer if visit else None,
    )  # fmt: skip


def nobody_there(stage: Stage, job: Job, caller: str, at: datetime) -> None:
    """Three attempts on three days, then it is given up (A83)."""
    for days in range(3):
        callback(stage.at(at + timedelta(days=days), caller), job.ticket, method="phone", outcome="unreachable")


def call_time(stage: Stage, closed: datetime) -> datetime:
    """The next day at ten or so; now and then days later, and a few only in the next month, after the tenth."""
    draw, minute = stage.random.random(), stage.random.randrange(60)
    if draw < 0.02:
        return (closed.replace(day=1) + timedelta(days=32)).replace(day=LATE, hour=16, minute=minute)
    days = 1 if draw < 0.93 else stage.random.randint(2, 3)
    return (closed + timedelta(days=days)).replace(hour=10, minute=minute)


def again(stage: Stage, job: Job, caller: str, at: datetime) -> None:
    """Rework after a dissatisfied callback, and the second call; who is still unhappy gets the manager's visit (R052)."""
    closed = reworked(stage, job, slot(at + timedelta(hours=2)))
    when, draw = closed + timedelta(days=1), stage.random.random()
    if draw < 0.35:
        nobody_there(stage, job, caller, when)
    elif draw < 0.8:
        callback(stage.at(when, caller), job.ticket, method="phone", outcome="satisfied", score=4, opinion="这次修好了")
    else:
        callback(
            stage.at(when, caller), job.ticket, method="phone", outcome="dissatisfied", score=1, opinion="还是没有修好",
            due=when + timedelta(days=1), action="客服中心经理上门处理",
        )  # fmt: skip
        actions.escalate(stage.at(when, caller), job.ticket, to="csc_manager", reason="返工后仍不满意")
        closed = reworked(stage, job, slot(when + timedelta(hours=1)))
        callback(
            stage.at(closed + timedelta(days=1), "CM01"), job.ticket, method="visit", outcome="satisfied", score=4,
            opinion="问题已解决，希望下次一次修好", signed_by=job.signer,
        )  # fmt: skip


def reworked(stage: Stage, job: Job, at: datetime) -> datetime:
    """The work done over; when it was closed again."""
    actions.start(stage.at(at, job.worker), job.ticket)
    done = at + timedelta(minutes=stage.random.randint(30, 80))
    actions.finish(stage.at(done, job.worker), job.ticket, result=f"返工：{job.matter.result}")
    closed = done + timedelta(minutes=30)
    actions.close(
        stage.at(closed, "DA01"),
        job.ticket,
        result=None,
        signed_by=job.signer,
        agreed_by=None,
        payment=None,
        return_point=None,
    )
    return closed
