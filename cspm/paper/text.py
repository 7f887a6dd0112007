"""Tables and charts as plain text: aligned for a terminal, tab-separated for a pipe. No colours, so NO_COLOR holds."""

from __future__ import annotations

from typing import Any

from cspm.core.language import Language
from cspm.core.tables import Chart, Report, Table
from cspm.errors import N_, Message
from cspm.paper.bars import Bar, bars, blocks, peak
from cspm.paper.cell import heading, is_figure, one_line, plain, sentence, shown
from cspm.paper.width import display_width, padded, widest

NOTHING = Message(N_("Nothing to show."))
LONGEST_CELL = 2_000  # on a terminal; the other faces show the whole
NARROWEST = 8
GAP = 2  # between two columns of tabulate's "simple" format
PADDING = 2  # by which tabulate makes a column wider than its heading
RIGID = frozenset({"id", "time", "date", "yes"})  # with the figures: what is unreadable when it is cut
BAR_WIDTH = 40
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
            [one_line(shown(cell, column, language)) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ]
        return "".join("\t".join(row) + "\n" for row in [headings, *rows])
    body = _aligned(table, headings, language, width=width) if table.rows else sentence(NOTHING, language)
    lines = [_short(sentence(table.title, language)), "", body]
    if table.notes:
        lines += ["", *(_short(sentence(note, language)) for note in table.notes)]
    return "\n".join(lines) + "\n"


def _aligned(table: Table, headings: list[str], language: Language, *, width: int | None) -> str:
    from tabulate import tabulate

    rows = [
        [_short(shown(cell, column, language, terminal=True)) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    limits = _limits(table, headings, rows, width=width)
    # None leaves a column alone; the stubs forget it
    head_limits: list[Any] = [limit and limit - PADDING for limit in limits]
    return tabulate(
        rows,
        headers=headings,
        tablefmt="simple",
        disable_numparse=True,
        colalign=["right" if is_figure(column) else "left" for column in table.columns],
        maxcolwidths=limits,
        maxheadercolwidths=head_limits,
    )


def _limits(table: Table, headings: list[str], rows: list[list[str]], *, width: int | None) -> list[int | None]:
    """The widths to wrap at so that the table fits; figures are never wrapped, the widest texts give way first."""
    natural = [
        max(display_width(words) + PADDING, *(widest(row[place]) for row in rows))
        for place, words in enumerate(headings)
    ]
    if width is None or sum(natural) + GAP * (len(natural) - 1) <= width:
        return [None] * len(natural)
    rigid = [is_figure(column) or column.kind in RIGID for column in table.columns]
    room = width - GAP * (len(natural) - 1) - sum(size for size, stiff in zip(natural, rigid, strict=True) if stiff)
    texts = sorted(size for size, stiff in zip(natural, rigid, strict=True) if not stiff)
    limit = NARROWEST
    for taken, size in enumerate(texts):  # the narrow columns keep their width, the others share what is left
        share = (room - sum(texts[:taken])) // (len(texts) - taken)
        limit = max(NARROWEST, share)
        if size > share:
            break
    return [None if stiff or size <= limit else limit for size, stiff in zip(natural, rigid, strict=True)]


def _short(text: str) -> str:
    text = text.replace("\t", " ")
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _head(report: Report, language: Language) -> list[str]:
    place = [plain(report.meta[key], language) for key in ("site", "period") if report.meta.get(key) is not None]
    return [_short(sentence(report.title, language)), *([_short(" · ".join(place))] if place else [])]


def chart_text(chart: Chart, language: Language, *, terminal: bool, width: int | None) -> str:
    """A bar chart as lines of `█` under its title; tab-separated (label, series, value, bar) for a pipe."""
    found = bars(chart, language)
    lines = [_short(sentence(chart.title, language))]
    if not found:
        return "\n".join([*lines, *([sentence(NOTHING, language)] if terminal else [])]) + "\n"
    if terminal:
        return "\n".join([*lines, "", *_drawn(found, len(chart.series), width)]) + "\n"
    top = peak(found)
    for bar in found:
        label = [bar.label] if len(chart.series) == 1 else [bar.label, bar.series]
        lines.append("\t".join([*label, bar.shown, blocks(bar, top, PIPED_BAR_WIDTH)]))
    return "\n".join(lines) + "\n"


def _drawn(found: list[Bar], series: int, width: int | None) -> list[str]:
    from cspm.paper.width import clipped

    most = 24 if width is None else max(NARROWEST, width // 3)
    labels = [clipped(bar.label, most) if bar.place == 0 else "" for bar in found]
    names = [clipped(bar.series, most) if series > 1 else "" for bar in found]
    left, middle = (max(map(display_width, words)) for words in (labels, names))
    figure = max(len(bar.shown) for bar in found)
    used = left + middle + figure + 2 * GAP + (GAP if series > 1 else 0)
    room = BAR_WIDTH if width is None else max(5, min(BAR_WIDTH, width - used))
    top = peak(found)
    lines = []
    for bar, label, name in zip(found, labels, names, strict=True):
        words = [padded(label, left)] + ([padded(name, middle)] if series > 1 else [])
        words += [(bar.shown or "-").rjust(figure), blocks(bar, top, room)]
        lines.append((" " * GAP).join(words).rstrip())
    return lines
