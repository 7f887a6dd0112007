"""Who changed something and when, and the line of history that says so. Needs no models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cspm.core.history import chained
from cspm.tuples import NamedTuple


class Stamp(NamedTuple):
    """Who changed something and when: `at` it happened, `recorded_at` it was typed, `by` whom, typed by `recorded_by`."""

    at: datetime
    recorded_at: datetime
    by: str
    recorded_by: str
    os_user: str = ""


def moment(at: datetime) -> str:
    """An instant as a record's file has it: `Z` for UTC, as pydantic writes it."""
    text = at.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def event(
    stamp: Stamp, action: str, *, revision: int, changed: Mapping[str, Any], reason: str | None, after: str
) -> dict[str, Any]:
    """One line of a history as its file has it; `after` is the hash of the line before, empty for the first."""
    return chained(
        after, revision=revision, action=action, at=moment(stamp.at), recorded_at=moment(stamp.recorded_at), by=stamp.by,
        recorded_by=stamp.recorded_by, os_user=stamp.os_user, changed=dict(changed), reason=reason,
    )  # fmt: skip
