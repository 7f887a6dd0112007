"""Tables and charts as text, for terminals and pipes."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

import pytest
import wcwidth

from cspm.core.language import Language
from cspm.core.tables import Chart, Column, Report, Table
from cspm.errors import Message
from cspm.paper import screen
from cspm.paper.text import chart_text, report_text, table_text
from cspm.paper.width import display_width


def test_the_terminal_shows_the_whole_report(
    report: Report, language: Language, golden: Callable[[str, bytes], None]
) -> None:
    """Title, site, period, aligned tables, notes and bars, as the golden file has them."""
    text = report_text(report, language, terminal=True, width=80)
    golden(f"terminal.{language.code}.txt", text.encode())


def test_a_pipe_gets_tabs(report: Report, language: Language, golden: Callable[[str, bytes], None]) -> None:
    """Tab-separated lines that cut and awk can read, as the golden file has them."""
    text = report_text(report, language, terminal=False, width=None)
    golden(f"pipe.{language.code}.txt", text.encode())


def test_a_lone_table_in_a_pipe_is_heading_and_rows(english: Language, one_column: Callable[..., Report]) -> None:
    """Nothing but the heading line and a line per row, even where a cell has line breaks and tabs."""
    report = one_column("one\ttwo\nthree", None, "\x1b[1mfour")
    assert report_text(report, english, terminal=False, width=None) == "Text\none two three\n\n[1mfour\n"


def test_chinese_columns_are_aligned(report: Report, chinese: Language) -> None:
    """Every line of a table with figures at the right ends at the same place of the screen."""
    lines = table_text(report.tables[0], chinese, terminal=True, width=None).split("\n")[2:7]
    assert len({display_width(line) for line in lines}) == 1


@pytest.mark.parametrize("width", [66, 80, 100])
def test_long_cells_are_wrapped_to_the_width(report: Report, language: Language, width: int) -> None:
    """No line is wider than the terminal as long as the words allow it; numbers and ids are never cut."""
    text = table_text(report.tables[1], language, terminal=True, width=width)
    assert max(display_width(line) for line in text.split("\n")) <= width
    assert "T-202610-0042  2026-10-03 09:30" in text


def test_narrow_columns_keep_their_width_beside_a_long_one(english: Language) -> None:
    """The widest text gives way first: a short column is not wrapped because its neighbour is long."""
    columns = (Column("a", "A"), Column("b", "B"))
    table = Table("t", Message("T"), columns, (("eleven char", "x " * 200), ("short", "y")))
    text = table_text(table, english, terminal=True, width=60)
    assert "eleven char  x x" in text
    assert max(map(len, text.split("\n"))) in (59, 60)


def test_an_empty_table_says_so(report: Report, language: Language) -> None:
    """On a terminal a sentence, in a pipe the heading line alone."""
    nothing = language.text("Nothing to show.")
    assert table_text(report.tables[2], language, terminal=True, width=80).endswith(f"\n\n{nothing}\n")
    piped = table_text(report.tables[2], language, terminal=False, width=None)
    assert piped == f"{language.text('Number')}\t{language.text('When')}\n"


def test_a_huge_cell_is_cut_on_a_terminal_only(english: Language, one_column: Callable[..., Report]) -> None:
    """A hundred thousand characters do not flood the screen, and are not lost in a pipe."""
    report = one_column("水" * 100_000)
    on_screen = report_text(report, english, terminal=True, width=80)
    assert on_screen.count("水") == 1_999
    assert "…" in on_screen
    assert report_text(report, english, terminal=False, width=None).count("水") == 100_000


def test_hostile_text_cannot_command_the_terminal(english: Language) -> None:
    """No escape, bell, backspace or override arrives from cells, headings, titles, notes or chart labels."""
    bad = "\x1b[2J\x07\x08\u202e\x9b1m\ud800{}"
    table = Table("t", Message(bad), (Column("a", bad),), ((bad,),), (Message(bad),))
    chart = Chart("c", Message(bad), (bad,), ((bad, (1,)), (bad, (2,))))
    report = Report("r", Message(bad), None, (table,), (chart,), notes=(Message(bad),), meta={"site": bad})
    for terminal in (True, False):
        text = report_text(report, english, terminal=terminal, width=80)
        text.encode()
        assert not set("\x1b\x07\x08\u202e\x9b\ud800") & set(text)


def test_bars_are_proportional_and_never_vanish(english: Language) -> None:
    """The greatest value has the longest bar, a small one still shows, nothing and less than nothing have none."""
    chart = Chart("c", Message("C"), ("a", "b", "c", "d", "e"), (("n", (400, 200, 1, 0, -3)),))
    text = chart_text(chart, english, terminal=True, width=None)
    assert [line.count("█") for line in text.split("\n")[2:-1]] == [40, 20, 1, 0, 0]
    assert "-3" in text
    piped = chart_text(chart, english, terminal=False, width=None).split("\n")
    assert piped[1] == "a\t400\t" + "█" * 20


def test_bars_fit_the_terminal(report: Report, language: Language) -> None:
    """A chart is never wider than the screen, and Chinese labels leave the bars in one column."""
    text = chart_text(report.charts[0], language, terminal=True, width=40)
    lines = text.split("\n")[3:-1]  # below the title and the names of the series
    assert max(map(display_width, lines)) <= 40
    assert len({display_width(line[: line.index("█")]) for line in lines}) == 1


def test_a_chart_without_bars_says_so(english: Language) -> None:
    """No labels, no bars, no failure; and values that are all unknown are dashes."""
    empty = Chart("c", Message("C"), (), (("n", ()),))
    assert chart_text(empty, english, terminal=True, width=80) == "C\nNothing to show.\n"
    unknown = Chart("c", Message("C"), ("a",), (("n", (float("nan"),)),))
    assert chart_text(unknown, english, terminal=True, width=80) == "C\n\na  -\n"


def test_words_stay_whole_while_they_can(english: Language, chinese: Language) -> None:
    """A long text gives way before headings, labels and short texts are broken."""
    columns = (Column("a", "Category registered"), Column("b", "Matter"), Column("c", "紧急程度"))
    table = Table("t", Message("T"), columns, (("household", "the lamp in the hall is broken again " * 3, "一般"),))
    text = table_text(table, english, terminal=True, width=50)
    assert all(word in text for word in ("Category", "registered", "household", "紧急程度"))
    assert max(map(display_width, text.split("\n"))) <= 50


def test_columns_without_anything_are_left_out_on_a_terminal_only(english: Language) -> None:
    """Empty in every row: no room on the screen; a pipe keeps the columns that a script counts."""
    table = Table("t", Message("T"), (Column("a", "A"), Column("b", "Empty")), (("x", None), ("y", "")))
    assert "Empty" not in table_text(table, english, terminal=True, width=80)
    assert table_text(table, english, terminal=False, width=None) == "A\tEmpty\nx\t\ny\t\n"


def test_several_series_stand_side_by_side(english: Language) -> None:
    """One line per label, also for a month of days."""
    chart = Chart("c", Message("C"), ("1", "2"), (("In", (4, 0)), ("Out", (2, 1))))
    piped = chart_text(chart, english, terminal=False, width=None)
    assert piped == "C\n\tIn\tOut\n1\t4\t2\n2\t0\t1\n"
    assert len(chart_text(chart, english, terminal=True, width=80).split("\n")) == 6


def test_fields_and_values_stand_as_tabulate_sets_them(english: Language) -> None:
    """Random texts, Chinese and not, with line breaks, in any width: to the letter what tabulate makes of them."""
    chance = random.Random(5)
    letters = "abc 水漏，。：12-\n\u00e9\u2026\U0001f527"
    columns = (Column("field", "Field"), Column("value", "Value"))
    differing = 0
    for _ in range(300):
        rows = tuple(
            tuple(start + "".join(chance.choices(letters, k=chance.randint(0, 30))) for start in ("field ", ""))
            for _ in range(4)
        )
        table, width = Table("t", Message("T"), columns, rows), chance.choice([None, 30, 80])
        own = table_text(table, english, terminal=True, width=width)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(screen, "is_pairs", lambda columns: False)
            assert table_text(table, english, terminal=True, width=width) == own
        differing += own.count("\n") > 8
    assert differing > 100  # cells were wrapped


def test_a_record_is_shown_without_tabulate(english: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor with the table of all widths, when its Chinese is of the everyday kind."""
    for heavy in ("tabulate", "wcwidth"):
        monkeypatch.setitem(sys.modules, heavy, None)
    columns = (Column("field", "Field"), Column("value", "Value"))
    table = Table("t", Message("T"), columns, (("事由", "厨房水龙头漏水，请尽快（急）"), ("Unit", "3-2-1501")))
    assert table_text(table, english, terminal=True, width=80).split("\n")[2:-1] == [
        "Field  Value", "-----  ----------------------------", "事由   厨房水龙头漏水，请尽快（急）", "Unit   3-2-1501",
    ]  # fmt: skip


def test_widths_are_those_of_the_table() -> None:
    """Every character of the basic plane by itself, and any mixture: what `wcwidth` says."""
    for code in range(0x20, 0x10000):
        character = chr(code)
        known = wcwidth.wcswidth(character)
        assert display_width(character) == (known if known >= 0 else 1), hex(code)
    chance = random.Random(6)
    pool = "a 1~水漏、。，（）\u3029\u3030\uff61\u0301\u200d\ufe0f\u2026\U0001f527"
    for _ in range(2000):
        text = "".join(chance.choices(pool, k=6))
        assert display_width(text) == wcwidth.wcswidth(text), ascii(text)
