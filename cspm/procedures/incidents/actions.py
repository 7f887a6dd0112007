"""What `incident add` fills in: measures that were named with it began when it was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cspm.shell.office import Office


def complete(office: Office, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new incident."""
    begun = fields["found_at"] if fields.get("measures") and fields.get("acted_at") is None else fields.get("acted_at")
    return {**fields, "acted_at": begun}
