"""JSON lines: one object a line, values as JSON gives them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, TextIO

from cspm.errors import N_, Message
from cspm.sheets.decoding import open_text
from cspm.sheets.opening import refused
from cspm.sheets.reader import Problem, Reader, Row

SHOWN = 200


class _Refused(Exception):
    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def read_json_lines(binary: BinaryIO, *, name: str, encoding: str, total: int | None) -> Reader:
    """The rows of a jsonl file; row numbers are line numbers, blank lines are passed over, bad lines have problems.

    Raises InputRejected when the text cannot be decoded or its first line is no object at all.
    """
    text = open_text(binary, encoding, name=name, newline="\n")
    try:
        lines = ((number, line) for number, line in enumerate(text, 1) if not line.isspace())
        first = next(lines, None)
        if first is None:
            raise refused(name, N_("The file is empty."))
        opening = first[1].strip()
        if not opening.startswith("{") or opening == "{":
            raise refused(name, N_("This is not JSON lines: each line must hold one JSON object."))
        row = _row(*first)
        rows = chain([row], _rows(lines, name))
    except BaseException:
        text.close()
        raise
    return Reader(
        name, rows, headings=tuple(row.values), fixed=False, total=total, position=lambda: _tell(text), close=text.close
    )


def _tell(text: TextIO) -> int:
    return text.buffer.tell()


def _rows(lines: Iterator[tuple[int, str]], name: str) -> Iterator[Row]:
    try:
        for number, line in lines:
            yield _row(number, line)
    except UnicodeDecodeError:
        raise refused(name, N_("The file was changed while it was being read.")) from None


def _row(number: int, line: str) -> Row:
    try:
        values = _DECODER.decode(line.rstrip())
        if not isinstance(values, dict):
            raise _Refused(Message.of(N_("This line holds no JSON object.")))
        if "\\u" in line:
            _check_texts(values)
        return Row(number, values)
    except _Refused as refusal:
        reason = refusal.reason
    except json.JSONDecodeError as error:
        reason = Message.of(N_("This line is not JSON from character {place} on."), place=error.pos + 1)
    except (RecursionError, ValueError):
        reason = Message.of(N_("This line holds a number too long or lists nested too deep."))
    return Row(number, {}, (Problem("", line.strip()[:SHOWN], reason),))


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(Message.of(N_("The key “{key}” stands twice."), key=twice))
    return found


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _Refused(Message.of(N_("{value} is not a number that can be kept."), value=digits))
    return number


def _constant(word: str) -> object:
    raise _Refused(Message.of(N_("{value} is not a number that can be kept."), value=word))


def _check_texts(value: object) -> None:
    """Refuse what no UTF-8 file can hold (half of a surrogate pair), and NUL, which no other program could take."""
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise _Refused(Message.of(N_("A text holds a character that is none (NUL, or half of a pair).")))
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_texts(key)
            _check_texts(item)
    elif isinstance(value, list):
        for item in value:
            _check_texts(item)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_constant=_constant)
