"""The price list and the table of teams, and the orders that they decide about: who does it, who goes along, who is called."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cspm.overview.demo.stories import Act, At, told
from cspm.procedures.services.actions import offer
from cspm.tuples import NamedTuple

if TYPE_CHECKING:
    from tests.year.scene import Scene


class Order(NamedTuple):
    """What is wanted, its category, who does it and who goes along."""

    item: str
    category: str
    worker: str
    along: tuple[str, ...] = ()


TAP = Order("水龙头", "household", "TE04")
BURST = Order("水龙头", "repair", "TE04")
"""Something that is a repair, and is called back as one."""
GAS = Order("燃气表", "utility", "TE01")
CABINET = Order("配电柜", "repair", "TE01", ("EN01",))
PRINTING = Order("文印", "business", "AD01")
MONTHLY = {4: GAS, 5: CABINET, 7: PRINTING}
"""What comes once a month beside the taps, by the working day on which it comes."""

TWISTS = {"no_unit": "R151", "nobody_along": "R150", "not_business": "R152"}
"""What can go wrong with those, and the rules that it breaks."""
OF = {"no_unit": GAS, "nobody_along": CABINET, "not_business": PRINTING}
LISTED = (
    ("TY01", "水龙头", "paid", "household", Decimal("30.00")), ("TY02", "燃气表", "routine", "utility", None),
    ("TY03", "配电柜", "routine", "repair", None), ("TY04", "文印", "business", "business", Decimal("1.00")),
)  # fmt: skip
TEAMS: tuple[tuple[str, dict[str, object]], ...] = (
    ("household", {"teams": ("household",)}),
    ("repair", {"teams": ("repair", "household")}),
    ("utility", {"teams": ("repair",), "agreement_unit": "燃气公司"}),
    ("business", {"roles": ("administrator",)}),
    ("cabinets", {"category": "repair", "item": "配电柜", "teams": ("repair",), "second_role": "engineering"}),
)


def filled(scene: Scene) -> None:
    """The price list and the table of teams, on the first morning."""
    begin, morning = scene.when("00:10"), At(0, "08:00")
    for code, name, nature, category, price in LISTED:
        fields = {"name": name, "nature": nature, "category": category, "per": "次", "price": price}
        told(scene, "service", begin, (Act(morning, "CM01", "add", fields),), record_id=code)
        offer(scene("08:10", "CM01"), code)
    for name, line in TEAMS:
        told(scene, "team", begin, (Act(morning, "CM01", "add", {"category": name, **line}),), record_id=name)
