"""How many meters are checked (R355, R356), and which: a draw that anybody can repeat. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256


def exact(percent: object) -> Fraction:
    """A percentage as an exact fraction of one: `15` is 3/20, a float is what it says in decimals."""
    return Fraction(str(percent)) / 100


def least(count: int, percent: object) -> int:
    """So many of `count` are at least that share, rounded up: 15 percent of 7 are 2 (A43)."""
    return math.ceil(exact(percent) * count)


def most(count: int, percent: object, lowest: int) -> int:
    """So many of `count` are at most that share; never fewer than what is asked at least."""
    return max(lowest, math.floor(exact(percent) * count))


def ticket_of(seed: int, record_id: str) -> str:
    """The lot of a meter: the SHA-256 of `SEED:ID` in hexadecimal, so that any program can repeat the draw."""
    return sha256(f"{seed}:{record_id}".encode()).hexdigest()


def drawn(ids: Iterable[str], size: int, *, seed: int) -> tuple[str, ...]:
    """The `size` ids with the smallest lots, in the order of the ids; the order in which they come does not matter."""
    by_lot = sorted(set(ids), key=lambda record_id: ticket_of(seed, record_id))
    return tuple(sorted(by_lot[:size]))
