"""The catalogue and the generated pages: nothing untranslated, nothing stale."""

from __future__ import annotations

import pytest

catalogue = pytest.importorskip("tools.catalogue", reason="needs Babel and a checkout")


def test_every_message_has_its_chinese() -> None:
    """Every marked sentence, label, help and form text is translated, with the same fields, and nothing is left over."""
    assert catalogue.problems() == []


def test_the_compiled_catalogue_speaks_chinese() -> None:
    """An installed cspm has its catalogue: labels of both ways."""
    from cspm.core.language import code_of, language

    assert language("zh").label("category", "repair") == "维修"
    assert code_of("category", "维修") == code_of("category", "repair") == "repair"


def test_generated_pages_are_up_to_date() -> None:
    """README's command reference, the states and the rules are what the code says."""
    from tools.reference import HERE, pages

    for name, text in pages().items():
        with open(f"{HERE}/{name}", encoding="utf-8") as file:
            assert file.read() == text, f"{name}: run python -m tools.reference"
