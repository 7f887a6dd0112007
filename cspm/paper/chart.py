"""Bar charts for a page: drawn by leather when it is installed, else bars of plain HTML. Both escape what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cspm.core.language import Language
from cspm.core.tables import Chart
from cspm.paper.bars import Bar, bars, peak
from cspm.paper.cell import sentence
from cspm.paper.width import clipped, display_width

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markupsafe import Markup

COLOURS = ("#2f6c8f", "#d08c3a", "#5d9271", "#8b74ab", "#b05a52", "#6f7b87")
INK = "#27323d"
WIDTH = 680
ROOM = 80  # at the right, for the value of the longest bar
ROW = 26
FONT = 13
PLACE = 7.2  # pixels that one place of a label takes, at that font size
LONGEST_LABEL = 26


def chart_html(chart: Chart, language: Language) -> Markup:
    """The chart without its title, as markup; nothing for a chart without bars."""
    from markupsafe import Markup

    found = bars(chart, language)
    if not found:
        return Markup("")
    legend = Markup("")
    if len(chart.series) > 1:
        keys = [
            Markup('<span><i style="background:{}"></i>{}</span>').format(_colour(bar.place), bar.series)
            for bar in found[: len(chart.series)]
        ]
        legend = Markup('<p class="legend">{}</p>\n').format(Markup("").join(keys))
    try:
        import leather  # noqa: F401 - asked for here, so that a page without it is still a page
    except ImportError:
        return legend + _listed(found)
    # the tree is built and serialised by ElementTree, which escapes every label
    return legend + Markup(_drawn(found, len(chart.series), sentence(chart.title, language)))


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _listed(found: list[Bar]) -> Markup:
    from markupsafe import Markup

    top = peak(found)
    row = Markup(
        '<div class="bar"><span class="bar-label">{}</span><span class="bar-track">'
        '<i style="width:{}%;background:{}"></i></span><span class="bar-value">{}</span></div>\n'
    )
    lines = [
        row.format(
            bar.label if bar.place == 0 else "",
            f"{max(0.0, (bar.value or 0) / top * 100):.1f}",
            _colour(bar.place),
            bar.shown,
        )
        for bar in found
    ]
    return Markup('<div class="bars">\n{}</div>').format(Markup("").join(lines))


def _drawn(found: list[Bar], series: int, title: str) -> str:
    """The chart as SVG: leather lays out bars and labels, the values are added at the ends of the bars."""
    from xml.etree import ElementTree

    import leather

    labels = [clipped(bar.label, LONGEST_LABEL) if bar.place == 0 else "" for bar in found]
    _dress(leather.theme, labels)
    top = peak(found)
    # Lengths are percentages of the greatest value: leather's own scales fail on ranges that are nothing, tiny or vast.
    data = [(max(0.0, (bar.value or 0) / top * 100), str(place)) for place, bar in enumerate(found)]
    drawing = leather.Chart()
    drawing.add_bars(data, fill_color=lambda datum: _colour(int(datum.y) % series))
    drawing.add_x_scale(0, 100)
    drawing.add_x_axis(ticks=[0], tick_formatter=lambda value, index, count: "")
    drawing.add_y_axis(tick_formatter=lambda value, index, count: labels[int(value)])
    height = ROW * len(found) + FONT
    root = ElementTree.Element("svg", viewBox=f"0 0 {WIDTH} {height}", xmlns="http://www.w3.org/2000/svg", role="img")
    root.set("aria-label", title)
    root.append(drawing.to_svg_group(WIDTH - ROOM, height))
    _add_values(root, found, series)
    for element in root.iter():
        for name in ("x", "y", "x1", "x2", "y1", "y2", "width", "height"):
            if name in element.attrib:
                element.set(name, f"{float(element.get(name, '0')):.1f}")
    return ElementTree.tostring(root, encoding="unicode")


def _dress(theme: Any, labels: list[str]) -> None:
    """Leather is dressed through its module only: our colours and font, and a margin that Chinese labels fit in."""
    theme.background_color = "none"
    theme.margin = 0.008  # of the width; leather takes nothing but a fraction
    theme.tick_color = "none"
    theme.zero_color = "#9aa5b1"
    theme.label_color = INK
    theme.tick_font_family = "inherit"
    theme.tick_font_size = FONT
    theme.tick_font_char_height = 0  # the axis below has no words
    longest = max(len(label) for label in labels) or 1
    theme.tick_font_char_width = max(display_width(label) for label in labels) * PLACE / longest


def _add_values(root: Element, found: list[Bar], series: int) -> None:
    """Write each value at the end of its bar, the way a person reads it, and move the bars of a group together."""
    from xml.etree import ElementTree

    group = next(group for group in root.iter("g") if group.get("class") == "series bars")
    for bar, rect in zip(reversed(found), list(group), strict=True):
        x, y, width, height = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
        y += ((series - 1) / 2 - bar.place) * height * 0.15
        rect.set("y", str(y + height * 0.1))
        rect.set("height", str(height * 0.8))
        text = ElementTree.SubElement(group, "text", x=str(x + width + 6), y=str(y + height / 2), dy="0.35em")
        text.set("fill", INK)
        text.set("font-size", str(FONT))
        text.text = bar.shown or "-"
