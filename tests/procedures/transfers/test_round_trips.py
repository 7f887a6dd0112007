"""Every kind goes out as an empty table, comes in with its example row, goes out again and comes back unchanged."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.procedures.transfers.commands import MADE_HERE
from cspm.procedures.transfers.fields import flat_fields, needed
from cspm.register import KINDS
from tests.conftest import desk_of
from tests.procedures.transfers.test_export import content

Run = Callable[..., Any]
CREW = ("crew", "add", "JD", "--contractor", "电建外包", "--members", "张一")
WORK = ("work", "add", "W1", "--work-type", "rotation", "--crew", "JD", "--start", "2026-11-09", "--end", "2026-11-10")
BEFORE = {"meters": (CREW, WORK)}
"""What an example row of a kind needs to be there: an import asks for the work of its meters."""


def typed(kind: str) -> bool:
    """Whether a table of that kind can be typed at all; the others are made by their own commands."""
    known = flat_fields(KINDS[kind])
    return not any(known[name].as_json for name in needed(KINDS[kind], known))


TABLES = [(kind, "csv") for kind in KINDS if kind not in MADE_HERE and typed(kind)]


@pytest.mark.parametrize(("kind", "face"), [*TABLES, ("posts", "xlsx"), ("meters", "xlsx"), ("fitouts", "xlsx")])
def test_the_example_row_comes_in_and_comes_back(run: Run, root: str, tmp_path: Path, kind: str, face: str) -> None:
    """The empty table of one language is a good import in the other, and so is what is exported then."""
    there = str(tmp_path / "there")
    run("init", there, "--name", "新小区", store=None, actor=None)
    for words in BEFORE.get(kind, ()):
        run(*words)
        run(*words, store=there, actor=None)
    empty, out = (str(tmp_path / f"{name}.{face}") for name in ("empty", "out"))
    run("template", kind, "-o", face, "--output", empty, lang="zh")
    come = run("import", empty, "--as", kind, "--json", lang="en").json()
    assert (come["created"], come["rejected"]) == (1, 0), kind
    run("export", kind, "-o", face, "--output", out, lang="en")
    assert run("import", out, "--as", kind, "--json", lang="zh", store=there, actor=None).json()["rejected"] == 0
    here, other = (content(desk_of(folder, str(tmp_path / "apart")).store, kind) for folder in (root, there))
    assert here and {key: other.get(key) for key in here} == here


def test_an_empty_table_has_the_words_of_its_procedure(root: str) -> None:
    """In a process of its own, where nobody else has loaded them: the example row holds a label, not a number."""
    ask = [sys.executable, "-m", "cspm", "--store", root, "--lang", "zh", "template", "posts", "-o", "csv"]
    assert "楼道保洁员" in subprocess.run(ask, capture_output=True, check=True, encoding="utf-8").stdout
