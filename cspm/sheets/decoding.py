"""Which encoding a text file has: byte order mark, else UTF-8, else GB18030; found out without holding the file.

A first pass over the file decodes it in pieces and throws them away; the second pass, by the reader, cannot fail any
more. Guessing libraries were wrong on most short Chinese files, and every file that staff meet is one of these three.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO, TextIO

from cspm.errors import N_, InputRejected
from cspm.sheets.opening import open_file, refused
from cspm.tuples import NamedTuple

PIECE = 1 << 20
LONGEST_LINE = 32 << 20  # characters; above this it is no line of a table, and would not fit into memory as one
SURE = 4  # so many three-byte characters in a row are never an accident of GB18030 text: the file is damaged UTF-8
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = re.compile("[\u0800-\U0010ffff]")
_SUPERSETS = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "936": "gb18030", "utf-8-sig": "utf-8"}


class Fault(NamedTuple):
    """The first place where a file is no text in some encoding: line from 1, byte from 0, and the sentence."""

    row: int
    offset: int
    text: str
    sure: bool = False


UNDECODABLE = N_(
    "Row {row} (byte {offset}) cannot be read as {encoding}. Save it as UTF-8, or name its encoding in a mapping file."
)
HAS_NUL = N_("Row {row} (byte {offset}) holds a NUL byte, so this is not a text file. Save it as UTF-8.")
TOO_LONG = N_("Row {row} (byte {offset}) is longer than {limit} million characters, so this is not a table.")


def open_text(source: str | BinaryIO, encoding: str = "auto", *, name: str = "", newline: str = "") -> TextIO:
    """`source` (a path, or a binary file that can seek) as text, its encoding decided and every byte checked.

    `encoding` is `auto` or a Python codec name; `name` is what messages call the file. Closing the result closes the
    source. Raises InputRejected for a codec that does not exist, bytes that are not of it, a NUL, an endless line.
    """
    binary = open_file(source) if isinstance(source, str) else source
    name = name or (source if isinstance(source, str) else "-")
    try:
        codec, start = _decided(binary, encoding, name)
        binary.seek(start)
    except BaseException:
        binary.close()
        raise
    return io.TextIOWrapper(binary, encoding=codec, newline=newline)


def _decided(binary: BinaryIO, encoding: str, name: str) -> tuple[str, int]:
    codec, start = _marked(binary)
    if encoding.lower() != "auto":
        wanted = _known(encoding, name)
        codec, start = (codec, start) if codec and codec.startswith(wanted) else (wanted, 0)
    if codec is not None:
        fault = first_fault(binary, codec, start=start)
        if fault is not None:
            raise _refusal(name, fault, codec)
        return codec, start
    return _laddered(binary, name), 0


def _laddered(binary: BinaryIO, name: str) -> str:
    fault = first_fault(binary, "utf-8", start=0)
    if fault is None:
        return "utf-8"
    if fault.text != UNDECODABLE or fault.sure:
        raise _refusal(name, fault, "utf-8")
    second = first_fault(binary, "gb18030", start=0)
    if second is None:
        return "gb18030"
    raise _refusal(name, fault if second.text == UNDECODABLE else second, "utf-8")


def _marked(binary: BinaryIO) -> tuple[str | None, int]:
    binary.seek(0)
    head = binary.read(3)
    for mark, codec in MARKS:
        if head.startswith(mark):
            return codec, len(mark)
    return None, 0


def _known(encoding: str, name: str) -> str:
    try:
        codec = codecs.lookup(encoding).name
        "".encode(codec)  # a codec of bytes to bytes (zip, base64) has a name too, but is no text encoding
        codecs.getincrementaldecoder(codec)
    except (LookupError, ValueError):
        problem = N_("The encoding “{encoding}” is not known. Use auto, utf-8 or gb18030.")
        raise refused(name, problem, encoding=encoding) from None
    return _SUPERSETS.get(codec, codec)


def _refusal(name: str, fault: Fault, codec: str) -> InputRejected:
    facts = {"row": fault.row, "offset": fault.offset, "encoding": codec.upper(), "limit": LONGEST_LINE >> 20}
    return refused(name, fault.text, **facts)


def first_fault(binary: BinaryIO, codec: str, *, start: int) -> Fault | None:
    """The first place from byte `start` on where the file is no `codec` text, holds a NUL or an endless line; or None.

    Reads the whole file once, a piece at a time; memory does not grow with it.
    """
    binary.seek(start)
    decoder = codecs.getincrementaldecoder(codec)()
    row, offset, line, wide = 1, start, 0, 0
    while True:
        piece = binary.read(PIECE)
        held = len(decoder.getstate()[0])  # the first bytes of a character cut by the end of the last piece
        try:
            text = decoder.decode(piece, not piece)
        except UnicodeError as error:
            return _undecodable(error, codec, at=Fault(row, offset - held, ""), wide=wide)
        if "\0" in text:
            return _nul(text, codec, at=Fault(row, offset - held, ""))
        end = max(text.rfind("\n"), text.rfind("\r"))
        line = line + len(text) if end < 0 else len(text) - end - 1
        if line > LONGEST_LINE:
            return Fault(row + text.count("\n"), offset, TOO_LONG)
        if not piece:
            return None
        wide += len(_WIDE.findall(text)) if wide < SURE else 0
        row += text.count("\n")
        offset += len(piece)


def _nul(text: str, codec: str, *, at: Fault) -> Fault:
    before = text[: text.index("\0")]
    return Fault(at.row + before.count("\n"), at.offset + len(before.encode(codec)), HAS_NUL)


def _undecodable(error: UnicodeError, codec: str, *, at: Fault, wide: int) -> Fault:
    if not isinstance(error, UnicodeDecodeError):  # some codecs say only that, not where
        return Fault(at.row, at.offset, UNDECODABLE)
    before = bytes(error.object[: error.start]).decode(codec, "replace")
    if "\0" in before:
        return _nul(before, codec, at=at)
    wide += len(_WIDE.findall(before))
    return Fault(at.row + before.count("\n"), at.offset + error.start, UNDECODABLE, wide >= SURE)
