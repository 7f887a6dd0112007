"""The table of the release: its options, its lines, its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability import ledger, plants
from tests.reliability.__main__ import main
from tests.reliability.calls import planted


def test_a_line_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Promise, figure wanted, figure reached, verdict."""
    assert main(["--only", "p19"]) == 0
    assert "P19  | newer refused in one line    | 4 newer, 1 older: 0 | PASS" in capsys.readouterr().out


def test_a_promise_that_is_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1, and the faults are told."""
    with planted(("cspm.store.check:problems", plants.believing)):
        assert main(["--only", "P17", "--scale", "0.1"]) == 1
    assert "unseen" in capsys.readouterr().out


def test_a_promise_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 and a sentence."""
    assert main(["--only", "P99"]) == 2
    assert "no such promise: P99" in capsys.readouterr().err


def test_rows_are_kept(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row goes to the file with its commit; a later run leaves out what this commit has kept, and nothing else."""
    file = str(tmp_path / "results.json")
    monkeypatch.setattr(ledger, "commit", lambda: "abc")
    for _ in range(2):
        assert main(["--only", "P19", "--results", file, "--resume"]) == 0
    assert [(row["promise"], row["commit"], row["verdict"]) for row in ledger.rows(file)] == [("P19", "abc", "PASS")]
    monkeypatch.setattr(ledger, "commit", lambda: "abd")
    assert main(["--only", "P19", "--results", file, "--resume"]) == 0
    assert len(ledger.rows(file)) == 2
    capsys.readouterr()
    assert main(["--only", "P18,P19", "--results", file, "--table"]) == 1
    told = capsys.readouterr().out
    assert "| PASS |" in told and "s | abd |" in told and "P18  | 0 refused                    | - | not tried" in told


def test_a_changed_program_keeps_nothing() -> None:
    """What was tried with changes that are in no commit has to be tried again; so has what failed."""
    row = {"promise": "P1", "commit": "abc", "verdict": "PASS", "release": False, "scale": 1.0, "kills": 0}
    assert ledger.kept([row], "abc", release=False) == {"P1"}
    assert not ledger.kept([row], "abc+", release=False)
    assert not ledger.kept([row], "abc", release=True)
    assert not ledger.kept([row, {**row, "verdict": "FAIL"}], "abc", release=False)
    assert not ledger.kept([{**row, "scale": 0.1}], "abc", release=False)
