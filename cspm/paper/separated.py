"""Comma-separated values: a file that Excel opens correctly, or plain lines for a pipe."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from cspm.core.language import Language
from cspm.core.tables import Cell, Column, Report, Table
from cspm.errors import Code, Message
from cspm.paper.cell import heading, sentence, shown

# What a spreadsheet takes for the beginning of a formula; the wide ones only where Chinese or Japanese is set.
_FORMULA = "=+-@\t\r\n＝＋－＠"
_HARMLESS = re.compile(r"[+-]?\d+([.,]\d+)*%?|\+\d[\d -]{5,}(\s*转\s*\d+)?|-")


def report_csv(report: Report, language: Language, *, for_people: bool) -> bytes:
    """All tables of a report; several stand under their titles with a blank line between.

    For people: with a byte-order mark and CRLF, as Excel wants it. Else UTF-8 with line feeds. Charts are left out:
    their numbers stand in the tables.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n" if for_people else "\n")
    for place, table in enumerate(report.tables):
        if len(report.tables) > 1:
            if place:
                writer.writerow([])
            writer.writerow([guarded(sentence(table.title, language))])
        writer.writerows(_lines(table, language))
    return file.getvalue().encode("utf-8-sig" if for_people else "utf-8")


def _lines(table: Table, language: Language) -> Iterator[list[str]]:
    yield [guarded(heading(column, language)) for column in table.columns]
    for row in table.rows:
        yield [_cell(value, column, language) for value, column in zip(row, table.columns, strict=True)]


def _cell(value: Cell, column: Column, language: Language) -> str:
    text = shown(value, column, language)
    return guarded(text) if isinstance(value, (str, Code, Message, tuple, list)) else text


def guarded(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula; phones and numbers stay.

    So does a text that begins with such an apostrophe itself: `sheets.delimited.unguarded` gives back every text.
    """
    bare = text.lstrip("'")
    if bare and bare[0] in _FORMULA and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text
