"""What was typed for a callback, checked before anything is done. Pure."""

from __future__ import annotations

from typing import Any

from cspm.errors import N_, Message, Usage
from cspm.procedures.callbacks.states import OUTCOMES


def answered(**said: Any) -> dict[str, Any]:
    """The options with `outcome` instead of the three flags. Raises Usage unless exactly one of them was given."""
    given = [name for name in OUTCOMES.labels if said.pop(name)]
    if len(given) != 1:
        raise Usage(problem=Message(N_("Say how it went: one of --satisfied, --dissatisfied and --unreachable.")))
    return {**said, "outcome": given[0]}
