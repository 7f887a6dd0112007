"""Findings typed in a row, from a paper form or out of a spreadsheet: one line each, or a table with headings. Pure.

Lines: `area: A` and the like say what stands below them, `C03:minor:poor_result:note` is a finding, `C01:clean` an item
that was looked at, `#` a remark. Tables: a row for each item, a blank cell of the place or time is that of the row above.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from cspm.core.language import code_of
from cspm.core.periods import NotAWhen
from cspm.core.texts import words
from cspm.core.when import instant
from cspm.core.words import VOCABULARIES
from cspm.errors import N_, BadValue, CspmError, Message
from cspm.procedures.cleaning.sheet_parts import PLACE, Fault, Rechecked, Sheet
from cspm.procedures.cleaning.states import SHEET_MARK, SHEET_WORD
from cspm.procedures.cleaning.typed import Typed, finding, known, moment_of

ABOVE = (*PLACE, "by", "with", "due", "signed_a", "signed_b")
"""What a line or cell says for everything below it, until another one says otherwise."""
A_RECHECK = re.compile("(I-)?[0-9-]+[.][0-9]+ *[:：]", re.IGNORECASE)
"""A line that begins with the number of a finding is its recheck."""
SEPARATORS = "\t,;，"
WHOLE = ("*", "all", "全部")
"""Words for every item that the standard has for the area."""
CLEAN = "clean"
REMARK = "  # "
"""What stands behind it in a line is a remark."""


class Typing:
    """The sheets of a text, and what is wrong with it, line by line."""

    def __init__(self, given: Mapping[str, Any], *, now: datetime, tz: tzinfo) -> None:
        self.sheets: list[Sheet] = []
        self.rechecks: list[Rechecked] = []
        self.faults: list[Fault] = []
        self.above: dict[str, Any] = {name: value for name, value in given.items() if value}
        self._now, self._tz = now, tz

    def read(self, text: str) -> None:
        """All lines of the text."""
        lines = text.lstrip("\ufeff").splitlines()
        first = next((line for line in lines if meant(line)), "")
        (self._table if is_heading(first) else self._lines)(lines)
        self.faults += [fault for sheet in self.sheets for fault in sheet.missing()]
        if not self.sheets and not self.rechecks and not self.faults:
            self.faults.append(Fault(1, Message(N_("nothing was checked or found"))))

    def _lines(self, lines: Sequence[str]) -> None:
        for number, line in enumerate(lines, 1):
            if meant(line):
                self._try(number, self._line, line.strip())

    def _line(self, number: int, line: str) -> None:
        line = line.partition(REMARK)[0].strip()
        word, value = header_of(line)
        if word and not value:
            return  # left empty in the form
        if word == "checked":
            self._sheet(number).checked += words(value)
        elif word:
            self.set(word, value)
        elif A_RECHECK.match(line):
            self._recheck(number, line)
        else:
            due, said = self.above.get("due"), verdict(line)
            self._sheet(number).take(said, self.moment("due", due) if isinstance(due, str) else None)

    def _recheck(self, number: int, line: str) -> None:
        """`I-202610-0004.2:poor:tomorrow 18:00`: the recheck of an earlier finding, at the time that stands above."""
        finding, result, due = ([part.strip() for part in line.replace("：", ":").split(":", 2)] + [""])[:3]
        code = known("recheck", result, line)
        until = self.moment("due", due) if due else None
        self.rechecks.append(Rechecked(number, finding, code, self.above.get("date"), self.above.get("by"), until))

    def _table(self, lines: Sequence[str]) -> None:
        start = next(number for number, line in enumerate(lines) if meant(line))
        separator = separator_of(lines[start])
        rows = csv.reader(lines[start:], delimiter=separator)
        headings = [code_of(SHEET_WORD.name, cell) for cell in next(rows)]
        for cell, heading in zip(lines[start].split(separator), headings, strict=False):
            if heading is None and cell.strip():
                said = Message.of(N_("{value} is not one of: {known}"), value=cell.strip()[:60], known=known_headings())
                self.faults.append(Fault(start + 1, said))
        for cells in rows:
            if any(cell.strip() for cell in cells) and meant(cells[0] or "-"):
                self._try(start + rows.line_num, self._row, list(zip(headings, cells, strict=False)))

    def _row(self, number: int, cells: Sequence[tuple[str | None, str]]) -> None:
        row = {heading: cell.strip() for heading, cell in cells if heading and cell.strip()}
        for word in ABOVE:
            if word in row and word != "due":
                self.set(word, row[word])
        sheet = self._sheet(number)
        sheet.checked += words(row.get("checked"))
        if "item" in row:
            sheet.take(of_row(row), self.moment("due", row["due"]) if "due" in row else None)
        elif "checked" not in row:
            raise BadValue(field="item", value="", problem=Message(N_("the row names no item")))

    def set(self, word: str, value: str) -> None:
        """What holds from here on; a time of rectification is said anew from each day. Raises BadValue for what is no time."""
        said = self.moment(word, value) if word in ("date", "due") else value
        self.above[word] = value if word == "due" else said

    def moment(self, word: str, value: str) -> datetime:
        """A day or time as people say it; a time of rectification is said from the inspection. Raises BadValue."""
        base = self.above.get("date") if word == "due" else None
        try:
            found = instant(value, base or self._now, tz=self._tz)
        except NotAWhen as error:
            problem = Message(N_("type 2026-11-22 9:30, 9:30 or yesterday 14:00"))
            raise BadValue(field=word, value=value[:80], problem=problem) from error
        return found if word == "due" else moment_of(found, self._now, self._tz)

    def _sheet(self, number: int) -> Sheet:
        """The sheet of the present place, a new one where the place is another."""
        place = tuple(self.above.get(name) for name in PLACE)
        for sheet in self.sheets:
            if sheet.place == place:
                sheet.above = dict(self.above)
                return sheet
        self.sheets.append(Sheet(number, self.above))
        return self.sheets[-1]

    def _try(self, number: int, act: Any, what: Any) -> None:
        try:
            act(number, what)
        except CspmError as error:
            self.faults.append(Fault(number, plainly(error)))


def plainly(error: CspmError) -> Message:
    """A refusal without the option that it names: here nobody typed one."""
    if not isinstance(error, BadValue):
        return error.message
    problem = error.facts["problem"]
    if not isinstance(problem, Message):
        return error.message
    return Message.of("{value}: {problem}", **error.facts) if error.facts["value"] else problem


def meant(line: str) -> bool:
    """Whether a line says anything: it is neither blank nor a remark."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def header_of(line: str) -> tuple[str, str]:
    """`area: A` as word and value; two empty texts when the line is none of these."""
    head, colon, value = line.replace("：", ":", 1).partition(":")
    word = code_of(SHEET_WORD.name, head) if colon else None
    return (word, value.strip()) if word in (*ABOVE, "checked") else ("", "")


def is_heading(line: str) -> bool:
    """Whether a line names the columns of a table: one of them is the item."""
    cells = line.split(separator_of(line))
    return len(cells) > 1 and any(code_of(SHEET_WORD.name, cell) == "item" for cell in cells)


def separator_of(line: str) -> str:
    """Tab, comma or semicolon: the one most used."""
    return max(SEPARATORS, key=line.count)


def known_headings() -> tuple[str, ...]:
    """The headings that are known."""
    return tuple(VOCABULARIES[SHEET_WORD.name].labels)


def verdict(text: str) -> Typed | str:
    """A line: a finding, or the item that is clean. Raises BadValue."""
    item, _, rest = text.replace("：", ":").partition(":")
    if rest and code_of(SHEET_MARK.name, rest) == CLEAN and item.strip():
        return item.strip()
    return finding(text)


def of_row(row: Mapping[str, str]) -> Typed | str:
    """A row of a table as a finding, or the item that is clean. Raises BadValue."""
    if code_of(SHEET_MARK.name, row.get("severity", "")) == CLEAN:
        return row["item"]
    made = finding(":".join(row.get(name, "") for name in ("item", "severity", "reason", "note")))
    fixed, serious = (
        known("yes", row[name], row[name]) == "yes" if name in row else False for name in ("fixed", "serious")
    )
    return made._replace(fixed=made.fixed or fixed, serious=made.serious or serious)
