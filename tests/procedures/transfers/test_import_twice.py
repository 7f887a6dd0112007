"""The same file imported twice: passed over, refused, or taken again on purpose."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
        refused = run("import", copy, "--as", "tickets", *more, code=21).stderr
        assert "as first" in refused and "--again" in refused and len(refused.splitlines()) == 1
    assert count(store) == 2
    assert "first" in run("import", copy, "--as", "tickets", code=21, lang="zh").stderr
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
    run("import", mixed, "--as", "tickets", code=21)


def test_standard_input_is_known_again(run: Run, tmp_path: Path) -> None:
    """What is piped in has a digest too."""
    lines = lines_of([{"received_at": "2026-10-04", "text": "door"}])
    run("import", "-", "--as", "tickets", stdin=lines)
    assert "--again" in run("import", "-", "--as", "tickets", stdin=lines, code=21).stderr
    assert not os.path.exists("stdin.rejected.csv")


def test_the_refusal_is_one_that_scripts_know(run: Run, tmp_path: Path) -> None:
    """Run again after a kill: under --json it says that all of the file is there."""
    file = csv_file(tmp_path, UNMARKED)
    run("import", file, "--as", "tickets")
    refused = json.loads(run("import", file, "--as", "tickets", "--json", code=21).stderr)
    assert refused["error"] == "already_imported"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no full device")
def test_an_answer_that_cannot_be_written_says_what_was_saved(root: str, tmp_path: Path) -> None:
    """Import and undo with a full stdout: exit 26, the batch and how many records; nothing new, nothing saved."""
    file = csv_file(tmp_path)
    orders = (
        (("import", file, "--as", "tickets", "--batch", "b1"), "b1 with 2 records was saved"),
        (("import", file, "--as", "tickets"), "The output could not be written"),
        (("imports", "undo", "b1"), "b1 with 2 records was saved"),
    )
    for words, said in orders:
        told = _printed_nowhere(words, root, tmp_path)
        assert said in told and ("was saved" in told) == ("was saved" in said)


def _printed_nowhere(words: tuple[str, ...], root: str, tmp_path: Path) -> str:
    """What stderr says when stdout is full; the exit code is 26."""
    environment = {**os.environ, "CSPM_STORE": root, "CSPM_LANG": "en", "CSPM_ACTOR": "csc_manager"}
    environment["XDG_CACHE_HOME"] = str(tmp_path / "cache")
    with open("/dev/full", "wb") as full:
        argv = [sys.executable, "-m", "cspm", *words]
        done = subprocess.run(argv, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.returncode == 26
    return done.stderr.decode()
