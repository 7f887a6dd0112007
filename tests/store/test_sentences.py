"""Every sentence of the store has its Chinese."""

from __future__ import annotations

import ast
from pathlib import Path

from babel.messages.pofile import read_po

from cspm import store

FOLDER = Path(store.__path__[0])


def test_every_sentence_is_translated() -> None:
    """What N_ marks in the package is in store.po, with the same {fields}."""
    with (FOLDER.parent / "locale/zh/store.po").open("rb") as file:
        known = {message.id: message.string for message in read_po(file) if message.id}
    marked = {
        node.args[0].value
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_"
        if isinstance(node.args[0], ast.Constant)
    }
    assert marked == set(known)
    for english, chinese in known.items():
        assert sorted(part.split("}")[0] for part in english.split("{")[1:]) == sorted(
            part.split("}")[0] for part in chinese.split("{")[1:]
        )
