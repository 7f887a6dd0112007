"""The values of the bin register (F18): the removals of a month to be read, or empty lines to be filled in. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cspm.core.terms import Terms
from cspm.procedures.cleaning.removal_rules import is_washed

EMPTY_LINES = 6
"""So many lines are left free below those that are known: the sheet hangs in the garbage room."""


def bin_register(
    counts: Iterable[Any], terms: Terms, *, month: str, now: datetime, staff: Mapping[str, str],
    contracts: Sequence[str], areas: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    """The register as `cleaning/bins.html` wants it: lines in the order of their days, sums, and room for more."""
    lines = [line(count, staff) for count in sorted(counts, key=lambda count: (count.date, count.id))]
    counted, reported = sum(one["counted"] for one in lines), sum(one["reported"] for one in lines)
    return {
        "site": terms.site.name, "number": month, "printed_at": now, "month": month, "contracts": list(contracts),
        "areas": list(areas), "lines": lines, "free": EMPTY_LINES, "counted": counted, "reported": reported,
        "difference": reported - counted,
    }  # fmt: skip


def line(count: Any, staff: Mapping[str, str]) -> dict[str, Any]:
    """One removal as a line of the register."""
    supervisor = f"{count.by} {staff[count.by]}" if count.by in staff else count.by
    return {
        "id": count.id, "date": count.date, "removed_at": count.removed_at, "contract": count.contract, "area": count.area,
        "counted": count.counted, "reported": count.reported, "company": count.company, "vehicle": count.vehicle,
        "by": supervisor, "swept": count.swept, "washed": is_washed(count), "washed_at": count.washed_at,
    }  # fmt: skip
