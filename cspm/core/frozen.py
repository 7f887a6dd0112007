"""Figures that were signed and stay: a statement is kept as JSON with its digest, so that nothing in it changes unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cspm.core.history import canonical


def digest_of(statement: Mapping[str, Any]) -> str:
    """The SHA-256 of a statement's canonical JSON, as it is printed below the sheet."""
    from hashlib import sha256

    return sha256(canonical(statement)).hexdigest()
