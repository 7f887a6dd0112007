"""Small files to import, written where a test says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

TICKETS = """source_id,received_at,text,category,channel,closed_at
A1,2026-10-01 9:30,厨房漏水,维修,来电,2026-10-01 15:00
A2,2026-10-02 14:00,灯不亮,repair,visit,
"""
BAD = TICKETS + "A3,someday,门坏了,repair,visit,\n"


def csv_file(folder: Path, text: str = TICKETS, *, name: str = "rows.csv", encoding: str = "utf-8") -> str:
    """A csv file with this text; its path."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def lines_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> str:
    """A workbook with one sheet; its path."""
    from xlsxwriter import Workbook

    book = Workbook(str(path), {"strings_to_numbers": False})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return str(path)
