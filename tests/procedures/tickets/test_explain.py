"""`explain`: every fact of a clock stands in the table itself, so that no face loses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.rule("R043")
@pytest.mark.parametrize("face", ["table", "md", "csv"])
def test_every_face_of_explain_has_the_facts(run: Run, face: str) -> None:
    """Rule, clause, figure, start, due and result of the reply clock, through a pipe too."""
    ticket = run("create", "灯不亮", "-q").stdout.strip()
    text = run("explain", ticket, "-o", face).stdout.replace("\\_", "_")
    for fact in ("R043", "000 P2-一 2.4.3", "reply_within", "Started by", "Due", "Outcome", "The site's own value"):
        assert fact in text
