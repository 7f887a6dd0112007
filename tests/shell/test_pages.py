"""Help pages: Chinese text in columns."""

from __future__ import annotations

import pytest

from cspm.shell.pages import fold_wide, wide


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("月份如 2026-10 或上月", 8, ["月份如", "2026-10", "或上月"]),
        ("月份，如上月", 6, ["月份，", "如上月"]),
        ("a month 上月 default", 7, ["a month", "上月", "default"]),
        ("很长abcdefghijkl", 6, ["很长ab", "cdefgh", "ijkl"]),
        ("", 6, []),
    ],
)
def test_words_of_letters_stay_whole_between_chinese(text: str, room: int, lines: list[str]) -> None:
    """A line ends between any two Chinese characters, never within a word or a number that fits; blanks end with the line."""
    assert fold_wide(text, room) == lines
    assert all(wide(line) <= room for line in lines)
