"""What is written for a spreadsheet and what is read from one: the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.paper.separated import guarded
from cspm.sheets.delimited import FORMULA, unguarded

CELLS = st.text(alphabet="'=+-@＝\t\r\n01aA王", max_size=8) | st.text(max_size=12)


@given(CELLS)
def test_every_text_comes_back(text: str) -> None:
    """Whatever a record holds, the cell made of it is read as the same text."""
    assert unguarded(guarded(text)) == text


@given(CELLS)
def test_no_cell_is_run_as_a_formula(text: str) -> None:
    """Only plain numbers and telephone numbers keep their sign."""
    cell = guarded(text)
    assert not cell.startswith(FORMULA) or set(cell) <= set("+-0123456789.,% 转") or cell[1:].strip().isdecimal()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("-5", "-5"),
        ("'-5", "''-5"),
        ("+8613800000001", "+8613800000001"),
        ("'a", "'a"),
        ("", ""),
    ],
)
def test_apostrophes(text: str, cell: str) -> None:
    """One more apostrophe where reading takes one away."""
    assert guarded(text) == cell and unguarded(cell) == text
