"""The complaints of the example: judged, kept informed, closed and called back; some about the cleaning contractor."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.overview.demo import matters
from cspm.overview.demo.hours import minutes, morning, slot
from cspm.overview.demo.stage import Later
from cspm.overview.demo.tickets import AT_ONCE, taken
from cspm.procedures.callbacks.actions import callback, spotcheck
from cspm.procedures.complaints import actions as complaints
from cspm.procedures.tickets import actions, following

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.overview.demo.stage import Stage


def lived(stage: Stage, begin: datetime, units: list[str], *, contract: str | None = None) -> None:
    """One complaint as far as time goes; with `contract` it is about that contractor's work."""
    told = stage.random.choice(matters.DIRTY if contract else matters.COMPLAINTS)
    try:
        ticket, who = taken(stage, begin, told.text, stage.random.choice(units), kind="complaint")
        actions.escalate(stage.at(begin + timedelta(minutes=4), who), ticket.id, to="csc_manager", reason="客户投诉")
        nature = judged(stage, ticket, told, who, at=begin, against_us=not contract)
        if nature == "invalid":
            explained(stage, ticket.id, begin, who)
        else:
            handled(stage, ticket, told, who, contract=contract, major=nature == "major")
    except Later:
        return


def judged(stage: Stage, ticket: Revision, told: matters.Grievance, who: str, *, at: datetime, against_us: bool) -> str:
    """Told that it was taken in, and judged; the nature."""
    random = stage.random
    actions.reply(stage.at(at + minutes(stage, 5, 14), who), ticket.id, "已受理，会尽快答复")
    draw = random.random()
    nature = "major" if draw < 0.08 else "invalid" if draw < 0.2 and against_us else "valid"
    judge = "CM01" if nature == "major" else "DA01"
    severity = "major" if nature == "major" else random.choice(("light", "general"))
    office = stage.at(at + timedelta(minutes=25), judge)
    complaints.judge(office, ticket.id, nature, severity=severity, type_=told.type, cause=told.cause)
    if nature == "major":
        for role in ("csc_manager", "general_manager"):
            actions.escalate(stage.at(at + timedelta(minutes=30), judge), ticket.id, to=role, reason="重大投诉")
    return nature


def explained(stage: Stage, ticket_id: str, begin: datetime, who: str) -> None:
    """An invalid complaint: explained, and closed with that."""
    said = "不属于管理处责任范围，已向客户说明"
    complaints.explain_invalid(stage.at(begin + timedelta(hours=1), who), ticket_id, said)
    actions.close(stage.at(begin + timedelta(hours=2), who), ticket_id, result="已解释说明", **AT_ONCE)


def handled(
    stage: Stage, ticket: Revision, told: matters.Grievance, who: str, *, contract: str | None, major: bool
) -> None:
    """Sent out, kept informed, put right, followed up, called back."""
    random, begin = stage.random, ticket.received_at
    worker = "CS01" if contract else "SP01"
    sent = stage.at(begin + timedelta(minutes=40), who)
    actions.dispatch(sent, ticket.id, to=worker, promise=morning(begin, 3))
    days = random.randint(1, 2)
    for day in range(1, days + 1):
        if random.random() < 0.9:
            complaints.progress(stage.at(begin + timedelta(days=day, hours=-2), who), ticket.id, "正在处理，已通报进度")
    done = slot(begin + timedelta(days=days, hours=1))
    actions.finish(stage.at(done, worker), ticket.id, result=told.result)
    if contract:
        attributed(stage, ticket.id, contract, done)
    actions.close(stage.at(done + timedelta(minutes=30), who), ticket.id, result=None, **AT_ONCE)
    check = stage.at(done + timedelta(hours=1), "CM01" if major else "DA01")
    complaints.verify(check, ticket.id, result="ok")
    heard(stage, ticket, worker, done, major=major)
    following.archive(stage.at(morning(done, 4), "CA01"), ticket.id)


def attributed(stage: Stage, ticket_id: str, contract: str, done: datetime) -> None:
    """The contractor's part in it, confirmed by both sides."""
    impact = "considerable" if stage.random.random() < 0.4 else "slight"
    complaints.attribute(
        stage.at(done, "CS01"), ticket_id, contract=contract, breach=True, impact=impact, area="A1", item="C01"
    )
    complaints.confirm(stage.at(done + timedelta(minutes=10), "CS01"), ticket_id, side="a", by="清洁绿化督导")
    complaints.confirm(stage.at(done + timedelta(minutes=20), "CS01"), ticket_id, side="b", by="外判单位经理")


def heard(stage: Stage, ticket: Revision, worker: str, done: datetime, *, major: bool) -> None:
    """The callback of a complaint: majors by the CSC manager at the door; the unhappy get it put right and a second."""
    random = stage.random
    when = (done + timedelta(days=1)).replace(hour=15, minute=random.randrange(60))
    if major or random.random() < 0.35:
        caller = "CM01"
    else:
        caller = "GM01" if random.random() < 0.2 else f"CA0{(ticket.area or 'A1')[-1]}"
    visit: dict[str, Any] = {
        "method": "visit" if major else "phone",
        "signed_by": ticket.customer.name if major else None,
    }
    if random.random() < 0.85:
        callback(stage.at(when, caller), ticket.id, outcome="satisfied", score=4, opinion="已解决", **visit)
        return
    due = morning(when, 2)
    callback(
        stage.at(when, caller),
        ticket.id,
        outcome="dissatisfied",
        score=2,
        opinion="处理不彻底",
        due=due,
        action="限期整改",
        **visit,
    )
    again = slot(morning(when) + minutes(stage, 10, 300))
    actions.start(stage.at(again, worker), ticket.id)
    actions.finish(stage.at(again + timedelta(hours=1), worker), ticket.id, result="再次处理，客户当面确认")
    actions.close(stage.at(again + timedelta(hours=1, minutes=30), "DA01"), ticket.id, result=None, **AT_ONCE)
    callback(stage.at(morning(again), caller), ticket.id, outcome="satisfied", score=4, opinion="这次解决了", **visit)


def spot_checked(stage: Stage, month_end: datetime, called: list[str]) -> None:
    """At the month's end the managers look at three callbacks each."""
    for number, ticket_id in enumerate(called[:6]):
        try:
            spotcheck(stage.at(month_end + timedelta(minutes=number), ("CM01", "GM01")[number % 2]), ticket_id)
        except Later:
            return
