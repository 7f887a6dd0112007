"""Workbooks (xlsx, xlsm, xls) through python-calamine, measured before they are unpacked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from cspm.errors import N_
from cspm.sheets.opening import NOT_A_TABLE, NOT_A_WORKBOOK, refused
from cspm.sheets.reader import Line, Reader, table_of

if TYPE_CHECKING:
    from zipfile import ZipFile

LARGEST = 512 << 20  # bytes, unpacked
MOST_CELLS = 20_000_000  # of the rectangle around all filled cells: calamine holds every one of them, 32 bytes each
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Za-z]{1,3})(\d{1,7})["'][^<>]*[^/<>]>""")
_LONGEST_CELL_TAG = 512

NO_LIBRARY = N_("Workbooks need the library python-calamine. Install it with: pip install cspm[excel]; or save as CSV.")
TOO_BIG = N_("The workbook unpacks to more than {limit} MB. Save the sheet as CSV.")
TOO_WIDE = N_("A cell far outside the table makes the sheet too large. Copy the table to a new sheet, or save as CSV.")
LOCKED = N_("The workbook is protected by a password. Save it without one.")
BROKEN = N_("The workbook is damaged: {problem}")
NO_SHEET = N_("There is no sheet “{sheet}”. Sheets: {sheets}")


def read_workbook(binary: BinaryIO, *, name: str, sheet: str | None) -> Reader:
    """The rows of a sheet (the first visible one when none is named); `total` and `position` are rows.

    A midnight comes as a date, numbers without a fraction as whole numbers, so a phone keeps its digits; of merged
    cells the first has the value. Raises InputRejected for a missing library, a sheet that is not there, and a file
    that is damaged, locked or would not fit into memory.
    """
    with binary:
        head = binary.read(4)
        binary.seek(0)
        if head == b"PK\x03\x04":
            _measure(binary, name)
            binary.seek(0)
        found = _sheet(binary, name, wanted=sheet)
    count = 0

    def lines() -> Iterator[Line]:
        nonlocal count
        for count, cells in enumerate(found.iter_rows(), 1):
            yield Line(count, [cell_of(cell) for cell in cells])

    first_column = found.start[1] if found.start else 0
    last_row = found.end[0] + 1 if found.end else 0
    headings, rows = table_of(name, lines(), first_column=first_column)
    return Reader(name, rows, headings=headings, fixed=True, total=last_row, position=lambda: count, close=lambda: None)


def cell_of(value: object) -> object:
    """A cell as text; dates and instants stay what they are, because a mapping's time format is for text only."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _digits(value)
    if isinstance(value, (str, date, datetime)):
        return value
    return str(value)


def _digits(number: float) -> str:
    if number == int(number):
        return str(int(number))
    text = repr(number)
    return text if "e" not in text else f"{number:.20f}".rstrip("0")


def _sheet(binary: BinaryIO, name: str, *, wanted: str | None) -> Any:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum
    except ImportError:
        raise refused(name, NO_LIBRARY) from None
    try:
        workbook = CalamineWorkbook.from_filelike(binary)
        sheets = [each.name for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        seen = [each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        title = wanted or next((each for each in sheets if each in seen), None)
        if title not in sheets or title is None:
            raise refused(name, NO_SHEET, sheet=wanted or "", sheets=tuple(sheets))
        return workbook.get_sheet_by_name(title)
    except PasswordError:
        raise refused(name, LOCKED) from None
    except CalamineError as error:
        raise refused(name, BROKEN, problem=str(error)) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a bug of the library arrives; it has no public class
            raise
        raise refused(name, BROKEN, problem=str(error)) from None


def _measure(binary: BinaryIO, name: str) -> None:
    """Refuse a workbook that would not fit into memory: calamine ends the whole program when it runs out of it."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(binary) as archive:
            parts = archive.infolist()
            if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
                raise refused(name, NOT_A_TABLE if name.lower().endswith(".csv") else NOT_A_WORKBOOK)
            if sum(part.file_size for part in parts) > LARGEST:
                raise refused(name, TOO_BIG, limit=LARGEST >> 20)
            for part in parts:
                if part.filename.lower().startswith("xl/worksheets/") and part.filename.lower().endswith(".xml"):
                    _measure_sheet(archive, part.filename, name)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise refused(name, BROKEN, problem=str(error)) from None
    except Exception as error:
        if type(error).__module__ not in ("zlib", "_lzma"):
            raise
        raise refused(name, BROKEN, problem=str(error)) from None


def _measure_sheet(archive: ZipFile, part: str, name: str) -> None:
    with archive.open(part) as file:
        rows, columns = _corner(file)
    if rows * columns > MOST_CELLS:
        raise refused(name, TOO_WIDE)


def _corner(file: IO[bytes]) -> tuple[int, int]:
    """How many rows and columns the rectangle around all filled cells has, from the XML read in pieces."""
    rows: set[int] = set()
    columns: set[bytes] = set()
    rest = b""
    while piece := file.read(1 << 20):
        piece = rest + piece
        found = _CELL.findall(piece)
        columns.update(letters for letters, _ in found)
        rows.update(int(row) for row in {row for _, row in found})
        rows = {min(rows), max(rows)} if rows else rows
        cut = piece.rfind(b"<", len(piece) - _LONGEST_CELL_TAG)
        rest = piece[cut:] if cut >= 0 else b""
    if not rows:
        return 0, 0
    places = {_place(letters) for letters in columns}
    return max(rows) - min(rows) + 1, max(places) - min(places) + 1


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place
