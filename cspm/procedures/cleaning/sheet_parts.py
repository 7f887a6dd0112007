"""What a text of inspections is made of: sheets, rechecks, and lines that are wrong. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.errors import N_, InputRejected, Message
from cspm.procedures.cleaning.typed import Typed
from cspm.tuples import NamedTuple

PLACE = ("contract", "date", "area")


class Fault(NamedTuple):
    """What is wrong in a line."""

    line: int
    problem: Message


class Rechecked(NamedTuple):
    """A recheck as typed: the finding, what was seen at which time by whom, and the new time of rectification."""

    line: int
    finding: str
    result: str
    at: datetime | None
    by: str | None
    due: datetime | None


class LinesRejected(InputRejected):
    """Lines that cannot be used; nothing was written. `lines` has every one of them."""

    code = "lines_rejected"
    sentence = N_("{file}: {count} lines are wrong, nothing was written")

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        self.lines = tuple((fault.line, fault.problem) for fault in sorted(faults, key=lambda fault: fault.line))
        super().__init__(file=file, count=len(self.lines))


class Sheet:
    """One inspection as typed: its place and time, what was checked and found, and the lines that say so."""

    def __init__(self, line: int, above: Mapping[str, Any]) -> None:
        self.line = line
        self.above = dict(above)
        self.checked: list[str] = []
        self.findings: list[Typed] = []

    @property
    def place(self) -> tuple[Any, ...]:
        """What makes it another inspection."""
        return tuple(self.above.get(name) for name in PLACE)

    @property
    def filled(self) -> bool:
        """Whether anything was checked or found."""
        return bool(self.checked or self.findings)

    def take(self, word: Typed | str, due: datetime | None) -> None:
        """A finding with its time of rectification, or an item that was looked at and is clean."""
        if isinstance(word, str):
            self.checked.append(word)
        else:
            self.findings.append(word._replace(due=due))

    def missing(self) -> Iterator[Fault]:
        """What an inspection cannot be without."""
        for name in PLACE:
            if not self.above.get(name):
                text = N_("write {word}: ... above it, or give it with --{word}")
                yield Fault(self.line, Message.of(text, word=name))
