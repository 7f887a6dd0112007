"""The file beside an import that tells which rows were not taken, and why."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO

from cspm.core.language import Language
from cspm.errors import N_
from cspm.sheets.delimited import guarded
from cspm.sheets.opening import refused
from cspm.sheets.reader import Problem

COLUMNS = ("row", "column", "value", "reason")
LONGEST = 500


class RejectsFile:
    """`FILE.rejected.csv` next to the input (`stdin.rejected.csv` in the working folder for `-`), for Excel.

    It is made, or made anew, when the first row is rejected. `count` is rejected rows, a row with two bad cells counted
    once; `path` is None as long as there is none. Reasons are in `language`.
    """

    def __init__(self, source: str, language: Language) -> None:
        self.count = 0
        self.path: str | None = None
        self._target = ("stdin" if source == "-" else source) + ".rejected.csv"
        self._language = language
        self._file: TextIO | None = None

    def add(self, row: int, problems: Iterable[Problem]) -> None:
        """One line for each problem of the row. Raises InputRejected when the file cannot be written."""
        try:
            file = self._file = self._file or self._opened()
            writer = csv.writer(file)
            for problem in problems:
                value = problem.value if len(problem.value) <= LONGEST else problem.value[:LONGEST] + "…"
                reason = self._language.message(problem.reason)
                writer.writerow([row, guarded(problem.column), guarded(value), guarded(reason)])
        except OSError as error:
            raise self._refusal(error) from None
        self.count += 1

    def close(self) -> None:
        """Finish the file, if there is one. Raises InputRejected when the disk did not take it."""
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as error:
                raise self._refusal(error) from None

    def _opened(self) -> TextIO:
        # A value may hold what UTF-8 cannot (half of a surrogate pair): that is often just why it was rejected.
        # No link is followed: in a folder that others may write to, it could lead onto another file.
        handle = os.open(self._target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        file = os.fdopen(handle, "w", encoding="utf-8-sig", errors="backslashreplace", newline="")
        self.path = self._target
        csv.writer(file).writerow(COLUMNS)
        return file

    def _refusal(self, error: OSError) -> Exception:
        problem = N_("The rejected rows cannot be written there: {reason}. Copy the input to a folder of your own.")
        return refused(self._target, problem, reason=error.strerror or str(error))

    def __enter__(self) -> RejectsFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
