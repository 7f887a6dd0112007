"""Staff, units and areas as records."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.ids import natural
from cspm.core.stamp import Stamp
from cspm.errors import BadValue
from cspm.procedures.people.model import Area, Staff, Unit, place_of

MOMENT = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
STAMP = Stamp(MOMENT, MOMENT, "site_admin", "site_admin")


@pytest.mark.parametrize(
    ("unit_id", "block", "building", "room"),
    [
        ("3-2-1501", "3", "2", "1501"),
        ("A座-1501", "A座", None, "1501"),
        ("12", None, None, "12"),
        ("1-2-3-401", "1", "2", "401"),
    ],
)
def test_a_units_id_tells_block_building_and_room(
    unit_id: str, block: str | None, building: str | None, room: str
) -> None:
    """First part the block, second the building, last the room."""
    place = place_of(unit_id)
    assert (place.get("block"), place.get("building"), place.get("room")) == (block, building, room)


def test_what_was_typed_goes_before_the_id() -> None:
    """A block that was given is kept, what was not given comes from the id."""
    unit = Unit.first(STAMP, "add", id="3-2-1501", block="三期")
    assert (unit.block, unit.building, unit.room) == ("三期", "2", "1501")


def test_a_place_that_was_cleared_stays_empty() -> None:
    """A correction that empties the building is not undone by the id."""
    unit = Unit.first(STAMP, "add", id="3-2-1501").stepped(STAMP, "amend", building=None)
    assert unit.building is None
    assert Unit.model_validate(unit.document()).document() == unit.document()


def test_staff_need_a_name_and_a_role() -> None:
    """An empty name or no role at all is refused."""
    with pytest.raises(BadValue, match="Name"):
        Staff.first(STAMP, "add", id="wang", name="", role="front_desk")
    with pytest.raises(BadValue, match="Role"):
        Staff.first(STAMP, "add", id="wang", name="王芳")


@pytest.mark.parametrize("model", [Staff, Unit, Area])
def test_only_active_and_void_are_states(model: type[Staff | Unit | Area]) -> None:
    """The state is closed."""
    with pytest.raises(BadValue, match="State"):
        model.first(STAMP, "add", id="1", name="x", role="front_desk", state="sleeping")


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 9), st.integers(101, 3304)), min_size=2, max_size=20))
def test_rooms_sort_as_numbers(places: list[tuple[int, int, int]]) -> None:
    """Units stand in the order of their numbers, whatever their digits."""
    ids = ["-".join(str(part) for part in place) for place in sorted(places)]
    assert sorted(sorted(ids), key=natural) == ids


@given(st.text(alphabet="12AB座-", min_size=1, max_size=12))
def test_a_saved_unit_is_the_same_when_read_again(unit_id: str) -> None:
    """Whatever an id looks like, what is saved and read again is equal."""
    unit = Unit.first(STAMP, "add", id=unit_id, owner="张三")
    assert Unit.model_validate(unit.document()).document() == unit.document()
