"""Formulas of workbooks: the names of tables and columns become ranges of sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cspm.core.tables import Table

_REFERENCE = re.compile(r"\{(\w+)\.(\w+)(?:\.(\d+))?\}")
HEADING = 1  # the row above the first one of a table


def resolved(text: str, sheets: Mapping[str, tuple[str, Table]]) -> str | None:
    """A formula of `Table.formulas` as Excel writes it, with the sheet's name and the table of every key; None when the
    workbook has not all that it names."""
    from xlsxwriter.utility import xl_range_formula

    ranges = {}
    for found in _REFERENCE.finditer(text):
        key, column, row = found.groups()
        name, table = sheets.get(key, ("", None))
        places = [place for place, one in enumerate(table.columns) if one.key == column] if table else []
        first, last = (int(row), int(row)) if row else (1, len(table.rows) if table else 0)
        if table is None or not places or not 1 <= first <= last <= len(table.rows):
            return None
        top, bottom = first - 1 + HEADING, last - 1 + HEADING
        ranges[found[0]] = xl_range_formula(name, top, places[0], bottom, places[0])
    return "=" + _REFERENCE.sub(lambda found: ranges[found[0]], text)
