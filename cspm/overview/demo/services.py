"""The work on a request of the example: from dispatch to payment, as the real actions take it down."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cspm.overview.demo import matters
from cspm.overview.demo.calls import called
from cspm.overview.demo.hours import minutes, morning, slot
from cspm.procedures.callbacks.actions import slip_handed, slip_told
from cspm.procedures.fees import actions as fees
from cspm.procedures.reception.actions import contact
from cspm.procedures.repairs import actions as repairs
from cspm.procedures.tickets import actions, following
from cspm.shell.office import unheard
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from cspm.core.revision import Revision
    from cspm.overview.demo.stage import Stage

ONE = Decimal(1)


class Job(NamedTuple):
    """A request in hand: what it is about, who took it in, who does it, and who signs."""

    ticket: str
    matter: matters.Matter
    desk: str
    worker: str
    signer: str


def worked(stage: Stage, job: Job, ticket: Revision) -> datetime:
    """Reply, dispatch, order receipt, arrival, price, work; when it was finished."""
    random, begin = stage.random, ticket.received_at
    appointed = ticket.appointment_at or slot(begin)
    replied = begin + (minutes(stage, 4, 13) if random.random() < 0.96 else minutes(stage, 18, 45))
    actions.dispatch(
        stage.at(begin + timedelta(minutes=4), job.desk),
        job.ticket,
        to=job.worker,
        promise=appointed + timedelta(hours=5),
    )
    if job.matter.category == "utility":
        following.outside(stage.at(begin + timedelta(minutes=4), job.desk), job.ticket, agreed_by=job.signer)
    if job.matter.category == "repair":
        repairs.follow(stage.at(begin + timedelta(minutes=3), job.desk), job.ticket, to="SP01", note=unheard)
    actions.reply(stage.at(replied, job.desk), job.ticket, "已派工，师傅按约上门")
    actions.accept(stage.at(replied + minutes(stage, 2, 9), job.worker), job.ticket)
    if random.random() < 0.05 and appointed - begin > timedelta(hours=4):
        appointed = moved(stage, job, appointed)
    arrived = appointed - minutes(stage, 2, 20) if random.random() < 0.94 else appointed + minutes(stage, 5, 40)
    arrived = max(arrived, replied + timedelta(minutes=12))
    took = bool(job.matter.material) and random.random() < 0.9
    if took:
        lines = (("take", job.matter.material, ONE), ("take", "工具箱", ONE))
        actions.materials(stage.at(arrived - timedelta(minutes=2), job.worker), job.ticket, lines=lines)
    actions.arrive(stage.at(arrived, job.worker), job.ticket)
    done = done_at(stage, job, arrived)
    if took:
        lines = (("used", job.matter.material, ONE), ("back", "工具箱", ONE))
        actions.materials(stage.at(done - timedelta(minutes=2), job.worker), job.ticket, lines=lines)
    actions.finish(stage.at(done, job.worker), job.ticket, result=job.matter.result)
    return done


def moved(stage: Stage, job: Job, appointed: datetime) -> datetime:
    """The appointment is put off, as the customer agrees on the telephone (R042)."""
    later = slot(appointed + timedelta(hours=2))
    office = stage.at(appointed - timedelta(hours=2), job.desk)
    actions.appoint(office, job.ticket, later, confirmed_by=job.signer)
    actions.promise(office, job.ticket, later + timedelta(hours=5), reason="与客户另约时间")
    return later


def done_at(stage: Stage, job: Job, arrived: datetime) -> datetime:
    """Price, start, perhaps a wait for parts; when the work is done."""
    if job.matter.price:
        lines = ((job.matter.item, ONE, Decimal(job.matter.price)),)
        actions.quote(
            stage.at(arrived + timedelta(minutes=3), job.worker), job.ticket, lines=lines, agreed_by=job.signer
        )
    actions.start(stage.at(arrived + timedelta(minutes=5), job.worker), job.ticket)
    if job.matter.material and stage.random.random() < 0.12:
        paused = stage.at(arrived + timedelta(minutes=15), job.worker)
        actions.hold(paused, job.ticket, reason="等配件")
        arrived = morning(arrived, stage.random.randint(1, 4))
        if stage.random.random() < 0.7:
            actions.promise(
                stage.at(paused.now, job.desk), job.ticket, arrived + timedelta(hours=4), reason="等配件，已告知客户"
            )
        actions.resume(stage.at(arrived, job.worker), job.ticket)
    return arrived + minutes(stage, 20, 90)


def ended(stage: Stage, job: Job, at: datetime) -> None:
    """Signature, closing, payment and the callback."""
    random = stage.random
    if random.random() < 0.97:
        opinion = random.choice(matters.OPINIONS)
        actions.sign(stage.at(at + timedelta(minutes=5), job.worker), job.ticket, signed_by=job.signer, opinion=opinion)
    if job.matter.price and random.random() < 0.95:
        following.tell_finance(stage.at(at + timedelta(minutes=10), job.desk), job.ticket)
    closed = at + minutes(stage, 20, 90)
    method = random.choice(("cash", "wechat", "wechat", "alipay", "bill")) if job.matter.price else None
    at_desk = job.desk.startswith("FD")
    actions.close(
        stage.at(closed, job.desk), job.ticket, result=None, signed_by=None, agreed_by=None, payment=method,
        return_point="front_desk" if at_desk else "dispatch",
    )  # fmt: skip
    if job.matter.price and random.random() < 0.96:
        fees.hand_out(stage.at(closed + timedelta(minutes=2), job.desk), job.ticket, copies=("owner", "csc", "finance"))
    if method and method != "bill":
        paid = stage.at(closed + timedelta(minutes=3), job.desk)
        actions.pay(paid, job.ticket, method=method, on=None, receipt_no=f"S{job.ticket[2:8]}{job.ticket[-4:]}")
    if at_desk:
        handed(stage, job, closed)
    called(stage, job, closed)
    if stage.store.document("tickets", job.ticket)["customer"]["special"]:
        contact(stage.at(morning(closed), "CM01"), job.ticket, "经理回访，客户满意")


def handed(stage: Stage, job: Job, closed: datetime) -> None:
    """The slip at the front desk: dispatch is told of it at once, and gets it at 17:30 or the next morning (R061, R165)."""
    slip_told(stage.at(closed + timedelta(minutes=4), job.desk), job.ticket, whom="DA01")
    evening = closed.replace(hour=17, minute=25)
    if stage.random.random() < 0.97:
        slip_handed(stage.at(evening if closed < evening else morning(closed), job.desk), job.ticket, to="DA01")
