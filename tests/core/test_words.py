"""Vocabularies that several procedures share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cspm.core.words import VOCABULARIES, extend, vocabulary, vocabulary_of


@pytest.fixture(autouse=True)
def own() -> Iterator[None]:
    """What a test declares is gone afterwards."""
    yield
    VOCABULARIES.pop("test_words", None)


def test_it_does_not_matter_who_speaks_first() -> None:
    """Declared and then extended, or extended and then declared: the same words."""
    vocabulary("test_words", a="A", also=(("x", "a"),))
    extend("test_words", b="B")
    first = VOCABULARIES.pop("test_words")
    extend("test_words", b="B")
    second = vocabulary("test_words", a="A", also=(("x", "a"),))
    assert (first.labels, first.also) == (second.labels, second.also) == ({"a": "A", "b": "B"}, (("x", "a"),))


def test_a_field_has_the_vocabulary_of_its_name_or_the_one_named() -> None:
    """`channel` its own, `severity` that of complaints, a name none."""
    assert (vocabulary_of("channel"), vocabulary_of("severity"), vocabulary_of("owner")) == (
        "channel", "complaint_severity", "",
    )  # fmt: skip


def test_what_findings_miss_has_a_name() -> None:
    """Every field that a finding can call missing has a label in both languages, not its name in JSON."""
    import re
    from pathlib import Path

    folder = Path(__file__).parents[2] / "cspm" / "procedures"
    said = [path.read_text("utf-8") for path in folder.rglob("rules*.py")]
    blocks = [text[: text.index('Code("field"')] for text in said if 'Code("field"' in text]
    named = {name for text in blocks for name in re.findall(r'[({ ]"([a-z_]+)": ?(?:ticket|part)\.', text)}
    assert named and named <= set(VOCABULARIES["field"].labels), named - set(VOCABULARIES["field"].labels)
