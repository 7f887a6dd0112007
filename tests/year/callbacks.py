"""What comes after a service: its slip at the front desk, the callback, what it found, and the director's sample."""

from __future__ import annotations

from datetime import timedelta

from cspm.core.periods import quarter_bounds
from cspm.procedures.callbacks import sampling
from cspm.procedures.callbacks.actions import assign, callback, settle, slip_handed, slip_told
from cspm.procedures.callbacks.states import ASPECTS
from cspm.procedures.tickets import actions
from tests.year.scene import Scene

TWISTS = {
    "slip_kept": "R061 R165", "slip_untold": "R165", "stranger_called": "R063 R384", "no_opinion": "R067 R244",
    "repair_not_called": "R387", "no_action": "R069", "not_settled": "R392", "not_filed": "R392", "not_asked_again": "R228",
}  # fmt: skip
"""What can go wrong after a service, and the rules that it breaks."""
UNHAPPY = ("no_action", "not_settled", "not_filed", "not_asked_again")


def slip(scene: Scene, ticket: str, twist: str = "") -> None:
    """The slip that came back to the front desk at three is told of at once and handed over at five."""
    if twist == "slip_kept":
        return
    if twist != "slip_untold":
        slip_told(scene("15:03", "FD01"), ticket, whom="DA01")
    slip_handed(scene("17:00", "FD01"), ticket, to="DA01")


def called(
    scene: Scene, ticket: str, owner: str, twist: str = "", *, caller: str, visit: bool = False, found: bool = False
) -> None:
    """The callback of the next morning; with `found` the customer is not satisfied, and it goes on until he is."""
    by, days = ("SP01" if twist == "stranger_called" else caller), 4 if twist == "repair_not_called" else 1
    if found or twist in UNHAPPY:
        unhappy(scene, ticket, twist, caller=caller)
        return
    if not visit and twist == "" and scene.day.day % 5 == 0:
        assign(scene("09:30", "DA01", days=days), ticket, to="FD02", reason="调度忙")
        by = "FD02"
    callback(
        scene("10:00", by, days=days), ticket, method="visit" if visit else "phone", outcome="satisfied", score=5,
        opinion=None if twist == "no_opinion" else "很及时", signed_by=owner if visit else None,
    )  # fmt: skip


def unhappy(scene: Scene, ticket: str, twist: str, *, caller: str) -> None:
    """Not satisfied: a corrective action by the evening, done over, asked again the next morning, filed."""
    acted = twist != "no_action"
    callback(
        scene("10:00", caller, days=1), ticket, method="phone", outcome="dissatisfied", score=2, opinion="还滴水",
        due=scene.when("18:00", days=1) if acted else None, action="再次更换" if acted else None,
    )  # fmt: skip
    actions.start(scene("13:00", "TE04", days=1), ticket)
    actions.finish(scene("14:00", "TE04", days=1), ticket, result="再次更换阀芯")
    actions.close(
        scene("15:00", "DA01", days=1), ticket, result=None, signed_by="业主", agreed_by=None, payment=None,
        return_point=None,
    )  # fmt: skip
    if twist != "not_settled":
        file = None if twist == "not_filed" else "回访卷 3"
        settle(scene("15:30", "DA01", days=1), ticket, text="返工后试水不漏", file=file)
    again = 6 if twist == "not_asked_again" else 2
    callback(
        scene("10:00", caller, days=again), ticket, method="phone", outcome="satisfied", score=4, opinion="这次好了"
    )


def sampled(scene: Scene, month: str) -> None:
    """After a quarter the director draws his sample and calls everybody in it about all five sides of the service."""
    quarter = f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
    _, end = quarter_bounds(quarter, scene.terms.tz)
    drawn = sampling.draw(scene.at(end + timedelta(days=2, hours=9), "CD01"), quarter=quarter, seed=7)
    asked = tuple((aspect, 5) for aspect in ASPECTS.labels)
    for number, ticket in enumerate(drawn.tickets):
        when = end + timedelta(days=2, hours=10, minutes=number)
        callback(
            scene.at(when, "CD01"), ticket, method="phone", outcome="satisfied", score=5, opinion="都好", aspects=asked
        )
