"""The table of the release: its options, its lines, its exit code."""

from __future__ import annotations

import pytest

from tests.reliability import plants
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
