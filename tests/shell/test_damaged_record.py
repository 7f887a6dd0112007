"""A record that was edited by hand into something that is none: whoever reads it is told which file, and that is no bug."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
READERS = (
    ("show", "1"), ("explain", "1"), ("print", "1"), ("compliance", "--month", "2026-11"),
)  # fmt: skip


def edited(root: str, change: Callable[[dict[str, Any]], object]) -> str:
    """The only ticket, changed by hand; its path within the site."""
    (path,) = Path(root).glob("tickets/*/*/*.json")
    document = json.loads(path.read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return str(path.relative_to(root))


@pytest.mark.parametrize("words", READERS, ids=" ".join)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_reader_names_the_file(run: Run, root: str, words: tuple[str, ...], lang: str) -> None:
    """A field renamed in an editor (P14): exit 26 and the file, in both languages; the other records are still read."""
    run("create", "漏水", "--unit", "1-101", "-q")
    run("compliance", "--month", "2026-11", code=1)  # so that the index knows the ticket as it was
    path = edited(root, lambda document: document.update(txet=document.pop("text")))
    told = run(*words, lang=lang, code=26).stderr
    assert path in told and "txet" in told and "cspm check" in told


def test_the_reader_of_json_gets_the_code(run: Run, root: str) -> None:
    """Scripts see `store_damaged`."""
    run("create", "漏水", "--unit", "1-101", "-q")
    edited(root, lambda document: document.update(received_at="gestern"))
    assert json.loads(run("show", "1", "--json", code=26).stderr)["error"] == "store_damaged"


def test_check_speaks_the_readers_language(run: Run, root: str) -> None:
    """What is wrong with a history is said in Chinese too."""
    run("create", "漏水", "--unit", "1-101", "-q")
    edited(root, lambda document: document.update(text="改过"))
    assert "text 与历史所记不同" in run("check", lang="zh", code=1).stdout
    assert "text is not what the history says" in run("check", code=1).stdout
