"""What is said of an id that is not there: every refusal names what to type next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "next_"),
    [
        (("show", "F-202610-0004"), "cspm filing show F-202610-0004"),
        (("filing", "show", "T-202610-0004"), "cspm show T-202610-0004"),
        (("visit", "show", "V-202610-0004"), "cspm visit list"),
        (("show", "T-9"), "cspm list --all"),
        (("slips", "hand-over", ""), '"". See what there is with: cspm list --all'),
    ],
)
def test_what_to_type_next(run: Run, words: tuple[str, ...], next_: str) -> None:
    """The list of the kind; for an id of another register the command that shows it; a blank one is shown as blank."""
    assert next_ in run(*words, code=20).stderr
    assert "可用以下命令查看" in run(*words, code=20, lang="zh").stderr
