"""What the work with contractors owes beside the joint inspections: the month's settlement, its evaluation, what runs out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from cspm.core.duties import Quota
from cspm.core.periods import Span
from cspm.core.terms import Terms
from cspm.procedures.cleaning import contractor_obligations, settlement_obligations

if TYPE_CHECKING:
    from cspm.store.repository import Store

DUTIES = settlement_obligations.DUTIES
RULES = (*settlement_obligations.RULES, *contractor_obligations.RULES)


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """Those of the settlements, then those about contractors and their contracts."""
    yield from settlement_obligations.quotas(store, span, terms, as_of=as_of)
    yield from contractor_obligations.quotas(store, span, terms, as_of=as_of)
