"""The statement's workbook: its sums are formulas over the cells of its lines, and they come out as the values beside them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from tests.procedures.cleaning.test_settlement_life import drafted, inspect, settle

Run = Callable[..., Any]
__all__ = ["drafted"]


class Book:
    """A workbook that computes: cells with their cached values, and the few functions that a statement uses."""

    def __init__(self, path: str) -> None:
        with zipfile.ZipFile(path) as book:
            names = re.findall('<sheet name="(.*?)"', book.read("xl/workbook.xml").decode())
            sheets = [book.read(f"xl/worksheets/sheet{number}.xml").decode() for number, _ in enumerate(names, 1)]
        self.values: dict[tuple[str, str], Decimal] = {}
        self.formulas: dict[tuple[str, str], str] = {}
        for name, text in zip(names, sheets, strict=True):
            for cell, kind, inner in re.findall(r'<c r="([A-Z]+\d+)"[^>]*?(t="s")?>(.*?)</c>', text):
                value, formula = re.search("<v>(.*?)</v>", inner), re.search("<f>(.*?)</f>", inner)
                if value and not kind:
                    self.values[name, cell] = Decimal(value[1])
                if formula:
                    self.formulas[name, cell] = formula[1]

    def compute(self, name: str, cell: str) -> Decimal:
        """A formula from the cells that it names, which are computed themselves where they are formulas."""
        reference = re.compile(r"(?:'([^']+)'|(\w+))!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?")

        def cells(found: re.Match[str]) -> str:
            sheet, column, first, last = found[1] or found[2], found[3], int(found[4]), int(found[5] or found[4])
            values = [repr(self.value(sheet, f"{column}{row}")) for row in range(first, last + 1)]
            return f"[{','.join(values)}]" if found[5] else values[0]

        text = reference.sub(cells, self.formulas[name, cell])
        text = re.sub(r"(?<![\w.'])(\d+)(?=[,)])", r"Decimal('\1')", text)
        return Decimal(eval(text, {"__builtins__": {}}, FUNCTIONS))

    def value(self, sheet: str, cell: str) -> Decimal:
        """A cell's value."""
        return self.compute(sheet, cell) if (sheet, cell) in self.formulas else self.values[sheet, cell]


def summed(values: list[Decimal] | Decimal) -> Decimal:
    """SUM of a range, or of one cell."""
    return sum(values, Decimal(0)) if isinstance(values, list) else values


def products(one: list[Decimal] | Decimal, other: list[Decimal] | Decimal) -> Decimal:
    """SUMPRODUCT of two ranges."""
    first, second = (each if isinstance(each, list) else [each] for each in (one, other))
    return sum((a * b for a, b in zip(first, second, strict=True)), Decimal(0))


def rounded(value: Decimal, places: Decimal) -> Decimal:
    """ROUND as Excel does it."""
    return Decimal(value).quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_HALF_UP)


FUNCTIONS = {"SUM": summed, "SUMPRODUCT": products, "ROUND": rounded, "MAX": max, "MIN": min, "Decimal": Decimal}


def book_of(run: Run, tmp_path: Any, month: str, lang: str) -> Book:
    """The statement of a month as a workbook."""
    path = tmp_path / f"{month}-{lang}.xlsx"
    run("settlement", "print", f"C1-{month}", "-o", "xlsx", "--output", str(path), lang=lang, now="2026-12-05")
    return Book(str(path))


@pytest.mark.rule("R127")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_formula_comes_out_as_its_value(run: Run, drafted: list[str], tmp_path: Any, lang: str) -> None:
    """Two fees in October, a credit, a correction of it booked in November: fee, gross, deduction, adjustments, payable."""
    run("contract", "fee", "C1", "--monthly-fee", "12345.67", "--from", "2026-10-12", "--reason", "x", now="2026-11-01")
    settle(run, "draft", now="2026-11-04")
    settle(run, "approve", actor="general_manager", now="2026-11-09")
    run("inspection", "correct", drafted[3], "C03:none", "--reason", "x", actor="cleaning_supervisor", now="2026-11-10")
    inspect(run, "2026-11-20", "C01")
    settle(run, "draft", month="2026-11", now="2026-12-03")
    october, november = (book_of(run, tmp_path, month, lang) for month in ("2026-10", "2026-11"))
    assert (len(october.formulas), len(november.formulas)) == (4, 5)
    for book in (october, november):
        for place in book.formulas:
            assert book.compute(*place) == book.values[place], place
    told = run("settlement", "show", "C1-2026-11", "--json").json()["statement"]
    assert told["payable"] in {f"{value:.2f}" for value in (november.values[place] for place in november.formulas)}


@pytest.mark.parametrize(("cap", "gross"), [("5", "550.00"), ("0", "0.00")])
def test_a_cap_and_a_month_without_lines(run: Run, drafted: list[str], tmp_path: Any, cap: str, gross: str) -> None:
    """At the cap the deduction is less than the gross; without a line the gross is a plain nothing."""
    schedule = tmp_path / "s.toml"
    schedule.write_text(f'minor = "50.00"\nsevere = "500.00"\ncap_percent = "{cap}"\n', encoding="utf-8")
    run("contract", "schedule", "C1", "--file", str(schedule), "--reason", "x", now="2026-11-01")
    month = "2026-10" if gross != "0.00" else "2026-09"
    settle(run, "draft", month=month, now="2026-11-03")
    book = book_of(run, tmp_path, month, "en")
    computed = {book.formulas[place]: book.compute(*place) for place in book.formulas}
    assert all(book.compute(*place) == book.values[place] for place in book.formulas)
    assert len(computed) == (4 if gross != "0.00" else 3)
    assert Decimal("500.00" if gross != "0.00" else "0.00") in computed.values()
