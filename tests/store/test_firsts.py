"""First revisions made by a pattern are those made key by key, byte for byte."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cspm.core.history import problems
from cspm.core.record import Beginnings
from cspm.core.stamp import Stamp
from cspm.store import firsts
from cspm.store.rendering import render
from tests.store.test_rendering import VALUES, _lonely

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
SIMPLE = st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=4) | st.floats(-1, 1) | VALUES
CONTENT = st.fixed_dictionaries(dict.fromkeys(("id", "z%s", "text", "a", "ü", "list"), SIMPLE))


def beginnings(by: str = "FD01") -> Beginnings:
    """One stamp for all."""
    return Beginnings(Stamp(NOON, NOON, by, by, '100% "x"'), "imported")


@given(st.lists(CONTENT, min_size=1, max_size=6))
def test_the_same_documents_and_bytes(contents: list[dict[str, Any]]) -> None:
    """Records after each other, so that one is made by the pattern that was learnt from another."""
    made = firsts.Firsts(beginnings())
    for content in contents:
        if not _lonely(content):
            wanted = beginnings().document(content)
            document, data = made(content)
            assert document == wanted
            assert data == render(wanted)
            assert not problems(document)


def test_marks_in_the_stamp_are_not_taken_for_values() -> None:
    """A name that looks like a mark: then it is done key by key."""
    made = firsts.Firsts(beginnings("\ue0000\ue001"))
    document, data = made({"id": "1", "text": "\ue0001\ue001"})
    assert data == render(document)
    assert not problems(document)


def test_patterns_are_not_kept_without_end() -> None:
    """Rows with nothing in common."""
    made = firsts.Firsts(beginnings())
    for number in range(firsts.MOST + 5):
        made({f"key{number}": "x"})
    assert len(made._patterns) <= firsts.MOST
