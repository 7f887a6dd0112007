"""Comma-, semicolon- and tab-separated text, and the apostrophe that keeps a cell from being a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from cspm.errors import N_, Message
from cspm.sheets.decoding import LONGEST_LINE, open_text
from cspm.sheets.opening import refused
from cspm.sheets.reader import Line, Problem, Reader, table_of

SEPARATORS = ",;\t"
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_CHANGED = N_("The file was changed while it was being read.")


def guarded(cell: str) -> str:
    """The cell as a CSV for people has it: an apostrophe before what a spreadsheet would run as a formula.

    A cell that has such an apostrophe of its own gets a second one, so that `unguarded` gives back every text.
    """
    return "'" + cell if cell.lstrip("'").startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def read_delimited(binary: BinaryIO, *, name: str, encoding: str) -> Reader:
    """The rows of a csv file; `total` and `position` are bytes. Row numbers are those a spreadsheet shows.

    Raises InputRejected for text that cannot be decoded or has no headings, and while reading for a cell without end.
    """
    total = binary.seek(0, 2)
    text = open_text(binary, encoding, name=name)
    try:
        sample = list(islice(text, 5))
        if sample and sample[0].lstrip().startswith('{"'):
            raise refused(name, N_("This looks like JSON lines. Rename it to .jsonl."))
        lines = _lines(chain(sample, text), separator_of(sample), name=name)
        headings, rows = table_of(name, lines)
    except BaseException:
        text.close()
        raise
    return Reader(name, rows, headings=headings, fixed=True, total=total, position=binary.tell, close=text.close)


def separator_of(sample: list[str]) -> str:
    """Comma, semicolon or tab: the one most used outside quotes in the first line that is not blank; else a comma."""
    lines = _QUOTED.sub("", "".join(sample)).splitlines()
    heading = next((line for line in lines if line.strip(" ")), "")
    return max(SEPARATORS, key=heading.count)  # of equals the first


def _lines(text: Iterable[str], separator: str, *, name: str) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(text, delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells: list[object] = [unguarded(cell) if cell[:1] == "'" else cell for cell in next(reader)]
        except StopIteration:
            return
        except UnicodeDecodeError:
            raise refused(name, _CHANGED) from None
        except csv.Error as error:
            yield Line(number, [], (Problem("", "", _reason(error, number, name)),))
        else:
            yield Line(number, cells)


def _reason(error: csv.Error, number: int, name: str) -> Message:
    if "limit" in str(error):  # what follows cannot be told apart any more
        problem = N_("A quotation mark opened in row {row} is not closed within {limit} million characters.")
        raise refused(name, problem, row=number, limit=LONGEST_LINE >> 20) from None
    if "end of data" in str(error):
        return Message.of(N_("A quotation mark opened in this row is never closed; the rest of the file was not read."))
    return Message.of(N_("A quotation mark stands inside a quoted cell; write it twice."))
