"""The one door to all faces."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from cspm.core.language import Language
from cspm.core.tables import Report
from cspm.paper.faces import FACES, render

HEAVY = ("tabulate", "wcwidth", "xlsxwriter", "jinja2", "leather", "segno", "cn2an", "weasyprint", "pydantic", "click")
LATE = ("dataclasses", "logging", "pathlib", "tempfile", "xml.etree.ElementTree", "csv", "json", "zipfile")


@pytest.mark.parametrize("face", FACES)
def test_every_face_gives_bytes(face: str, report: Report, language: Language) -> None:
    """A face is a file's content, the same for the same report."""
    made = render(report, face, language)
    assert made
    assert made == render(report, face, language)


def test_options_reach_their_faces(report: Report, english: Language) -> None:
    """Terminal and width matter to the table, for_people to the CSV; the JSON is the document alone."""
    assert b"\t" in render(report, "table", english)
    narrow = render(report, "table", english, terminal=True, width=70).decode()
    assert "\t" not in narrow
    assert narrow != render(report, "table", english, terminal=True, width=120).decode()
    assert render(report, "csv", english, for_people=True).startswith(b"\xef\xbb\xbf")
    assert not render(report, "csv", english).startswith(b"\xef\xbb\xbf")
    assert json.loads(render(report, "json", english)) == {
        "month": "2026-10", "generated_at": "2026-11-22T09:30:15+08:00", "amount": "21710.50", "state": "on_hold",
    }  # fmt: skip


def test_json_does_not_change_with_the_language(report: Report, english: Language, chinese: Language) -> None:
    """Scripts read the same document whoever runs them."""
    assert render(report, "json", english) == render(report, "json", chinese)


def test_an_unknown_face_is_a_bug(report: Report, english: Language) -> None:
    """The choices of the option and the faces are one list."""
    with pytest.raises(KeyError):
        render(report, "pdf", english)


@pytest.mark.parametrize("face", FACES)
def test_hostile_cells_break_no_face(face: str, english: Language, one_column: Callable[..., Report]) -> None:
    """Formulas, tags, escapes, NUL, half surrogates, overrides and a huge cell, one report in every face."""
    cells = ("=1+1", "<script>", "\x1b[2J", "a\x00b", "\ud800", "\u202eabc", "长" * 100_000, "", None)
    report = one_column(*cells)
    assert render(report, face, english, terminal=True, width=80)
    assert render(report, face, english, for_people=True)


def modules_after(statements: str) -> set[str]:
    code = f"import sys; before = set(sys.modules); {statements}; print(' '.join(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_door_loads_nothing_heavy() -> None:
    """A command that only names the faces pays for none of them."""
    loaded = modules_after("import cspm.paper.faces")
    assert not loaded & {*HEAVY, *LATE}
    assert not any(name.startswith("cspm.paper.") and name != "cspm.paper.faces" for name in loaded)


def test_modules_load_nothing_heavy_themselves() -> None:
    """Libraries are imported by the function that needs them."""
    names = (
        "bars",
        "cell",
        "chart",
        "document",
        "environment",
        "form",
        "markdown",
        "page",
        "separated",
        "text",
        "workbook",
    )
    loaded = modules_after("; ".join(f"import cspm.paper.{name}" for name in names))
    assert not loaded & {*HEAVY, "dataclasses", "logging", "pathlib", "tempfile"}


def test_a_pipe_does_not_pay_for_alignment() -> None:
    """Tab-separated lines need neither tabulate nor the table of widths."""
    start = (
        "from cspm.core.tables import *; from cspm.errors import Message; from cspm.core.language import Language;"
        "from cspm.paper.faces import render;"
        "c = Chart('c', Message('C'), ('水',), (('n', (1,)),));"
        "t = Table('t', Message('T'), (Column('a', '水'),), (('水',),));"
        "render(Report('r', Message('R'), None, (t,), (c,)), 'table', Language('en'))"
    )
    assert not modules_after(start) & {"tabulate", "wcwidth"}
