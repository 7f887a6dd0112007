"""Empty tables to fill in: every kind has one that imports, is exported again and comes back as it was."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cspm.register import KINDS
from tests.conftest import desk_of
from tests.procedures.transfers.test_export import content

Run = Callable[..., Any]
DRAFTED = ("settlements", "performance_sheets")
NEEDED = {
    "meters": (
        ("crew", "add", "JD1", "--contractor", "安装队"),
        (
            "work",
            "add",
            "W1",
            "--work-type",
            "rotation",
            "--crew",
            "JD1",
            "--start",
            "2026-11-01",
            "--end",
            "2026-12-31",
        ),
    ),
}
"""What a row of that kind speaks of must be there."""


@pytest.mark.parametrize(("face", "tongue"), [("xlsx", "zh"), ("csv", "en")])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("imports", *DRAFTED)])
def test_an_empty_table_with_its_example_imports(
    run: Run, root: str, tmp_path: Path, kind: str, face: str, tongue: str
) -> None:
    """Headings, choices and example of each kind are such that filling it in works, in either language; exported it comes
    back as it was on another site."""
    there, other = str(tmp_path / "there"), {"zh": "en", "en": "zh"}[tongue]
    run("init", there, "--name", "新小区", store=None, actor=None)
    file, out = (str(tmp_path / f"{name}.{face}") for name in (kind, "out"))
    run("template", kind, "--output", file, lang=tongue)
    for words in NEEDED.get(kind, ()):
        run(*words)
        run(*words, store=there, actor=None)
    found = run("import", file, "--as", kind, "--json", lang=other)
    assert found.json()["created"] == 1, found.stderr
    run("export", kind, "--output", out, lang=other)
    assert run("import", out, "--as", kind, "--json", lang=tongue, store=there, actor=None).json()["rejected"] == 0
    mine, theirs = (content(desk_of(folder, str(tmp_path / "apart")).store, kind) for folder in (root, there))
    assert mine and {key: theirs.get(key) for key in mine} == mine


def test_an_empty_table_has_the_words_of_its_procedure(root: str) -> None:
    """In a process of its own, where nobody else has loaded them: the example row holds a label, not a number."""
    ask = [sys.executable, "-m", "cspm", "--store", root, "--lang", "zh", "template", "posts", "-o", "csv"]
    assert "楼道保洁员" in subprocess.run(ask, capture_output=True, check=True, encoding="utf-8").stdout


def test_what_commands_make_has_no_empty_table(run: Run) -> None:
    """Settlements and sheets are drafted, not typed."""
    for kind in DRAFTED:
        assert "own commands" in run("template", kind, "-o", "csv", code=2).stderr
