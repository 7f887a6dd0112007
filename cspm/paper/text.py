"""Tables and charts as plain text: aligned for a terminal, tab-separated for a pipe. No colours, so NO_COLOR holds."""

from __future__ import annotations

from cspm.core.language import Language
from cspm.core.tables import Chart, Report, Table
from cspm.errors import N_, Message
from cspm.paper.bars import Bar, bars, blocks, peak
from cspm.paper.cell import heading, is_figure, one_line, plain, sentence, shown
from cspm.paper.columns import GAP, fitted, too_many, wish
from cspm.paper.width import balanced, clipped, display_width, padded, widest, wrapped

NOTHING = Message(N_("Nothing to show."))
LEFT_OUT = N_("Left out for want of room: {columns}. A wider window, -o csv or -o html shows them.")
LONGEST_CELL = 2_000  # on a terminal; the other faces show the whole
NARROWEST = 8
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
    kept, left_out = _kept(table, headings, rows, width=width)
    columns, heads = [table.columns[place] for place in kept], [headings[place] for place in kept]
    cells = [[row[place] for row in rows] for place in kept]
    wishes = [wish(*one) for one in zip(columns, heads, cells, strict=True)]
    limits = [one.natural for one in wishes] if width is None else fitted(wishes, width)
    heads = [balanced(text, limit) for text, limit in zip(heads, limits, strict=True)]
    cells = [[wrapped(cell, limit) for cell in body] for body, limit in zip(cells, limits, strict=True)]
    rules = ["-" * max(map(widest, [head, *body])) for head, body in zip(heads, cells, strict=True)]
    text = tabulate(
        [heads, rules, *zip(*cells, strict=True)],
        tablefmt="plain",
        disable_numparse=True,
        colalign=["right" if is_figure(column) else "left" for column in columns],
    )
    return text + ("\n\n" + sentence(Message(LEFT_OUT, {"columns": left_out}), language) if left_out else "")


def _kept(
    table: Table, headings: list[str], rows: list[list[str]], *, width: int | None
) -> tuple[list[int], tuple[str, ...]]:
    """The places of the columns that hold something and have room, and the headings of those that have none."""
    kept = [place for place in range(len(headings)) if any(row[place] not in ("", "-") for row in rows)]
    kept = kept or list(range(len(headings)))
    if width is None:
        return kept, ()
    columns, cells = [table.columns[place] for place in kept], [[row[place] for row in rows] for place in kept]
    wishes = [wish(*one) for one in zip(columns, [headings[place] for place in kept], cells, strict=True)]
    out = {kept[at] for at in too_many(columns, cells, wishes, width=width)}
    return [place for place in kept if place not in out], tuple(headings[place] for place in kept if place in out)


def _short(text: str) -> str:
    text = text.replace("\t", " ")
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _head(report: Report, language: Language) -> list[str]:
    place = [plain(report.meta[key], language) for key in ("site", "period") if report.meta.get(key) is not None]
    return [_short(sentence(report.title, language)), *([_short(" · ".join(place))] if place else [])]


def chart_text(chart: Chart, language: Language, *, terminal: bool, width: int | None) -> str:
    """A bar chart as lines of `█` under its title, one line per label; tab-separated (label, value, bar) for a pipe.

    Several series stand side by side under their names.
    """
    found = bars(chart, language)
    lines = [_short(sentence(chart.title, language))]
    if not found:
        return "\n".join([*lines, *([sentence(NOTHING, language)] if terminal else [])]) + "\n"
    groups = [found[place : place + len(chart.series)] for place in range(0, len(found), len(chart.series))]
    if terminal:
        return "\n".join([*lines, "", *_drawn(groups, width)]) + "\n"
    top = peak(found)
    if len(chart.series) > 1:
        lines.append("\t".join(["", *(bar.series for bar in groups[0])]))
        lines += ["\t".join([group[0].label, *(bar.shown for bar in group)]) for group in groups]
    else:
        lines += ["\t".join([bar.label, bar.shown, blocks(bar, top, PIPED_BAR_WIDTH)]) for bar in found]
    return "\n".join(lines) + "\n"


def _drawn(groups: list[list[Bar]], width: int | None) -> list[str]:
    several = len(groups[0])
    most = 24 if width is None else max(NARROWEST, width // 3)
    labels = [clipped(group[0].label, most) for group in groups]
    left = max(map(display_width, labels))
    figure = max(len(bar.shown) for group in groups for bar in group)
    longest = BAR_WIDTH // several
    room = longest if width is None else max(3, min(longest, (width - left) // several - figure - 2 * GAP))
    top = peak([bar for group in groups for bar in group])
    lines = []
    if several > 1:
        names = [padded(clipped(bar.series, figure + GAP + room), figure + GAP + room) for bar in groups[0]]
        lines.append((" " * GAP).join([padded("", left), *names]).rstrip())
    for label, group in zip(labels, groups, strict=True):
        words = [padded(label, left)]
        for bar in group:
            words += [(bar.shown or "-").rjust(figure), padded(blocks(bar, top, room), room)]
        lines.append((" " * GAP).join(words).rstrip())
    return lines
