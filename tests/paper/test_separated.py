"""Comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from cspm.core.language import Language
from cspm.core.tables import Column, Report
from cspm.errors import Code, Message
from cspm.paper.separated import guarded, report_csv


@pytest.mark.parametrize("for_people", [True, False])
def test_the_report_as_csv(
    report: Report, language: Language, golden: Callable[[str, bytes], None], for_people: bool
) -> None:
    """Several tables under their titles with a blank line between, as the golden file has them."""
    made = report_csv(report, language, for_people=for_people)
    golden(f"report.{language.code}.{'people' if for_people else 'pipe'}.csv", made)


def test_people_get_a_mark_and_crlf_pipes_do_not(english: Language, one_column: Callable[..., Report]) -> None:
    """Excel needs the byte-order mark and CRLF; a pipe gets plain UTF-8 lines."""
    report = one_column("水", "b")
    assert report_csv(report, english, for_people=True) == b"\xef\xbb\xbfText\r\n\xe6\xb0\xb4\r\nb\r\n"
    assert report_csv(report, english, for_people=False) == b"Text\n\xe6\xb0\xb4\nb\n"


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        "＝1+1",
        "+A1",
        "-A1",
        '=HYPERLINK("x")',
        "--1",
    ],
)
def test_formulas_are_made_text(typed: str) -> None:
    """An apostrophe in front makes a spreadsheet show the words instead of obeying them."""
    assert guarded(typed) == "'" + typed


@pytest.mark.parametrize(
    "typed",
    [
        "+8613800138000",
        "+86 138 0013 8000",
        "+86-10-8888 转801",
        "-5",
        "+3.50",
        "-1,234.50",
        "12%",
        "-",
        "",
        "1=1",
        "水=1",
    ],
)
def test_numbers_and_phones_are_left_alone(typed: str) -> None:
    """A phone number with its country code is no formula, and neither is a negative amount."""
    assert guarded(typed) == typed


@pytest.mark.parametrize(
    "cell", ["=1", "\r=1", Code("category", "=1"), Message("=1"), Message.of("{x}", x="=1"), ("=1", "b")]
)
def test_whatever_carries_text_is_guarded(cell: object, english: Language, one_column: Callable[..., Report]) -> None:
    """Text, unknown codes, sentences and lists are guarded alike, in every kind of column."""
    for kind in ("text", "int", "money", "code", "time"):
        made = report_csv(one_column(cell, column=Column("x", "X", kind)), english, for_people=False)
        rows = list(csv.reader(io.StringIO(made.decode())))
        assert rows[1][0].startswith("'")


def test_negative_figures_stay_figures(english: Language, one_column: Callable[..., Report]) -> None:
    """Only text can be a formula: a negative deduction must remain a number for the spreadsheet."""
    made = report_csv(one_column(-5, column=Column("x", "X", "money")), english, for_people=True)
    assert made.endswith(b"\r\n-5.00\r\n")


def test_hostile_text_survives_a_csv_reader(english: Language, one_column: Callable[..., Report]) -> None:
    """Quotes, commas, line breaks and a huge cell come back as they went in; NUL and half surrogates are gone."""
    cells = ['"quoted", with comma', "two\nlines", "nul\x00\ud800", "长" * 100_000]
    made = report_csv(one_column(*cells), english, for_people=True).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(made, newline="")))[1:]
    assert [row[0] for row in rows] == ['"quoted", with comma', "two\nlines", "nul\ufffd", "长" * 100_000]
