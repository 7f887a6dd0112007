"""Explanations and photos: which records made a severe, in words; which files are missing or changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from histories import LATER, Book
from hypothesis import given
from test_judgement_properties import Visit, histories, typed

from cspm.procedures.cleaning import explaining

Run = Callable[..., Any]


@pytest.fixture
def contract(run: Run) -> str:
    """A contract C1 over areas A and B."""
    run("contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000",
        "--start", "2026-01-01", "--end", "2026-12-31", "--areas", "A,B")  # fmt: skip
    return "C1"


def add(run: Run, when: str, *findings: str, clean: str = "") -> str:
    """An inspection of area A; its id."""
    words = [word for finding in findings for word in ("--finding", finding)]
    said = run("inspection", "add", "--contract", "C1", "--date", when, "--area", "A", "--checked", clean, *words, "-q")
    return str(said.lines()[0])


def explain(run: Run, *words: str, **how: Any) -> Any:
    """`inspection explain` as JSON."""
    return run("inspection", "explain", *words, "--json", **how).json()


@pytest.mark.rule("R119", "R121")
def test_a_run_is_told_record_by_record(run: Run, contract: str) -> None:
    """Clean, problem point, two minors, a spot severe, the third minor: who counted, who did not, who used whom."""
    add(run, "2026-10-28 9:00", "C03:minor:poor_result")
    add(run, "2026-10-29 9:00", clean="C03")
    first = add(run, "2026-10-30 9:00", "C03:minor:poor_result")
    add(run, "2026-10-30 12:00", "C03")
    add(run, "2026-10-31 9:00", "C03:minor:not_to_plan", "C03:severe:judged:water all over the floor")
    third = add(run, "2026-11-02 9:00", "C03:minor:poor_result")
    found = explain(run, f"{first}.1")
    assert [(step["record"], step["seen"], step["run"], step["rule"]) for step in found["steps"]] == [
        (f"{first}.1", "minor", 1, "R119"), ("I-202610-0004.1", "none", 1, "R158"), ("I-202610-0005.1", "minor", 2, "R119"),
        ("I-202610-0005.2", "severe", 2, "R123"), (f"{third}.1", "minor", 0, "R121"),
    ]  # fmt: skip
    made = found["steps"][-1]["made"]
    assert (made["reason"], made["records"], made["replaces"]) == (
        "three_in_a_row", [f"{first}.1", "I-202610-0005.1", f"{third}.1"], True,
    )  # fmt: skip
    assert [(line["date"], line["reason"], line["amount"]) for line in found["lines"]] == [
        ("2026-10-30", "poor_result", "50.00"), ("2026-11-02", "replaced", "-50.00"), ("2026-11-02", "replaced", "-50.00"),
        ("2026-11-02", "three_in_a_row", "500.00"),
    ]  # fmt: skip
    assert {one["used_on"] for one in found["judged"] if one["severity"] == "minor"} == {"2026-11-02"}


@pytest.mark.rule("R118", "R122")
def test_rechecks_are_told(run: Run, contract: str) -> None:
    """A failed recheck is one more minor of its day, a done one counts for nothing."""
    record = add(run, "2026-10-05 9:00", "C03:minor:poor_result")
    for when, result in (("11:00", "poor"), ("15:00", "not_done"), ("17:00", "done")):
        run("inspection", "recheck", f"{record}.1", "--result", result, now=f"2026-10-05 {when}")
    found = explain(run, f"{record}.1")
    assert [(step["seen"], step["run"], step["day"], step["rule"]) for step in found["steps"]] == [
        ("minor", 1, 1, "R119"), ("failed", 2, 2, "R118"), ("failed", 0, 0, "R122"), ("done", 0, 0, "R118"),
    ]  # fmt: skip
    said = run("inspection", "explain", f"{record}.1", lang="zh").stdout
    assert "当天第 3 次轻微不合格" in said
    assert "复查未改好" in said


def test_an_unknown_finding_is_refused(run: Run, contract: str) -> None:
    """No such number, no number at all, no such inspection."""
    record = add(run, "2026-10-05 9:00", "C03:none")
    assert explain(run, f"{record}.1")["messages"][-1] == "Nothing is charged for it"
    run("inspection", "explain", f"{record}.2", code=20)
    run("inspection", "explain", record, code=2)
    run("inspection", "explain", "I-202610-0099.1", code=20)
    run("contract", "explain", "C9", code=20)


@pytest.mark.rule("R120", "R125", "R126")
def test_a_month_of_a_contract_is_told(run: Run, contract: str) -> None:
    """Points, bin counts and complaints: which were confirmed, which add up, and why the others do not."""
    add(run, "2026-10-05 9:00", "C03:minor:poor_result", "C04:none")
    add(run, "2026-09-05 9:00", "C05:minor:poor_result")
    for day, reported in (("06", 13), ("07", 12)):
        run(
            "bins",
            "add",
            "--contract",
            "C1",
            "--date",
            f"2026-10-{day}",
            "--area",
            "A",
            "--counted",
            "12",
            "--reported",
            str(reported),
        )
    for number, impact in enumerate(("considerable", "considerable", "considerable", "slight", "considerable"), 1):
        now = {"now": f"2026-10-{number + 10} 9:00"}
        made = run("create", "dirty lobby", "--kind", "complaint", "--unit", "3-2-1501", "-q", **now).lines()[0]
        run(
            "complaint",
            "attribute",
            made,
            "--contract",
            "C1",
            "--area",
            "A",
            "--item",
            "C03",
            "--breach",
            "yes",
            "--impact",
            impact,
            **now,
        )
        for side in ("a", "b")[: 1 if number == 5 else 2]:
            run("complaint", "confirm", made, "--side", side, "--by", "Zhou", **now)
    found = run("contract", "explain", "C1", "--month", "2026-10", "--json").json()
    assert [(key["area"], key["item"]) for key in found["keys"]] == [("A", "C03"), ("A", "C04")]
    assert [(one["counts"], one["rule"]) for one in found["complaints"]] == [
        (True, "R120"), (True, "R120"), (True, "R120"), (True, "R126"), (False, "R126"),
    ]  # fmt: skip
    assert [one["severe"] for one in found["bins"]] == [True, False]
    assert [line["reason"] for line in found["lines"]] == ["poor_result", "false_bins", "complaints", "verified"]
    one = run("contract", "explain", "C1:A:C03", "--month", "2026-10", "--json").json()
    assert ([key["item"] for key in one["keys"]], one["bins"], one["complaints"]) == (["C03"], [], [])
    said = run("contract", "explain", "C1：A", "--month", "2026-10", lang="zh").stdout
    assert "只是问题点" in said


@given(histories)
def test_an_explanation_agrees_with_the_account(history: list[Visit]) -> None:
    """The severes that the steps tell are those that are judged, whatever happened."""
    book: Book = typed(history)
    ledger = book.ledger()
    walks = explaining.walked(book.inspections, terms=ledger.terms, until=LATER.date())
    told = [step for walk in walks.values() for step in explaining.told(walk, ledger.terms)]
    made = sorted((str(step["date"]), step["made"]["reason"], step["made"]["records"]) for step in told if step["made"])
    judged = sorted((str(one.day), str(one.reason), list(one.records)) for one in ledger.judged if one.used)
    assert made == judged
    assert sum(step["seen"] in ("minor", "failed") for step in told) == sum(
        one.severity == "minor" for one in ledger.judged
    )


def test_photos_are_references(run: Run, contract: str, root: str) -> None:
    """Path, length and digest; missing and changed files are told, and nothing outside the store is written."""
    record = add(run, "2026-10-05 9:00", "C03:minor:poor_result")
    folder = Path(root).parent / "photos"
    folder.mkdir()
    for name in ("a.jpg", "b.jpg"):
        (folder / name).write_bytes(name.encode())
    run("inspection", "photo", f"{record}.1", str(folder / "a.jpg"))
    run("inspection", "photo", record, str(folder / "a.jpg"), str(folder / "b.jpg"))
    shown = run("inspection", "photo", record, str(folder / "b.jpg"), "--json").json()
    assert [(one["path"], one["number"], one["size"]) for one in shown["photos"]] == [
        ("../photos/a.jpg", 1, 5), ("../photos/a.jpg", None, 5), ("../photos/b.jpg", None, 5),
    ]  # fmt: skip
    before = sorted(str(path) for path in folder.iterdir())
    assert {one["state"] for one in run("inspection", "photos", "--verify", "--json").json()} == {"there"}
    (folder / "a.jpg").unlink()
    (folder / "b.jpg").write_bytes(b"x.jpg")
    found = run("inspection", "photos", record, "--verify", "--json", code=1).json()
    assert [(one["record"], one["state"]) for one in found] == [
        (f"{record}.1", "missing"),
        (record, "missing"),
        (record, "changed"),
    ]
    assert "不见" in run("inspection", "photos", "contract:C1", "--verify", lang="zh", code=1).stdout
    assert before == [str(folder / "a.jpg"), str(folder / "b.jpg")]
    assert "state" not in run("inspection", "photos", "--json").json()[0]


def test_a_photo_needs_a_file_and_an_inspection(run: Run, contract: str, tmp_path: Path) -> None:
    """No such file, a folder, no such finding, a void inspection."""
    record = add(run, "2026-10-05 9:00", "C03:none")
    there = tmp_path / "a.jpg"
    there.write_bytes(b"a")
    run("inspection", "photo", record, str(tmp_path / "b.jpg"), code=2)
    run("inspection", "photo", record, str(tmp_path), code=2)
    said = run("inspection", "photo", f"{record}.7", str(there), "--json", code=20)
    assert json.loads(said.stderr)["error"] == "no_such_record"
    run("inspection", "void", record, "--reason", "typed twice")
    run("inspection", "photo", record, str(there), code=21)
