from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspm.core.language import Language
from cspm.sheets import rows as rows_module
from cspm.sheets.rows import Row, read_rows


def rows_of(content: bytes | str) -> list[Row]:
    data = content.encode() if isinstance(content, str) else content
    with read_rows("-", stdin=io.BytesIO(data)) as reader:
        return list(reader)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('{"a": 1', "not JSON from character 8 on"),
        ('{"a": 1} x', "not JSON from character 10 on"),
        ("[1, 2]", "no JSON object"),
        ("null", "no JSON object"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
        ('{"a": {"b": 1, "b": 2}}', "“b” stands twice"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ('{"a": 1e999}', "1e999 is not a number"),
        ('{"a": ' + "1" * 5000 + "}", "too long"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "too deep"),
        ('{"a": "\\ud800"}', "none (NUL"),
        ('{"\\udfff": 1}', "none (NUL"),
        ('{"a": ["\\u0000"]}', "none (NUL"),
        ("{'a': 1}", "not JSON from character 2 on"),
    ],
)
def test_a_bad_line_is_a_problem_of_its_row(line, part):
    """A line that cannot be kept says why; the lines around it are read."""
    first, bad, last = rows_of('{"id": 1}\n' + line + '\n{"id": 2}\n')
    assert (first, last) == (Row(1, {"id": 1}), Row(3, {"id": 2}))
    assert (bad.number, bad.values) == (2, {})
    assert part in Language("en").message(bad.problems[0].reason)
    assert len(bad.problems[0].value) <= 200


def test_values_stay_as_json_gives_them():
    """Numbers, nulls, lists and objects are not turned into text; a pair of escapes is one character."""
    line = '{"n": 1.5, "none": null, "list": ["a", 2], "deep": {"k": true}, "face": "\\ud83d\\ude00", "b": "\\\\u0000"}'
    values = {"n": 1.5, "none": None, "list": ["a", 2], "deep": {"k": True}, "face": "😀", "b": "\\u0000"}
    assert rows_of(line) == [Row(1, values)]


def test_blank_lines_and_line_ends_do_not_matter():
    """Row numbers are those of an editor."""
    assert rows_of('\n{"id": 1}\r\n\r\n  \n{"id": 2}') == [Row(2, {"id": 1}), Row(5, {"id": 2})]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ('[{"id": 1}]', "each line must hold one JSON object"),
        ('{\n  "id": 1\n}\n', "each line must hold one JSON object"),
        ("id,text\n1,2\n", "each line must hold one JSON object"),
        (b'{"id": "\xff\xff"}', "cannot be read"),
    ],
)
def test_what_is_no_json_lines_at_all_is_refused(content, part, refusal):
    """One sentence instead of a thousand rejected rows."""
    assert part in refusal(lambda: rows_of(content))


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_pipe_may_have_any_encoding(codec):
    """What a Chinese Windows pipes in is read."""
    assert rows_of('{"text": "三楼电梯停了"}\n'.encode(codec)) == [Row(1, {"text": "三楼电梯停了"})]


def test_a_long_pipe_goes_through_a_file(tmp_path, monkeypatch):
    """Above the limit the pipe is kept in the folder that was named, and nothing of it stays."""
    monkeypatch.setattr(rows_module, "IN_MEMORY", 1000)
    folder = tmp_path / "spool"
    folder.mkdir()
    data = b'{"id": 1}\n' * 1000
    with read_rows("-", stdin=io.BytesIO(data), spool_folder=str(folder)) as reader:
        assert reader.total == len(data)
        assert len(list(reader)) == 1000
        assert reader.position == len(data)
    assert list(folder.iterdir()) == []


def test_headings_are_those_of_the_first_object(put):
    """Other rows may have other keys, which `fixed` tells; a masked key is told too."""
    with read_rows(put("a.jsonl", '{"id": 1, "phone (masked)": "138"}\n{"other": 2}\n')) as reader:
        assert (reader.headings, reader.fixed, reader.masked) == (("id", "phone (masked)"), False, True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.lists(st.dictionaries(st.text(), JSON, max_size=3), min_size=1))
def test_what_json_wrote_is_read(objects):
    """Any objects come back, except those with a NUL."""
    lines = [json.dumps(each) for each in objects]
    kept = [each for each, line in zip(objects, lines, strict=True) if "\\u0000" not in line.replace("\\\\", "")]
    assert [row.values for row in rows_of("\n".join(lines)) if not row.problems] == kept
