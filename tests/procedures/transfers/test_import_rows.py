"""Single rows: what each cell becomes, and the sentence when it cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.store.repository import Store
from tests.procedures.transfers.sheets import csv_file, lines_of

Run = Callable[..., Any]
DAY = {"received_at": "2026-10-01"}

TAKEN: list[tuple[dict[str, Any], str, Any]] = [
    ({"kind": "投诉"}, "kind", "complaint"),
    ({"kind": "complaint"}, "complaint", "a part"),
    ({"category": "水族馆"}, "category", "水族馆"),
    ({"channel": " 来电 "}, "channel", "phone"),
    ({"text": "  漏水  "}, "text", "漏水"),
    ({"text": 5}, "text", "5"),
    ({"text": 5.0}, "text", "5"),
    ({"text": "=1+1"}, "text", "=1+1"),
    ({"customer.special": "是"}, "customer", "special"),
    ({"amount": "￥1,200.5"}, "amount", "1200.50"),
    ({"amount": 119.99999999999999}, "amount", "120.00"),
    ({"amount": "80元"}, "amount", "80.00"),
    ({"paid_on": "2026年10月3日"}, "paid_on", "2026-10-03"),
    ({"with": "a，b、c"}, "with", ["a", "b", "c"]),
    ({"with": '["a,b"]'}, "with", ["a,b"]),
    ({"received_at": "2026-10-01T00:30:00Z"}, "received_at", "2026-10-01T08:30:00+08:00"),
    ({"assignee": "tech1"}, "state", "dispatched"),
    ({"finished_at": "2026-10-02"}, "state", "finished"),
    ({"cancelled_at": "2026-10-02", "closed_at": "2026-10-03"}, "state", "cancelled"),
    ({"closed_at": "2026-10-03", "state": "in_progress"}, "state", "closed"),
    ({"state": "已关闭"}, "state", "closed"),
    ({"holds": '[{"since": "2026-10-01T10:00:00+08:00", "reason": "x", "state": "accepted"}]'}, "holds", "a part"),
]

REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"kind": "nonsense"}, "kind", "service, complaint, enquiry"),
    ({"state": "done"}, "state", "registered"),
    ({"received_at": "昨天 9:30"}, "received_at", "2026-11-22 09:30"),
    ({"received_at": 5}, "received_at", "time"),
    ({"received_at": "0001-01-01"}, "received_at", "out of reach"),
    ({"received_at": None}, "received_at", "needs the time"),
    ({"text": ["a"]}, "text", "no text"),
    ({"text": True}, "text", "no text"),
    ({"text": "x" * 2_000_000}, "", "larger than a record"),
    ({"customer.special": "maybe"}, "customer.special", "yes, no"),
    ({"amount": "12.345"}, "amount", "two decimals"),
    ({"amount": "NaN"}, "amount", "amount"),
    ({"amount": "1e40"}, "amount", "amount"),
    ({"amount": True}, "amount", "amount"),
    ({"rework_count": "x"}, "rework_count", "whole number"),
    ({"with": {"a": 1}}, "with", "list"),
    ({"with": [["a"]]}, "with", "list"),
    ({"callbacks": 5}, "callbacks", "list"),
    ({"callbacks": "[1"}, "callbacks", "list"),
    ({"callbacks": [{"at": "2026-10-01T10:00:00+08:00"}]}, "callbacks (callbacks.1.by)", "cannot be without"),
    ({"charges": '[{"item": "x", "quantity": NaN}]'}, "charges", "list"),
    ({"id": "X"}, "id", "T-202611-0042"),
    ({"history": []}, "history", "no field"),
    ({"revision": 7}, "revision", "no field"),
    ({"created_by": "me"}, "created_by", "no field"),
]


def judged(run: Run, row: dict[str, Any], *, kind: str = "tickets", code: int = 0) -> Any:
    """The outcome of importing one row on stdin."""
    return run("import", "-", "--as", kind, "--json", stdin=lines_of([row]), code=code)


@pytest.fixture(autouse=True)
def _beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("cells", "field", "expected"), TAKEN, ids=[json.dumps(cells)[:40] for cells, _, _ in TAKEN])
def test_what_a_cell_becomes(run: Run, store: Store, cells: dict[str, Any], field: str, expected: Any) -> None:
    """Labels in either language, amounts as people write them, lists with commas; the times say the state."""
    judged(run, DAY | cells)
    value = store.document("tickets", "T-202610-0001")[field]
    if field == "customer":
        assert value["special"] is True
    elif expected == "a part":
        assert value
    else:
        assert value == expected


@pytest.mark.parametrize(("cells", "column", "word"), REFUSED, ids=[json.dumps(cells)[:40] for cells, _, _ in REFUSED])
def test_a_cell_that_cannot_be_used(run: Run, cells: dict[str, Any], column: str, word: str) -> None:
    """Exit 25; row, column and reason in the rejects file; the good row before it goes in."""
    found = run("import", "-", "--as", "tickets", "--json", stdin=lines_of([DAY, DAY | cells]), code=25).json()
    assert (found["created"], found["rejected"]) == (1, 1)
    row = Path("stdin.rejected.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert row.startswith(f"2,{column},") and word in row


BROKEN = [
    "{",
    "[1]",
    '"x"',
    '{"received_at": 1e999}',
    '{"received_at": "2026-10-01", "received_at": "2026-10-02"}',
    '{"text": "\\ud800"}',
]


@pytest.mark.parametrize("line", BROKEN)
def test_a_line_that_is_no_json_object(run: Run, line: str) -> None:
    """It is rejected with its number; the good line before it goes in."""
    found = run("import", "-", "--as", "tickets", "--json", stdin=lines_of([DAY]) + line + "\n", code=25).json()
    assert (found["created"], found["rejected"]) == (1, 1)
    assert "\n2," in Path("stdin.rejected.csv").read_text(encoding="utf-8-sig")


STAFF: list[tuple[str, str, str]] = [
    ("T8,张,boss", "role", "known roles"), ("T8,张,", "role", "known roles"), ("T8,,technician", "name", "cannot be without"),
    ("../x,张,technician", "id", "letters and digits"), (",张,technician", "id", "letters and digits"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "word"), STAFF)
def test_a_member_of_staff_needs_id_name_and_role(run: Run, tmp_path: Path, row: str, column: str, word: str) -> None:
    """What identifies the record is required, and a role must be one of the site."""
    file = csv_file(tmp_path, f"id,name,role\n{row}\n")
    run("import", file, "--as", "staff", code=25)
    assert f"2,{column}," in (said := Path(file + ".rejected.csv").read_text(encoding="utf-8-sig")) and word in said


def test_findings_of_an_inspection_as_words(run: Run, store: Store) -> None:
    """`C03:minor` in a cell is a finding, numbered and dated."""
    row = {"contract": "BJ", "area": "A1", "date": "2026-10-05", "findings": "C03:minor,C01"}
    judged(run, row, kind="inspections")
    found = store.document("inspections", "I-202610-0001")["findings"]
    assert [(one["number"], one["item"], one["severity"]) for one in found] == [(1, "C03", "minor"), (2, "C01", "none")]
    judged(run, row | {"findings": "C03:horrible"}, kind="inspections", code=25)
