"""What each post has to do every day, week and month, as data with rule and clause (001 二.3). The words are ours."""

from __future__ import annotations

from cspm.core.words import vocabulary
from cspm.tuples import NamedTuple


class PostDuty(NamedTuple):
    """One duty of a post: it is owed in every place of the post's zone, once in each `every` (day, week, month)."""

    name: str
    post_type: str
    every: str
    rule: str
    clause: str


WORDS = vocabulary(
    "post_duty",
    also=(
        ("楼道", "sweep_corridors"), ("单元门", "wipe_unit_doors"), ("扶手", "wipe_handrails"), ("标志牌", "signs"),
        ("信箱", "letter_boxes"), ("消防栓", "hydrants"), ("对讲机", "intercoms"), ("防盗门", "security_doors"),
        ("电表", "electricity_meters"), ("灯具", "lamps"), ("门窗", "doors_and_windows"), ("道路", "sweep_roads"),
        ("绿化带", "green_belts"), ("其他", "other_places"), ("corridors", "sweep_corridors"), ("doors", "wipe_unit_doors"),
        ("handrails", "wipe_handrails"), ("meters", "electricity_meters"), ("roads", "sweep_roads"),
    ),
    sweep_corridors="sweep the corridors", wipe_unit_doors="wipe the unit doors", wipe_handrails="wipe the handrails",
    signs="signs", letter_boxes="letter boxes", hydrants="fire hydrants", intercoms="video intercoms",
    security_doors="security doors", electricity_meters="electricity meters", lamps="corridor lamps",
    doors_and_windows="corridor doors and windows", sweep_roads="sweep the roads", green_belts="clean the green belts",
    other_places="clean the other places of the zone",
)  # fmt: skip

DAILY, WEEKLY, MONTHLY = (
    ("day", "R183", "001 二.3(1)①"),
    ("week", "R184", "001 二.3(1)②"),
    ("month", "R185", "001 二.3(1)③"),
)
OUTDOOR = ("day", "R189", "001 二.3(2)①")

DUTIES: tuple[PostDuty, ...] = (
    *(PostDuty(name, "corridor", *DAILY) for name in ("sweep_corridors", "wipe_unit_doors", "wipe_handrails")),
    *(PostDuty(name, "corridor", *WEEKLY) for name in
      ("signs", "letter_boxes", "hydrants", "intercoms", "security_doors", "electricity_meters")),
    *(PostDuty(name, "corridor", *MONTHLY) for name in ("lamps", "doors_and_windows")),
    *(PostDuty(name, "outdoor", *OUTDOOR) for name in ("sweep_roads", "green_belts", "other_places")),
)  # fmt: skip

BY_NAME = {duty.name: duty for duty in DUTIES}
LENGTHS = ("day", "week", "month")
RULES = tuple(dict.fromkeys(duty.rule for duty in DUTIES))
