"""Markdown: for mails, wikis and issue trackers. What people typed is escaped, so that it is read and not followed."""

from __future__ import annotations

import re

from cspm.core.language import Language
from cspm.core.tables import Chart, Report, Table
from cspm.paper.bars import bars, blocks, peak
from cspm.paper.cell import heading, is_figure, plain, sentence, shown
from cspm.paper.text import NOTHING

BAR_WIDTH = 20
_MARKS = re.compile(r"([\\`*_~\[\]|])")
_AT_START = re.compile(r"^(\d*)([#+=.)-])")


def report_md(report: Report, language: Language) -> str:
    """The report as one Markdown document that ends with a line feed."""
    place = [plain(report.meta[key], language) for key in ("site", "period") if report.meta.get(key) is not None]
    parts = ["# " + escaped(sentence(report.title, language))]
    if place:
        parts.append(escaped(" · ".join(place)))
    parts += [_table(table, language) for table in report.tables]
    parts += [_chart(chart, language) for chart in report.charts]
    if report.notes:
        parts.append("\n".join("- " + _line(sentence(note, language)) for note in report.notes))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in one line: marks, pipes, tags and line breaks have no effect."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(r"\\\1", text).replace("\t", " ").replace("\n", "<br>")


def _line(text: str) -> str:
    """Text at the beginning of a line, where a few more signs mean something."""
    return _AT_START.sub(r"\1\\\2", escaped(text))


def _table(table: Table, language: Language) -> str:
    parts = ["## " + escaped(sentence(table.title, language))]
    if table.rows:
        rows = [[heading(column, language) for column in table.columns]]
        rows += [
            [shown(cell, column, language) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ]
        parts.append(_grid(rows, [is_figure(column) for column in table.columns]))
    else:
        parts.append(sentence(NOTHING, language))
    if table.notes:
        parts.append("\n".join("- " + _line(sentence(note, language)) for note in table.notes))
    return "\n\n".join(parts)


def _grid(rows: list[list[str]], right: list[bool]) -> str:
    lines = ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("--:" if figure else "---" for figure in right) + " |")
    return "\n".join(lines)


def _chart(chart: Chart, language: Language) -> str:
    title = "## " + escaped(sentence(chart.title, language))
    found = bars(chart, language)
    if not found:
        return title + "\n\n" + sentence(NOTHING, language)
    top = peak(found)
    several = len(chart.series) > 1
    rows = [[bar.label, *([bar.series] if several else []), bar.shown, blocks(bar, top, BAR_WIDTH)] for bar in found]
    head = ["", *([""] if several else []), "", ""]
    return title + "\n\n" + _grid([head, *rows], [False, *([False] if several else []), True, False])
