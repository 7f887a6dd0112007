"""An adjustment says which lines made it: what the approved month has more or fewer, with the records (commands.md 4, 6)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.procedures.cleaning.test_settlement_life import ID, drafted, inspect, settle

Run = Callable[..., Any]
__all__ = ["drafted"]
NEXT = "2026-11"


@pytest.fixture
def approved(run: Run, drafted: list[str]) -> list[str]:
    """October approved: a minor of C01 (50.00), and three of C03 in a row that are one severe (500.00)."""
    settle(run, "approve", actor="general_manager", now="2026-11-09")
    return drafted


def correct(run: Run, finding: str, word: str, day: str = "2026-11-10") -> None:
    """The finding is judged otherwise."""
    run("inspection", "correct", finding, word, "--reason", "照片核实", actor="cleaning_supervisor", now=day)


def booked(run: Run, month: str = NEXT) -> list[dict[str, Any]]:
    """The adjustments that a month books."""
    found = run("report", "deductions", "--month", month, "--json", now="2027-02-05").json()
    return list(found["contracts"][0]["adjustments"])


def told(adjustment: dict[str, Any]) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """Its lines in short."""
    return [
        (one["change"], one["item"], one["severity"], one["amount"], tuple(one["records"]))
        for one in adjustment["lines"]
    ]


@pytest.mark.rule("R127")
def test_the_lines_that_made_the_difference(run: Run, approved: list[str]) -> None:
    """The last of three is a problem point only: the severe is gone, its two first minors are charged after all."""
    _, first, second, third = approved
    correct(run, third, "C03:none")
    (made,) = booked(run)
    assert told(made) == [
        ("added", "C03", "minor", "50.00", (first,)), ("added", "C03", "minor", "50.00", (second,)),
        ("dropped", "C03", "severe", "500.00", (first, second, third)),
    ]  # fmt: skip
    assert {key: made[key] for key in ("month", "frozen", "recomputed", "amount", "gross", "cap")} == {
        "month": "2026-10", "frozen": "550.00", "recomputed": "150.00", "amount": "400.00", "gross": "150.00",
        "cap": "2000.00",
    }  # fmt: skip


def test_a_second_correction_shows_only_its_own_lines(run: Run, approved: list[str]) -> None:
    """What November has booked does not stand on December's statement again."""
    alone, _, _, third = approved
    correct(run, third, "C03:none")
    inspect(run, "2026-11-20", "C08")
    settle(run, "draft", month=NEXT, now="2026-12-03")
    settle(run, "approve", month=NEXT, actor="general_manager", now="2026-12-04")
    correct(run, alone, "C01:none", "2026-12-05")
    (made,) = booked(run, "2026-12")
    assert told(made) == [("dropped", "C01", "minor", "50.00", (alone,))]
    assert (made["amount"], booked(run)[0]["amount"]) == ("50.00", "400.00")


def test_without_another_line_it_is_the_cap_that_differs(run: Run, approved: list[str], tmp_path: Any) -> None:
    """A cap of one percent of 10,000 yuan is reached: no line differs, and the page says so."""
    schedule = tmp_path / "s.toml"
    schedule.write_text('minor = "50.00"\nsevere = "500.00"\ncap_percent = "1"\n', encoding="utf-8")
    run("contract", "schedule", "C1", "--file", str(schedule), "--reason", "补充协议", now="2026-11-10")
    (made,) = booked(run)
    assert (made["lines"], made["cap"], made["recomputed"], made["amount"]) == ([], "100.00", "100.00", "450.00")
    page = run("settlement", "print", "--contract", "C1", "--month", NEXT, lang="zh", now="2026-12-03").stdout
    assert "各行未变" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_statement_and_show_name_the_lines(run: Run, approved: list[str], lang: str) -> None:
    """The appendix, the tables of `settlement show` and of the report; the effects add up to the difference."""
    third = approved[3]
    correct(run, third, "C03:none")
    settle(run, "draft", month=NEXT, now="2026-12-03")
    page = run("settlement", "print", f"C1-{NEXT}", lang=lang, now="2026-12-03").stdout
    table = run("settlement", "show", f"C1-{NEXT}", lang=lang, now="2026-12-03").stdout
    title, word = {"zh": ("2026-10 审批后的更正", "取消"), "en": ("What was corrected in 2026-10", "dropped")}[lang]
    assert title in page
    for text in (page, table):
        assert word in text
        assert third in text
        assert "-500.00" in text
    effects = [
        line.split("\t")[9]
        for line in table.splitlines()
        if f"\t{word}\t" in line or "\tadded\t" in line or "\t增加\t" in line
    ]
    assert sum(map(Decimal, effects)) == Decimal("-400.00")


def test_lines_are_numbered_as_an_objection_names_them(run: Run, drafted: list[str]) -> None:
    """`settlement show` gives the numbers that `settlement object --line` takes."""
    shown = run("settlement", "show", ID).stdout
    row = next(line.split("\t") for line in shown.splitlines() if drafted[3] in line and "severe" in line)
    made = settle(run, "object", "--line", row[0], "--text", "x", "--by", "y", now="2026-11-04").json()
    assert made["objections"][0]["record"] == drafted[3]
