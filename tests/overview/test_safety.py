"""`report safety`: what is not to happen during outsourced works, month by month of a year (R373, 004 A12 3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def accident(run: Run, kind: str, at: str, *more: str) -> str:
    """An accident that was written down."""
    return str(
        run("accident", "add", "--accident-type", kind, "--text", "x", "--happened-at", at, *more, "-q").stdout.strip()
    )


def complaint(run: Run, at: str, verified: str, *more: str) -> str:
    """A complaint order about the crew, true or not."""
    one = str(
        run("assessment", "add", "--about", "complaint", "--crew", "JD", "--raised-at", at, *more, "-q").stdout.strip()
    )
    run("assessment", "verify", one, "--verified", verified)
    return one


def test_a_year_in_which_nothing_happened(run: Run) -> None:
    """Every target is met, exit 0; what happened in another year does not count."""
    accident(run, "fire", "2025-12-31 23:59")
    told = run("report", "safety", "--year", "2026", "--json").json()
    assert (told["met"], told["days_without"], told["works"]) == (True, None, 0)
    assert {one["count"] for one in told["targets"]} == {0}
    assert [one["target"] for one in told["targets"]] == [
        "casualty", "outage", "equipment", "fire", "complaint", "pollution", "traffic",
    ]  # fmt: skip
    assert "Nothing of it happened" in run("report", "safety", "-o", "md").stdout


@pytest.mark.rule("R373")
def test_the_board_of_a_year(run: Run) -> None:
    """Each event in its month; casualties and traffic count when they are major, complaints when they are true, each once."""
    run("crew", "add", "JD", "--contractor", "电建外包")
    run("work", "add", "W1", "--work-type", "rotation", "--crew", "JD", "--start", "2026-11-02", "--end", "2026-11-03")
    fire = accident(run, "fire", "2026-03-05 10:00")
    accident(run, "casualty", "2026-04-05 10:00")  # not major
    accident(run, "traffic", "2026-05-05 10:00", "--major")  # major, not by our fault
    ours = accident(run, "traffic", "2026-06-05 10:00", "--major", "--liable")
    written = accident(run, "complaint", "2026-10-05 10:00", "--work", "W1")
    complaint(run, "2026-10-06 09:00", "no")
    complaint(run, "2026-10-05 11:00", "yes", "--work", "W1")  # the same that the accident tells of
    true = complaint(run, "2026-11-02 09:00", "yes")
    told = run("report", "safety", "--json", code=1).json()
    found = {one["target"]: (one["count"], one["records"]) for one in told["targets"] if one["count"]}
    assert found == {"fire": (1, [fire]), "traffic": (1, [ours]), "complaint": (2, [written, true])}
    (line,) = [one for one in told["targets"] if one["target"] == "complaint"]
    assert line["months"] == [0] * 9 + [1, 1, 0] and line["met"] is False
    assert told["days_without"] == 20  # from 2 to 22 November
    assert run("report", "safety", "--explain", "complaint", "-q").stdout.split() == [written, true]
    shown = run("report", "safety", "-o", "md", lang="zh", code=1).stdout
    assert "外包施工安全目标" in shown and "火灾" in shown


def test_what_a_year_must_be(run: Run) -> None:
    """A year is a number of four digits."""
    assert run("report", "safety", "--year", "soon", code=2).stderr.strip()
