"""The work order says who and where in names, so that a customer who does not know the codes can read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cspm.core.texts import named

Run = Callable[..., Any]


def test_a_staff_id_stands_with_the_name() -> None:
    """An id that nobody knows stands alone, nobody is nobody."""
    assert named("TE04", {"TE04": "王强"}) == "TE04 王强"
    assert named("TE05", {"TE04": "王强"}) == "TE05"
    assert named(None, {}) is None


def test_unit_and_area_are_told_apart(run: Run) -> None:
    """Unit and the name of the area, with a stroke between."""
    run("areas", "add", "A3", "--name", "三期花园")
    ticket = run("create", "灯不亮", "--unit", "3-2-703", "--area", "A3", "-q").stdout.strip()
    assert "3-2-703 / 三期花园" in run("print", ticket).stdout
