"""The matters of the example as they come in: each is lived through by the real actions until its end or until now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from cspm.overview.demo import matters
from cspm.overview.demo.hours import appointment, minutes, slot
from cspm.overview.demo.people import BLOCKS
from cspm.overview.demo.services import Job, ended, worked
from cspm.overview.demo.stage import Later
from cspm.procedures.enquiries import actions as enquiries
from cspm.procedures.tickets import actions

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.overview.demo.stage import Stage

DESKS = ("FD01", "FD02", "FD03", "FD04")
DISPATCH = ("DA01", "DA02", "DA03")
AT_ONCE: dict[str, Any] = {"signed_by": None, "agreed_by": None, "payment": None, "return_point": None}
"""How a matter without work is closed."""


def lived(stage: Stage, begin: datetime, units: list[str], *, work: bool = False) -> None:
    """One matter, chosen by chance, from intake as far as time goes; with `work` one that somebody must go out for."""
    draw, unit = stage.random.random() * (0.77 if work else 1), stage.random.choice(units)
    try:
        if draw < 0.70:
            service(stage, begin, unit)
        elif draw < 0.77:
            public(stage, begin)
        elif draw < 0.80:
            cancelled(stage, begin, unit)
        elif draw < 0.82:
            declined(stage, begin, unit)
        else:
            enquiry(stage, begin, unit)
    except Later:
        return


def taken(stage: Stage, begin: datetime, text: str, unit: str, **more: Any) -> tuple[Revision, str]:
    """Taken in at the front desk of its block or by dispatch; the ticket and who took it."""
    random = stage.random
    at_desk = begin.hour < 19 and random.random() < 0.45
    who = DESKS[int(unit[0]) - 1] if at_desk else random.choice(DISPATCH)
    known = stage.store.document("units", unit)
    telephone = known["phone"] if random.random() < 0.97 else None  # forgotten to ask: a finding
    ticket = actions.create(
        stage.at(begin + minutes(stage, 0, 3), who), text, unit=unit, caller=known["owner"], phone=telephone, received=begin,
        first_receiver=who, channel="visit" if at_desk else random.choice(("phone", "phone", "phone", "online")),
        source="service_desk" if at_desk else "hotline", **more,
    )  # fmt: skip
    return ticket, who


def service(stage: Stage, begin: datetime, unit: str) -> None:
    """A repair or household service, routine or paid."""
    random = stage.random
    matter = random.choice(matters.SERVICES)
    urgent = random.random() < 0.12
    ticket, who = taken(
        stage, begin, matter.text, unit, item=matter.item, category=matter.category, nature="paid" if matter.price else "routine",
        urgency="urgent" if urgent else "normal", appointment=slot(begin) if urgent else appointment(stage, begin),
    )  # fmt: skip
    job = Job(ticket.id, matter, who, random.choice(matter.team), ticket.customer.name or "业主")
    ended(stage, job, worked(stage, job, ticket))


def public(stage: Stage, begin: datetime) -> None:
    """Something broken in a public area, found by security."""
    matter = stage.random.choice(matters.PUBLIC)
    area = stage.random.choice(BLOCKS)[0]
    ticket = actions.create(
        stage.at(begin + timedelta(minutes=2), "SE01"), matter.text, area=area, caller="安全管理部", phone="1990000000", channel="phone",
        source="monitoring", found_at=begin, received=begin, category=matter.category, item=matter.item, nature="routine",
        appointment=slot(begin + timedelta(hours=1)),
    )  # fmt: skip
    job = Job(ticket.id, matter, "DA02", stage.random.choice(matter.team), "安全管理部")
    ended(stage, job, worked(stage, job, ticket))


def cancelled(stage: Stage, begin: datetime, unit: str) -> None:
    """Given up by the customer before anybody came."""
    ticket, who = taken(
        stage, begin, "预约家庭保洁", unit, item="保洁", category="household", nature="paid",
        appointment=slot(begin + timedelta(days=1)),
    )  # fmt: skip
    actions.reply(stage.at(begin + timedelta(minutes=9), who), ticket.id, "已登记")
    actions.end(stage.at(begin + minutes(stage, 40, 180), who), ticket.id, "cancel", reason="客户改期，取消")


def declined(stage: Stage, begin: datetime, unit: str) -> None:
    """Asked for something that is not offered."""
    ticket, who = taken(stage, begin, "请代为照看宠物一周", unit, item="宠物照看", category="other", nature="paid")
    actions.reply(stage.at(begin + timedelta(minutes=8), who), ticket.id, "暂无此项服务，已说明")
    actions.end(stage.at(begin + timedelta(minutes=10), who), ticket.id, "decline", reason="尚未开通此项服务")


def enquiry(stage: Stage, begin: datetime, unit: str) -> None:
    """A question answered at once."""
    question, answer, topic = stage.random.choice(matters.ENQUIRIES)
    ticket, who = taken(stage, begin, question, unit, kind="enquiry")
    told = begin + minutes(stage, 4, 12)
    enquiries.answer(stage.at(told, who), ticket.id, answer, topics=(topic,))
    actions.close(stage.at(told, who), ticket.id, result=answer, **AT_ONCE)
