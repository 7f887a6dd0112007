"""A report as one self-contained page: no scripts, nothing fetched, prints on A4 from any browser."""

from __future__ import annotations

import re

from cspm.core.language import Language
from cspm.core.tables import Chart, Column, Report, Table
from cspm.errors import N_
from cspm.paper.cell import heading, is_figure, plain, sentence, shown
from cspm.paper.chart import chart_html
from cspm.paper.text import NOTHING
from cspm.tuples import NamedTuple

WIDE = 9  # columns that no longer fit an upright sheet
WIDER = 11  # columns that fit a sheet in small type only
SHORT = 24  # characters that stand in one line whatever happens
LONG = 60  # bytes of a sentence, which wants room: 20 Chinese characters, 60 Latin ones
SHORT_KINDS = frozenset({"id", "time", "date", "yes"})
SHORT_KEYS = frozenset({"rule", "field", "fact"})
_UNBROKEN = re.compile(r"[!-~]{18}")  # so much without a blank may be broken anywhere, else a table outgrows its sheet
FACTS = (("period", N_("Period")), ("as_of", N_("As of")), ("generated_at", N_("Generated")))


class Heading(NamedTuple):
    """A column as the template needs it: its heading, and the CSS class that its cells and its heading have."""

    text: str
    style: str


class Figure(NamedTuple):
    """A chart with its title, drawn."""

    title: str
    drawing: str


class Section(NamedTuple):
    """A table as the template needs it, and the charts that belong to it."""

    title: str
    headings: list[Heading]
    rows: list[list[str]]
    notes: list[str]
    figures: list[Figure]
    width: str


def report_html(report: Report, language: Language) -> str:
    """The report as an HTML page that ends with a line feed.

    Above stand the title, `meta["site"]` and the facts that `meta` gives of period, as_of and generated_at; a chart
    with the key of a table follows that table, the others stand at the end.
    """
    from cspm.paper.environment import environment

    keys = {table.key for table in report.tables}
    sections = [_section(table, report, language) for table in report.tables]
    template = environment(language).get_template("report.html")
    page = template.render(
        title=sentence(report.title, language),
        site=plain(report.meta.get("site"), language),
        facts=[
            (language.text(label), plain(report.meta[key], language))
            for key, label in FACTS
            if report.meta.get(key) is not None
        ],
        sections=sections,
        lying=bool(sections)
        and (bool(sections[0].width) or 2 * sum(bool(one.width) for one in sections) > len(sections)),
        figures=[_figure(chart, language) for chart in report.charts if chart.key not in keys],
        notes=[sentence(note, language) for note in report.notes],
        nothing=sentence(NOTHING, language),
    )
    return page.rstrip("\n") + "\n"


def _section(table: Table, report: Report, language: Language) -> Section:
    rows = [
        [shown(cell, column, language) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    return Section(
        title=sentence(table.title, language),
        headings=[
            Heading(heading(column, language), _style(column, [row[place] for row in rows]))
            for place, column in enumerate(table.columns)
        ],
        rows=rows,
        notes=[sentence(note, language) for note in table.notes],
        figures=[_figure(chart, language) for chart in report.charts if chart.key == table.key],
        width="wide wider" if len(table.columns) >= WIDER else "wide" if len(table.columns) >= WIDE else "",
    )


def _style(column: Column, cells: list[str]) -> str:
    if is_figure(column):
        return "figure"
    if (column.kind in SHORT_KINDS or column.key in SHORT_KEYS) and all(len(cell) <= SHORT for cell in cells):
        return "short"
    if column.kind in ("code", "command"):
        return "word" if column.kind == "code" else "command"
    broken = any(_UNBROKEN.search(cell) for cell in cells)
    return "text" + (" loose" if broken else "") + (" long" if any(len(cell.encode()) > LONG for cell in cells) else "")


def _figure(chart: Chart, language: Language) -> Figure:
    return Figure(sentence(chart.title, language), chart_html(chart, language))
