from __future__ import annotations

import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cspm.sheets import decoding
from cspm.sheets.decoding import first_fault, open_text

TABLE = "编号,内容\n1,三楼电梯停了\n2,水管漏水，速修\n"


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        TABLE.encode("gbk"),
        (TABLE + "3,𠮷野家\n").encode("gb18030"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big end first", "gbk", "gb18030 of four bytes"],
)
def test_every_encoding_staff_meet_is_found(content, put):
    """Mark, UTF-8 and GB18030 are told apart without being named."""
    with open_text(put("a.csv", content)) as text:
        assert text.read().startswith(TABLE)


@pytest.mark.parametrize(("encoding", "codec"), [("GBK", "gbk"), ("utf8", "utf-8-sig"), ("utf-16-le", "utf-16-le")])
def test_a_named_encoding_is_used(encoding, codec, put):
    """An encoding that is named is taken, and its byte order mark is not part of the text."""
    with open_text(put("a.csv", TABLE.encode(codec)), encoding) as text:
        assert text.read() == TABLE


@pytest.mark.parametrize("encoding", ["klingon", "zip", "rot13", "undefined", "a\0b"])
def test_an_encoding_that_is_none_is_refused(encoding, put, refusal):
    """A codec that does not exist or is not for text is named in the refusal."""
    assert encoding in refusal(lambda: open_text(put("a.csv", TABLE), encoding))


def test_a_damaged_utf8_file_is_not_taken_for_gb18030(put, refusal):
    """One bad byte after Chinese text is reported with its row and byte, instead of reading the rest as nonsense."""
    content = TABLE.encode() + b"3,\xe7\xaa\n4,x\n"
    sentence = refusal(lambda: open_text(put("a.csv", content)))
    assert sentence.startswith(f"Row 4 (byte {len(TABLE.encode()) + 2}) cannot be read as UTF-8.")


def test_a_file_that_ends_inside_a_character_is_refused(put, refusal):
    """A cut copy is noticed."""
    assert "cannot be read as UTF-8" in refusal(lambda: open_text(put("a.csv", TABLE.encode()[:-5])))


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_nul_byte_is_refused_with_its_place(codec, put, refusal):
    """A NUL tells a file that is no text, wherever it stands."""
    content = TABLE.encode(codec) + b"3,\0"
    sentence = refusal(lambda: open_text(put("a.csv", content)))
    assert sentence.startswith(f"Row 4 (byte {len(content) - 1}) holds a NUL byte")


def test_a_nul_byte_before_a_bad_one_is_told_first(put, refusal):
    """The first fault of a file is the one that is shown."""
    assert refusal(lambda: open_text(put("a.csv", b"id\n1\0\xff\xff"))).startswith("Row 2 (byte 4) holds a NUL byte")
    content = TABLE.encode() + b"3,\0,\xff\n"
    assert "holds a NUL byte" in refusal(lambda: open_text(put("a.csv", content)))


def test_random_bytes_are_refused(put, refusal):
    """Bytes of no encoding get a sentence."""
    assert "Row 1 (byte 0)" in refusal(lambda: open_text(put("a.csv", b"\xff\xd8\xff\xe0\x10")))


def test_a_line_without_end_is_refused(put, refusal, monkeypatch):
    """A file without line breaks is refused before anyone tries to hold its line."""
    monkeypatch.setattr(decoding, "LONGEST_LINE", 3 << 20)
    assert "longer than 3 million" in refusal(lambda: open_text(put("a.csv", b"x" * (5 << 20))))


def test_many_short_lines_are_not_a_long_one(put, monkeypatch):
    """The length is that of one line, whatever separates lines."""
    monkeypatch.setattr(decoding, "LONGEST_LINE", 3 << 20)
    for end in ("\n", "\r", "\r\n"):
        open_text(put("a.csv", ("x" * 1000 + end) * 6000)).close()


def test_a_refused_file_is_closed(refusal):
    """A refusal leaves no file open."""
    binary = io.BytesIO(b"\xff")
    refusal(lambda: open_text(binary))
    assert binary.closed


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.integers(1, 9))
def test_what_was_written_is_read(text, piece):
    """Any text comes back from UTF-8 and from marked UTF-16, wherever the pieces are cut."""
    assume(not text.startswith("\ufeff"))
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(decoding, "PIECE", piece)
            assert open_text(io.BytesIO(text.encode(codec))).read() == text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1), st.integers(1, 9))
def test_chinese_in_gbk_is_read(text, piece):
    """Chinese text in GBK comes back, unless its bytes happen to be UTF-8."""
    content = ("编号," + text).encode("gbk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "PIECE", piece)
        assert open_text(io.BytesIO(content)).read() == "编号," + text


@given(st.binary(max_size=40), st.integers(1, 7), st.sampled_from(["utf-8", "gb18030", "utf-16-le"]))
def test_the_place_of_a_fault_is_exact(content, piece, codec):
    """Reading in pieces finds the same place as decoding at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "PIECE", piece)
        fault = first_fault(io.BytesIO(content), codec, start=0)
    try:
        text = content.decode(codec)
        expected = len(text[: text.index("\0")].encode(codec)) if "\0" in text else None
    except UnicodeDecodeError as error:
        good = content[: error.start].decode(codec)
        expected = len(good[: good.index("\0")].encode(codec)) if "\0" in good else error.start
    assert (fault and fault.offset) == expected
    assert fault is None or fault.row == content[: fault.offset].decode(codec).count("\n") + 1
