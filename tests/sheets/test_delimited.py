from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.language import Language
from cspm.sheets import delimited
from cspm.sheets.delimited import guarded, read_delimited, separator_of, unguarded
from cspm.sheets.rows import Reader, Row, read_rows


def rows_of(path: str) -> list[Row]:
    with read_rows(path) as reader:
        return list(reader)


def why(row: Row) -> str:
    assert row.values == {}
    return Language("en").message(row.problems[0].reason)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_three_separators_are_known(separator, put):
    """Comma, semicolon and tab are told from the headings; another one inside quotes does not mislead."""
    content = f'id{separator}"a,b;c,d"{separator}text\n1{separator}2{separator}3\n'
    assert rows_of(put("a.csv", content)) == [Row(2, {"id": "1", "a,b;c,d": "2", "text": "3"})]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(put):
    """A cell with line breaks is one row, a blank line is one too, though it is passed over."""
    rows = rows_of(put("a.csv", 'id,text\r\n1,"two\r\nlines"\r\n\r\n,\r\n2,x\r\n'))
    assert rows == [Row(2, {"id": "1", "text": "two\r\nlines"}), Row(5, {"id": "2", "text": "x"})]


def test_too_few_and_too_many_cells_are_problems_of_their_row(put):
    """A ragged row says how many cells it has; empty cells beyond the headings do not count."""
    rows = rows_of(put("a.csv", "a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n"))
    assert why(rows[0]).startswith("The row has 2 cells, there are 3 headings.")
    assert why(rows[1]).startswith("The row has 4 cells, there are 3 headings.")
    assert rows[1].problems[0].value == "1 | 2 | 3 | 4"
    assert rows[2] == Row(4, {"a": "1", "b": "2", "c": "3"})


def test_a_quotation_mark_never_closed_is_told_at_its_row(put):
    """What follows an open quote is not silently swallowed: the row where it opens is rejected."""
    rows = rows_of(put("a.csv", 'a,b\n1,2\n3,"4\n5,6\n'))
    assert rows[0] == Row(2, {"a": "1", "b": "2"})
    assert rows[1].number == 3
    assert "never closed" in why(rows[1])
    assert len(rows) == 2


def test_a_stray_quotation_mark_costs_one_row(put):
    """A quote inside a quoted cell is a problem of its row; the next row is read."""
    rows = rows_of(put("a.csv", 'a,b\n"5" pipe",2\n3,4\n'))
    assert "write it twice" in why(rows[0])
    assert rows[1] == Row(3, {"a": "3", "b": "4"})


def test_a_cell_of_a_million_characters_is_read(put):
    """A long cell is no problem."""
    assert len(rows_of(put("a.csv", "a\n" + "长" * 1_000_000 + "\n"))[0].values["a"]) == 1_000_000


def test_a_cell_without_end_stops_the_reading(put, refusal, monkeypatch):
    """An open quote in an endless file ends with a sentence that names the row, not with a full memory."""
    monkeypatch.setattr(delimited, "LONGEST_LINE", 1 << 20)
    path = put("a.csv", 'a,b\n1,2\n3,"4\n' + "5,6\n" * 400_000)
    assert "opened in row 3 is not closed within 1 million" in refusal(lambda: rows_of(path))


def test_a_title_above_the_headings_is_passed_over(put):
    """Offices write a title over the whole width; the headings are in the row below."""
    rows = rows_of(put("a.csv", "2026年10月报修登记表,,\n编号,内容,电话\n1,漏水,138\n"))
    assert rows == [Row(3, {"编号": "1", "内容": "漏水", "电话": "138"})]


def test_one_heading_among_empty_ones_is_no_title(put):
    """A table with one named column keeps it."""
    assert rows_of(put("a.csv", "id,,\n1,,\n2,,\n")) == [Row(2, {"id": "1"}), Row(3, {"id": "2"})]


def test_a_cell_without_heading_stands_under_its_letter(put):
    """Nothing is lost: a filled cell in a column without heading can be told."""
    first, second = rows_of(put("a.csv", ",id,\n0,1,\n,2,x\n"))
    assert (first, second) == (Row(2, {"id": "1", "[A]": "0"}), Row(3, {"id": "2", "[C]": "x"}))


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("a,b,a\n1,2,3\n", "“a” stands twice in row 1"),
        ("\n\n \n", "no headings"),
        ('"a,b\n1,2\n', "headings cannot be read"),
        ('{"id": 1}\n', "looks like JSON lines"),
    ],
)
def test_headings_that_are_none_are_refused(content, part, put, refusal):
    """Without headings nothing can be read, and the sentence says why."""
    assert part in refusal(lambda: rows_of(put("a.csv", content)))


@pytest.mark.parametrize("heading", ["电话（已隐藏）", "phone (masked)"])
def test_a_masked_export_is_recognised(heading, put):
    """A heading tells that the column is masked."""
    with read_rows(put("a.csv", f"id,{heading}\n1,138****\n")) as reader:
        assert reader.masked
    with read_rows(put("b.csv", "id,masked\n1,2\n")) as reader:
        assert not reader.masked


def test_total_and_position_are_bytes(put):
    """A progress bar reaches its end."""
    content = "id\n" + "1\n" * 50_000
    with read_rows(put("a.csv", content)) as reader:
        places = [reader.position for _ in reader]
    assert reader.total == len(content) == places[-1]
    assert places[0] < len(content)


def test_a_file_changed_while_it_is_read_is_refused(put, refusal, tmp_path):
    """Bytes that were not there when the file was checked end in a sentence."""
    path = put("a.csv", "id\n" + "1234567\n" * 50_000)
    reader: Reader = read_rows(path)
    with (tmp_path / "a.csv").open("r+b") as file:
        file.seek(300_000)
        file.write(b"\xff\xff")
    assert "changed" in refusal(lambda: list(reader))
    reader.close()


@pytest.mark.parametrize("text", ["=1+1", "+8613800138000", "-5", "@x", "\tx", "\rx", "'=x", "''+1", "＝1"])
def test_the_apostrophe_before_a_formula_comes_off_again(text, put):
    """What an export guards is read as it was."""
    assert guarded(text) == "'" + text
    file = io.StringIO()
    csv.writer(file).writerows([["a"], [guarded(text)]])
    assert rows_of(put("a.csv", file.getvalue()))[0].values == {"a": text}


def test_an_apostrophe_of_its_own_stays(put):
    """A text in quotes is not touched."""
    assert rows_of(put("a.csv", "a,b\n'x',''\n"))[0].values == {"a": "'x'", "b": "''"}


@given(st.text())
def test_guarding_loses_nothing(text):
    """Every text comes back, and a guarded one is no formula."""
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8), st.sampled_from(["\r\n", "\n"]))
def test_what_a_csv_writer_wrote_is_read(table, end):
    """Any cells come back, line breaks and quotation marks too; rows that are all blank are left out."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("one", "two", "three"), *[map(guarded, row) for row in table]])
    found = read_delimited(io.BytesIO(file.getvalue().encode()), name="-", encoding="utf-8")
    assert [tuple(row.values.values()) for row in found] == [row for row in table if "".join(row).strip()]


def test_the_separator_is_a_comma_when_there_is_none():
    """A table of one column has no separator."""
    assert separator_of(["id\n", "1\n"]) == ","
    assert separator_of([]) == ","
    assert separator_of(["\n", "a;b,c;d\n"]) == ";"
    assert separator_of(["text\n", "a\tb\n"]) == ","
