"""Opening a file that somebody names: is it there, is it a file, and is it what its name says."""

from __future__ import annotations

import os
import stat
from typing import BinaryIO

from cspm.errors import N_, InputRejected, Message

ENDINGS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".xlsx": "workbook", ".xlsm": "workbook", ".xls": "workbook",
}  # fmt: skip
SIGNATURES = ((b"PK\x03\x04", "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"%PDF", "pdf"))
WEB = (b"<!doctype", b"<html", b"<head", b"<meta", b"<style", b"<table", b"<?xml")

NOT_A_WORKBOOK = N_("This is not a workbook, whatever its name says. Open it and save it as .xlsx, or rename it.")
NOT_A_TABLE = N_("This is a workbook or an archive, not a text table. Rename it to .xlsx, or save it as CSV.")


def refused(name: str, text: str, **facts: object) -> InputRejected:
    """The refusal of the file `name`, for its reader to raise: a catalogue sentence and its facts."""
    return InputRejected(file=name, problem=Message(text, facts))


def open_file(path: str) -> BinaryIO:
    """The regular file at `path`, open for bytes at its beginning.

    Raises InputRejected when it is missing, empty, a folder, a pipe or a device, or may not be read. A pipe does not
    make it wait for a writer.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise refused(path, N_("There is no such file.")) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(path, N_("The file cannot be read: {reason}."), reason=reason) from None
    problem = _unfit(os.fstat(handle))
    if problem:
        os.close(handle)
        raise refused(path, problem)
    return os.fdopen(handle, "rb")


def _unfit(found: os.stat_result) -> str:
    if stat.S_ISDIR(found.st_mode):
        return N_("This is a folder. Name a file in it.")
    if not stat.S_ISREG(found.st_mode):
        return N_("This is not an ordinary file. To read from a pipe, use - (JSON lines).")
    return "" if found.st_size else N_("The file is empty.")


def kind_of(path: str, binary: BinaryIO) -> str:
    """`csv`, `jsonl` or `workbook`: what the name says, once the first bytes agree; `binary` ends at its beginning.

    Raises InputRejected when the name says nothing that is read, or the content is something else.
    """
    ending = os.path.splitext(path)[1].lower()
    named = ENDINGS.get(ending)
    if named is None:
        raise refused(path, N_("Files ending in “{ending}” are not read. Use .csv, .jsonl or .xlsx."), ending=ending)
    head = binary.read(512)
    binary.seek(0)
    content = _content(head)
    if content == "pdf":
        raise refused(path, N_("This is a PDF, not a table. Save the table as .xlsx or CSV."))
    if content == "web":
        raise refused(path, N_("This is a web page, not a table. Open it in a spreadsheet and save it as .xlsx."))
    if named == "workbook" and content == "text":
        raise refused(path, NOT_A_WORKBOOK)
    if named != "workbook" and content != "text":
        raise refused(path, NOT_A_TABLE)
    return named


def _content(head: bytes) -> str:
    for signature, content in SIGNATURES:
        if head.startswith(signature):
            return content
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "web" if text.startswith(WEB) else "text"
