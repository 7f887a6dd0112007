from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from cspm.sheets import workbook
from cspm.sheets.rows import Row, read_rows


def wall(*parts: int) -> datetime:
    """A time as it stands in a file, without a zone."""
    return datetime(*parts)


def book(fill: Callable[[Any, Any], None]) -> bytes:
    """The bytes of a workbook whose first sheet `fill(workbook, sheet)` writes."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    fill(made, made.add_worksheet("报修"))
    made.close()
    return file.getvalue()


def rows_of(path: str, sheet: str | None = None) -> list[Row]:
    with read_rows(path, sheet=sheet) as reader:
        return list(reader)


def rezipped(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with each part changed, or left out where `change` gives None."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def test_cells_come_as_people_mean_them(put):
    """A phone keeps its digits, a midnight is a date, a time is a time, true is a word, leading zeros stay."""

    def fill(made, sheet):
        stamp = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        clock = made.add_format({"num_format": "hh:mm"})
        length = made.add_format({"num_format": "[h]:mm"})
        sheet.write_row(0, 0, ["phone", "day", "time", "money", "yes", "code", "clock", "length", "big"])
        sheet.write_number(1, 0, 13800138000)
        sheet.write_datetime(1, 1, wall(2026, 1, 2), stamp)
        sheet.write_datetime(1, 2, wall(2026, 1, 2, 9, 30), stamp)
        sheet.write_number(1, 3, 12.5)
        sheet.write_boolean(1, 4, True)
        sheet.write_string(1, 5, "007")
        sheet.write_number(1, 6, 0.25, clock)
        sheet.write_number(1, 7, 1.5, length)
        sheet.write_number(1, 8, 1e20)

    (row,) = rows_of(put("a.xlsx", book(fill)))
    assert row == Row(
        2,
        {
            "phone": "13800138000", "day": date(2026, 1, 2), "time": wall(2026, 1, 2, 9, 30), "money": "12.5",
            "yes": "true", "code": "007", "clock": "06:00:00", "length": "1 day, 12:00:00", "big": "1" + "0" * 20,
        },
    )  # fmt: skip
    assert type(row.values["day"]) is date


@pytest.mark.parametrize(
    ("number", "text"), [(0.1, "0.1"), (-3.0, "-3"), (1e-7, "0.0000001"), (0, "0"), (2**53, str(2**53))]
)
def test_numbers_are_written_out(number, text):
    """No number comes with an exponent or a needless fraction."""
    assert workbook.cell_of(number) == text


def test_rows_have_their_own_numbers(put):
    """A title, blank rows and columns before the table change nothing; merged cells keep the first."""

    def fill(made, sheet):
        sheet.merge_range(1, 1, 1, 3, "2026年10月报修登记表")
        sheet.write_row(3, 1, ["编号", "内容", ""])
        sheet.write_row(4, 1, ["1", "漏水", ""])
        sheet.write_row(6, 1, ["2", "停电", "note"])
        sheet.merge_range(7, 1, 8, 1, "3")

    path = put("a.xlsx", book(fill))
    assert rows_of(path) == [
        Row(5, {"编号": "1", "内容": "漏水"}),
        Row(7, {"编号": "2", "内容": "停电", "[D]": "note"}),
        Row(8, {"编号": "3", "内容": ""}),
    ]
    with read_rows(path) as reader:
        assert [reader.position for _ in reader] == [5, 7, 8]
        assert reader.total == 8


def test_the_first_visible_sheet_is_read_unless_one_is_named(put, refusal):
    """A hidden sheet is passed over, a named one taken, a wrong name answered with the names there are."""

    def fill(made, sheet):
        sheet.hide()
        sheet.write(0, 0, "hidden")
        second = made.add_worksheet("第二")
        second.write(0, 0, "seen")
        second.activate()
        second.set_first_sheet()

    path = put("a.xlsx", book(fill))
    with read_rows(path) as reader:
        assert reader.headings == ("seen",)
    with read_rows(path, sheet="报修") as reader:
        assert reader.headings == ("hidden",)
    assert refusal(lambda: read_rows(path, sheet="三")) == "There is no sheet “三”. Sheets: 报修, 第二"


def test_an_empty_sheet_is_refused(put, refusal):
    """A workbook without headings has nothing to read."""
    assert "no headings" in refusal(lambda: read_rows(put("a.xlsx", book(lambda made, sheet: None))))


def test_a_workbook_that_unpacks_to_too_much_is_refused(put, refusal, monkeypatch):
    """A small archive with a huge content is told by its directory, before it is unpacked."""
    monkeypatch.setattr(workbook, "LARGEST", 1 << 20)
    content = book(lambda made, sheet: sheet.write(0, 0, "id"))
    bomb = rezipped(content, lambda name, part: part + b" " * (4 << 20) if "sheet1" in name else part)
    assert len(bomb) < 100_000
    assert "more than 1 MB" in refusal(lambda: read_rows(put("a.xlsx", bomb)))


@pytest.mark.parametrize("reference", ["ZZZ900000", "XFD1048576"])
def test_a_lonely_cell_far_away_is_refused(reference, put, refusal):
    """The rectangle around all cells would not fit into memory, and the library would end the program."""
    content = book(lambda made, sheet: sheet.write(0, 0, "id"))
    lonely = f'<row r="900000"><c r="{reference}" t="str"><v>x</v></c></row></sheetData>'.encode()
    far = rezipped(content, lambda name, part: part.replace(b"</sheetData>", lonely))
    assert "far outside the table" in refusal(lambda: read_rows(put("a.xlsx", far)))


def test_formatted_empty_cells_far_away_do_not_matter(put):
    """Somebody painted the sheet down to its last row: it is still read."""

    def fill(made, sheet):
        grey = made.add_format({"bg_color": "#DDDDDD"})
        sheet.write_row(0, 0, ["id", "text"])
        sheet.write_row(1, 0, ["1", "x"])
        for row in range(0, 1_048_576, 200_000):
            sheet.write_blank(row, 16_000, None, grey)

    assert rows_of(put("a.xlsx", book(fill))) == [Row(2, {"id": "1", "text": "x"})]


def damaged() -> dict[str, bytes]:
    good = book(lambda made, sheet: sheet.write_row(0, 0, ["id", "text"]))
    return {
        "cut": good[: len(good) // 2],
        "signature only": b"PK\x03\x04" + b"junk" * 100,
        "bad xml": rezipped(good, lambda name, part: part[: len(part) // 2] if "sheet1" in name else part),
        "no sheet part": rezipped(good, lambda name, part: None if "sheet1.xml" in name else part),
        "flipped": good.replace(b"PK\x01\x02", b"PK\x09\x09", 1),
        "old format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    }


@pytest.mark.parametrize("name", damaged())
def test_a_damaged_workbook_is_refused(name, put, refusal):
    """Whatever is broken in it, one sentence says so."""
    path = put("a.xlsx", damaged()[name])
    assert refusal(lambda: rows_of(path))


def test_every_cut_workbook_is_refused_or_read(put, refusal):
    """A download that broke off never ends in a traceback."""
    good = book(lambda made, sheet: sheet.write_row(0, 0, ["id", "text"]))
    for length in range(1, len(good), 97):
        path = put("a.xlsx", good[:length])
        refusal(lambda path=path: rows_of(path))


def test_an_archive_that_is_no_workbook_is_refused(put, refusal):
    """A zip file with the ending of a workbook is told."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "not a workbook" in refusal(lambda: read_rows(put("a.xlsx", file.getvalue())))


def test_without_the_library_the_sentence_says_how_to_get_it(put, refusal, monkeypatch):
    """The extra may not be installed."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    path = put("a.xlsx", book(lambda made, sheet: sheet.write(0, 0, "id")))
    assert "pip install cspm[excel]" in refusal(lambda: read_rows(path))


def test_a_panic_of_the_library_is_a_sentence(put, refusal, monkeypatch):
    """A bug of the library over a strange file is the file's problem, other exits are not swallowed."""

    class PanicException(BaseException):
        pass

    path = put("a.xlsx", book(lambda made, sheet: sheet.write(0, 0, "id")))
    monkeypatch.setattr("python_calamine.CalamineWorkbook", Failing(PanicException("index")))
    assert "damaged: index" in refusal(lambda: read_rows(path))
    monkeypatch.setattr("python_calamine.CalamineWorkbook", Failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        read_rows(path)


class Failing:
    def __init__(self, error: BaseException) -> None:
        self.error = error

    def from_filelike(self, binary: object) -> None:
        raise self.error
