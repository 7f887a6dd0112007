"""The plain check: what it accepts the model accepts too, with the very same result; what it leaves, the model judges."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspm.core.kinds import Kind, load
from cspm.core.revision import begun, opened
from cspm.core.shape import NEEDED, NotPlain, Shape
from cspm.core.shaping import shape_table
from cspm.core.stamp import Stamp
from cspm.errors import BadValue
from cspm.register import KINDS

STAMP = Stamp(
    datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")), datetime(2026, 11, 22, 1, 31, tzinfo=UTC), "a", "b"
)
TABLES = {name: shape_table(load(kind.model)) for name, kind in KINDS.items()}
PLAIN = {name: Shape(table["fields"], table["events"]) for name, table in TABLES.items() if table}
ONLY_MODELS = {"units", "contracts", "work_plans"}  # they have validators of their own

ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.decimals(), st.dates(),
    st.sampled_from([
        "", "2026-11-22", "2026-11-22T09:30:00", "2026-11-22T09:30:00+00:00", "2026-11-22T09:30:00Z", "2026-11-22 09:30",
        "2026-11-22T09:30:00.500+08:00", "2026-11-22T24:00:00+08:00", "20261122T093000", "1.5", "1.50", "-0.00", "NaN", "1E+2",
        "Infinity", "٣.٠٠", "\ud800", "void", "closed", [], {}, [None], {"a": 1}, b"x", ("a",), 10**30,
    ]),
)  # fmt: skip


ZONES = [UTC, ZoneInfo("Asia/Shanghai"), timezone(timedelta(hours=-3, minutes=-30))]
TIMES = st.datetimes(datetime(1991, 1, 1), datetime(2200, 1, 1), timezones=st.sampled_from(ZONES))
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
NUMBERS = st.decimals(0, 10_000, places=2)
USUAL: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(min_size=1, max_size=40), "int": st.integers(0, 90_000), "bool": st.booleans(), "time": TIMES,
    "day": st.one_of(DAYS, DAYS.map(str)), "money": st.one_of(NUMBERS, NUMBERS.map(str)), "decimal": NUMBERS,
    "object": st.dictionaries(st.text(max_size=3), st.sampled_from([1, "a", None, [1.5, {"b": True}]]), max_size=3),
}  # fmt: skip
STRANGE: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(min_size=50, max_size=70),
    "int": st.one_of(st.integers(-5, 200_000), st.booleans(), st.integers().map(str)),
    "time": st.one_of(TIMES.map(lambda t: t.isoformat()), TIMES.map(lambda t: t.isoformat(" ", "minutes")), DAYS,
                      st.datetimes(timezones=st.sampled_from([timezone(timedelta(seconds=61)), None, ZoneInfo("Asia/Shanghai")]))),
    "day": st.one_of(TIMES, TIMES.map(str), st.datetimes().map(lambda t: t.replace(hour=0, minute=0, second=0, microsecond=0))),
    "money": st.one_of(st.decimals(places=3), st.decimals(), NUMBERS.map(lambda n: f"{n:f}0"), st.integers()),
    "decimal": st.one_of(st.decimals(), NUMBERS.map(str), st.floats()),
    "object": st.dictionaries(st.text(max_size=3), st.recursive(ODD, lambda inner: st.lists(inner, max_size=2)), max_size=3),
}  # fmt: skip


def usual(node: list[Any]) -> st.SearchStrategy[Any]:
    """Values for a node as commands make them."""
    kind, nullable, detail = node
    if kind == "code":
        found: st.SearchStrategy[Any] = st.sampled_from(detail)
    elif kind == "list":
        found = st.lists(usual(detail), max_size=2).map(tuple)
    elif kind == "some":
        found = st.lists(usual(detail[1]), min_size=detail[0], max_size=detail[0] + 1).map(tuple)
    elif kind == "part":
        found = fields_of(detail)
    elif kind == "text" and detail and detail[2]:
        found = st.just("2026-11")
    else:
        found = USUAL[kind]
    return st.one_of(found, st.none()) if nullable else found


def strange(node: list[Any]) -> st.SearchStrategy[Any]:
    """Values that may be right all the same, and such as cannot be."""
    kind, _, detail = node
    if kind == "list":
        return st.one_of(st.lists(strange(detail), max_size=2), ODD)
    if kind == "some":
        return st.one_of(st.lists(strange(detail[1]), max_size=detail[0]), ODD)
    if kind == "part":
        rows = {row[1]: strange(row[2]) for row in detail}
        return st.one_of(
            st.builds(lambda a, b: {**a, **b}, fields_of(detail), st.fixed_dictionaries({}, optional=rows)), ODD
        )
    return st.one_of(STRANGE.get(kind, ODD), ODD)


def fields_of(rows: list[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Fields of a part: all that are needed, some of the others."""
    needed = {row[0]: usual(row[2]) for row in rows if row[3] == NEEDED}
    other = {row[1]: usual(row[2]) for row in rows if row[3] != NEEDED}
    return st.fixed_dictionaries(needed, optional=dict(list(other.items())[:8]))


@st.composite
def records(draw: st.DrawFn) -> tuple[Kind, Shape, dict[str, Any]]:
    """A kind with a shape, and fields for one of its records; every other time one of them is strange."""
    name = draw(st.sampled_from(sorted(PLAIN)))
    shape = PLAIN[name]
    rows = [row for row in shape.fields if row[3] == NEEDED]
    rows += draw(
        st.lists(
            st.sampled_from([row for row in shape.fields if row[3] != NEEDED]), max_size=4, unique_by=lambda r: r[0]
        )
    )
    odd = draw(st.sampled_from([None, *(row[0] for row in rows)])) if draw(st.booleans()) else None
    return KINDS[name], shape, {row[1]: draw((strange if row[0] == odd else usual)(row[2])) for row in rows}


def outcome(kind: Kind, shape: Shape | None, fields: dict[str, Any]) -> Any:
    """The document that is made of the fields, or the refusal."""
    try:
        return begun(kind, shape, STAMP, "add", **fields).document()
    except BadValue as error:
        return str(error.facts)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(records())
def test_what_is_accepted_plainly_is_what_the_model_makes(case: tuple[Kind, Shape, dict[str, Any]]) -> None:
    """With the shape and with the model alone: the same document, the same refusal."""
    kind, shape, fields = case
    assert outcome(kind, shape, dict(fields)) == outcome(kind, None, dict(fields))


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(records(), st.data())
def test_the_next_revision_is_the_model_s_too(case: tuple[Kind, Shape, dict[str, Any]], data: st.DataObject) -> None:
    """A step over some fields of an accepted record."""
    kind, shape, fields = case
    made = outcome(kind, shape, fields)
    if isinstance(made, str):
        return
    row = data.draw(st.sampled_from(shape.fields))
    changed = {row[1]: data.draw(st.one_of(usual(row[2]), strange(row[2])))}
    found = []
    for one in (shape, None):
        try:
            found.append(opened(kind, one, made).stepped(STAMP, "step", **changed).document())
        except BadValue as error:
            found.append(str(error.facts))
    assert found[0] == found[1]


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(records())
def test_a_document_that_was_made_is_opened_plainly(case: tuple[Kind, Shape, dict[str, Any]]) -> None:
    """What cspm wrote itself never needs the model to be read."""
    kind, shape, fields = case
    made = outcome(kind, shape, fields)
    if not isinstance(made, str):
        try:
            assert shape.document(made) == made
        except NotPlain:  # only what the model alone could accept in the first place
            with pytest.raises(NotPlain):
                shape.content({"created_by": "b", **fields})


def test_which_kinds_have_a_shape() -> None:
    """All but those whose models have validators; a new kind that gets none shows here, as it costs every change."""
    assert set(KINDS) - set(PLAIN) == ONLY_MODELS


@pytest.mark.parametrize(
    ("fields", "accepted"),
    [
        ({"text": "漏水", "received_at": STAMP.at, "registered_at": STAMP.at}, True),
        ({"text": "漏水", "received_at": STAMP.at}, False),
        ({"text": 3, "received_at": STAMP.at, "registered_at": STAMP.at}, False),
        ({"text": "x", "received_at": "2026-11-22 09:30", "registered_at": STAMP.at}, False),
        ({"text": "x", "received_at": "2026-11-22T09:30:00+08:00", "registered_at": STAMP.at, "colour": "red"}, False),
        ({"text": "x", "received_at": STAMP.at, "registered_at": STAMP.at, "amount": Decimal("12.5")}, True),
        ({"text": "x", "received_at": STAMP.at, "registered_at": STAMP.at, "with_": ("TE01",)}, True),
    ],
)
def test_the_normal_case_is_accepted(fields: dict[str, Any], accepted: bool) -> None:
    """Tickets as the desk makes them take the short way; anything else goes to the model."""
    try:
        PLAIN["tickets"].content({"id": "T-202611-0001", **fields})
    except NotPlain:
        assert not accepted
    else:
        assert accepted
