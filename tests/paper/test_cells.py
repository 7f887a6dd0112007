"""How single cells are shown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.language import Language
from cspm.core.tables import KINDS, Cell, Column
from cspm.errors import Code, Message
from cspm.paper.cell import clean, heading, one_line, plain, shown
from cspm.paper.width import clipped, display_width, padded

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", "水管漏水", "水管漏水"),
        ("id", "T-202610-0042", "T-202610-0042"),
        ("int", 1234567, "1234567"),
        ("int", 12.5, "12.5"),
        ("number", 0.1 + 0.2, "0.3"),
        ("number", 1500.0, "1500"),
        ("number", Decimal("2.50"), "2.5"),
        ("number", 1.23456, "1.2346"),
        ("number", float("nan"), ""),
        ("money", Decimal(3260), "3260.00"),
        ("money", Decimal("0.125"), "0.13"),
        ("money", 5, "5.00"),
        ("money", Decimal("-0.001"), "0.00"),
        ("money", Decimal("-12.3"), "-12.30"),
        ("money", Decimal("12345678901234567890123456789.12"), "12345678901234567890123456789.12"),
        ("rate", 0.9231, "92.3%"),
        ("rate", 0.9235, "92.4%"),
        ("rate", 1, "100.0%"),
        ("hours", 26.4167, "26.4"),
        ("hours", -0.04, "0.0"),
        ("hours", 48, "48"),
        ("minutes", 7.25, "7.3"),
        ("time", datetime(2026, 11, 22, 9, 30, 59, tzinfo=SHANGHAI), "2026-11-22 09:30"),
        ("time", datetime(2026, 11, 22, 1, 30, tzinfo=UTC), "2026-11-22 01:30"),
        ("date", date(2026, 11, 22), "2026-11-22"),
        ("date", datetime(2026, 11, 22, 23, 30, tzinfo=SHANGHAI), "2026-11-22"),
        ("text", datetime(2026, 11, 22, 9, 30, tzinfo=SHANGHAI), "2026-11-22 09:30"),
        ("yes", True, "yes"),
        ("yes", "no", "no"),
        ("text", False, "no"),
        ("text", ("a", None, Code("channel", "phone")), "a, , phone call"),
        ("text", Message.of("{who} called", who=Code("channel", "phone")), "phone call called"),
    ],
)
def test_a_cell_is_shown_by_the_kind_of_its_column(kind: str, value: Cell, expected: str, english: Language) -> None:
    """Each kind has one way to be read, whatever number type carries it."""
    assert shown(value, Column("key", "Heading", kind), english) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("repair", "维修"), (Code("category", "repair"), "维修"), ("雨污", "雨污")]
)
def test_a_code_is_shown_by_its_label_and_an_unknown_one_as_it_is(
    value: Cell, expected: str, chinese: Language
) -> None:
    """Closed values have labels; what a site typed itself has none."""
    assert shown(value, Column("category", "Category", "code", "category"), chinese) == expected


def test_nothing_known_is_blank_and_a_dash_on_a_terminal(english: Language) -> None:
    """An empty cell must be visible in an aligned table and empty in a file, in every kind."""
    for kind in KINDS:
        assert shown(None, Column("key", "Heading", kind), english) == ""
        assert shown(None, Column("key", "Heading", kind), english, terminal=True) == "-"


def test_chinese_joins_with_its_own_comma(chinese: Language) -> None:
    """Several values in a cell read as the language writes lists."""
    assert plain((Code("yes", "yes"), "b"), chinese) == "是、b"


def test_the_heading_is_the_languages(chinese: Language) -> None:
    """Headings are message ids; an empty one stays empty instead of becoming the catalogue's head."""
    assert heading(Column("amount", "Amount"), chinese) == "金额"
    assert heading(Column("", ""), chinese) == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("\x1b[31mred\x1b]0;title\x07", "[31mred]0;title"),
        ("a\x00b", "ab"),
        ("\u202d13800138000\u202c", "13800138000"),
        ("\u2067evil\u2069\u200f", "evil"),
        ("half \ud83d", "half \ufffd"),
        ("one\r\ntwo\rthree\u2028four\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("tab\tstays", "tab\tstays"),
        ("👨\u200d👩\u200d👧　全角", "👨\u200d👩\u200d👧　全角"),
    ],
)
def test_what_nobody_sees_is_taken_out(typed: str, expected: str) -> None:
    """Escapes, NUL, direction overrides and half surrogates go; emoji and wide blanks stay."""
    assert clean(typed) == expected


@given(st.text(st.characters(codec=None), max_size=40))
def test_clean_text_can_always_be_written(typed: str) -> None:
    """Whatever is typed becomes text without controls that UTF-8 holds; cleaning twice changes nothing."""
    text = clean(typed)
    text.encode()
    assert not any((ord(sign) < 32 and sign not in "\n\t") or 127 <= ord(sign) < 160 for sign in text)
    assert clean(text) == text
    assert "\n" not in one_line(typed) and "\t" not in one_line(typed)


def test_width_counts_chinese_characters_twice() -> None:
    """Screens give a Chinese character two places, and cutting never leaves more than was asked for."""
    assert display_width("水管ab") == 6
    assert padded("水", 4) == "水  "
    assert clipped("水管漏水", 5) == "水管…"
    assert clipped("水管", 4) == "水管"
    assert clipped("abcdef", 4) == "abc…"
