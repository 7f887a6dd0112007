"""`read_rows`: the one way from a file that somebody names to rows."""

from __future__ import annotations

from typing import BinaryIO, cast

from cspm.sheets.delimited import read_delimited
from cspm.sheets.json_lines import read_json_lines
from cspm.sheets.opening import kind_of, open_file
from cspm.sheets.reader import Problem, Reader, Row, RowRejected
from cspm.sheets.workbook import read_workbook

__all__ = ["Problem", "Reader", "Row", "RowRejected", "read_rows"]

IN_MEMORY = 8 << 20
PIECE = 1 << 20


def read_rows(
    path: str,
    *,
    stdin: BinaryIO | None = None,
    encoding: str = "auto",
    sheet: str | None = None,
    spool_folder: str | None = None,
) -> Reader:
    """The headings and rows of a csv, jsonl or xlsx file; `-` is JSON lines from `stdin`.

    What is piped in is kept in memory, above 8 MB in a temporary file in `spool_folder` (default: the system's): the
    encoding can only be told from the whole. Memory does not grow with a csv or jsonl file. `sheet` names the sheet of
    a workbook. Raises InputRejected, also while reading, for what cannot be read at all; a single bad row is a `Row`
    with `problems`.
    """
    if path == "-":
        if stdin is None:
            raise ValueError("reading from - needs stdin")
        binary: BinaryIO = _spooled(stdin, spool_folder)
    else:
        binary = open_file(path)
    try:
        kind = "jsonl" if path == "-" else kind_of(path, binary)
        digest, size = _digest(binary)
    except BaseException:
        binary.close()
        raise
    if kind == "workbook":
        reader = read_workbook(binary, name=path, sheet=sheet)
    elif kind == "csv":
        reader = read_delimited(binary, name=path, encoding=encoding)
    else:
        reader = read_json_lines(binary, name=path, encoding=encoding, total=size)
    reader.digest = digest
    return reader


def _digest(binary: BinaryIO) -> tuple[str, int]:
    """The SHA-256 of a file's bytes, and how many there are; it ends at its beginning."""
    from hashlib import sha256

    found, size = sha256(), 0
    binary.seek(0)
    while piece := binary.read(PIECE):
        found.update(piece)
        size += len(piece)
    binary.seek(0)
    return found.hexdigest(), size


def _spooled(stdin: BinaryIO, folder: str | None) -> BinaryIO:
    from shutil import copyfileobj
    from tempfile import SpooledTemporaryFile

    spool = SpooledTemporaryFile(max_size=IN_MEMORY, dir=folder)  # noqa: SIM115 - the Reader closes it
    copyfileobj(stdin, spool, 1 << 20)
    return cast(BinaryIO, spool)
