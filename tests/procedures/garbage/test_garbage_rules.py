"""What a collection tells: in the hours of its area, and by the checklist. Tables of cases, each with its clause."""

from __future__ import annotations

from typing import Any

import pytest

from cspm.errors import BadSite
from cspm.procedures.garbage.actions import told
from cspm.procedures.garbage.model import Collection
from cspm.procedures.garbage.rules import RULES
from cspm.procedures.garbage.states import CHECKLIST, points_of
from cspm.procedures.garbage.windows import areas_of, table
from tests.procedures.registers import entry, said
from tests.procedures.tickets.lives import terms

HOURS = {"A1": ["06:30-08:30", "18:00-20:00"], "A2": ["23:00-01:00"]}
SITE = terms(cleaning={"windows": HOURS})
ROOM, STATION = points_of("garbage_room"), points_of("transfer_station")


def collection(**fields: Any) -> Any:
    """The garbage of A1, fetched on 2026-10-05 at 07:00, all in order unless the case says otherwise."""
    return entry(
        Collection, **{"area": "A1", "collected_at": "10-05 07:00", "by": "王姐", "points_kept": ROOM, **fields}
    )


@pytest.mark.rule("R130")
@pytest.mark.parametrize(
    ("area", "time", "expected"),
    [
        ("A1", "10-05 06:29", "broken"),
        ("A1", "10-05 06:30", "kept"),
        ("A1", "10-05 08:30", "kept"),
        ("A1", "10-05 08:31", "broken"),
        ("A1", "10-05 19:00", "kept"),
        ("A2", "10-05 23:30", "kept"),
        ("A2", "10-05 00:45", "kept"),  # of the hours that began the evening before
        ("A2", "10-05 01:01", "broken"),
        ("A3", "10-05 03:00", ""),  # no hours laid down: another finding says so
    ],
)
def test_garbage_is_collected_in_the_hours_of_its_area(area: str, time: str, expected: str) -> None:
    """000 P2-四 2.0: 垃圾收集时间由各管理处根据实际情况确定; both ends belong to the hours."""
    assert said(RULES, "collected_outside_hours", collection(area=area, collected_at=time), SITE) == expected


@pytest.mark.rule("R130")
def test_every_area_needs_hours() -> None:
    """000 P2-四 2.0: an area that is collected from without hours is a note; `default` holds for all others."""
    assert said(RULES, "no_collection_hours", collection(area="A3"), SITE) == "broken"
    assert said(RULES, "no_collection_hours", collection(area="A1"), SITE) == ""
    whole = terms(cleaning={"windows": {**HOURS, "default": ["05:00-09:00"]}})
    assert said(RULES, "no_collection_hours", collection(area="A3"), whole) == ""
    assert said(RULES, "collected_outside_hours", collection(area="A3"), whole) == "kept"
    assert areas_of(SITE, ["A1", "A9"]) == ("A1", "A2")
    assert areas_of(whole, ["A1", "A9"]) == ("A1", "A2", "A9")


@pytest.mark.rule("R130")
def test_a_site_may_grant_some_minutes() -> None:
    """`collection_grace` widens the hours at both ends."""
    site = terms(cleaning={"windows": HOURS}, figures={"collection_grace": 10})
    assert said(RULES, "collected_outside_hours", collection(collected_at="10-05 06:20"), site) == "kept"
    assert said(RULES, "collected_outside_hours", collection(collected_at="10-05 08:41"), site) == "broken"


@pytest.mark.parametrize("hours", ["07:00-08:00", ["7-8"], ["08:00-09:00", "08:30-10:00"], []])
def test_hours_that_are_none_are_named(hours: Any) -> None:
    """A typing error in site.toml is refused with the key, not passed over."""
    with pytest.raises(BadSite):
        table(terms(cleaning={"windows": {"A1": hours}}))


@pytest.mark.rule("R131", "R132")
@pytest.mark.parametrize(
    ("missed", "transport", "room"),
    [
        ((), "kept", "kept"),
        (("bagged",), "broken", "kept"),
        (("tied",), "broken", "kept"),
        (("cart",), "broken", "kept"),
        (("goods_lift",), "broken", "kept"),
        (("floor_clean",), "broken", "kept"),
        (("freshener",), "broken", "kept"),
        (("door_shut",), "kept", "broken"),
        (("tied", "door_shut"), "broken", "broken"),
    ],
)
def test_bagged_tied_on_the_cart_by_the_goods_lift_behind_a_shut_door(
    missed: tuple[str, ...], transport: str, room: str
) -> None:
    """000 P2-四 2.0: 袋装化,扎口严实,收集车,货梯,地面清洁,空气清新剂; 堆放垃圾房,紧闭房门."""
    one = collection(points_kept=tuple(point for point in ROOM if point not in missed), points_missed=missed)
    assert said(RULES, "garbage_transport", one, SITE) == transport
    assert said(RULES, "garbage_room_open", one, SITE) == room
    assert said(RULES, "garbage_left", one, SITE) == ""


@pytest.mark.rule("R190")
@pytest.mark.parametrize(("missed", "expected"), [((), "kept"), (("cleared",), "broken"), (("to_station",), "broken")])
def test_outdoors_garbage_is_cleared_at_any_time_to_the_transfer_station(
    missed: tuple[str, ...], expected: str
) -> None:
    """001 二.3(2)②: 垃圾随时清理,倒置垃圾中转站; the points of the goods lift are not asked outdoors."""
    kept = tuple(point for point in STATION if point not in missed)
    one = collection(destination="transfer_station", points_kept=kept, points_missed=missed)
    assert said(RULES, "garbage_left", one, SITE) == expected
    assert said(RULES, "garbage_transport", one, SITE) == said(RULES, "transport_not_checked", one, SITE) == ""


@pytest.mark.rule("R131", "R132", "R190")
@pytest.mark.parametrize(
    ("destination", "code", "left_out"),
    [
        ("garbage_room", "transport_not_checked", "tied"),
        ("garbage_room", "garbage_room_not_checked", "door_shut"),
        ("transfer_station", "clearing_not_checked", "to_station"),
    ],
)
def test_what_nobody_looked_at_is_a_note(destination: str, code: str, left_out: str) -> None:
    """The same clauses: a point of which nothing is said is neither kept nor broken, and is named."""
    whole = points_of(destination)
    one = collection(destination=destination, points_kept=whole)
    assert said(RULES, code, one, SITE) == ""
    some = collection(destination=destination, points_kept=tuple(point for point in whole if point != left_out))
    assert said(RULES, code, some, SITE) == "broken"
    assert said(RULES, "points_contradict", collection(points_missed=("tied",)), SITE) == "broken"


@pytest.mark.parametrize(
    ("typed", "kept", "missed"),
    [
        ({"ok": True}, ROOM, ()),
        ({"missed": ("tied", "bagged")}, ROOM[2:], ("bagged", "tied")),
        ({"ok": True, "missed": ("tied",)}, tuple(point for point in ROOM if point != "tied"), ("tied",)),
        ({"kept": ("cart",)}, ("cart",), ()),
        ({"kept": ("cart",), "missed": ("tied",)}, ("cart",), ("tied",)),
        ({"ok": True, "kept": ("cart",)}, ROOM, ()),
        ({}, (), ()),
    ],
)
def test_quick_typing(typed: dict[str, Any], kept: tuple[str, ...], missed: tuple[str, ...]) -> None:
    """`--ok` is everything, `--not` all but these, `--kept` these alone; in the order of the checklist."""
    given: dict[str, Any] = {"ok": False, "missed": (), "kept": (), **typed}
    assert told("garbage_room", **given) == {"points_kept": kept, "points_missed": missed}


def test_every_point_has_its_rule_and_clause() -> None:
    """The checklist is data: each point once, under the rule that asks it."""
    assert [point.name for point in CHECKLIST if not (point.rule and point.clause)] == []
    assert len({point.name for point in CHECKLIST}) == len(CHECKLIST)
    assert {point.rule for point in CHECKLIST} == {"R131", "R132", "R190"}
