from __future__ import annotations

import os
import tracemalloc

import pytest

from cspm.core.language import Language
from cspm.errors import InputRejected
from cspm.sheets.rows import read_rows

ZIP = b"PK\x03\x04" + b"\0" * 60
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("a.csv", b"", "The file is empty."),
        ("a.xlsx", b"", "The file is empty."),
        ("a.csv", ZIP, "Rename it to .xlsx"),
        ("a.jsonl", OLE, "Rename it to .xlsx"),
        ("a.xlsx", b"id,text\n1,2\n", "not a workbook"),
        ("a.xls", b"<html><table><tr><td>id</td></tr></table></html>", "This is a web page"),
        ("a.xls", b"\xef\xbb\xbf \n<Table>", "This is a web page"),
        ("a.csv", b"<!DOCTYPE html>", "This is a web page"),
        ("a.csv", b"%PDF-1.7\n", "This is a PDF"),
        ("a.docx", ZIP, "Files ending in “.docx” are not read."),
        ("a", b"id\n", "Files ending in “” are not read."),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content, part, put, refusal):
    """One sentence tells what the file is and what to do."""
    path = put(name, content)
    assert part in refusal(lambda: read_rows(path))


def test_what_is_no_file_is_refused(tmp_path, refusal):
    """A missing file, a folder, a pipe, a device and an impossible name are told apart, and nothing waits."""
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(lambda: read_rows(str(tmp_path / "none.csv"))) == "There is no such file."
    assert refusal(lambda: read_rows(str(tmp_path))) == "This is a folder. Name a file in it."
    assert "use - (JSON lines)" in refusal(lambda: read_rows(str(tmp_path / "pipe.csv")))
    assert "use - (JSON lines)" in refusal(lambda: read_rows("/dev/null"))
    assert "File name too long" in refusal(lambda: read_rows("x" * 5000))
    assert "cannot be read" in refusal(lambda: read_rows("a\0.csv"))


def test_a_file_that_may_not_be_read_is_refused(put, refusal, monkeypatch):
    """The system's own reason is given."""

    def forbidden(*arguments: object, **options: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = put("a.csv", "id\n")
    monkeypatch.setattr(os, "open", forbidden)
    assert refusal(lambda: read_rows(path)) == "The file cannot be read: Permission denied."


def test_the_refusal_names_the_file(put):
    """Who imports ten files sees which one it was."""
    path = put("a.csv", "")
    with pytest.raises(InputRejected) as caught:
        read_rows(path)
    assert Language("en").message(caught.value.message) == f"{path}: The file is empty."


def test_a_name_in_capitals_is_known(put):
    """Windows writes .CSV."""
    with read_rows(put("A.CSV", "id\n1\n")) as reader:
        assert [row.values for row in reader] == [{"id": "1"}]


@pytest.mark.parametrize(
    ("name", "line"), [("a.csv", "123456789,漏水,{n}\n"), ("a.jsonl", '{{"id": {n}, "text": "漏水"}}\n')]
)
def test_memory_does_not_grow_with_the_file(name, line, put):
    """A file of twenty megabytes is read in a few."""
    count = 20_000_000 // len(line.encode())
    path = put(name, ("id,text,n\n" if name == "a.csv" else "") + "".join(line.format(n=n) for n in range(count)))
    tracemalloc.start()
    try:
        with read_rows(path) as reader:
            assert next(iter(reader)).values
            assert sum(1 for _ in zip(range(5_000), reader, strict=False)) == 5_000
        assert tracemalloc.get_traced_memory()[1] < 12 << 20
    finally:
        tracemalloc.stop()


def test_stdin_must_be_given(tmp_path):
    """Only the command line knows its stdin."""
    with pytest.raises(ValueError, match="stdin"):
        read_rows("-")
