from __future__ import annotations

import ast
import string
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]


def marked(modules: set[str]) -> set[str]:
    """Every sentence that is marked for the catalogue in these modules."""
    paths = [ROOT / module for module in modules]
    calls = (node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {
        ast.literal_eval(node.args[0])
        for node in calls
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_"
    }


def blanks(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_sentence_has_its_chinese():
    """Of each module it names, the catalogue has every marked sentence and no other, with the same blanks."""
    with (ROOT / "cspm" / "locale" / "zh" / "sheets.po").open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    messages = [message for message in catalogue if message.id]
    modules = {file for message in messages for file, _ in message.locations}
    assert len(modules) > 10
    assert {message.id for message in messages} == marked(modules)
    for message in messages:
        assert message.string, message.id
        assert not message.fuzzy, message.id
        assert blanks(message.string) == blanks(message.id), message.id
