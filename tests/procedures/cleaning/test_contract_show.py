"""`contract show`: what of a contract holds from which day to which, for people and for scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def changed(run: Run, tmp_path: Any) -> None:
    """A contract from the 12th on; another fee from October 16 on, other areas and prices from November on."""
    own = tmp_path / "own.toml"
    own.write_text('minor = "50.00"\nsevere = "500.00"\n[item.C03]\nminor = "80.00"\n', encoding="utf-8")
    run(
        "contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000",
        "--start", "2026-09-12", "--end", "2026-12-31", "--areas", "A,B",
    )  # fmt: skip
    run("contract", "fee", "C1", "--monthly-fee", "12000", "--from", "2026-10-16", "--reason", "x")
    run("contract", "areas", "C1", "--areas", "A", "--from", "2026-11-01", "--reason", "x")
    run("contract", "schedule", "C1", "--file", str(own), "--from", "2026-11-01", "--reason", "x")


def test_scripts_read_each_value_with_its_days(run: Run, changed: None) -> None:
    """The first value holds from the contract's start, the last one to its end; the record's own keys stay."""
    shown = run("contract", "show", "C1", "--json").json()
    held = shown["in_force"]
    assert [(one["start"], one["end"], one["monthly_fee"]) for one in held["fees"]] == [
        ("2026-09-12", "2026-10-15", "10000.00"), ("2026-10-16", "2026-12-31", "12000.00"),
    ]  # fmt: skip
    assert [(one["start"], one["end"], one["areas"]) for one in held["areas"]] == [
        ("2026-09-12", "2026-10-31", ["A", "B"]), ("2026-11-01", "2026-12-31", ["A"]),
    ]  # fmt: skip
    assert [(one["start"], one["source"]) for one in held["schedules"]] == [
        ("2026-09-12", "example"), ("2026-11-01", "contract"),
    ]  # fmt: skip
    assert (shown["monthly_fee"], shown["fees"][0]["start"]) == ("10000.00", "2026-10-16")


@pytest.mark.parametrize(
    ("lang", "everything", "others", "example"),
    [("en", "All items", "All others", "example"), ("zh", "各项", "其他各项", "示例")],
)
def test_people_read_from_when_what(
    run: Run, changed: None, lang: str, everything: str, others: str, example: str
) -> None:
    """A row for each value with its days; the example's amounts stand where the contract has no schedule."""
    rows = [line.split("\t") for line in run("contract", "show", "C1", lang=lang).stdout.splitlines()]
    assert ["2026-10-16", "2026-12-31", "12000.00"] in rows
    assert ["2026-11-01", "2026-12-31", "A"] in rows
    prices = [row for row in rows if len(row) == 9]
    assert [row[:2] + row[3:7] for row in prices[1:]] == [
        ["2026-09-12", "2026-10-31", everything, "50.00", "500.00", "100.00"],
        ["2026-11-01", "2026-12-31", others, "50.00", "500.00", "100.00"],
        ["2026-11-01", "2026-12-31", "C03", "80.00", "", ""],
    ]
    assert example in prices[1][2]


def test_the_sheet_says_the_same(run: Run, changed: None) -> None:
    """On paper too each fee, list and schedule has its first and its last day."""
    page = run("contract", "print", "C1", lang="zh").stdout
    assert "2026-09-12 至 2026-10-31 的扣款细则" in page
    assert "A、B" in page
