"""Labels and shapes of fields, read from the model."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import pytest

from cspm.core.kinds import Kind, load
from cspm.core.labels import FRAME, labels, shapes
from cspm.core.language import CODES, language
from cspm.core.record import Money, Part, Record, field
from cspm.register import KINDS


class Line(Part):
    """A part."""

    at: datetime = field("When")
    note: str = field("Note", "")


class Bill(Record):
    """Every kind of annotation."""

    payment_method: str | None = field("Payment", None)
    side: Literal["a", "b"] = field("Side")
    fee: Money = field("Fee", None)
    discount: Money | None = field("Discount", None)
    on: date | None = field("On", None)
    lines: tuple[Line, ...] = field("Lines", ())
    share: float = field("Share", 1.0)
    either: int | str = field("Either", 1)
    kept: str = field("Kept as", "", json_schema_extra={"vocabulary": "category"})


def test_a_shape_tells_what_a_field_takes() -> None:
    """Kind, list, vocabulary, whether it is closed and required."""
    found = shapes(Bill)
    kinds = {name: shape.kind for name, shape in found.items()}
    assert {name: kinds[name] for name in ("fee", "discount", "on", "lines", "share", "either", "side")} == {
        "fee": "money", "discount": "money", "on": "date", "lines": "part", "share": "number", "either": "part",
        "side": "text",
    }  # fmt: skip
    assert found["lines"].many
    assert (found["side"].vocabulary, found["side"].closed, found["side"].required) == ("side", True, True)
    assert (found["payment_method"].vocabulary, found["payment_method"].closed) == ("payment", False)
    assert found["kept"].vocabulary == "category"
    assert not found["fee"].required


def test_every_field_of_every_kind_has_a_label() -> None:
    """People read labels, not field names, also as headings of imports; the frame's own fields have common ones."""
    without = [
        f"{kind.name}.{name}"
        for kind in KINDS.values()
        for name, shape in shapes(load(kind.model)).items()
        if shape.label == name and name not in FRAME
    ]
    assert not without


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_label_names_one_field(kind: Kind, code: str) -> None:
    """Headings of an import may be labels, so no two fields of a kind share one, in either language."""
    tongue = language(code)
    shown = [tongue.text(shape.label) for shape in shapes(load(kind.model)).values()]
    assert sorted({text for text in shown if shown.count(text) > 1}) == []


def test_fields_of_parts_are_dotted() -> None:
    """`customer.name` and the fields of lists of parts."""
    found = labels(KINDS["tickets"])
    assert "customer.name" in found
    assert "callbacks.at" in found
