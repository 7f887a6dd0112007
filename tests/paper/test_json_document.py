"""JSON as scripts read it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.errors import Code, Message
from cspm.paper.document import json_text

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Pair(NamedTuple):
    """A NamedTuple as reports return them."""

    first: object
    second: object


class Colour(StrEnum):
    """A string with a name."""

    RED = "red"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal(5), '"5.00"'),
        (Decimal("0.125"), '"0.13"'),
        (datetime(2026, 11, 22, 9, 30, tzinfo=SHANGHAI), '"2026-11-22T09:30:00+08:00"'),
        (datetime(2026, 11, 22, 9, 30, 1, 5, tzinfo=UTC), '"2026-11-22T09:30:01.000005+00:00"'),
        (date(2026, 11, 22), '"2026-11-22"'),
        ('水管 <b>&"\\', '"水管 <b>&\\"\\\\"'),
        (("b", "a"), '["b","a"]'),
        ({"b", "a"}, '["a","b"]'),
        (frozenset({3, 1}), "[1,3]"),
        (Code("state", "on_hold"), '"on_hold"'),
        (Message.of("{who} called", who=Code("channel", "phone")), '"phone call called"'),
        (Pair(1, Pair(Decimal(1), None)), '{"first":1,"second":{"first":"1.00","second":null}}'),
        (
            {"z": 1, Code("state", "void"): [], date(2026, 1, 2): True, 4: 0.5},
            '{"z":1,"void":[],"2026-01-02":true,"4":0.5}',
        ),
        (Colour.RED, '"red"'),
        ([], "[]"),
    ],
)
def test_values_in_json(value: object, expected: str) -> None:
    """Money, times, codes and records have one form each; keys keep their order."""
    text = json_text(value)
    assert text.endswith("\n")
    assert json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")) == expected


def test_the_layout_is_two_spaces_and_text_as_typed() -> None:
    """Readable by people: indented, Chinese as typed, a final line feed."""
    assert json_text({"text": "水管", "with": []}) == '{\n  "text": "水管",\n  "with": []\n}\n'


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity"), datetime(2026, 1, 1)],
)
def test_what_is_no_value_is_refused(value: object) -> None:
    """No NaN, no infinity, no time without its zone: a script could not tell what was meant."""
    with pytest.raises(ValueError, match=r"."):
        json_text({"deep": [value]})


@pytest.mark.parametrize("value", [object(), b"bytes", {None: 1}, {True: 1}, {(1, 2): 3}])
def test_what_has_no_form_is_refused(value: object) -> None:
    """Nothing is turned into text by guessing."""
    with pytest.raises(TypeError):
        json_text([value])


def test_nothing_in_json_commands_a_terminal() -> None:
    """Controls, overrides and half surrogates are escaped, and read back as they were."""
    typed = "\x1b[2J\x00\x7f\x9b\u202e\u2066\ud800"
    text = json_text(typed)
    assert text.isascii()
    assert json.loads(text) == typed


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_plain_values_read_back_as_they_were(value: object) -> None:
    """Whatever JSON itself knows is unchanged by writing and reading."""
    text = json_text(value)
    assert json.loads(text) == value
    text.encode()
