"""Months of inspections through the command line: exactly the rules broken on purpose are broken, and nothing else."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
MINE = {"R115", "R116", "R118", "R119", "R123", "R124", "R158"}
SIGNED = "signed_a: 朱红\nsigned_b: 周经理\n"
GOOD = "C03:minor:poor_result:cigarette ends\n+C07:none:: wiped at once\nC08:clean\n"
TWISTS: dict[str, tuple[int, str, str, set[str]]] = {
    "nothing": (0, "", "", set()),
    "a day without inspection": (5, "", "missed", {"R115"}),
    "nobody of the contractor": (5, "with: \n" + SIGNED + GOOD, "", {"R115"}),
    "an area of nobody": (5, SIGNED + "area: Z\n" + GOOD, "", {"R115"}),
    "one signature": (5, "signed_a: 朱红\n" + GOOD, "", {"R116"}),
    "no time to put it right": (5, SIGNED + "C03:minor:poor_result\n", "no due", {"R118"}),
    "put right too late": (5, SIGNED + GOOD, "late", {"R118"}),
    "a minor without reason": (5, SIGNED + "C03:minor\n", "", {"R119"}),
    "a minor with a serious consequence": (5, SIGNED + "!C03:minor:poor_result\n", "", {"R119"}),
    "harm without a word": (5, SIGNED + "C03:severe:serious_harm\n", "", {"R123"}),
    "bribery without a word": (5, SIGNED + "C03:severe:bribery\n", "", {"R124"}),
    "an item of no standard": (5, SIGNED + "X99:minor:poor_result\n", "", {"R158"}),
}


@pytest.fixture
def site(run: Run) -> None:
    """A contract over one lobby, and the default standard."""
    run("standard", "load-default")
    run("areas", "add", "A", "--name", "lobby", "--area-types", "lobby")
    run(
        "contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000",
        "--start", "2026-01-01", "--end", "2026-12-31", "--areas", "A",
    )  # fmt: skip


def lived(run: Run, month: str, twist: str) -> None:
    """A month with an inspection on each day, all put right on the next; one of its days as the twist has it."""
    wrong, text, how, _ = TWISTS[twist]
    last = monthrange(int(month[:4]), int(month[5:]))[1]
    for day in range(1, last + 1):
        now = f"{month}-{day:02d} 9:30"
        if day == wrong and how == "missed":
            continue
        own = text if day == wrong and text else SIGNED + GOOD
        head = "area: A\n" + ("" if own.startswith("with:") else "with: 周经理\n")
        due = () if day == wrong and how == "no due" else ("--due", f"{month}-{day:02d} 18:00")
        made = run(
            "inspection", "add", "--from", "-", "--contract", "C1", "--date", now, *due, "-q", stdin=head + own, now=now
        )
        findings = [line for line in made.lines() if line.endswith(".1")]
        done = f"{month}-{day:02d} {'18:01' if day == wrong and how == 'late' else '17:00'}"
        run("inspection", "recheck", *findings, "--result", "done", now=done)


@pytest.mark.rule("R115", "R116", "R118", "R119", "R123", "R124", "R158")
@pytest.mark.parametrize("twist", TWISTS)
def test_exactly_what_went_wrong_is_broken(run: Run, site: None, twist: str) -> None:
    """February 2026, asked in March: the rules of the inspections that are broken are those of the twist."""
    lived(run, "2026-02", twist)
    lines = run("compliance", "--month", "2026-02", "--json", now="2026-03-02 9:00", code=1).json()
    found = {line["rule"]: line for line in lines if line["rule"] in MINE}
    assert {rule for rule, line in found.items() if line["status"] == "broken"} == TWISTS[twist][3]
    kept = {rule for rule, line in found.items() if line["status"] == "kept"}
    assert {"R115", "R116", "R118", "R119", "R158"} - TWISTS[twist][3] <= kept


def test_inspections_are_exported_and_imported_unchanged(run: Run, site: None, tmp_path: Any) -> None:
    """Marks, signatures and photos too; a workbook to fill in has the headings; voided ones stay out of lists."""
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"a")
    run("inspection", "add", "--from", "-", "--contract", "C1", "--date", "2026-02-01 9:00", "--area", "A",
        stdin=SIGNED + GOOD + "!C08:minor:recurs", now="2026-02-01 9:30")  # fmt: skip
    run("inspection", "photo", "1.1", str(photo), now="2026-02-01 9:40")
    before = run("inspection", "show", "1", "--json").json()
    out = str(tmp_path / "out.jsonl")
    run("export", "inspections", "-o", "jsonl", "--output", out)
    run("inspection", "void", "1", "--reason", "typed twice")
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8").replace("I-202602-0001", "I-202602-0002")
    (tmp_path / "again.jsonl").write_text(text, encoding="utf-8")
    run("import", str(tmp_path / "again.jsonl"), "--as", "inspections")
    after = run("inspection", "show", "2", "--json").json()
    for name in ("at", "checked", "signed_a_at", "signed_b_by", "photos", "state"):
        assert after[name] == before[name], name
    assert [{**one, "id": ""} for one in after["findings"]] == [{**one, "id": ""} for one in before["findings"]]
    run("template", "inspections", "-o", "xlsx", "--output", str(tmp_path / "t.xlsx"))
    assert run("inspection", "list", "-q").lines() == ["I-202602-0002"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("inspection", "void", "1", "--reason", "x"), 23),
        (("inspection", "correct", "1.1", "C03:none", "--reason", "x"), 23),
        (("inspection", "photo", "1", "/nowhere/x.jpg"), 2),
    ],
)
def test_who_may_change_an_inspection(run: Run, site: None, words: tuple[str, ...], code: int) -> None:
    """Finance may neither void nor correct one; the refusal names who may, in both languages."""
    run("inspection", "add", "--contract", "C1", "--date", "2026-02-01 9:00", "--area", "A", "--finding", "C03")
    said = run(*words, actor="finance", code=code)
    assert said.stderr
    assert run(*words, actor="finance", code=code, lang="zh").stderr != said.stderr


def test_an_import_refuses_what_cannot_be(run: Run, site: None, tmp_path: Any) -> None:
    """A day outside the contract, a recheck before its finding: rejected by row; the good row goes in."""
    import json

    finding = {"item": "C03", "severity": "minor", "reason": "poor_result", "at": "2026-02-01T09:00:00+08:00"}
    early = {"at": "2026-02-01T08:00:00+08:00", "result": "done"}
    rows = [
        {"contract": "C1", "area": "A", "date": "2025-12-31"},
        {"contract": "C1", "area": "A", "date": "2026-02-01", "findings": [{**finding, "rechecks": [early]}]},
        {"contract": "C1", "area": "A", "date": "2026-02-01", "findings": [finding, "+C07:none"]},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    said = run("import", str(path), "--as", "inspections", "--json", code=25).json()
    assert (said["created"], said["rejected"]) == (1, 2)
    shown = run("inspection", "show", run("inspection", "list", "-q").lines()[0], "--json").json()
    assert [one["fixed_at"] is not None for one in shown["findings"]] == [False, True]
    assert {one["clock"] for one in shown["deadlines"]} <= {"resolution"}  # nobody signs here what was imported
