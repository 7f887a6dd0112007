"""The checklist of a collection, its life, and who may correct it."""

from __future__ import annotations

from cspm.core.states import Machine, Move, Permit
from cspm.core.words import extend, vocabulary
from cspm.errors import N_
from cspm.tuples import NamedTuple

POINTS = vocabulary(
    "garbage_point",
    bagged="bagged", tied="tied", cart="on the cart", goods_lift="by the goods lift", floor_clean="floor kept clean",
    freshener="air freshener", door_shut="garbage room door shut", cleared="cleared where it lay",
    to_station="taken to the transfer station",
    also=(("装袋", "bagged"), ("扎口", "tied"), ("收集车", "cart"), ("货梯", "goods_lift"), ("地面", "floor_clean"),
          ("清新剂", "freshener"), ("关门", "door_shut"), ("清理", "cleared"), ("中转站", "to_station")),
)  # fmt: skip
vocabulary(
    "destination", also=(("室内", "garbage_room"), ("室外", "transfer_station"), ("中转站", "transfer_station")),
    garbage_room="garbage room", transfer_station="transfer station",
)  # fmt: skip
WORKFLOW, OUTDOOR_POST = "000 P2-四 2.0", "001 二.3(2)②"


class Point(NamedTuple):
    """One point of the checklist: the rule and clause that ask it, and for which destination it is looked at."""

    name: str
    rule: str
    clause: str
    destination: str


CHECKLIST = (
    *(Point(name, "R131", WORKFLOW, "garbage_room") for name in ("bagged", "tied", "cart", "goods_lift", "floor_clean", "freshener")),
    Point("door_shut", "R132", WORKFLOW, "garbage_room"),
    Point("cleared", "R190", OUTDOOR_POST, "transfer_station"),
    Point("to_station", "R190", OUTDOOR_POST, "transfer_station"),
)  # fmt: skip


def points_of(destination: str, rule: str = "") -> tuple[str, ...]:
    """The points looked at on the way to a destination, of one rule or of all."""
    return tuple(point.name for point in CHECKLIST if point.destination == destination and rule in ("", point.rule))


COLLECTIONS = Machine(
    "collections", "recorded", (Move("amend", ("recorded",), ""), Move("void", ("recorded",), "void")), ("void",)
)
MACHINES = (COLLECTIONS,)
CHECKERS = (
    "csc_manager", "general_manager", "cleaning_supervisor", "cleaning_leader", "quality", "customer_assistant", "site_admin",
    "administrator",
)  # fmt: skip
PERMITS = (
    Permit("collections amend", CHECKERS, why=N_("who looks after the cleaning")),
    Permit("collections void", CHECKERS, why=N_("who looks after the cleaning")),
)
extend("state", recorded="recorded")
extend("action", **{
    "collections add": "record a collection", "collections amend": "correct a collection",
    "collections void": "void a collection",
})  # fmt: skip
