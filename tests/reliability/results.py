"""What a check is asked for and what it answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tests.reliability.scenes import Ground


class Asked(NamedTuple):
    """How much is to be tried: the release's figures or those of CI, scaled, and by which seed."""

    ground: Ground
    release: bool = False
    seed: int = 1
    scale: float = 1.0
    kills: int = 0
    workers: int = 2

    def size(self, ci: int, release: int, *, least: int = 1) -> int:
        """One figure."""
        return max(least, round((release if self.release else ci) * self.scale))


class Reached(NamedTuple):
    """What was tried, in words; every fault found; why nothing could be tried."""

    figure: str
    faults: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def verdict(self) -> str:
        """PASS, FAIL or SKIP."""
        return "SKIP" if self.skipped else "FAIL" if self.faults else "PASS"


def reached(figure: str, faults: Iterable[str]) -> Reached:
    """The answer of a check that was made."""
    found = tuple(faults)
    return Reached(f"{figure}: {len(found)} faults" if found else f"{figure}: 0", found)
