"""The fees of the example: each month's paid orders bundled, handed over, checked, reviewed and put on the notices."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.kinds import load
from cspm.overview.demo.stage import Later
from cspm.overview.demo.stories import At
from cspm.procedures.fees import actions
from cspm.procedures.fees.orders import bundle_id
from cspm.register import COMMANDS
from cspm.shell.register_actions import take

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage


def settled(stage: Stage, month: str, after: datetime) -> None:
    """One month's orders on the first of the next month, `after`."""
    register: Any = load(COMMANDS["bundle"].path).register
    try:
        actions.hand_over(stage.at(At(0, "09:00").on(after), "DA01"), month, to="AD01")
        for verb, time, staff in (("check", "10:00", "FI01"), ("review", "15:00", "GM01")):
            step = register.steps[verb]
            take(stage.at(At(0, time).on(after), staff), register, bundle_id(month), step=step, values={"by": None})
        actions.notify(stage.at(At(0, "16:00").on(after), "FI01"), bundle_id(month))
    except Later:
        return
