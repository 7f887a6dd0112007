"""A complaint from the call to the callback, as the DTZ procedure has it: clean, or with one rule broken by a twist."""

from __future__ import annotations

from typing import Any

from cspm.procedures.callbacks.actions import callback, spotcheck
from cspm.procedures.complaints import actions as complaints
from cspm.procedures.tickets import actions
from tests.year.scene import Scene

AT_ONCE: dict[str, Any] = {"signed_by": None, "agreed_by": None, "payment": None, "return_point": None}
TWISTS = {
    "not_judged": "R094", "not_verified": "R097", "no_progress": "R098", "invalid_not_explained": "R091",
    "major_not_reported": "R092",
}  # fmt: skip
"""What can go wrong with one complaint, and the rule that it breaks."""


def lived(scene: Scene, twist: str = "", *, caller: str = "CA01") -> str:
    """One complaint on the present day, put right on the next, called back by `caller` on the third; its ticket."""
    unit = scene.units[(scene.day.toordinal() * 7) % len(scene.units)]
    known = scene.store.document("units", unit)
    ticket = actions.create(
        scene("10:01", "FD01"), f"{scene.day:%m%d} 楼道灯不亮", unit=unit, caller=known["owner"], phone=known["phone"],
        received=scene.when("10:00"), kind="complaint", channel="phone", source="hotline", first_receiver="FD01",
    )  # fmt: skip
    name = str(ticket.id)
    actions.reply(scene("10:06", "FD01"), name, "已受理，会尽快答复")
    if twist == "invalid_not_explained":
        complaints.judge(scene("10:20", "DA01"), name, "invalid", severity="light", type_="property")
        actions.dispatch(scene("10:30", "DA01"), name, to="SP01", promise=scene.when("17:00"))
        actions.accept(scene("10:40", "SP01"), name)
        actions.finish(scene("11:00", "SP01"), name, result="不属于管理处责任")
        actions.close(scene("11:10", "FD01"), name, result=None, **AT_ONCE)
        return name
    nature = "major" if twist.startswith("major") else "valid"
    if twist != "not_judged":
        judge = "CM01" if nature == "major" else "DA01"
        complaints.judge(
            scene("10:20", judge), name, nature, severity="major" if nature == "major" else "general", type_="property",
            cause="保养不及时",
        )  # fmt: skip
    actions.dispatch(scene("10:30", "FD01"), name, to="SP01", promise=scene.when("17:00", days=2))
    actions.accept(scene("10:40", "SP01"), name)
    if twist != "no_progress":
        complaints.progress(scene("16:00", "FD01"), name, "已安排电工，明日修复")
    actions.finish(scene("11:00", "SP01", days=1), name, result="更换灯具")
    if twist == "not_judged":
        complaints.judge(
            scene("11:10", "DA01", days=1), name, "valid", severity="general", type_="property", cause="保养不及时"
        )
    actions.close(scene("11:30", "FD01", days=1), name, result=None, **AT_ONCE)
    if twist != "not_verified":
        complaints.verify(scene("12:00", "CM01" if nature == "major" else "DA01", days=1), name, result="ok")
    visit = nature == "major"
    callback(
        scene("15:00", "CM01" if visit else caller, days=2), name, method="visit" if visit else "phone",
        outcome="satisfied", score=4, opinion="已解决", signed_by=known["owner"] if visit else None,
    )  # fmt: skip
    return name


def reviewed(scene: Scene, tickets: list[str]) -> None:
    """The two managers spot-check three callbacks each (R068)."""
    for number, ticket in enumerate(tickets[:6]):
        spotcheck(scene(f"16:{number:02d}", ("CM01", "GM01")[number % 2]), ticket)
