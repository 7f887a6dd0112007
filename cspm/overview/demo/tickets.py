"""The tickets of the example: each is lived through by the real actions until its end or until now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cspm.overview.demo import matters
from cspm.overview.demo.people import BLOCKS
from cspm.overview.demo.stage import Later
from cspm.procedures.callbacks.actions import callback
from cspm.procedures.tickets import actions

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage
    from cspm.procedures.tickets.model import Ticket

DESKS = ("FD01", "FD02", "FD03", "FD04")
DISPATCH = ("DA01", "DA02", "DA03")


def minutes(stage: Stage, low: int, high: int) -> timedelta:
    """A random length of time in whole minutes."""
    return timedelta(minutes=stage.random.randint(low, high))


def lived(stage: Stage, begin: datetime, units: list[str]) -> None:
    """One matter, chosen by chance, from intake as far as time goes."""
    draw = stage.random.random()
    try:
        if draw < 0.68:
            service(stage, begin, stage.random.choice(units))
        elif draw < 0.74:
            public(stage, begin)
        elif draw < 0.80:
            given_up(stage, begin, stage.random.choice(units))
        else:
            enquiry(stage, begin, stage.random.choice(units))
    except Later:
        return


def taken(stage: Stage, begin: datetime, text: str, unit: str | None, **more: object) -> tuple[Ticket, str]:
    """Taken in at the front desk of its block or by dispatch; the ticket and who took it."""
    random = stage.random
    at_desk = unit is not None and random.random() < 0.45
    who = DESKS[int(unit[0]) - 1] if at_desk and unit else random.choice(DISPATCH)
    known = stage.store.document("units", unit) if unit else {}
    caller, telephone = known.get("owner"), known.get("phone")
    if random.random() < 0.04:
        telephone = None
    office = stage.at(begin + minutes(stage, 0, 3), who)
    ticket = actions.create(
        office, text, unit=unit, caller=caller, phone=telephone, received=begin, first_receiver=who,
        channel="visit" if at_desk else random.choice(("phone", "phone", "phone", "online")),
        source="service_desk" if at_desk else "hotline", **more,
    )  # fmt: skip
    return ticket, who


def service(stage: Stage, begin: datetime, unit: str) -> None:
    """A repair or household service, routine or paid."""
    random = stage.random
    matter = random.choice(matters.SERVICES)
    nature = "paid" if matter.price else "routine"
    ticket, who = taken(
        stage, begin, matter.text, unit, item=matter.item, category=matter.category, nature=nature,
        urgency="urgent" if random.random() < 0.12 else "normal", appointment=begin + minutes(stage, 90, 300),
    )  # fmt: skip
    sent = worked(stage, ticket, matter, who, begin=begin)
    ended(stage, ticket.id, matter, who, at=sent, paid=bool(matter.price))


def worked(stage: Stage, ticket: Ticket, matter: matters.Matter, who: str, *, begin: datetime) -> datetime:
    """Reply, dispatch, order receipt, arrival, price, work; when it was finished."""
    random = stage.random
    replied = begin + (minutes(stage, 4, 13) if random.random() < 0.94 else minutes(stage, 18, 45))
    worker = random.choice(matter.team)
    appointed = ticket.appointment_at or begin + timedelta(hours=2)
    actions.dispatch(
        stage.at(begin + timedelta(minutes=4), who), ticket.id, to=worker, promise=appointed + timedelta(hours=5)
    )
    actions.reply(stage.at(replied, who), ticket.id, "已派工，师傅按约上门")
    actions.accept(stage.at(replied + minutes(stage, 3, 20), worker), ticket.id)
    arrived = appointed - minutes(stage, 2, 20) if random.random() < 0.93 else appointed + minutes(stage, 5, 40)
    if matter.material and random.random() < 0.9:
        actions.materials(
            stage.at(arrived - timedelta(minutes=15), worker),
            ticket.id,
            lines=(("take", matter.material, 1), ("take", "工具箱", 1)),
        )  # type: ignore[arg-type]  # whole numbers are quantities
    actions.arrive(stage.at(arrived, worker), ticket.id)
    if matter.price:
        from decimal import Decimal

        lines = ((matter.item, Decimal(1), Decimal(matter.price)),)
        actions.quote(
            stage.at(arrived + timedelta(minutes=3), worker),
            ticket.id,
            lines=lines,
            agreed_by=ticket.customer.name or "业主",
        )
    actions.start(stage.at(arrived + timedelta(minutes=5), worker), ticket.id)
    if random.random() < 0.05:
        actions.hold(stage.at(arrived + timedelta(minutes=15), worker), ticket.id, reason="等配件")
        arrived += timedelta(days=1)
        actions.resume(stage.at(arrived, worker), ticket.id)
    done = arrived + minutes(stage, 20, 90)
    if stage.store.document("tickets", ticket.id)["materials"]:
        lines = (("used", matter.material, 1), ("back", "工具箱", 1))
        actions.materials(stage.at(done - timedelta(minutes=2), worker), ticket.id, lines=lines)  # type: ignore[arg-type]  # whole numbers are quantities
    actions.finish(stage.at(done, worker), ticket.id, result=matter.result)
    return done


def ended(stage: Stage, ticket_id: str, matter: matters.Matter, who: str, *, at: datetime, paid: bool) -> None:
    """Signature, closing, payment and the callback; a dissatisfied customer brings rework and a second call."""
    random = stage.random
    document = stage.store.document("tickets", ticket_id)
    signer = document["customer"]["name"] or "业主"
    if random.random() < 0.97:
        actions.sign(
            stage.at(at + timedelta(minutes=5), document["assignee"]),
            ticket_id,
            signed_by=signer,
            opinion=random.choice(matters.OPINIONS),
        )
    closed = at + minutes(stage, 20, 120)
    method = random.choice(("cash", "wechat", "wechat", "alipay", "bill")) if paid else None
    desk = who.startswith("FD")
    actions.close(
        stage.at(closed, who), ticket_id, result=None, signed_by=None, agreed_by=None, payment=method,
        return_point="front_desk" if desk else "dispatch",
    )  # fmt: skip
    if method and method != "bill":
        actions.pay(
            stage.at(closed + timedelta(minutes=3), who),
            ticket_id,
            method=method,
            on=None,
            receipt_no=f"S{ticket_id[-4:]}",
        )
    called(stage, ticket_id, closed, desk=desk, signer=signer, matter=matter)


def called(stage: Stage, ticket_id: str, closed: datetime, *, desk: bool, signer: str, matter: matters.Matter) -> None:
    """The callback on the next day, mostly by phone; some are never made, some find the customer unhappy."""
    random = stage.random
    area = stage.store.document("tickets", ticket_id)["area"] or "A1"
    caller = f"CA0{area[-1]}" if desk else random.choice(DISPATCH)
    when = (closed + timedelta(days=random.randint(1, 3))).replace(hour=10, minute=random.randrange(60))
    draw = random.random()
    if draw < 0.04:
        return
    if draw < 0.08:
        for days in range(3):
            callback(stage.at(when + timedelta(days=days), caller), ticket_id, method="phone", outcome="unreachable")
        return
    visit = random.random() < 0.08
    if draw < 0.13:
        due = when + timedelta(days=1)
        callback(
            stage.at(when, caller), ticket_id, method="visit" if visit else "phone", outcome="dissatisfied", score=2,
            opinion=random.choice(matters.COMPLAINING), signed_by=signer if visit else None, due=due, action="安排返工",
        )  # fmt: skip
        again(stage, ticket_id, caller, matter=matter, signer=signer, at=when + timedelta(hours=4))
        return
    callback(
        stage.at(when, caller), ticket_id, method="visit" if visit else "phone", outcome="satisfied",
        score=random.choice((4, 5, 5, 5)), opinion=random.choice(matters.OPINIONS), signed_by=signer if visit else None,
    )  # fmt: skip


def again(stage: Stage, ticket_id: str, caller: str, *, matter: matters.Matter, signer: str, at: datetime) -> None:
    """Rework after a dissatisfied callback, and the second call."""
    worker = stage.store.document("tickets", ticket_id)["assignee"]
    actions.start(stage.at(at, worker), ticket_id)
    actions.finish(stage.at(at + timedelta(minutes=40), worker), ticket_id, result=f"返工：{matter.result}")
    actions.close(
        stage.at(at + timedelta(hours=1), "DA01"),
        ticket_id,
        result=None,
        signed_by=signer,
        agreed_by=None,
        payment=None,
        return_point=None,
    )
    callback(
        stage.at(at + timedelta(days=1), caller),
        ticket_id,
        method="phone",
        outcome="satisfied",
        score=4,
        opinion="这次修好了",
    )


def public(stage: Stage, begin: datetime) -> None:
    """Something broken in a public area, found by security."""
    matter = stage.random.choice(matters.PUBLIC)
    area = stage.random.choice(BLOCKS)[0]
    ticket = actions.create(
        stage.at(begin + timedelta(minutes=2), "SE01"), matter.text, area=area, caller="安全管理部", phone="1990000000", channel="phone",
        source="monitoring", found_at=begin, received=begin, category=matter.category, item=matter.item, nature="routine",
        appointment=begin + timedelta(hours=2),
    )  # fmt: skip
    done = worked(stage, ticket, matter, "DA02", begin=begin)
    ended(stage, ticket.id, matter, "DA02", at=done, paid=False)


def given_up(stage: Stage, begin: datetime, unit: str) -> None:
    """Cancelled by the customer, or not offered."""
    if stage.random.random() < 0.6:
        ticket, who = taken(
            stage,
            begin,
            "预约家庭保洁",
            unit,
            item="保洁",
            category="household",
            nature="paid",
            appointment=begin + timedelta(days=1),
        )
        actions.reply(stage.at(begin + timedelta(minutes=9), who), ticket.id, "已登记")
        actions.end(stage.at(begin + minutes(stage, 40, 400), who), ticket.id, "cancel", reason="客户改期，取消")
        return
    ticket, who = taken(stage, begin, "请代为照看宠物一周", unit, item="宠物照看", category="other", nature="paid")
    actions.reply(stage.at(begin + timedelta(minutes=8), who), ticket.id, "暂无此项服务，已说明")
    actions.end(stage.at(begin + timedelta(minutes=10), who), ticket.id, "decline", reason="尚未开通此项服务")


def enquiry(stage: Stage, begin: datetime, unit: str) -> None:
    """A question answered at once."""
    question, answer = stage.random.choice(matters.ENQUIRIES)
    ticket, who = taken(stage, begin, question, unit, kind="enquiry")
    actions.close(
        stage.at(begin + minutes(stage, 4, 12), who),
        ticket.id,
        result=answer,
        signed_by=None,
        agreed_by=None,
        payment=None,
        return_point=None,
    )
