from __future__ import annotations

import os

import pytest

from cspm.core.language import Language
from cspm.errors import Message
from cspm.sheets.reader import Problem
from cspm.sheets.rejects import RejectsFile

REASON = Message.of("{value} is not a number that can be kept.", value="x")


def test_without_rejected_rows_there_is_no_file(tmp_path):
    """A good import leaves nothing behind."""
    with RejectsFile(str(tmp_path / "a.csv"), Language("en")) as rejects:
        assert (rejects.count, rejects.path) == (0, None)
    assert list(tmp_path.glob("*rejected*")) == []


def test_each_problem_is_a_line_that_excel_shows_and_does_not_run(tmp_path):
    """Row, column, value and reason, with byte order mark, CRLF, and an apostrophe before a formula."""
    with RejectsFile(str(tmp_path / "a.csv"), Language("en")) as rejects:
        rejects.add(3, [Problem("电话", "=cmd()", REASON), Problem("", 'a,"b"', REASON)])
        rejects.add(9, [Problem("x", "\ud800", REASON)])
    assert (rejects.count, rejects.path) == (2, str(tmp_path / "a.csv.rejected.csv"))
    assert (tmp_path / "a.csv.rejected.csv").read_bytes() == (
        "\ufeffrow,column,value,reason\r\n"
        "3,电话,'=cmd(),x is not a number that can be kept.\r\n"
        '3,,"a,""b""",x is not a number that can be kept.\r\n'
        "9,x,\\ud800,x is not a number that can be kept.\r\n"
    ).encode()


def test_a_long_value_is_cut(tmp_path):
    """A cell of a megabyte does not fill the file."""
    with RejectsFile(str(tmp_path / "a.csv"), Language("en")) as rejects:
        rejects.add(3, [Problem("a", "x" * 1_000_000, REASON)])
    assert (tmp_path / "a.csv.rejected.csv").stat().st_size < 1000


def test_an_older_file_is_replaced(tmp_path):
    """What stands there is of this import alone."""
    (tmp_path / "a.csv.rejected.csv").write_text("old " * 1000, encoding="utf-8")
    with RejectsFile(str(tmp_path / "a.csv"), Language("en")) as rejects:
        rejects.add(3, [Problem("a", "1", REASON)])
    assert b"old" not in (tmp_path / "a.csv.rejected.csv").read_bytes()


def test_rows_of_a_pipe_go_to_the_working_folder(tmp_path, monkeypatch):
    """A pipe has no folder of its own."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with RejectsFile("-", Language("en")) as rejects:
        rejects.add(3, [Problem("a", "1", REASON)])
    assert os.listdir(folder) == ["stdin.rejected.csv"]


def test_a_folder_that_may_not_be_written_is_a_sentence(tmp_path, refusal):
    """The sentence says what to do; a link is not followed onto another file."""
    rejects = RejectsFile(str(tmp_path / "gone" / "a.csv"), Language("en"))
    assert "Copy the input to a folder of your own" in refusal(lambda: rejects.add(3, [Problem("a", "1", REASON)]))
    assert (rejects.count, rejects.path) == (0, None)
    (tmp_path / "other").write_text("precious", encoding="utf-8")
    (tmp_path / "b.csv.rejected.csv").symlink_to(tmp_path / "other")
    refusal(lambda: RejectsFile(str(tmp_path / "b.csv"), Language("en")).add(3, [Problem("a", "1", REASON)]))
    assert (tmp_path / "other").read_text(encoding="utf-8") == "precious"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no full device")
def test_a_full_disk_is_a_sentence(tmp_path, refusal, monkeypatch):
    """Rejected rows that were not written are not passed over."""
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, flags, *rest: real("/dev/full", os.O_WRONLY))
    rejects = RejectsFile(str(tmp_path / "a.csv"), Language("en"))
    rejects.add(3, [Problem("a", "1", REASON)])
    assert "No space left" in refusal(rejects.close)
