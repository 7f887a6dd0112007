"""The settlement of a month's paid orders: bundle, check, review, notices; by the book, or with one step left out or late."""

from __future__ import annotations

from datetime import date, timedelta

from cspm.core.steps import Step
from cspm.procedures.fees import actions
from cspm.procedures.fees.orders import bundle_id
from cspm.procedures.fees.states import BUNDLES, STEPS
from cspm.register import KINDS
from cspm.shell.register_actions import take
from cspm.shell.registers import Register
from tests.year.scene import Scene

REGISTER = Register(KINDS["bundles"], BUNDLES, {}, (), {step.verb: step for step in STEPS})
TWISTS = {
    "bundle_late": "R059", "bundle_to_finance": "R059", "fees_unchecked": "R058", "fees_unreviewed": "R058", "no_notices": "R060",
}  # fmt: skip
"""What can go wrong with the settlement of a month; it shows in the next one."""


def settled(scene: Scene, month: str, twists: list[str]) -> None:
    """The month's orders on the first of the next month, or on the third when the bundle is late."""
    after = first_after(month)
    scene.day = after + timedelta(days=2) if "bundle_late" in twists else after
    actions.hand_over(scene("09:00", "DA01"), month, to="FI01" if "bundle_to_finance" in twists else "AD01")
    if "fees_unchecked" not in twists:
        step(scene, month, REGISTER.steps["check"], time="10:00", staff="FI01")
        if "fees_unreviewed" not in twists:
            step(scene, month, REGISTER.steps["review"], time="11:00", staff="GM01")
    if "no_notices" not in twists:
        actions.notify(scene("12:00", "FI01"), bundle_id(month))


def step(scene: Scene, month: str, which: Step, *, time: str, staff: str) -> None:
    """One step of the month's bundle."""
    values = {"remark": None, "opinion": None, "by": None}
    take(
        scene(time, staff),
        REGISTER,
        bundle_id(month),
        step=which,
        values={name: values[name] for name in (*which.takes, "by")},
    )


def first_after(month: str) -> date:
    """The first day of the next month."""
    return (date.fromisoformat(f"{month}-28") + timedelta(days=4)).replace(day=1)
