"""What the example site offers: its price list, made of the matters that come up, and who does which of them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from cspm.overview.demo import matters
from cspm.overview.demo.people import STAFF
from cspm.overview.demo.stories import Act, At, told
from cspm.procedures.services.actions import offer

if TYPE_CHECKING:
    from cspm.overview.demo.stage import Stage

MORNING = At(0, "08:00")
OFFERED = (*matters.SERVICES, *matters.PUBLIC)
TEAM_OF = {staff: team for staff, _, team, _ in STAFF if team}


def fill(stage: Stage, begin: datetime) -> None:
    """The price list and the table of teams, on the first morning."""
    for number, matter in enumerate(OFFERED, 1):
        code = f"TY{number:02d}"
        nature = "paid" if matter.price else "routine"
        price = Decimal(matter.price) if matter.price else None
        fields: dict[str, object] = {
            "name": matter.item,
            "nature": nature,
            "category": matter.category,
            "per": "次",
            "price": price,
        }
        told(stage, "service", begin, (Act(MORNING, "CM01", "add", fields),), record_id=code)
        offer(stage.at(MORNING.on(begin), "CM01"), code)
    for category in sorted({matter.category for matter in OFFERED}):
        mine = [matter for matter in OFFERED if matter.category == category]
        teams = tuple(sorted({TEAM_OF[staff] for matter in mine for staff in matter.team}))
        line: dict[str, object] = {"category": category, "teams": teams}
        if category == "utility":
            line["agreement_unit"] = "市政维修服务公司"
        told(stage, "team", begin, (Act(MORNING, "CM01", "add", line),), record_id=category)
