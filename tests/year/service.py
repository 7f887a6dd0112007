"""A service ticket from the call to the callback: clean, or with one rule broken by a twist."""

from __future__ import annotations

from decimal import Decimal

from cspm.procedures.fees.actions import hand_out
from cspm.procedures.repairs.actions import feedback, follow
from cspm.procedures.tickets import actions, following
from cspm.shell.office import unheard
from tests.year import callbacks, orders
from tests.year.scene import Scene

TRIED = (("tape_clockwise", "yes"), ("no_seep", "yes"), ("moves_freely", "yes"), ("no_drip", "yes"))
TWISTS = {
    "reply_late": "R043 R386", "not_signed": "R050 R111 R153", "finance_not_told": "R110 R153", "arrived_late": "R046", "promise_broken": "R228 R386",
    "promise_moved": "R222", "step_skipped": "R166", "registered_late": "R154",
    "price_late": "R047", "incomplete": "R039", "not_escalated": "R007 R043 R386", "wrong_team": "R044",
    "price_otherwise": "R047", "not_listed": "R041 R047", **callbacks.TWISTS, **orders.TWISTS,
}  # fmt: skip
"""What can go wrong with one service, and the rule that it breaks."""
SETTLED = {"not_written_off": "R056", "copies_kept": "R055", "no_method": "R057"}
"""What can go wrong with a paid order; it shows at the settlement, in the next month."""
AT_ONCE = {"not_written_off": "R153"}
"""What of it shows at once: the order did not come back."""
PRICED = ("price_late", "finance_not_told", "price_otherwise", "not_listed", *SETTLED)
"""What can only go wrong where something is paid."""
REPLIED = {"reply_late": "09:45", "not_escalated": "11:00"}


def lived(
    scene: Scene, twist: str = "", *, paid: bool = False, visit: bool = False, found: bool = False,
    order: orders.Order = orders.TAP,
) -> str:  # fmt: skip
    """One service on the present day; its ticket. It comes at nine and is called back the next morning.

    Now and then the slip goes back to the front desk, and with `found` the customer is not satisfied at first.
    """
    order = orders.BURST if twist == "repair_not_called" else orders.OF.get(twist, order)
    worker = {"wrong_team": "TE01", "not_business": "TE01"}.get(twist, order.worker)
    repair = order.category == "repair"
    unit = scene.units[scene.day.toordinal() % len(scene.units)]
    known = scene.store.document("units", unit)
    taken_at = "09:15" if twist == "registered_late" else "09:02"
    ticket = actions.create(
        scene(taken_at, "DA01"), "厨房水龙头漏水", unit=unit, caller=known["owner"],
        phone=known["phone"], received=scene.when("09:00"), category=order.category,
        item="灯具" if twist == "not_listed" else order.item, nature="paid" if paid else "routine", channel=None if twist == "incomplete" else "phone", source="hotline",
        appointment=scene.when("14:00"), first_receiver="DA01",
    )  # fmt: skip
    name = str(ticket.id)
    actions.dispatch(
        scene("09:16", "DA01"), name, to=worker, with_=() if twist == "nobody_along" else order.along,
        promise=scene.when("17:00"), reason="本组无人" if worker != order.worker else None,
    )  # fmt: skip
    if order.category == "utility" and twist != "no_unit":
        following.outside(scene("09:16", "DA01"), name, agreed_by="业主")
    if twist == "not_escalated":
        scene.untold |= {name}
    actions.reply(scene(REPLIED.get(twist, "09:17"), "DA01"), name, "师傅 14:00 前到")
    if twist != "step_skipped":
        actions.accept(scene("09:35", worker), name)
    actions.arrive(scene("14:20" if twist == "arrived_late" else "13:50", worker), name)
    if paid and twist != "price_late":
        quoted(scene, name, twist, at="13:55")
    if twist == "promise_moved":
        actions.promise(scene("15:00", "DA01"), name, scene.when("18:00"), reason="等配件")
    done = "17:30" if twist == "promise_broken" else "14:40"
    if twist != "price_late":
        actions.start(scene("13:58" if twist != "arrived_late" else "14:22", worker), name)
    if repair:
        follow(scene("09:20", "DA01"), name, to=f"CA0{known['area'][-1]}", note=unheard)
    actions.finish(
        scene(done, worker), name, result="更换阀芯，试水不漏", checks=TRIED if order.item == "水龙头" else ()
    )
    if twist == "price_late":
        quoted(scene, name, twist, at="14:42")
    if twist != "not_signed":
        actions.sign(
            scene("17:32" if done == "17:30" else "14:45", worker), name, signed_by=known["owner"], opinion="满意"
        )
    if paid and twist != "finance_not_told":
        following.tell_finance(scene("14:50", "DA01"), name)
    at_desk = twist.startswith("slip_") or (not twist and scene.day.day % 4 == 0)
    closed = "17:40" if done == "17:30" else "15:00"
    actions.close(
        scene(closed, "DA01"), name, result=None, signed_by=None, agreed_by=None, payment="cash" if paid and twist != "no_method" else None,
        return_point=None if twist == "not_written_off" else "front_desk" if at_desk else "dispatch",
    )  # fmt: skip
    if at_desk:
        callbacks.slip(scene, name, twist)
    if repair:
        feedback(scene("15:30", f"CA0{known['area'][-1]}"), name, "已修好")
    if paid and twist != "copies_kept":
        hand_out(scene("17:42", "DA01"), name, copies=("owner", "csc", "finance"))
    if paid and twist != "no_method":
        actions.pay(scene("17:45", "DA01"), name, method="cash", on=None, receipt_no=f"S{name[2:]}")
    caller = f"CA0{known['area'][-1]}" if at_desk else "DA02"
    callbacks.called(scene, name, known["owner"], twist, caller=caller, visit=visit, found=found)
    return name


def quoted(scene: Scene, ticket: str, twist: str, *, at: str) -> None:
    """The price is agreed on the spot; one that is not of the list with its reason."""
    item, price = ("灯具" if twist == "not_listed" else "水龙头"), ("45.00" if twist == "price_otherwise" else "30.00")
    office = scene(at, "TE01" if twist == "wrong_team" else "TE04")
    office.reason = "客户自选进口件" if twist == "price_otherwise" else None
    actions.quote(office, ticket, lines=((item, Decimal(1), Decimal(price)),), agreed_by="业主")
