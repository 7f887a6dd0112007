"""What is said of an id that no record of a kind has: where its ids are listed, or where a record of another kind is shown."""

from __future__ import annotations

from collections.abc import Iterable

from cspm.core.ids import is_id
from cspm.core.kinds import Kind
from cspm.errors import NoSuchRecord


def unknown(kind: Kind, typed: str, kinds: Iterable[Kind]) -> NoSuchRecord:
    """The error for `typed`, with what to type next: an id of another register (F-202610-0004) is shown by its own command."""
    other = next((one for one in kinds if one.monthly and one is not kind and is_id(one, typed)), None)
    if other is not None and " list" in other.listing:
        return NoSuchRecord(id=typed, command=f"{other.listing.partition(' list')[0]} show {typed}")
    return NoSuchRecord(id=typed or '""', command=kind.listing or f"cspm export {kind.name}")
