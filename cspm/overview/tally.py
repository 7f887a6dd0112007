"""Counting so that every number can be traced: a number is the size of a group of record ids, kept under its dotted key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cspm.core.spread import Spread, rate, spread
from cspm.overview.monthly_rows import Row

NOTHING = "-"
"""The name under which records are counted that have no category, channel, area, type, item or method."""

HOUR = 3_600_000_000
MINUTE = 60_000_000
PARTS_OF_SPREAD = ("count", "mean", "median", "p90")


def named(value: object) -> str:
    """A value as the name of a group."""
    return str(value) if value not in (None, "") else NOTHING


class Tally:
    """Groups of record ids by dotted key, in the order in which the keys were first used.

    `also` are further keys that lead to a group: a rate to its base, the parts of a spread to what was measured.
    """

    def __init__(self) -> None:
        self.groups: dict[str, list[str]] = {}
        self.also: dict[str, str] = {}

    def count(self, key: str, ids: Iterable[str]) -> int:
        """Keep a group and give its size."""
        group = self.groups[key] = list(ids)
        return len(group)

    def by(self, key: str, rows: Iterable[Row], column: str) -> dict[str, int]:
        """Count rows by the values of a column, sorted by name: groups `key.VALUE`."""
        parts = split(rows, column)
        return {name: self.count(f"{key}.{name}", [row["id"] for row in parts[name]]) for name in sorted(parts)}

    def rate(self, key: str, part: str, base: str) -> float | None:
        """The share of one group in another; the key leads to the base."""
        self.also[key] = base
        return rate(len(self.groups[part]), len(self.groups[base]))

    def spread(self, key: str, measured: Sequence[tuple[str, float]]) -> Spread:
        """How the values of (id, value) pairs spread; the key and those of its parts lead to the ids."""
        self.count(key, [record for record, _ in measured])
        self.also |= {f"{key}.{part}": key for part in PARTS_OF_SPREAD}
        return spread([value for _, value in measured])

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that can be explained."""
        return (*self.groups, *self.also)

    def ids(self, key: str) -> tuple[str, ...]:
        """The ids behind a key, sorted, each once. Raises KeyError for a key there is not."""
        return tuple(sorted(set(self.groups[self.also.get(key, key)])))


def split(rows: Iterable[Row], column: str) -> Mapping[str, list[Row]]:
    """Rows by the value of a column, as its name."""
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(named(row[column]), []).append(row)
    return parts
