"""What every kind of file becomes: headings and rows; and how a sheet of cells is cut into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from types import TracebackType
from typing import ClassVar

from cspm.errors import N_, InputRejected, Message
from cspm.sheets.opening import refused
from cspm.tuples import NamedTuple

WRONG_COUNT = N_("The row has {found} cells, there are {expected} headings. Is a separator missing or unquoted?")
NO_HEADINGS = N_("The file has no headings.")
MASKED = ("(masked)", "（已隐藏）")


class Problem(NamedTuple):
    """What is wrong with one cell, or with the whole row (`column` empty): a line of the rejects file."""

    column: str
    value: str
    reason: Message


class Row(NamedTuple):
    """One row: the number a person sees beside it (the heading is row 1), and what stands under each heading.

    Values of csv are text; of a workbook text, `date` or `datetime`; of jsonl whatever JSON holds. A row that could not
    be read has `problems` and no values. A filled cell without a heading stands under its column letter, as `[C]`.
    """

    number: int
    values: dict[str, object]
    problems: tuple[Problem, ...] = ()


class RowRejected(InputRejected):
    """A row cannot be used; `problems` has one entry for each bad cell. They go to the rejects file."""

    code: ClassVar[str] = "row_rejected"
    sentence: ClassVar[str] = N_("row {row}: {problem}")

    def __init__(self, number: int, problems: tuple[Problem, ...]) -> None:
        self.number = number
        self.problems = problems
        super().__init__(row=number, problem=problems[0].reason)


class Line(NamedTuple):
    """A row of a sheet before its headings are known."""

    number: int
    cells: list[object]
    problems: tuple[Problem, ...] = ()


class Reader:
    """Rows of one file, read once, in order; close it or use it in `with`.

    `headings` are those of the file (of jsonl: the keys of its first object; `fixed` is False, other rows may differ).
    `masked` tells an export with masked fields. `digest` is the SHA-256 of the file's bytes. `total` and `position` are
    bytes or rows, for a progress bar.
    """

    def __init__(
        self, name: str, rows: Iterator[Row], *, headings: tuple[str, ...], fixed: bool, total: int | None,
        position: Callable[[], int], close: Callable[[], None],
    ) -> None:  # fmt: skip
        self.name = name
        self.headings = headings
        self.fixed = fixed
        self.masked = any(heading.endswith(MASKED) for heading in headings)
        self.total = total
        self.digest = ""
        self.position = 0
        self._rows = rows
        self._position = position
        self._close = close

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.position = self._position()
            yield row

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def letter_of(index: int) -> str:
    """The letters a spreadsheet shows above a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def table_of(name: str, lines: Iterator[Line], *, first_column: int = 0) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Headings (empty ones left out) and rows of a sheet; blank rows and a title above the headings are passed over.

    Raises InputRejected when there are no headings, or one stands twice.
    """
    heading, rest = _heading(name, (line for line in lines if line.problems or _says_something(line.cells)))
    columns = [str(cell).strip() for cell in heading.cells]
    named = tuple(column for column in columns if column)
    if not named:
        raise refused(name, NO_HEADINGS)
    twice = next((column for column in named if named.count(column) > 1), None)
    if twice is not None:
        raise refused(name, N_("The heading “{heading}” stands twice in row {row}."), heading=twice, row=heading.number)
    return named, _rows(columns, rest, first_column=first_column)


def _heading(name: str, lines: Iterator[Line]) -> tuple[Line, Iterable[Line]]:
    first = next(lines, None)
    if first is None:
        raise refused(name, NO_HEADINGS)
    if first.problems:
        raise refused(name, N_("The headings cannot be read: {problem}"), problem=first.problems[0].reason)
    if len(first.cells) > 1 and first.cells[0] and _filled(first) == 1:  # perhaps a title over the whole width
        second = next(lines, None)
        if second is not None and _filled(second) > 1:
            return second, lines
        return first, chain([second] if second else [], lines)
    return first, lines


def _says_something(cells: list[object]) -> bool:
    return any(not isinstance(cell, str) or cell.strip() for cell in cells)


def _filled(line: Line) -> int:
    return sum(1 for cell in line.cells if str(cell).strip())


def _rows(columns: list[str], lines: Iterable[Line], *, first_column: int) -> Iterator[Row]:
    width = len(columns)
    needed = max((index + 1 for index, column in enumerate(columns) if column), default=0)
    gaps = [index for index, column in enumerate(columns) if not column]
    for number, cells, problems in lines:
        if problems:
            yield Row(number, {}, problems)
        elif len(cells) < needed or any(cells[width:]):
            reason = Message.of(WRONG_COUNT, found=len(cells), expected=needed)
            yield Row(number, {}, (Problem("", " | ".join(map(str, cells)), reason),))
        else:
            values = dict(zip(columns, cells, strict=False))
            if gaps:
                values.pop("", None)
                loose = [at for at in gaps if at < len(cells) and cells[at]]
                values |= {f"[{letter_of(first_column + at)}]": cells[at] for at in loose}
            yield Row(number, values)
