"""Reports as self-contained pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from cspm.core.language import Language
from cspm.core.tables import Chart, Column, Report, Table
from cspm.errors import Message
from cspm.paper.chart import chart_html
from cspm.paper.page import report_html

BAD = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&\x00\x1b\u202e\ud800{{ 7*7 }}"


class Tags(HTMLParser):
    """Collects what a browser would see: elements with attributes, and text."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def test_the_page(
    report: Report, language: Language, golden: Callable[[str, bytes], None], without: Callable[[str], None]
) -> None:
    """The whole page as the golden file has it, with the bars of plain HTML that need no library."""
    without("leather")
    golden(f"report.{language.code}.html", report_html(report, language).encode())


def test_the_title_block_names_site_period_and_times(report: Report, chinese: Language) -> None:
    """What a manager looks for first stands above, and the page says its language."""
    page = report_html(report, chinese)
    assert '<html lang="zh-CN">' in page
    words = " ".join(parsed(page).words)
    for word in (
        "翠湖花园 Jade Lake",
        "客服中心月报",
        "期间",
        "数据截至",
        "生成时间",
        "2026-11-22 09:30",
        "42 个数字可追溯。",
    ):
        assert word in words


@pytest.mark.parametrize("library", ["leather", "none"])
def test_nothing_is_fetched_or_run(
    report: Report, english: Language, library: str, without: Callable[[str], None]
) -> None:
    """No script, link, picture or address that a browser would follow, with the library and without."""
    if library == "none":
        without("leather")
    page = report_html(report, english)
    for tag, attributes in parsed(page).seen:
        assert tag not in ("script", "link", "img", "iframe", "object", "base", "form")
        assert not {"src", "href", "srcset"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert not re.search(r"url\(|@import", page)
    addresses = set(re.findall(r"https?://[^\"' )&<]+", page))
    assert addresses <= {"http://x", "http://www.w3.org/2000/svg"}  # a customer's words, and the name of SVG


@pytest.mark.parametrize("library", ["leather", "none"])
def test_hostile_words_are_words(english: Language, library: str, without: Callable[[str], None]) -> None:
    """Titles, headings, cells, notes, labels, series and the site's name cannot add an element or an attribute."""
    if library == "none":
        without("leather")
    bad = Message.of("{x}", x=BAD)
    table = Table("t", bad, (Column("a", BAD.replace("{", "").replace("}", "")),), ((BAD,), (BAD * 1000,)), (bad,))
    chart = Chart("c", bad, (BAD, BAD), ((BAD, (1, 2)), ("n", (3,))))
    page = report_html(Report("r", bad, None, (table,), (chart,), notes=(bad,), meta={"site": BAD}), english)
    page.encode()
    tags = parsed(page)
    assert not {"script", "img"} & {tag for tag, _ in tags.seen}
    assert not any(name.startswith("on") for _, attributes in tags.seen for name in attributes)
    assert "{{ 7*7 }}" in page and ">49" not in page
    assert not set("\x00\x1b\u202e") & set(page)


def test_figures_stand_at_the_right(report: Report, english: Language) -> None:
    """Numbers are right-aligned with their headings; texts are not."""
    page = report_html(report, english)
    assert '<th class="word">Category</th><th class="figure">Received</th>' in page
    assert '<td class="figure">18450.50</td>' in page
    assert '<td class="short">T-202610-0042</td>' in page


def test_a_long_id_may_break(english: Language, one_column: Callable[..., Report]) -> None:
    """An id as long as a page must not push the table out of it."""
    page = report_html(one_column("x" * 100_000, column=Column("id", "Id", "id")), english)
    assert '<td class="text loose long">xxx' in page


def test_an_empty_table_says_so(report: Report, language: Language) -> None:
    """A sentence across all columns."""
    nothing = language.text("Nothing to show.")
    assert f'<td class="nothing" colspan="2">{nothing}</td>' in report_html(report, language)


def test_wide_tables_lie_on_their_side(english: Language) -> None:
    """From nine columns on the sheet is printed across."""
    columns = tuple(Column(str(place), str(place)) for place in range(9))
    wide = Report("r", Message("R"), None, (Table("t", Message("T"), columns, ()),))
    narrow = Report("r", Message("R"), None, (Table("t", Message("T"), columns[:8], ()),))
    assert '<section class="wide">' in report_html(wide, english)
    assert '<section class="wide">' not in report_html(narrow, english)


def test_a_chart_follows_its_table(report: Report, english: Language) -> None:
    """A chart with the key of a table stands below it, others at the end."""
    page = report_html(report, english)
    places = [page.index(mark) for mark in ("<h2>By category", "<figcaption>By category", "<h2>Longest", "<h2>Not in")]
    assert [*places, page.index("<figcaption>By channel")] == sorted([*places, page.index("<figcaption>By channel")])


def test_leather_draws_bars_with_chinese_labels(report: Report, chinese: Language) -> None:
    """A bar per value, longest for the greatest, labels and values as words, all inside the drawing."""
    svg = ElementTree.fromstring(str(chart_html(report.charts[1], chinese)))
    space = {"s": "http://www.w3.org/2000/svg"}
    widths = [float(rect.get("width", "0")) for rect in svg.findall(".//s:g[@class='series bars']/s:rect", space)]
    assert widths == sorted(widths)  # drawn from below
    assert widths[-1] > 4 * widths[-2] > widths[0] == 0
    words = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert [word for word in words if word in ("来电", "来访", "论坛", "402", "88", "-")] == [
        "论坛", "来访", "来电", "-", "88", "402",
    ]  # fmt: skip
    left = svg.find("s:g/s:g/s:g/s:g", space)
    assert left is not None
    assert "Monaco" not in ElementTree.tostring(svg, encoding="unicode")


def test_labels_have_room(chinese: Language) -> None:
    """The margin grows with the width of the labels as they are read, not with their number of characters."""

    def zero(label: str) -> float:
        svg = str(chart_html(Chart("c", Message("C"), (label,), (("n", (1,)),)), chinese))
        shift = re.findall(r"translate\((\d+) 0\)", svg)
        return max(float(value) for value in shift)

    assert zero("abcdefgh") > 8 * 6.5
    assert zero("公共区域照明") > 6 * 13
    assert zero("公共区域照明" * 20) < 220


@pytest.mark.parametrize(
    "values", [(0, 0), (None, None), (1e-12, 2e-12), (10**15, 1), (-5, -7), (float("inf"), 3), (0.3, 0.7), (1,)]
)
def test_odd_values_still_make_a_chart(values: tuple[float | None, ...], english: Language) -> None:
    """Nothing, tiny, vast, negative, missing and infinite values are drawn or left out, never a failure."""
    chart = Chart("c", Message("C"), ("a", "b"), (("n", values),))
    svg = ElementTree.fromstring(str(chart_html(chart, english)))
    rects = svg.findall(".//{*}g[@class='series bars']/{*}rect")
    assert len(rects) == 2
    assert all(0 <= float(rect.get("width", "-1")) <= 680 for rect in rects)


def test_two_series_have_a_legend_and_two_colours(report: Report, english: Language) -> None:
    """Each series keeps its colour in bars and legend; one series needs no legend."""
    two, one = (str(chart_html(chart, english)) for chart in report.charts)
    for colour in ("#2f6c8f", "#d08c3a"):
        assert f"background:{colour}" in two
        assert two.count(f'fill="{colour}"') == 3
    assert "legend" not in one
    assert str(chart_html(Chart("c", Message("C"), (), ()), english)) == ""


def test_a_command_breaks_between_its_words_only() -> None:
    """`--side` must not become `--` and `side` over two lines: each word stands in one piece, marks of HTML escaped."""
    column = Column("next", "What to type", "command")
    row = ("cspm inspection sign I-1 --side a --by <NAME>",)
    page = report_html(Report("r", Message("R"), {}, (Table("t", Message("T"), (column,), (row,)),)), Language("en"))
    assert '<td class="command"><span>cspm</span> <span>inspection</span> <span>sign</span>' in page
    assert "<span>--side</span>" in page and "<span>&lt;NAME&gt;</span></td>" in page
    assert ".data td.command span { white-space: nowrap; }" in page
