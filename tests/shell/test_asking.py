"""What is asked at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr("cspm.shell.lazy.at_terminal", lambda: True)


def test_missing_words_are_asked_for_in_the_readers_language(run: Run) -> None:
    """The argument by its label, on stderr; what is typed may begin with a dash."""
    said = run("create", "--json", lang="zh", stdin="-5 层漏水\n")
    assert said.json()["text"] == "-5 层漏水"
    assert "什么事（TEXT）" in said.stderr


def test_a_wrong_answer_is_asked_again(run: Run) -> None:
    """The closed values are offered by their labels; the third wrong answer ends it."""
    run("create", "x", "--kind", "complaint")
    said = run("complaint", "judge", "1", lang="zh", stdin="坏\n有效\n")
    assert said.stderr.count("[有效投诉、") == 2
    assert "不在可选值之内" in said.stderr
    run("complaint", "judge", "1", stdin="a\nb\nc\n", code=2)


def test_options_are_asked_for_by_their_help(run: Run) -> None:
    """`--to` of dispatch."""
    run("create", "x")
    said = run("dispatch", lang="zh", stdin="1\ntech1\n")
    assert "（--to）" in said.stderr
    assert run("show", "1", "--json").json()["assignee"] == "tech1"


def test_the_end_of_input_ends_the_question(run: Run) -> None:
    """Exit 130, as Ctrl-C."""
    run("create", stdin="", code=130)
