"""An enquiry: answered at once, or by an expert and as promised; clean, or with a twist."""

from __future__ import annotations

from cspm.procedures.enquiries import actions as enquiries
from cspm.procedures.tickets import actions
from tests.year.complaint import AT_ONCE
from tests.year.scene import Scene

TWISTS = {
    "answer_late": "R382", "expert_late": "R382", "not_explained": "R382", "answer_missed": "R294", "answer_put_off": "R294",
    "answer_not_kept": "R405", "answer_unsure": "R425", "shrugged_off": "R383",
}  # fmt: skip
"""What can go wrong with an enquiry, and the rule that it breaks."""
BY_EXPERT = ("expert_late", "not_explained", "answer_missed", "answer_put_off")
TOPIC = "收费标准"
ANSWER = "每月 150 元"


def lived(scene: Scene, twist: str = "", *, expert: bool = False) -> str:
    """One enquiry on the present day at eleven; with `expert` somebody else has to be asked. Its ticket."""
    unit = scene.units[scene.day.toordinal() % len(scene.units)]
    known = scene.store.document("units", unit)
    ticket = actions.create(
        scene("11:01", "FD01"), "地下车位月租多少", kind="enquiry", unit=unit, caller=known["owner"], phone=known["phone"],
        received=scene.when("11:00"), channel="phone", source="hotline", first_receiver="FD01",
    )  # fmt: skip
    name = str(ticket.id)
    told = "这事不归我管" if twist == "shrugged_off" else "马上为您查询"
    actions.reply(scene("11:02", "FD01"), name, told)
    answered, days = "11:05", 3 if twist == "answer_late" else 0
    actions.promise(scene("11:02", "FD01"), name, scene.when("17:00", days=days), reason=None)
    if expert or twist in BY_EXPERT:
        answered = asked(scene, name, twist)
    if twist != "answer_not_kept":
        source = None if twist == "answer_unsure" else "收费公示"
        enquiries.answer(
            scene(answered, "FD01", days=days), name, ANSWER, source=source, unsure=twist == "answer_unsure",
            topics=(TOPIC,),
        )  # fmt: skip
    actions.close(scene(answered, "FD01", days=days), name, result=ANSWER, **AT_ONCE)
    return name


def asked(scene: Scene, ticket: str, twist: str) -> str:
    """An expert is asked at once and an answer promised for three; when it is given."""
    enquiries.pending(
        scene("11:30" if twist == "expert_late" else "11:03", "FD01"), ticket, expert="财务", promise=scene.when("15:00"),
        explanation=None if twist == "not_explained" else "请财务核实后答复", topics=(TOPIC,),
    )  # fmt: skip
    if twist == "answer_put_off":
        enquiries.pending(
            scene("14:00", "FD01"), ticket, expert="财务", promise=scene.when("16:00"), explanation="再等一小时"
        )
    return {"answer_missed": "16:00", "answer_put_off": "15:30"}.get(twist, "14:30")
