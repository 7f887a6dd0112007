"""What every other tool is asked: the four everyday questions, on the same made-up records."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import ClassVar

from made import Matters
from timing import Step

NEW = "厨房水龙头漏水"


class Peer(ABC):
    """One tool with a store in a folder. `package` names what pip installs; without one the program must be on PATH.

    `rate` is about how many records per second it takes in, from one trial. `how` tells by which of its commands
    the tool does each work, which is a method of that name that gives the step to time: `create` a new matter, `list`
    the open matters of a month, `search` a month's matters for a leak, `report` how many came in and were closed in a
    month, as near as the tool comes to that. A work that it has no command for is not there.
    """

    name: ClassVar[str]
    program: ClassVar[str]
    package: ClassVar[str] = ""
    rate: ClassVar[int] = 10_000
    how: ClassVar[Mapping[str, str]]

    def __init__(self, folder: str, program: str, matters: Matters) -> None:
        os.makedirs(folder)
        self.folder = folder
        self.bin = program
        self.matters = matters
        self.month = f"{matters.asked:%Y-%m}"
        self.begin, self.end = f"{matters.asked:%Y-%m-%d}", f"{matters.after:%Y-%m-%d}"

    def path(self, name: str) -> str:
        """A path in the tool's folder."""
        return os.path.join(self.folder, name)

    @abstractmethod
    def fill(self) -> None:
        """Put all records in, by the fastest way that leaves a store the tool would have made."""

    def steps(self) -> Iterator[tuple[str, Step]]:
        """The works that the tool can do."""
        for work in self.how:
            yield work, getattr(self, work)()
