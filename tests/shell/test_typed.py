"""Values as typed for the fields of a model."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal

import click
import pytest

from cspm.core.record import Money, Part, Record, field
from cspm.errors import BadValue
from cspm.shell.desk import Desk
from cspm.shell.typed import Fraction, Listed, Text, YesNo, assignments, fields_of, options_of


class Place(Part):
    """A part with fields of its own."""

    room: str = field("Room")


class Sample(Record):
    """One field of every shape."""

    record_kind: ClassVar[str] = "samples"

    name: str = field("Name")
    urgency: Literal["normal", "urgent"] = field("Urgency", "normal")
    channel: str | None = field("Channel", None)
    paid_on: date | None = field("Paid on", None)
    received_at: datetime | None = field("Received at", None)
    price: Money | None = field("Price", None)
    special: bool = field("Special customer", False)
    count: int = field("Count", 0)
    areas: tuple[str, ...] = field("Areas", ())
    place: Place | None = field("Place", None)
    state: str = field("State", "active")


@pytest.fixture
def ctx(desk: Desk) -> Any:
    """A running command over the desk."""
    with click.Context(click.Command("x"), obj=desk) as context:
        yield context


@pytest.mark.parametrize(
    ("word", "name", "value"),
    [
        ("name=王芳 ", "name", "王芳"),
        ("urgency=紧急", "urgency", "urgent"),
        ("channel=来电", "channel", "phone"),
        ("channel=pigeon", "channel", "pigeon"),
        ("paid-on=昨天", "paid_on", date(2026, 11, 21)),
        ("received_at=9:30", "received_at", datetime.fromisoformat("2026-11-22T09:30+08:00")),
        ("price=99.5", "price", Decimal("99.50")),
        ("special=是", "special", True),
        ("special=no", "special", False),
        ("count=3", "count", 3),
        ("areas=一期，二期、三期", "areas", ("一期", "二期", "三期")),
        ("areas=", "areas", ()),
        ("channel=", "channel", None),
        ("Paid on=2026-10-01", "paid_on", date(2026, 10, 1)),
        ("name＝x=y", "name", "x=y"),
    ],
)
def test_a_correction_is_parsed_as_its_field_says(ctx: click.Context, word: str, name: str, value: object) -> None:
    """By the field's shape; FIELD is a name or a label, labels of values become codes, nothing clears."""
    assert assignments(Sample, [word], own={}) == {name: value}


@pytest.mark.parametrize(
    "word",
    ["name", "colour=red", "id=x", "history=", "state=void", "place=x", "price=much", "count=many", "special=perhaps",
     "paid_on=31/31", "urgency=later"],
)  # fmt: skip
def test_what_does_not_fit_is_refused(ctx: click.Context, word: str) -> None:
    """No such field, one of the frame, a part, or a value it cannot have."""
    with pytest.raises(BadValue):
        assignments(Sample, [word], own={})


def test_the_frame_and_parts_get_no_option() -> None:
    """Only what can be typed in one word."""
    assert list(fields_of(Sample)) == [
        "name", "urgency", "channel", "paid_on", "received_at", "price", "special", "count", "areas",
    ]  # fmt: skip


def test_every_field_is_one_option() -> None:
    """Required as the model says, yes and no as a flag, help the label."""
    body: Any = lambda: None  # noqa: E731 - click hangs its parameters on a function
    for option in options_of(Sample, own={}, without=("count",)):
        option(body)
    made = {param.name: param for param in body.__click_params__}
    assert "count" not in made
    assert made["name"].required
    assert made["special"].is_flag
    assert made["paid_on"].opts == ["--paid-on"]
    assert made["price"].help == "Price"
    assert not any(param.required for name, param in made.items() if name != "name")


def test_lists_keep_no_empty_words(ctx: click.Context) -> None:
    """Commas at the end and double ones say nothing."""
    assert Listed(Text()).convert("a,,b,", None, ctx) == ("a", "b")
    assert YesNo().convert(True, None, ctx) is True


@pytest.mark.parametrize(
    ("typed", "number"), [("3", 3.0), ("2.5", 2.5), ("３", 3.0), ("x", None), ("nan", None), ("1e999", None)]
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_number_is_refused_in_the_readers_language(typed: str, number: float | None, lang: str, desk: Desk) -> None:
    """Not in Click's own words, and never nan or infinite."""
    desk.lang = lang
    context = click.Context(click.Command("x"), obj=desk)
    if number is not None:
        assert Fraction().convert(typed, None, context) == number
        return
    with pytest.raises(click.BadParameter, match="is not a number" if lang == "en" else "不是数"):
        Fraction().convert(typed, None, context)
