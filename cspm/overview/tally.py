"""Counting so that every number can be traced: a number is the size of a group of rows kept under its dotted key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cspm.core.spread import rate
from cspm.overview.monthly_rows import Row

NOTHING = "-"
"""The name under which records are counted that have no category, channel, area, type, item or method."""

PARTS_OF_SPREAD = ("count", "mean", "median", "p90")


def named(value: object) -> str:
    """A value as the name of a group."""
    return str(value) if value not in (None, "") else NOTHING


class Tally:
    """Groups of rows by dotted key, in the order in which the keys were first used; a row stands for `n` records.

    `also` are further keys that lead to a group: a rate to its base, the parts of a spread to what was measured.
    `shapes` says how keys with names in them are made: `tickets.by_category.NAME.closed`.
    """

    def __init__(self) -> None:
        self.groups: dict[str, list[Row]] = {}
        self.also: dict[str, str] = {}
        self.shapes: dict[str, str] = {}

    def count(self, key: str, rows: Iterable[Row]) -> int:
        """Keep a group and give its size."""
        group = self.groups[key] = list(rows)
        return size(group)

    def named(self, key: str, name: str, rows: Iterable[Row], *, part: str = "") -> int:
        """Keep the group of a name, `key.NAME` or `key.NAME.part`."""
        end = f".{part}" if part else ""
        self.shapes[f"{key}.{name}{end}"] = f"{key}.NAME{end}"
        return self.count(f"{key}.{name}{end}", rows)

    def by(self, key: str, rows: Iterable[Row], column: str) -> dict[str, int]:
        """Count rows by the values of a column, sorted by name: groups `key.VALUE`."""
        parts = split(rows, column)
        return {name: self.named(key, name, parts[name]) for name in sorted(parts)}

    def rate(self, key: str, part: str, base: str) -> float | None:
        """The share of one group in another; the key leads to the base."""
        self.also[key] = base
        return rate(size(self.groups[part]), size(self.groups[base]))

    def measured(self, key: str, rows: Iterable[Row], *, shape: str = "") -> None:
        """Keep what a spread was measured on; the keys of its parts lead there."""
        self.groups[key] = list(rows)
        self.also |= {f"{key}.{part}": key for part in PARTS_OF_SPREAD}
        if shape:
            self.shapes[key] = shape

    @property
    def outline(self) -> tuple[str, ...]:
        """The keys as a person wants them listed: one line for all names, without the parts of a spread."""
        rates = (key for key in self.also if key.rpartition(".")[2] not in PARTS_OF_SPREAD)
        return tuple(dict.fromkeys(self.shapes.get(key, key) for key in (*self.groups, *rates)))

    def ids(self, key: str) -> tuple[str, ...]:
        """The ids behind a key, sorted, each once. Raises KeyError for a key there is not."""
        return tuple(sorted({str(row["id"]) for row in self.groups[self.also.get(key, key)]}))


def size(rows: Iterable[Row]) -> int:
    """How many records the rows stand for."""
    return sum([row["n"] for row in rows])


def split(rows: Iterable[Row], column: str) -> Mapping[str, list[Row]]:
    """Rows by the value of a column, as its name."""
    parts: dict[object, list[Row]] = {}
    for row in rows:
        value = row[column]
        if value in parts:
            parts[value].append(row)
        else:
            parts[value] = [row]
    found: dict[str, list[Row]] = {}
    for value, group in parts.items():
        found.setdefault(named(value), []).extend(group)
    return found
