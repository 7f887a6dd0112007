"""What `check` hands back."""

from __future__ import annotations

from cspm.errors import Message
from cspm.tuples import NamedTuple


class Problem(NamedTuple):
    """Something `check` found. `fix` says what to do (a message id); `level` `info` needs nothing from anybody."""

    code: str
    path: str
    record: str
    message: Message
    fix: str
    level: str = "error"


class CheckResult(NamedTuple):
    """How many record files were looked at, and what was found."""

    records: int
    findings: list[Problem]

    @property
    def sound(self) -> bool:
        """Nothing that anybody has to do something about."""
        return all(problem.level == "info" for problem in self.findings)
