"""Why a reader stumbled: readers trust what a file holds, and only when one fails is it asked whether the file is to blame."""

from __future__ import annotations

from cspm.errors import NoSuchRecord, StoreDamaged
from cspm.store.repository import Store


def cause(store: Store) -> StoreDamaged | None:
    """What is wrong with the first of the records handed out last that its model refuses; None when all are sound."""
    for kind, record_id in dict.fromkeys(store.handed):
        try:
            store.load(kind, record_id)
        except StoreDamaged as damaged:
            return damaged
        except NoSuchRecord:
            continue
    return None
