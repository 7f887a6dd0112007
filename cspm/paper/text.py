"""Tables and charts as plain text: aligned for a terminal, tab-separated for a pipe. No colours, so NO_COLOR holds.

A pipe needs nothing but the cells; how things stand on a screen is in `paper.screen`, loaded for a terminal only.
"""

from __future__ import annotations

from cspm.core.language import Language
from cspm.core.tables import Chart, Report, Table
from cspm.errors import N_, Message
from cspm.paper.cell import heading, piped, plain, sentence, shown

NOTHING = Message(N_("Nothing to show."))
LONGEST_CELL = 2_000  # on a terminal; the other faces show the whole
PIPED_BAR_WIDTH = 20


def report_text(report: Report, language: Language, *, terminal: bool, width: int | None) -> str:
    """All tables and charts of a report; a lone table needs no title above its own."""
    parts = []
    several = len(report.tables) + len(report.charts) > 1
    if terminal and several:
        parts.append("\n".join(_head(report, language)) + "\n")
    for table in report.tables:
        text = table_text(table, language, terminal=terminal, width=width)
        parts.append(text if terminal or not several else sentence(table.title, language) + "\n" + text)
    parts += [chart_text(chart, language, terminal=terminal, width=width) for chart in report.charts]
    if terminal and report.notes:
        parts.append("".join(sentence(note, language) + "\n" for note in report.notes))
    return "\n".join(parts)


def table_text(table: Table, language: Language, *, terminal: bool, width: int | None) -> str:
    """A table as text that ends with a line feed.

    For a terminal: title, aligned columns and notes, long cells wrapped so that the table is at most `width` places
    wide (None: as wide as it is). Else: a heading line and one tab-separated line per row, nothing more.
    """
    headings = [heading(column, language) for column in table.columns]
    if not terminal:
        rows = [
            [piped(cell, column, language) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ]
        return "".join("\t".join(row) + "\n" for row in [headings, *rows])
    body = sentence(NOTHING, language)
    if table.rows:
        from cspm.paper.screen import aligned

        rows = [
            [
                short(shown(cell, column, language, terminal=True))
                for cell, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ]
        body = aligned(table, headings, rows, language, width=width)
    lines = [short(sentence(table.title, language)), "", body]
    if table.notes:
        lines += ["", *(short(sentence(note, language)) for note in table.notes)]
    return "\n".join(lines) + "\n"


def short(text: str) -> str:
    """A text as a terminal can take it: without tabs, and not without end."""
    text = text.replace("\t", " ")
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _head(report: Report, language: Language) -> list[str]:
    place = [plain(report.meta[key], language) for key in ("site", "period") if report.meta.get(key) is not None]
    return [short(sentence(report.title, language)), *([short(" · ".join(place))] if place else [])]


def chart_text(chart: Chart, language: Language, *, terminal: bool, width: int | None) -> str:
    """A bar chart as lines of `█` under its title, one line per label; tab-separated (label, value, bar) for a pipe.

    Several series stand side by side under their names.
    """
    from cspm.paper.bars import bars, blocks, peak

    found = bars(chart, language)
    lines = [short(sentence(chart.title, language))]
    if not found:
        return "\n".join([*lines, *([sentence(NOTHING, language)] if terminal else [])]) + "\n"
    groups = [found[place : place + len(chart.series)] for place in range(0, len(found), len(chart.series))]
    if terminal:
        from cspm.paper.screen import drawn

        return "\n".join([*lines, "", *drawn(groups, width)]) + "\n"
    top = peak(found)
    if len(chart.series) > 1:
        lines.append("\t".join(["", *(bar.series for bar in groups[0])]))
        lines += ["\t".join([group[0].label, *(bar.shown for bar in group)]) for group in groups]
    else:
        lines += ["\t".join([bar.label, bar.shown, blocks(bar, top, PIPED_BAR_WIDTH)]) for bar in found]
    return "\n".join(lines) + "\n"
