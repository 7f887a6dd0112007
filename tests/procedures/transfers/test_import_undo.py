"""Taking an import back: what people changed stays, sources become free, and the file can come again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cspm.store.repository import Store
from tests.procedures.transfers.sheets import csv_file

Run = Callable[..., Any]
UNITS = "id,owner\n3-2-1501,王芳\n3-2-1502,李强\n"


def test_what_people_changed_is_kept(run: Run, store: Store, tmp_path: Path) -> None:
    """The others become void, keep their numbers, and are out of the lists."""
    run("import", csv_file(tmp_path), "--as", "tickets", "--batch", "B1")
    run("amend", "T-202610-0001", "text=改了", "--reason", "x")
    assert run("imports", "undo", "B1", "--dry-run", "--json").json()["voided"] == 1
    found = run("imports", "undo", "B1", "--json").json()
    assert found == {"batch": "B1", "voided": 1, "kept": ["T-202610-0001"]}
    states = [store.document("tickets", f"T-202610-000{number}")["state"] for number in (1, 2)]
    assert states == ["closed", "void"] and store.document("imports", "B1")["kept"] == ["T-202610-0001"]
    assert run("list", "--json").json() == [] and run("check", "--json").json()["findings"] == []


def test_twice_is_refused(run: Run, tmp_path: Path) -> None:
    """21 the second time, 20 for a batch that there is not, 23 for who may not."""
    run("import", csv_file(tmp_path), "--as", "tickets", "--batch", "B1")
    run("imports", "undo", "B1", actor="tech1", code=23)
    assert "2 records taken back" in run("imports", "undo", "B1").stdout
    run("imports", "undo", "B1", code=21)
    run("imports", "undo", "B9", code=20)


def test_the_file_can_be_imported_again(run: Run, tmp_path: Path) -> None:
    """Sources are free again; what was kept still holds its own."""
    file = csv_file(tmp_path)
    run("import", file, "--as", "tickets", "--batch", "B1")
    run("amend", "T-202610-0001", "text=改了", "--reason", "x")
    run("imports", "undo", "B1")
    again = run("import", file, "--as", "tickets", "--batch", "B2", "--json").json()
    assert (again["created"], again["skipped"]) == (1, 1)
    assert run("import", file, "--as", "tickets", "--json").json()["skipped"] == 2


def test_records_with_ids_of_their_own_come_back(run: Run, store: Store, tmp_path: Path) -> None:
    """A unit has one id for ever: importing the list again makes the next revision, and that can be undone too."""
    file = csv_file(tmp_path, UNITS)
    run("import", file, "--as", "units", "--batch", "B1")
    assert run("imports", "undo", "B1", "--json").json()["voided"] == 2
    assert (
        run(
            "import", csv_file(tmp_path, UNITS.replace("王芳", "王方")), "--as", "units", "--batch", "B2", "--json"
        ).json()["created"]
        == 2
    )
    unit = store.document("units", "3-2-1501")
    assert (unit["state"], unit["owner"], unit["import_batch"], unit["revision"]) == ("active", "王方", "B2", 3)
    assert run("imports", "undo", "B2", "--json").json()["voided"] == 2
    assert run("check", "--json").json()["findings"] == []


def test_what_a_person_made_void_does_not_come_back(run: Run, tmp_path: Path) -> None:
    """Only an undone import leaves ids to be taken again."""
    file = csv_file(tmp_path, UNITS)
    run("import", file, "--as", "units")
    run("units", "void", "3-2-1501", "--reason", "拆除")
    assert run("import", file, "--as", "units", "--json").json()["skipped"] == 2


def test_a_damaged_record_stops_nothing(run: Run, root: str, tmp_path: Path) -> None:
    """It is kept and listed; `check` names it."""
    run("import", csv_file(tmp_path), "--as", "tickets", "--batch", "B1")
    Path(root, "tickets/2026/10/T-202610-0002.json").write_text("{", encoding="utf-8")
    assert (
        "T-202610-0001" not in (said := run("imports", "undo", "B1", "--json").json())["kept"] and said["voided"] == 1
    )
