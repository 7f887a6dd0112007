"""Reports as Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cspm.core.language import Language
from cspm.core.tables import Chart, Report, Table
from cspm.errors import Message
from cspm.paper.markdown import escaped, report_md


def test_the_report_as_markdown(report: Report, language: Language, golden: Callable[[str, bytes], None]) -> None:
    """Headings, tables with right-aligned figures, bars and notes, as the golden file has them."""
    golden(f"report.{language.code}.md", report_md(report, language).encode())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a|b", "a\\|b"),
        ("a\\|b", "a\\\\\\|b"),
        ("two\nlines", "two<br>lines"),
        ("<script>", "&lt;script&gt;"),
        ("![x](http://y)", "!\\[x\\](http://y)"),
        ("`*_~", "\\`\\*\\_\\~"),
        ("&lt;", "&amp;lt;"),
    ],
)
def test_marks_are_read_and_not_followed(typed: str, expected: str) -> None:
    """Pipes, line breaks, tags, links and pictures that a customer typed have no effect."""
    assert escaped(typed) == expected


def test_a_row_stays_one_line(english: Language, one_column: Callable[..., Report]) -> None:
    """A table of two rows has four lines, whatever stands in the cells."""
    made = report_md(one_column("a\r\nb|c\u2028d", "\x1b\x00\ud800"), english)
    table = made.split("\n\n")[2].rstrip("\n").split("\n")
    assert table == ["| Text |", "| --- |", "| a<br>b\\|c<br>d |", "| \ufffd |"]


@pytest.mark.parametrize(("note", "line"), [("# big", "\\# big"), ("1. one", "1\\. one"), ("- item", "\\- item")])
def test_notes_do_not_become_headings_or_lists(note: str, line: str, english: Language) -> None:
    """A note that begins with a mark of Markdown is still a sentence."""
    report = Report("r", Message("R"), None, (), notes=(Message(note),))
    assert report_md(report, english) == f"# R\n\n- {line}\n"


def test_empty_tables_and_charts_say_so(english: Language) -> None:
    """Nothing to show is said in words, not by a table without rows."""
    report = Report("r", Message("R"), None, (Table("t", Message("T"), (), ()),), (Chart("c", Message("C"), (), ()),))
    assert report_md(report, english) == "# R\n\n## T\n\nNothing to show.\n\n## C\n\nNothing to show.\n"
