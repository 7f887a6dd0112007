"""The columns that the index keeps of a ticket's callbacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cspm.core.terms import Terms


def columns(ticket: Any, terms: Terms) -> Mapping[str, Any]:
    """What the index keeps."""
    return {"reached_at": None, "satisfied": None, "score": None, "attempts": 0, "callback_due": None, "called_at": None, "callbacks": []}
