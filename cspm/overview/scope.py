"""The condition that narrows what a report asks of the tickets."""

from __future__ import annotations

from collections.abc import Sequence

Condition = tuple[str, Sequence[object]]
EVERYTHING: Condition = ("", ())
"""An SQL condition over the tickets table with its parameters."""
