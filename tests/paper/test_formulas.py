"""Sums of a workbook are formulas over the cells they sum, with the value as it is now beside them."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

from python_calamine import CalamineWorkbook

from cspm.core.language import language
from cspm.core.tables import Column, Report, Table
from cspm.errors import Message
from cspm.paper.faces import FACES, render
from cspm.paper.formulas import resolved

LINES = Table(
    "lines", Message("Lines' sheet"), (Column("no", "No.", "int"), Column("amount", "Amount", "money")),
    ((1, Decimal("1.10")), (2, Decimal("2.20"))),
)  # fmt: skip
SUMS = Table(
    "sums", Message("Sums"), (Column("what", "What"), Column("amount", "Amount", "money")),
    (("all", Decimal("3.30")), ("none", Decimal("0.00"))),
    formulas={(1, "amount"): "SUM({lines.amount})", (2, "amount"): "SUM({gone.amount})"},
)  # fmt: skip
REPORT = Report("r", Message("R"), {}, (SUMS, LINES))
SHEETS = {"lines": ("Lines' sheet", LINES), "sums": ("Sums", SUMS)}


def test_a_column_and_a_cell_become_a_range() -> None:
    """Names of sheets are quoted, rows counted below the heading; what the workbook has not is no formula."""
    assert resolved("SUM({lines.amount})", SHEETS) == "=SUM('Lines'' sheet'!$B$2:$B$3)"
    assert resolved("MAX(0,{sums.amount.2})-{lines.no.1}", SHEETS) == "=MAX(0,Sums!$B$3)-'Lines'' sheet'!$A$2"
    for text in ("SUM({gone.amount})", "{lines.gone}", "{lines.amount.3}", "{lines.amount.0}"):
        assert resolved(text, SHEETS) is None, text


def test_a_workbook_has_formula_and_value() -> None:
    """Whoever reads the file without computing finds the value; a sum of nothing is a plain number."""
    data = render(REPORT, "xlsx", language("en"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.get_sheet_by_index(0).to_python()[1:3] == [["all", 3.3], ["none", 0]]
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall("<f>(.*?)</f><v>(.*?)</v>", sheet) == [("SUM('Lines'' sheet'!$B$2:$B$3)", "3.30")]


def test_no_other_face_knows_of_formulas() -> None:
    """They show the value."""
    plain = REPORT._replace(tables=(SUMS._replace(formulas={}), LINES))
    for face in FACES:
        if face != "xlsx":
            assert render(REPORT, face, language("zh")) == render(plain, face, language("zh")), face
