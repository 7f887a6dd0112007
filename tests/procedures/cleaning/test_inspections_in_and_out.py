"""Inspections exported and imported, and who may change them. What a year of them breaks: tests/year/cleaning.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
SIGNED = "signed_a: 朱红\nsigned_b: 周经理\n"
GOOD = "C03:minor:poor_result:cigarette ends\n+C07:none:: wiped at once\nC08:clean\n"


@pytest.fixture
def site(run: Run) -> None:
    """A contract over one lobby, and the default standard."""
    run("standard", "load-default")
    run("areas", "add", "A", "--name", "lobby", "--area-types", "lobby")
    run(
        "contract", "add", "--id", "C1", "--contractor", "洁净公司", "--domain", "cleaning", "--monthly-fee", "10000",
        "--start", "2026-01-01", "--end", "2026-12-31", "--areas", "A",
    )  # fmt: skip


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


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Entrance doors without cigarette ends"), ("zh", "单元门、大堂门口无烟头")]
)
def test_the_printed_record_speaks_the_reader_s_language(run: Run, site: None, lang: str, words: str) -> None:
    """Also the items of the standard."""
    run("inspection", "add", "--contract", "C1", "--date", "2026-02-01 9:00", "--area", "A", "--finding", "C03")
    assert words in run("inspection", "print", "1", lang=lang).stdout
