"""The complaints of the example: judged, kept informed, closed and called back; some about the cleaning contractor."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.overview.demo import matters
from cspm.overview.demo.stage import Later
from cspm.overview.demo.tickets import minutes, taken
from cspm.procedures.callbacks.actions import callback, spotcheck
from cspm.procedures.complaints import actions as complaints
from cspm.procedures.tickets import actions

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage


def lived(stage: Stage, begin: datetime, units: list[str], *, contract: str | None = None) -> None:
    """One complaint as far as time goes; with `contract` it is about that contractor's work."""
    try:
        told(stage, begin, stage.random.choice(units), contract=contract)
    except Later:
        return


def told(stage: Stage, begin: datetime, unit: str, *, contract: str | None) -> None:
    """From intake to the callback."""
    random = stage.random
    type_, text, result = random.choice(matters.DIRTY if contract else matters.COMPLAINTS)
    ticket, who = taken(stage, begin, text, unit, kind="complaint")
    actions.reply(stage.at(begin + minutes(stage, 5, 14), who), ticket.id, "已受理，会尽快答复")
    nature = "major" if random.random() < 0.08 else "invalid" if random.random() < 0.12 and not contract else "valid"
    judge = "CM01" if nature == "major" else "DA01"
    severity = "major" if nature == "major" else random.choice(("light", "general"))
    complaints.judge(
        stage.at(begin + timedelta(minutes=25), judge),
        ticket.id,
        nature,
        severity=severity,
        type_=type_,
        cause=text[:6],
    )
    if nature == "invalid":
        explained(stage, ticket.id, begin, who)
        return
    if nature == "major":
        for role in ("csc_manager", "general_manager"):
            actions.escalate(stage.at(begin + timedelta(minutes=30), judge), ticket.id, to=role, reason="重大投诉")
    actions.dispatch(
        stage.at(begin + timedelta(minutes=40), who),
        ticket.id,
        to="CS01" if contract else "SP01",
        promise=begin + timedelta(days=2),
    )
    days = random.randint(1, 2)
    for day in range(1, days + 1):
        if random.random() < 0.9:
            complaints.progress(stage.at(begin + timedelta(days=day, hours=-2), who), ticket.id, "正在处理，已通报进度")
    done = begin + timedelta(days=days, hours=2)
    actions.finish(stage.at(done, "CS01" if contract else "SP01"), ticket.id, result=result)
    if contract:
        attributed(stage, ticket.id, contract, done)
    actions.close(
        stage.at(done + timedelta(hours=1), who),
        ticket.id,
        result=None,
        signed_by=None,
        agreed_by=None,
        payment=None,
        return_point=None,
    )
    complaints.verify(
        stage.at(done + timedelta(hours=2), "CM01" if nature == "major" else "DA01"), ticket.id, result="ok"
    )
    heard(stage, ticket.id, done + timedelta(days=1), major=nature == "major", area=ticket.area or "A1")


def explained(stage: Stage, ticket_id: str, begin: datetime, who: str) -> None:
    """An invalid complaint: explained, and closed with that."""
    complaints.explain_invalid(
        stage.at(begin + timedelta(hours=1), who), ticket_id, "不属于管理处责任范围，已向客户说明"
    )
    actions.close(
        stage.at(begin + timedelta(hours=2), who),
        ticket_id,
        result="已解释说明",
        signed_by=None,
        agreed_by=None,
        payment=None,
        return_point=None,
    )


def attributed(stage: Stage, ticket_id: str, contract: str, done: datetime) -> None:
    """The contractor's part in it, confirmed by both sides."""
    impact = "considerable" if stage.random.random() < 0.4 else "slight"
    complaints.attribute(
        stage.at(done, "CS01"), ticket_id, contract=contract, breach=True, impact=impact, area="A1", item="C01"
    )
    complaints.confirm(stage.at(done + timedelta(minutes=10), "CS01"), ticket_id, side="a", by="清洁绿化督导")
    complaints.confirm(stage.at(done + timedelta(minutes=20), "CS01"), ticket_id, side="b", by="外判单位经理")


def heard(stage: Stage, ticket_id: str, when: datetime, *, major: bool, area: str) -> None:
    """The callback of a complaint: majors by the CSC manager at the door."""
    when = when.replace(hour=15)
    manager = (
        "CM01" if major or stage.random.random() < 0.35 else "GM01" if stage.random.random() < 0.2 else f"CA0{area[-1]}"
    )
    callback(
        stage.at(when, manager), ticket_id, method="visit" if major else "phone", outcome="satisfied" if stage.random.random() < 0.85 else "dissatisfied",
        score=4, opinion="已解决", signed_by="业主" if major else None, due=when + timedelta(days=2), action="继续跟进",
    )  # fmt: skip


def spot_checked(stage: Stage, month_end: datetime, called: list[str]) -> None:
    """At the month's end the managers look at three callbacks each."""
    for number, ticket_id in enumerate(called[:6]):
        try:
            spotcheck(stage.at(month_end + timedelta(minutes=number), ("CM01", "GM01")[number % 2]), ticket_id)
        except Later:
            return
