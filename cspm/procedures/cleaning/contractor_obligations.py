"""What is owed about contractors: the month's evaluation of each (R026), and contracts that end with nothing after them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from cspm.core.duties import Quota
from cspm.core.periods import Span, last_month, midnight
from cspm.core.terms import Terms
from cspm.procedures.cleaning import figures
from cspm.procedures.cleaning.account import days_in_force
from cspm.procedures.cleaning.contract_lists import ending, known
from cspm.procedures.cleaning.evaluation_states import ASKS, EVALUATION_DAY
from cspm.procedures.cleaning.settlement_rules import due_day

if TYPE_CHECKING:
    from cspm.store.repository import Store

RULES = ("R026",)
EVALUATOR = "customer_assistant"
COLUMNS = ("id", "contractor", "start", "end", "state")


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R026: of each contractor with a contract in the month before the evaluation, which falls due in this month; from the
    first whole month after `since` on. Of the month that runs also the contracts on the expiry list."""
    month, since = last_month(span.start, terms.tz), terms.site.since
    asked = since is not None and since <= date.fromisoformat(f"{month}-01")
    if asked and terms.figures.value(ASKS, span.start.date()):
        yield from evaluations(store, month, terms)
    if span.start <= as_of < span.end:
        yield from running_out(store, as_of.astimezone(terms.tz).date(), terms)


def evaluations(store: Store, month: str, terms: Terms) -> Iterator[Quota]:
    """One line for each contractor of the month."""
    rows = [dict(row) for row in store.rows("contracts", "state != 'void'", order="id", columns=COLUMNS)]
    contractors = dict.fromkeys(row["contractor"] for row in rows if days_in_force(row, month))
    if not contractors:
        return
    made = store.rows("evaluations", "month = ? AND state != 'void'", (month,), columns=("id", "contractor"))
    due, _ = due_day(month, EVALUATION_DAY, terms)
    for contractor in contractors:
        ids = tuple(str(row["id"]) for row in made if row["contractor"] == contractor)
        said = f"cspm evaluation add --contractor {contractor} --month {month}"
        yield Quota("R026", EVALUATOR, 1, min(1, len(ids)), said, contractor, due=due, ids=ids)


def running_out(store: Store, today: date, terms: Terms) -> Iterator[Quota]:
    """The contracts that end soon and have no contract that goes on."""
    notice = int(terms.figures.value(figures.CONTRACT_NOTICE, today))
    for line in ending(known(store), today, days=notice):
        if line["followed_by"] is None:
            due = midnight(date.fromisoformat(line["end"]) + timedelta(days=1), terms.tz)
            yield Quota("R127", "csc_manager", 1, 0, "cspm contract list --expiring", line["id"], due=due, apart=True)
