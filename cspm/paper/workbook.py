"""Excel workbooks: a sheet per table, real numbers and dates, native charts. Equal reports give equal bytes."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeGuard

from cspm.core.language import Language
from cspm.core.tables import Cell, Chart, Column, Report, Table
from cspm.errors import N_, Message, Usage
from cspm.paper.bars import bars
from cspm.paper.cell import heading, is_figure, one_line, plain, sentence, shown
from cspm.paper.formulas import resolved
from cspm.paper.width import widest

Formulas = Mapping[tuple[int, str], str]

CHARTS = N_("Charts")
MOST_ROWS = 1_048_575  # of a sheet, below its heading
LONGEST_CELL = 32_767
LONGEST_NAME = 31
MOST_EXACT = 2**53  # whole numbers above it lose digits in Excel
WIDEST = 60
MEASURED_ROWS = 500  # enough to judge a column's width by
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was
FORMATS = {
    "int": "0",
    "number": "0.####",
    "money": "#,##0.00",
    "rate": "0.0%",
    "hours": "0.0",
    "minutes": "0.0",
    "time": "yyyy-mm-dd hh:mm",
    "date": "yyyy-mm-dd",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def report_xlsx(report: Report, language: Language) -> bytes:
    """The report as a workbook.

    The document's date is `report.meta["generated_at"]`, else a fixed one. Raises Usage when xlsxwriter is not
    installed or a table has more rows than a sheet holds.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise Usage(
            problem=Message.of(
                N_("Excel files need a library that is not installed. Install it with: {command}"),
                command="pip install cspm[excel]",
            )
        ) from None
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": sentence(report.title, language)[:255], "created": _created(report)})
    _Sheets(book, language).fill(report)
    book.close()
    return file.getvalue()


def _created(report: Report) -> datetime:
    made = report.meta.get("generated_at")
    if not isinstance(made, datetime) or made.tzinfo is None:
        made = UNDATED
    return made.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def sheet_name(title: str, taken: Iterable[str]) -> str:
    """A name that Excel accepts for a sheet and that differs from those taken."""
    base = _FORBIDDEN.sub(" ", one_line(title)).strip(" '") or "Sheet"
    if base.casefold() == "history":  # Excel keeps this one to itself
        base += "_"
    used = {name.casefold() for name in taken}
    name, count = _cut(base, LONGEST_NAME), 1
    while name.casefold() in used:
        count += 1
        tail = f" ({count})"
        name = _cut(base, LONGEST_NAME - len(tail)) + tail
    return name


def _cut(text: str, units: int) -> str:
    """The beginning of the text; Excel counts characters outside the basic plane twice."""
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text.rstrip(" '")


class _Sheets:
    """One workbook while it is being filled: its formats, its sheets and the language. `Any`: xlsxwriter's own."""

    def __init__(self, book: Any, language: Language) -> None:
        self.book = book
        self.language = language
        self.names: list[str] = []
        self.sheets: dict[str, tuple[str, Table]] = {}
        text = {"valign": "top", "text_wrap": True}
        self.formats = {kind: book.add_format({"valign": "top", "num_format": code}) for kind, code in FORMATS.items()}
        self.text = book.add_format(text)
        self.title = book.add_format({"bold": True})
        head = {"bold": True, "bottom": 1, "bg_color": "#EAF0F5", "valign": "top", "text_wrap": True}
        self.heads = {False: book.add_format(head), True: book.add_format({**head, "align": "right"})}

    def fill(self, report: Report) -> None:
        for table in report.tables:  # first the names: what sums up may stand before what it sums
            name = sheet_name(sentence(table.title, self.language), self.names)
            self.names.append(name)
            self.sheets.setdefault(table.key, (name, table))
        for name, table in zip(tuple(self.names), report.tables, strict=True):
            self._table(self.book.add_worksheet(name), table)
        if report.charts:
            self._charts(report.charts)
        if not self.names:
            self._sheet(sentence(report.title, self.language))

    def _sheet(self, title: str) -> Any:
        name = sheet_name(title, self.names)
        self.names.append(name)
        return self.book.add_worksheet(name)

    def _table(self, sheet: Any, table: Table) -> None:
        if len(table.rows) > MOST_ROWS:
            raise Usage(
                problem=Message.of(
                    N_("{rows} rows are more than a sheet holds ({most}). Use -o csv instead."),
                    rows=len(table.rows),
                    most=MOST_ROWS,
                )
            )
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, heading(column, self.language), self.heads[is_figure(column)])
            sheet.set_column(place, place, self._width(table, place))
        for line, row in enumerate(table.rows, 1):
            for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                if not self._formula(sheet, line, place, value=cell, column=column, formulas=table.formulas):
                    self._cell(sheet, line, place, value=cell, column=column)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        for line, note in enumerate(table.notes, len(table.rows) + 2):
            sheet.write_string(line, 0, sentence(note, self.language)[:LONGEST_CELL])

    def _width(self, table: Table, place: int) -> int:
        column = table.columns[place]
        words = [heading(column, self.language)]
        words += [shown(row[place], column, self.language)[:1000] for row in table.rows[:MEASURED_ROWS]]
        return min(WIDEST, max(map(widest, words)) + 3)  # room for the arrow of the filter

    def _formula(self, sheet: Any, line: int, place: int, *, value: Cell, column: Column, formulas: Formulas) -> bool:
        """Write a cell that the workbook computes, with its value as it is now; False for any other cell."""
        text = formulas.get((line, column.key))
        formula = resolved(text, self.sheets) if text and _is_exact(value) else None
        if formula is not None:
            sheet.write_formula(line, place, formula, self.formats.get(column.kind), value)
        return formula is not None

    def _cell(self, sheet: Any, line: int, place: int, *, value: Cell, column: Column) -> None:
        if _is_exact(value):
            sheet.write_number(line, place, value, self.formats.get(column.kind, self.formats["number"]))
        elif isinstance(value, datetime) and column.kind != "date" and value.date() >= FIRST_DAY:
            sheet.write_datetime(line, place, value.replace(tzinfo=None), self.formats["time"])
        elif isinstance(value, date) and _day(value) >= FIRST_DAY:
            sheet.write_datetime(line, place, _day(value), self.formats["date"])
        else:
            text = shown(value, column, self.language)
            if text:
                sheet.write_string(line, place, _whole(text), self.text)

    def _charts(self, charts: tuple[Chart, ...]) -> None:
        sheet = self._sheet(self.language.text(CHARTS))
        sheet.set_column(0, 0, 28)
        line = 0
        for chart in charts:
            line = self._chart(sheet, chart, line) + 2

    def _chart(self, sheet: Any, chart: Chart, line: int) -> int:
        """Write the chart's numbers from that line on, with the drawing beside them; return the line after both."""
        name, first, last = self.names[-1], line + 2, line + 1 + len(chart.labels)
        sheet.write_string(line, 0, sentence(chart.title, self.language), self.title)
        for row, label in enumerate(chart.labels, first):
            sheet.write_string(row, 0, _whole(plain(label, self.language)))
        for bar_place, bar in enumerate(bars(chart, self.language)):
            row, column = first + bar_place // len(chart.series), 1 + bar.place
            sheet.write_string(line + 1, column, bar.series, self.heads[True])
            if bar.value is not None:
                sheet.write_number(row, column, bar.value)
        if not chart.labels or not chart.series:
            return last + 1
        drawing = self.book.add_chart({"type": "bar"})
        for column in range(1, len(chart.series) + 1):
            drawing.add_series(
                {
                    # references, never words: a name that begins with "=" would be a formula
                    "name": [name, line + 1, column],
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "data_labels": {"value": True},
                }
            )
        drawing.set_title({"name": [name, line, 0], "overlay": False, "name_font": {"size": 12}})
        drawing.set_y_axis({"reverse": True})
        drawing.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
        drawing.set_legend({"none": len(chart.series) == 1, "position": "bottom"})
        height = 90 + 24 * len(chart.labels) * len(chart.series)
        drawing.set_size({"width": 560, "height": height})
        sheet.insert_chart(line, 2 + len(chart.series), drawing)
        return max(last, line + height // 20) + 1


def _is_exact(value: Cell) -> TypeGuard[float | Decimal]:
    if not isinstance(value, (int, float, Decimal)) or isinstance(value, bool):
        return False
    return math.isfinite(value) and -MOST_EXACT <= value <= MOST_EXACT


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _whole(text: str) -> str:
    """The text, or as much of it as a cell holds."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
