"""Reports as Excel workbooks, read back."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from cspm.core.language import Language
from cspm.core.tables import Chart, Column, Report, Table
from cspm.errors import Message, Usage
from cspm.paper import workbook
from cspm.paper.workbook import report_xlsx, sheet_name


def rows_of(made: bytes, sheet: int = 0) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return book.get_sheet_by_index(sheet).to_python()


def parts_of(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_workbook_reads_back(report: Report, chinese: Language) -> None:
    """A sheet per table with the language's headings, numbers as numbers, times as times, and one sheet of charts."""
    made = report_xlsx(report, chinese)
    assert CalamineWorkbook.from_filelike(io.BytesIO(made)).sheet_names == [
        "按类别",
        "等待最久的工单",
        "未及时",
        "图表",
    ]
    figures = rows_of(made)
    assert figures[0] == ["类别", "受理", "结案", "结案用时（小时）", "金额", "及时率"]
    assert figures[1] == ["家政", 128.0, 121.0, 26.4167, 3260.0, 0.9231]
    assert figures[3] == ["其他", 9.0, 9.0, 12.0, "", ""]
    assert figures[5][0] == "作废编号不计。"
    waiting = rows_of(made, 1)
    assert waiting[1][:3] == ["T-202610-0042", datetime(2026, 10, 3, 9, 30), "挂起"]
    assert waiting[3][1] == date(2026, 10, 9)
    assert waiting[3][3] == '=HYPERLINK("http://x")<script>alert(1)</script>'
    assert waiting[2][4] == "否"
    assert rows_of(made, 3)[0][0] == "按类别"


def test_nothing_in_a_workbook_calculates_or_links(report: Report, english: Language) -> None:
    """Cells, headings, titles, sheet names and chart names that look like formulas or links are words."""
    bad = '=cmd|"/C calc"!A0'
    table = Table("t", Message(bad), (Column("a", bad),), ((bad,), ("http://x.example/",), ("+1",)), (Message(bad),))
    hostile = Report("r", Message(bad), None, (table,), (Chart("c", Message(bad), (bad,), ((bad, (1,)),)),))
    for made in (report_xlsx(hostile, english), report_xlsx(report, english)):
        for name, text in parts_of(made).items():
            if name.startswith("xl/worksheets/"):
                assert "<f>" not in text
                assert "hyperlink" not in text
            if name.startswith("xl/charts/"):
                assert "cmd" not in "".join(piece.split("</c:f>")[0] for piece in text.split("<c:f>")[1:])


def test_equal_reports_give_equal_bytes(report: Report, english: Language) -> None:
    """The file carries the report's own time, not the clock's, so that a seal can hold its digest."""
    first = report_xlsx(report, english)
    time.sleep(1.1)  # the document's date has whole seconds
    assert report_xlsx(report, english) == first
    assert "2026-11-22T01:30:15Z" in parts_of(first)["docProps/core.xml"]
    undated = report_xlsx(report._replace(meta={}), english)
    assert "2000-01-01T00:00:00Z" in parts_of(undated)["docProps/core.xml"]


def test_formats_and_frozen_heading(report: Report, english: Language) -> None:
    """Money, rates and times look right when the file is opened; the heading stays in sight."""
    parts = parts_of(report_xlsx(report, english))
    styles = parts["xl/styles.xml"]
    assert 'formatCode="0.0%"' in styles
    assert 'formatCode="yyyy-mm-dd hh:mm"' in styles
    assert 'formatCode="#,##0.00"' in styles
    assert 'state="frozen"' in parts["xl/worksheets/sheet1.xml"]
    assert "<c:barChart>" in parts["xl/charts/chart1.xml"]
    assert "xl/charts/chart2.xml" in parts


def test_columns_are_as_wide_as_they_are_read(english: Language, one_column: Callable[..., Report]) -> None:
    """Ten Chinese characters need twenty places, and no column takes the whole screen."""
    narrow = parts_of(report_xlsx(one_column("水" * 10), english))["xl/worksheets/sheet1.xml"]
    assert 'width="23.7' in narrow
    wide = parts_of(report_xlsx(one_column("水" * 500), english))["xl/worksheets/sheet1.xml"]
    assert 'width="60.7' in wide


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("nul\x00esc\x1bhalf\ud800", "nulesc\ufffd".replace("esc", "eschalf")),
        ("x" * 100_000, "x" * 32_766 + "…"),
        (2**60, str(2**60)),
        (Decimal("NaN"), ""),
        (float("inf"), ""),
        (date(1815, 6, 18), "1815-06-18"),
        (("a", "b"), "a, b"),
        (True, "yes"),
    ],
)
def test_what_excel_cannot_hold_is_still_there(
    value: object, expected: object, english: Language, one_column: Callable[..., Report]
) -> None:
    """Huge texts are cut visibly, huge numbers and old dates are text, controls are gone."""
    rows = rows_of(report_xlsx(one_column("first", value, "last"), english))
    assert rows[2:3] == [[expected]]
    assert rows[3] == ["last"]


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("2026/10: [all]*?", [], "2026 10   all"),
        ("'quoted'", [], "quoted"),
        ("", [], "Sheet"),
        ("History", [], "History_"),
        ("x" * 40, [], "x" * 31),
        ("水" * 40, ["水" * 31], "水" * 27 + " (2)"),
        ("Late", ["late", "LATE (2)"], "Late (3)"),
        ("🏠" * 20, [], "🏠" * 15),
        ("a\x00b\nc", [], "ab c"),
    ],
)
def test_sheet_names_are_such_that_excel_opens_the_file(title: str, taken: list[str], name: str) -> None:
    """At most 31 characters as Excel counts, no forbidden signs, each one different."""
    assert sheet_name(title, taken) == name


def test_equal_titles_and_empty_reports(english: Language) -> None:
    """Two tables may share a title, and a report without tables is still a file that opens."""
    table = Table("t", Message("T"), (Column("a", "A"),), ())
    made = report_xlsx(Report("r", Message("R"), None, (table, table)), english)
    assert CalamineWorkbook.from_filelike(io.BytesIO(made)).sheet_names == ["T", "T (2)"]
    empty = report_xlsx(Report("r", Message("R"), None, (), (Chart("c", Message("C"), (), ()),)), english)
    assert CalamineWorkbook.from_filelike(io.BytesIO(empty)).sheet_names == ["Charts"]
    assert CalamineWorkbook.from_filelike(
        io.BytesIO(report_xlsx(Report("r", Message("R"), None, ()), english))
    ).sheet_names == ["R"]


def test_more_rows_than_a_sheet_holds_are_refused(
    english: Language, one_column: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are never dropped silently; the sentence says what to use instead."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(Usage) as refused:
        report_xlsx(one_column(1, 2, 3), english)
    assert english.message(refused.value.message) == "3 rows are more than a sheet holds (2). Use -o csv instead."


def test_without_the_library_the_sentence_names_it(
    report: Report, language: Language, without: Callable[[str], None]
) -> None:
    """Exit 2 with the command to type, in both languages."""
    without("xlsxwriter")
    with pytest.raises(Usage) as refused:
        report_xlsx(report, language)
    assert "pip install cspm[excel]" in language.message(refused.value.message)
    assert refused.value.exit_code == 2


def test_times_keep_their_own_zone(english: Language, one_column: Callable[..., Report]) -> None:
    """A cell shows the wall clock of the site, as all other faces do."""
    when = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("America/New_York"))
    rows = rows_of(report_xlsx(one_column(when, column=Column("t", "T", "time")), english))
    assert rows[1] == [datetime(2026, 11, 22, 9, 30)]
