"""Rows that were not taken: counted, written to FILE.rejected.csv, the first ones told on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType

from cspm.core.language import Language
from cspm.errors import N_, Message
from cspm.sheets.reader import Problem
from cspm.sheets.rejects import RejectsFile

TOLD = 5
LINE = N_("row {row}, {column}: {reason}")
WHOLE = N_("row {row}: {reason}")


class Rejected:
    """Collects what is wrong; with `write` a file beside the input holds all of it. `told` are the first problems."""

    def __init__(self, source: str, language: Language, *, write: bool) -> None:
        self.count = 0
        self.told: list[Message] = []
        self._language = language
        self._file = RejectsFile(source, language) if write else None

    def add(self, row: int, problems: Iterable[Problem]) -> None:
        """A row that is not taken, with everything that is wrong with it. Raises InputRejected: no place for the file."""
        self.count += 1
        if self._file is not None:
            self._file.add(row, problems)
        for column, value, reason in problems:
            if len(self.told) < TOLD:
                self.told.append(self._line(row, Problem(column, value, reason)))

    def _line(self, row: int, problem: Problem) -> Message:
        column, value, reason = problem
        quoted = value and value not in self._language.message(reason)
        said = Message.of(N_("{reason} (“{value}”)"), reason=reason, value=value[:40]) if quoted else reason
        return Message.of(LINE if column else WHOLE, row=row, column=column, reason=said)

    @property
    def path(self) -> str | None:
        """Where the file is; None as long as there is none."""
        return self._file.path if self._file is not None else None

    def __enter__(self) -> Rejected:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
