"""The numbers of a month: which is the highest that anything has."""

from __future__ import annotations

import os
from collections.abc import Sequence

from cspm.core.kinds import Kind
from cspm.store import quarantine
from cspm.store.layout import names_in


def last_number(root: str, kind: Kind, month: str) -> int:
    """The highest number of a month, of whatever stands under such a name, also in quarantine. Under the lock."""
    names = names_in(os.path.join(root, kind.name, month.replace("-", "/")))
    return _highest(names + quarantine.names(root), kind, month)


def _highest(names: Sequence[str], kind: Kind, month: str) -> int:
    """The highest number of a month among file names, whatever kind of file they name."""
    prefix = f"{kind.prefix}-{month.replace('-', '')}-"
    found = 0
    for name in names:
        if name.startswith(prefix):
            digits = name[len(prefix) :].split(".", 1)[0]
            if digits.isascii() and digits.isdigit() and len(digits) <= 12:
                found = max(found, int(digits))
    return found
