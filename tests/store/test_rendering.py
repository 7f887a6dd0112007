"""The bytes of record files are those that the standard library would write."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cspm.store import rendering

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
    max_leaves=30,
)


@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=12))
def test_the_same_bytes(document: dict[str, Any]) -> None:
    """Whatever JSON holds."""
    if not _lonely(document):
        assert rendering.render(document).decode() == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _lonely(document: dict[str, Any]) -> bool:
    """Whether half of a surrogate pair is in it, which no file can hold."""
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def test_keys_are_not_kept_without_end() -> None:
    """A hundred thousand different keys leave a few thousand."""
    for number in range(20):
        rendering.render({f"{number}-{each}": None for each in range(5_000)})
    assert len(rendering._NULLS) <= rendering.MOST + 1
