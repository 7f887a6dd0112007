"""What the settlement of contractors owes: a draft of each contract's month by its day, signatures, answers, approval,
payment (R117, R127)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cspm.core.duties import Duty, Quota
from cspm.core.ids import natural
from cspm.core.periods import Span, last_month, midnight, month_bounds
from cspm.core.terms import Terms
from cspm.procedures.cleaning import figures
from cspm.procedures.cleaning.account import days_in_force, next_month, settlement_id
from cspm.procedures.cleaning.settlement_rules import due_day

if TYPE_CHECKING:
    from cspm.store.repository import Store

SUPERVISOR, MANAGER, FINANCE = "cleaning_supervisor", "general_manager", "finance"
DUTIES = {
    ("settlements", "sign_a"): Duty(SUPERVISOR, "", "cspm settlement sign {id} --side a --by NAME"),
    ("settlements", "sign_b"): Duty(SUPERVISOR, "", "cspm settlement sign {id} --side b --by NAME"),
    ("settlements", "objection"): Duty(
        SUPERVISOR, "", 'cspm settlement answer {id} --objection N --result accepted --reason "..."'
    ),
    ("settlements", "approval"): Duty(MANAGER, "", "cspm settlement approve {id}"),
    ("settlements", "payment"): Duty(FINANCE, "", "cspm settlement pay {id}"),
}
RULES = ("R127",)
COLUMNS = ("id", "start", "end", "state")


def quotas(store: Store, span: Span, terms: Terms, *, as_of: datetime) -> Iterator[Quota]:
    """R127: of each contract in force in the month before, the draft, which falls due in this month.

    It is asked for from the site's `since` on, and once a month of the contract was settled. In the month of `as_of`
    earlier drafts that were never made are shown too; they were judged in their own time.
    """
    contracts = [dict(row) for row in store.rows("contracts", "state != 'void'", columns=COLUMNS)]
    if not contracts:
        return
    done: dict[str, set[str]] = {}
    for row in store.rows("settlements", columns=("contract", "month")):
        done.setdefault(row["contract"], set()).add(row["month"])
    month = last_month(span.start, terms.tz)
    for contract in sorted(contracts, key=lambda one: natural(one["id"])):
        settled = done.get(contract["id"], set())
        if asked(contract, month, settled, terms):
            yield line(contract["id"], month, terms, done=month in settled)
        if span.start <= as_of < span.end:
            for past in earlier(contract, month, settled, terms):
                yield line(contract["id"], past, terms, done=False)._replace(apart=True)


def asked(contract: Mapping[str, Any], month: str, settled: set[str], terms: Terms) -> bool:
    """Whether the contract's month is to be settled: it is in force, and settling has begun."""
    return bool(days_in_force(contract, month)) and month >= begun(settled, terms)


def begun(settled: set[str], terms: Terms) -> str:
    """The month from which settlements are asked for: the first that was settled, or that the site's `since` begins."""
    first = min(settled, default="9999-99")
    since = terms.site.since
    if since is None:
        return first
    name = f"{since:%Y-%m}"
    whole = month_bounds(name, terms.tz)[0] >= midnight(since, terms.tz)
    return min(first, name if whole else next_month(name))


def earlier(contract: Mapping[str, Any], month: str, settled: set[str], terms: Terms) -> Iterator[str]:
    """The months before the last one that `month` and its own `due` show, after the first that was settled, and never
    drafted: what is before that one can be settled no more."""
    past = max(min(settled, default=begun(settled, terms)), contract["start"][:7])
    last = last_month(month_bounds(month, terms.tz)[0], terms.tz)
    while past < last:
        if past not in settled and days_in_force(contract, past):
            yield past
        past = next_month(past)


def line(contract: str, month: str, terms: Terms, *, done: bool) -> Quota:
    """The draft of a contract's month as a line of `due`."""
    found = settlement_id(contract, month)
    said = f"cspm settlement draft {found}"
    due = due_day(month, figures.SETTLEMENT_DAY, terms)[0]
    return Quota("R127", SUPERVISOR, 1, int(done), said, subject=found, due=due, ids=(found,) if done else ())
