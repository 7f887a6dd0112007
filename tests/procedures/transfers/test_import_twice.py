"""The same file imported twice: passed over, refused, or taken again on purpose."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cspm.store.repository import Store
from tests.procedures.transfers.sheets import TICKETS, csv_file, lines_of

Run = Callable[..., Any]
UNMARKED = "received_at,text\n2026-10-01,door\n2026-10-02,lamp\n"


def count(store: Store) -> int:
    """How many tickets there are."""
    store.refresh()
    return len(store.ids("tickets"))


def test_rows_without_a_source_are_not_doubled(run: Run, store: Store, tmp_path: Path) -> None:
    """The second time is refused with the name of the first, also under another file name; --again takes it."""
    run("import", csv_file(tmp_path, UNMARKED), "--as", "tickets", "--batch", "first")
    for more in ((), ("--dry-run",)):
        copy = csv_file(tmp_path, UNMARKED, name="copy.csv")
        refused = run("import", copy, "--as", "tickets", *more, code=25).stderr
        assert "as first" in refused and "--again" in refused and len(refused.splitlines()) == 1
    assert count(store) == 2
    assert "first" in run("import", copy, "--as", "tickets", code=25, lang="zh").stderr
    run("import", copy, "--as", "tickets", "--again")
    assert count(store) == 4


def test_another_file_another_kind_an_undone_import(run: Run, store: Store, tmp_path: Path) -> None:
    """Only the same bytes as the same kind, of an import that stands, are the same."""
    run("import", csv_file(tmp_path, UNMARKED), "--as", "tickets", "--batch", "first")
    run("import", csv_file(tmp_path, UNMARKED + "\n", name="other.csv"), "--as", "tickets", "--batch", "second")
    run("imports", "undo", "first")
    run("import", csv_file(tmp_path, UNMARKED), "--as", "tickets", "--batch", "third")
    assert store.document("imports", "third")["digest"] == store.document("imports", "first")["digest"]
    assert store.document("imports", "second")["digest"] != store.document("imports", "first")["digest"]
    run("import", csv_file(tmp_path, "id,name\nA1,east\n", name="areas.csv"), "--as", "areas")
    again = run("import", csv_file(tmp_path, "id,name\nA1,east\n", name="areas.csv"), "--as", "areas", "--json").json()
    assert (again["created"], again["skipped"]) == (0, 1)


def test_sources_are_enough(run: Run, tmp_path: Path) -> None:
    """Rows with source ids are passed over as ever; one row without refuses the file."""
    file = csv_file(tmp_path)
    run("import", file, "--as", "tickets")
    assert run("import", file, "--as", "tickets", "--json").json()["skipped"] == 2
    mixed = csv_file(tmp_path, TICKETS + ",2026-10-02 14:00,灯不亮,repair,visit,\n", name="mixed.csv")
    assert run("import", mixed, "--as", "tickets", "--json").json()["created"] == 1
    run("import", mixed, "--as", "tickets", code=25)


def test_standard_input_is_known_again(run: Run, tmp_path: Path) -> None:
    """What is piped in has a digest too."""
    lines = lines_of([{"received_at": "2026-10-04", "text": "door"}])
    run("import", "-", "--as", "tickets", stdin=lines)
    assert "--again" in run("import", "-", "--as", "tickets", stdin=lines, code=25).stderr
    assert not os.path.exists("stdin.rejected.csv")
