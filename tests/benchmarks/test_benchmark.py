"""The benchmark runs from end to end on a tiny store, so that it cannot rot; its figures are not judged here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import settle
import stores
from made import Matters
from timing import Step, timed

RUN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run.py")
WORKS = (
    "start (--version)", "create", "dispatch", "close", "show", "show --json", "list, 50 rows", "list, all",
    "search 漏水, 50 rows", "search 漏水, all", "report monthly", "memory: create", "memory: show", "memory: list",
    "memory: report", "reindex", "memory: reindex", "import", "memory: import",
)  # fmt: skip


def ran(folder: Path, *words: str) -> str:
    """What the script prints; its folders are made below `folder`."""
    argv = [sys.executable, RUN, "--workdir", str(folder), "--runs", "1", *words]
    done = subprocess.run(argv, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_row_of_the_table_is_measured_and_printed(tmp_path: Path) -> None:
    """One run of a tiny size prints each work with its goal, writes the samples, and leaves nothing behind."""
    samples = tmp_path / "samples.json"
    room = tmp_path / "room"
    room.mkdir()
    table = ran(room, "--size", "30", "--findings", "100", "--only-peers", "jq", "--json", str(samples))
    for work in WORKS:
        assert any(line.startswith(work + "  ") for line in table.splitlines()), work
    assert "load average" in table and "Y: " in table
    written = json.loads(samples.read_text(encoding="utf-8"))
    assert [line["work"] for line in written["lines"]][: len(WORKS)] == list(WORKS)
    assert all(line["verdict"] for line in written["lines"][1 : len(WORKS)])
    assert "report: jq" in table or "jq: not available here (not on PATH)" in table
    assert os.listdir(room) == []


def test_a_year_is_settled_beside_reading_it(tmp_path: Path) -> None:
    """A small year over all contracts: its records are sound, every finding is read, and the lines are counted."""
    cspm = settle.written(str(tmp_path / "store"), 400)
    cspm.run("check")
    table = ran(tmp_path, "--only", "settle", "--findings", "400", "--many-runs", "1")
    line = next(line for line in table.splitlines() if line.startswith("judge and settle a year"))
    assert "401 findings over 20 contracts" in line and "240 settlements" in line and "2.0 reading" in line


def test_a_store_larger_than_its_import_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Record files that are written without the import pass `cspm check`, and the numbers of a month have no gaps."""
    monkeypatch.setattr(stores, "IMPORTED", 10)
    matters = Matters.until_now(60)
    cspm = stores.filled(str(tmp_path / "store"), matters)
    cspm.run("check")
    numbers = Counter(made.month for made in matters)
    wanted = [f"T-{month.replace('-', '')}-{number + 1:04d}" for month in numbers for number in range(numbers[month])]
    assert [os.path.basename(path)[: -len(".json")] for path in stores.files(cspm.root)] == wanted
    assert sorted(cspm.run("list", "--all", "-q").split()) == wanted


def test_what_is_timed_may_keep_what_it_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under PYTHONDONTWRITEBYTECODE every start would compile cspm anew, and Y would not."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    program = "import sys; print(sys.dont_write_bytecode)"
    for environment in (None, dict(os.environ)):
        assert timed(Step([sys.executable, "-c", program], environment=environment))[1] == "False"
