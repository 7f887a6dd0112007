"""How tables and charts stand on a screen: columns that fit its width, bars beside their figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from cspm.core.language import Language
from cspm.core.tables import Column, Table
from cspm.errors import N_, Message
from cspm.paper.bars import Bar, blocks, peak
from cspm.paper.cell import is_figure, sentence
from cspm.paper.columns import GAP, fitted, too_many, wish
from cspm.paper.width import balanced, clipped, display_width, padded, widest, wrapped

LEFT_OUT = N_("Left out for want of room: {columns}. A wider window, -o csv or -o html shows them.")
NARROWEST = 8
BAR_WIDTH = 40


def aligned(table: Table, headings: list[str], rows: list[list[str]], language: Language, *, width: int | None) -> str:
    """The headings and the cells as they are shown, one below the other; columns without content are left out."""
    kept, left_out = _kept(table, headings, rows, width=width)
    columns, heads = [table.columns[place] for place in kept], [headings[place] for place in kept]
    cells = [[row[place] for row in rows] for place in kept]
    wishes = [wish(*one) for one in zip(columns, heads, cells, strict=True)]
    limits = [one.natural for one in wishes] if width is None else fitted(wishes, width)
    heads = [balanced(text, limit) for text, limit in zip(heads, limits, strict=True)]
    cells = [[wrapped(cell, limit) for cell in body] for body, limit in zip(cells, limits, strict=True)]
    rules = ["-" * max(map(widest, [head, *body])) for head, body in zip(heads, cells, strict=True)]
    lines = [heads, rules, *zip(*cells, strict=True)]
    text = _pairs(lines) if is_pairs(columns) else _tabulated(lines, columns)
    return text + ("\n\n" + sentence(Message(LEFT_OUT, {"columns": left_out}), language) if left_out else "")


def is_pairs(columns: Sequence[Column]) -> bool:
    """Whether a table is one of fields and values, as `show` prints it."""
    return len(columns) == 2 and not any(map(is_figure, columns))


def _pairs(lines: Sequence[Sequence[str]]) -> str:
    """Two columns of texts side by side, as tabulate would set them; loading it takes `show` as long as all the rest."""
    left = max(widest(line[0].strip()) for line in lines)
    parts = [(line[0].strip().split("\n"), line[1].strip().split("\n")) for line in lines]
    rows = [row for one, other in parts for row in zip_longest(one, other, fillvalue="")]
    return "\n".join((padded(one, left) + " " * GAP + other).rstrip() for one, other in rows)


def _tabulated(lines: Sequence[Sequence[str]], columns: Sequence[Column]) -> str:
    from tabulate import tabulate

    sides = ["right" if is_figure(column) else "left" for column in columns]
    return tabulate(lines, tablefmt="plain", disable_numparse=True, colalign=sides)


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


def drawn(groups: list[list[Bar]], width: int | None) -> list[str]:
    """The bars of a chart, a line for each label; several series stand side by side."""
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
