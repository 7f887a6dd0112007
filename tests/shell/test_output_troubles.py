"""What is said when the store or the output is not sound, and that nothing is silent."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.errors import OutputFailed
from tests.conftest import Result

Run = Callable[..., Result]


def test_damaged_files_are_said_and_the_answer_is_not_called_whole(run: Run, root: str) -> None:
    """A list beside damaged records prints the others, names the damage on stderr and exits 1."""
    good = run("create", "好的", "-q").stdout.strip()
    bad = run("create", "坏的", "-q").stdout.strip()
    Path(root, "tickets", "2026", "11", f"{bad}.json").write_text("{", encoding="utf-8")
    result = run("list", "-q", code=1)
    assert result.lines() == [good] and bad in result.stderr
    assert run("report", "monthly", "--month", "2026-11", "--json", code=1).json()["tickets"]["received"] == 1


def test_a_change_whose_answer_cannot_be_printed_says_that_it_was_saved(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 26 with the id and "do not type it again": a retry would make a double."""

    def full(data: bytes) -> None:
        raise OutputFailed(problem="No space left on device")

    with monkeypatch.context() as context:
        context.setattr("cspm.shell.output.write_stdout", full)
        said = run("create", "满盘", code=26).stderr
    assert "T-202611-0001 was saved" in said and "not type it again" in said
    assert run("list", "-q").lines() == ["T-202611-0001"]


@pytest.mark.parametrize("line", ['reply_within = "abc"', "reply_within = -5", "reply_within = true"])
def test_a_figure_that_is_none_is_one_sentence(run: Run, root: str, line: str) -> None:
    """A typing error in site.toml names file and key (26), also from `check`, where an unknown key shows too (1)."""
    site = Path(root, "site.toml")
    text = site.read_text(encoding="utf-8")
    run("create", "一件事")
    site.write_text(f"{text}\n[figures]\n{line}\n", encoding="utf-8")
    assert "reply_within" in run("list", code=26).stderr
    site.write_text(f"{text}\n[figures]\nbogus_figure = 1\n", encoding="utf-8")
    found: list[dict[str, Any]] = run("check", "--json", code=1).json()["findings"]
    assert [one["code"] for one in found] == ["unknown_figure"]


def test_a_full_disk_is_told_in_the_readers_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the words of the system."""

    class Full:
        def write(self, _data: bytes) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", lambda *_: Full().write(b""))
    run("create", "x")
    said = run("list", "-o", "html", "--output", "x.html", lang="zh", code=26).stderr
    assert "x.html：磁盘已满" in said and not os.listdir(".")


def test_a_time_that_is_past_is_taken_and_said(run: Run) -> None:
    """A promise for yesterday is written down as it was typed, with a word at once and what to type next."""
    run("create", "x")
    said = run("promise", "1", "昨天 9:00", lang="zh")
    assert "2026-11-21 09:00 已经过去" in said.stderr and "cspm undo T-202611-0001" in said.stderr
    run("dispatch", "1", "--to", "tech1")
    run("close", "1", "--result", "y")
    assert "past already" in run("reopen", "1", "--reason", "r", "--due", "2026-11-20 9:00").stderr
    assert "past" not in run("reopen", "--help").stderr
