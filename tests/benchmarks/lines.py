"""The lines of the table: raw samples, what they are set beside, the goal; printed for people or written as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from statistics import median
from typing import Any, NamedTuple
from unicodedata import east_asian_width

HEADINGS = ("work", "ms", "ratio", "goal", "verdict", "runs", "note")


class Line(NamedTuple):
    """One kind of work. Each of `seconds` was measured right after its partner in `beside`, in the unit `against`.

    Lines about memory have `mib` instead of a ratio. `ceiling` is the figure that no run may ever pass.
    """

    work: str
    seconds: list[float]
    beside: list[float]
    against: str
    goal: float | None = None
    ceiling: float | None = None
    mib: list[float] | None = None
    note: str = ""

    @property
    def figure(self) -> float:
        """What the goal is about: the median ratio, or the largest memory seen."""
        if self.mib is not None:
            return max(self.mib)
        return median(one / other for one, other in zip(self.seconds, self.beside, strict=True))

    @property
    def verdict(self) -> str:
        """Pass or miss; empty for what has no goal."""
        if self.goal is None:
            return ""
        if self.figure <= self.goal:
            return "pass"
        return "miss" if self.ceiling is None or self.figure <= self.ceiling else f"miss, above {self.ceiling}"

    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        digits = 1 if self.mib is not None or self.figure >= 100 else 2
        goal = "" if self.goal is None else f"{self.goal} {self.against}"
        return (
            self.work, f"{median(self.seconds) * 1000:.1f}", f"{self.figure:.{digits}f} {self.against}", goal, self.verdict,
            str(len(self.seconds)), self.note,
        )  # fmt: skip

    def document(self) -> dict[str, Any]:
        """The line with its raw samples, in milliseconds and MiB."""
        return {
            "work": self.work, "ms": [one * 1000 for one in self.seconds], "beside_ms": [one * 1000 for one in self.beside],
            "against": self.against, "mib": self.mib, "figure": self.figure, "goal": self.goal, "ceiling": self.ceiling,
            "verdict": self.verdict, "note": self.note,
        }  # fmt: skip


def printed(lines: Sequence[Line]) -> str:
    """The table for people; figures stand at the right of their columns."""
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(_width(row[place]) for row in rows) for place in range(len(HEADINGS))]
    return "\n".join(_row(row, widths) for row in rows)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    parts = []
    for name, cell, width in zip(HEADINGS, cells, widths, strict=True):
        gap = " " * (width - _width(cell))
        parts.append(gap + cell if name in ("ms", "ratio", "goal", "runs") else cell + gap)
    return "  ".join(parts).rstrip()


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def write_json(path: str, facts: dict[str, Any], lines: Sequence[Line]) -> None:
    """Machine, settings and every raw sample."""
    with open(path, "w", encoding="utf-8") as file:
        json.dump(facts | {"lines": [line.document() for line in lines]}, file, ensure_ascii=False, indent=1)
        file.write("\n")
