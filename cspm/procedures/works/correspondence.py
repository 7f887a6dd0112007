"""Install order, meter, position, breaker and user belong together one to one (R353): gaps and doubles, by field. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cspm.procedures.works.meter_rules import FIELDS, plain
from cspm.tuples import NamedTuple

Row = Mapping[str, Any]
ROTATED = ("order_no", "old_no", "new_no")
"""What stands on one line of a rotation's order and on no other."""


class Fault(NamedTuple):
    """What keeps a correspondence from being one to one: a `field` with no value (`gap`), or one `value` on several meters."""

    field: str
    value: str
    ids: tuple[str, ...]

    @property
    def gap(self) -> bool:
        """Whether the field is empty."""
        return not self.value


def rotated(row: Row) -> bool:
    """Whether a meter takes the place of an old one."""
    return bool(row["old_no"] or row["removed_no"])


def fields_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The fields that have to correspond: the five of new meters, the numbers of rotated ones."""
    return ROTATED if any(rotated(row) for row in rows) else FIELDS


def faults(rows: Iterable[Row], fields: tuple[str, ...] = FIELDS) -> list[Fault]:
    """Every gap and double, field by field: none means that each of the fields is a bijection with the meters."""
    known = list(rows)
    return [fault for field in fields for fault in _of_field(known, field)]


def _of_field(rows: list[Row], field: str) -> Iterator[Fault]:
    by_value: dict[str, list[Row]] = {}
    for row in rows:
        by_value.setdefault(plain(row[field]), []).append(row)
    for value, those in sorted(by_value.items()):
        if not value or len(those) > 1:
            yield Fault(field, str(those[0][field] or "") if value else "", tuple(sorted(row["id"] for row in those)))
